// The details panels: one per job, back after a reload. Loaded with the first of them.
import * as vscode from "vscode";
import { detailPanel } from "../../../contributions.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { mediaFolder, webviewPage } from "../../../ui/webviewPage.js";
import { HistoryReader } from "../../history/historyReader.js";
import { MinuteTimer } from "../minuteTimer.js";
import { detailView } from "../text/detailsView.js";
import { type DetailsKernel, DetailsPanel, type Origin } from "./detailsPanel.js";

export class DetailsPanels {
  private readonly panels = new Map<string, DetailsPanel>();
  private readonly minutes: MinuteTimer;
  private readonly historyReader: HistoryReader;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly kernel: Omit<DetailsKernel, "minutes" | "historyReader">,
  ) {
    this.minutes = new MinuteTimer(kernel.clock);
    this.historyReader = new HistoryReader(kernel.connectionStore, kernel.sessions, kernel.clock);
  }

  /** Shows the job's panel; an open one is brought to the front. */
  open(key: JobKey): void {
    const known = this.panels.get(nameOf(key));
    if (known) return known.reveal();
    const title = vscode.l10n.t("Voice training job");
    this.adopt(key, vscode.window.createWebviewPanel(detailPanel, title, vscode.ViewColumn.Active), "opened");
  }

  /** Words a job that was not asked for: the first wording of a window takes as long as twenty later ones. Asks no cloud. */
  async warm({ connectionId, jobId }: JobKey): Promise<void> {
    const { connectionStore, sessions, store, clock, locale } = this.kernel;
    const connection = connectionStore.find(connectionId);
    const record = store.record(connectionId, jobId);
    if (!connection || !record) return;
    const cloud = sessions.cloudOf(connection);
    const { job, readAt, requestId } = record;
    const nothing = { isLoading: false, canSubmit: false, canOpenConsole: false, revealed: new Set<string>() };
    const advice = await cloud.advice?.();
    detailView({ ...nothing, jobId, job, cloud, connection, readAt, requestId, advice, now: clock.now(), locale });
  }

  /** The job whose page is in front of the person. */
  shown(): JobKey | undefined {
    return [...this.panels.values()].find(({ isInFront }) => isInFront)?.key;
  }

  /** After a reload: the panel remembers which job it showed, nothing else. */
  restore(panel: vscode.WebviewPanel, remembered: unknown): void {
    const key = readKey(remembered);
    // Its connection is gone, or the state is not ours: an empty panel would say nothing.
    if (!key || !this.kernel.connectionStore.find(key.connectionId)) return panel.dispose();
    const known = this.panels.get(nameOf(key));
    if (!known) return this.adopt(key, panel, "restored");
    // It was opened again before its old tab was looked at.
    panel.dispose();
    known.reveal();
  }

  private adopt(key: JobKey, panel: vscode.WebviewPanel, origin: Origin): void {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [mediaFolder(this.extensionUri)] };
    // First of all: the editor loads the page while the rest is done.
    webview.html = webviewPage(webview, this.extensionUri, "details", this.kernel.locale);
    const detail = new DetailsPanel(
      key,
      panel,
      { ...this.kernel, minutes: this.minutes, historyReader: this.historyReader },
      origin,
    );
    this.panels.set(nameOf(key), detail);
    panel.onDidDispose(() => {
      detail.dispose();
      this.panels.delete(nameOf(key));
    });
  }
}

function nameOf({ connectionId, jobId }: JobKey): string {
  return `${connectionId}/${jobId}`;
}

function readKey(remembered: unknown): JobKey | undefined {
  if (typeof remembered !== "object" || remembered === null) return undefined;
  const { connectionId, jobId } = remembered as Record<string, unknown>;
  return typeof connectionId === "string" && typeof jobId === "string" && jobId !== "" ? { connectionId, jobId } : undefined;
}
