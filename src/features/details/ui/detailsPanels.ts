// The details panels: one per job, and one that clicks share; back after a reload. Loaded with the first of them.
import * as vscode from "vscode";
import { detailPanel } from "../../../contributions.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { isGlance } from "../../../ui/commands/target.js";
import { mediaFolder, webviewPage } from "../../../ui/webview/webviewPage.js";
import { HistoryReader } from "../../history/historyReader.js";
import { MinuteTimer } from "../minuteTimer.js";
import { detailView } from "../text/detailsView.js";
import { DetailsPanel, type Origin } from "./detailsPanel.js";
import type { DetailsKernel } from "./shownJob.js";

export class DetailsPanels {
  private readonly pages = new Map<string, { readonly panel: vscode.WebviewPanel; readonly detail: DetailsPanel }>();
  /** The name of the job that is shown at a glance: its page is taken by the next. */
  private glanced: string | undefined;
  private readonly minutes: MinuteTimer;
  private readonly historyReader: HistoryReader;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly kernel: Omit<DetailsKernel, "minutes" | "historyReader">,
  ) {
    this.minutes = new MinuteTimer(kernel.clock);
    this.historyReader = new HistoryReader(kernel.connectionStore, kernel.sessions, kernel.clock, kernel.histories);
  }

  /** Shows the job's page; an open one is brought to the front. A glance leaves the keys where they are; a second one keeps the page. */
  open(key: JobKey, as: "tab" | "glance" = "tab"): void {
    const name = nameOf(key);
    const isBrief = as === "glance";
    if (name === this.glanced) this.keep();
    const known = this.pages.get(name);
    if (known) return known.detail.reveal(isBrief);
    const before = isBrief && this.glanced !== undefined ? this.pages.get(this.glanced) : undefined;
    if (before) {
      this.leave(before.panel);
      this.show(key, before.panel, "opened");
      before.panel.reveal(undefined, true);
    } else {
      const title = vscode.l10n.t("Voice training job");
      const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus: isBrief };
      this.adopt(key, vscode.window.createWebviewPanel(detailPanel, title, place), "opened");
    }
    if (isBrief && hasGlances()) this.glance(name);
  }

  /** The page that was for glances stays as it is. */
  private keep(): void {
    if (this.glanced !== undefined) this.pages.get(this.glanced)?.detail.setGlance(false);
    this.glanced = undefined;
  }

  private glance(name: string): void {
    this.glanced = name;
    this.pages.get(name)?.detail.setGlance(true);
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
    return [...this.pages.values()].find(({ detail }) => detail.isInFront)?.detail.key;
  }

  /** After a reload: the panel remembers which job it showed, nothing else. */
  restore(panel: vscode.WebviewPanel, remembered: unknown): void {
    const key = readKey(remembered);
    // Its connection is gone, or the state is not ours: an empty panel would say nothing.
    if (!key || !this.kernel.connectionStore.find(key.connectionId)) return panel.dispose();
    const known = this.pages.get(nameOf(key));
    if (known) {
      // It was opened again before its old tab was looked at.
      panel.dispose();
      return known.detail.reveal();
    }
    this.adopt(key, panel, "restored");
    if (isGlance(remembered) && this.glanced === undefined && hasGlances()) this.glance(nameOf(key));
  }

  private adopt(key: JobKey, panel: vscode.WebviewPanel, origin: Origin): void {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [mediaFolder(this.extensionUri)] };
    // First of all: the editor loads the page while the rest is done.
    webview.html = webviewPage(webview, this.extensionUri, "details", this.kernel.locale);
    panel.onDidDispose(() => this.leave(panel));
    this.show(key, panel, origin);
  }

  private show(key: JobKey, panel: vscode.WebviewPanel, origin: Origin): void {
    const kernel = { ...this.kernel, minutes: this.minutes, historyReader: this.historyReader };
    this.pages.set(nameOf(key), { panel, detail: new DetailsPanel(key, panel, kernel, origin) });
  }

  /** The job that a page showed is no longer there. */
  private leave(panel: vscode.WebviewPanel): void {
    for (const [name, page] of this.pages) {
      if (page.panel !== panel) continue;
      page.detail.dispose();
      this.pages.delete(name);
      if (this.glanced === name) this.glanced = undefined;
    }
  }
}

/** The editor is set to open each file in a tab of its own: then each job gets one, too. */
function hasGlances(): boolean {
  return vscode.workspace.getConfiguration("workbench.editor").get("enablePreview", true);
}

function nameOf({ connectionId, jobId }: JobKey): string {
  return `${connectionId}/${jobId}`;
}

function readKey(remembered: unknown): JobKey | undefined {
  if (typeof remembered !== "object" || remembered === null) return undefined;
  const { connectionId, jobId } = remembered as Record<string, unknown>;
  return typeof connectionId === "string" && typeof jobId === "string" && jobId !== "" ? { connectionId, jobId } : undefined;
}
