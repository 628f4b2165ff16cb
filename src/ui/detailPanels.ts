// The details panels: one per job, painted from the store, alive while open, back after a reload.
import * as vscode from "vscode";
import { consolePage } from "../core/consolePage.js";
import { commands, detailPanel } from "../ids.js";
import { bannerAct, copyText, type DetailInput, detailView, openableLink } from "../present/detail.js";
import { jobLabel } from "../present/tree.js";
import { type ActionId, type DetailMessage, readDetailWish } from "../protocol/detail.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { JobRecord, JobStore } from "../services/jobStore.js";
import type { OwnActs } from "../services/ownActs.js";
import type { Refresher } from "../services/refresher.js";
import type { Sessions } from "../services/sessions.js";
import type { Report } from "./report.js";
import type { JobKey } from "./target.js";
import { mediaFolder, webviewPage } from "./webview.js";

export class DetailPanels {
  private readonly panels = new Map<string, DetailPanel>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly world: DetailWorld,
  ) {}

  /** Shows the job's panel; an open one is brought to the front. */
  open(key: JobKey): void {
    const known = this.panels.get(nameOf(key));
    if (known) return known.reveal();
    const title = vscode.l10n.t("Voice training job");
    this.adopt(key, vscode.window.createWebviewPanel(detailPanel, title, vscode.ViewColumn.Active));
  }

  /** After a reload: the panel remembers which job it showed, nothing else. */
  restore(panel: vscode.WebviewPanel, remembered: unknown): void {
    const key = readKey(remembered);
    if (key && this.world.book.find(key.connectionId)) this.adopt(key, panel);
    // Its connection is gone, or the state is not ours: an empty panel would tell nobody anything.
    else panel.dispose();
  }

  private adopt(key: JobKey, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [mediaFolder(this.extensionUri)] };
    const detail = new DetailPanel(key, panel, this.world);
    this.panels.set(nameOf(key), detail);
    panel.onDidDispose(() => {
      detail.dispose();
      this.panels.delete(nameOf(key));
    });
    webview.html = webviewPage(webview, this.extensionUri, "detail", this.world.locale);
  }
}

/** Whom a panel watches and asks. */
export interface DetailWorld {
  readonly book: ConnectionBook;
  readonly sessions: Sessions;
  readonly store: JobStore;
  readonly refresher: Refresher;
  readonly report: Report;
  readonly own: OwnActs;
  readonly locale: string;
}

class DetailPanel {
  private readonly revealed = new Set<string>();
  private readonly subscriptions: vscode.Disposable[] = [];
  /** Ends the reading that nobody looks at any more. */
  private readonly closed = new AbortController();
  private isLoading = false;
  /** The store drops rows that a long list no longer reaches; the panel goes on showing what it last knew. */
  private lastRecord: JobRecord | undefined;
  /** Why the job could not be read, where the store has no row to keep it beside. */
  private orphanError: DetailInput["error"];

  constructor(
    private readonly key: JobKey,
    private readonly panel: vscode.WebviewPanel,
    private readonly world: DetailWorld,
  ) {
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message) => this.hear(message)),
      panel.onDidChangeViewState(() => this.beSeen(panel.visible)),
      new vscode.Disposable(
        world.store.onDidChange(({ connectionId, jobs }) => {
          if (connectionId === key.connectionId && jobs.has(key.jobId)) this.paint();
        }).dispose,
      ),
      new vscode.Disposable(
        world.book.onDidChange(({ connectionId }) => {
          if (connectionId !== key.connectionId) return;
          if (world.book.find(connectionId)) this.paint();
          else panel.dispose();
        }).dispose,
      ),
    );
    this.nameTab();
    this.beSeen(panel.visible);
    void this.refresh();
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.closed.abort();
    this.beSeen(false);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** What stands before the person's eyes is no news to them. */
  private beSeen(isVisible: boolean): void {
    this.world.own.look(this.key.connectionId, this.key.jobId, isVisible);
    if (isVisible) this.paint();
  }

  private async refresh(): Promise<void> {
    const { connectionId, jobId } = this.key;
    this.isLoading = true;
    this.orphanError = undefined;
    this.paint();
    try {
      await this.world.refresher.refreshJob(connectionId, jobId, this.closed.signal);
    } catch (thrown) {
      this.orphanError = this.world.report.note(thrown, "read a job");
    }
    this.isLoading = false;
    this.paint();
  }

  private input(): DetailInput | undefined {
    const { connectionId, jobId } = this.key;
    const { book, sessions, store, locale } = this.world;
    const connection = book.find(connectionId);
    if (!connection) return undefined;
    const cloud = sessions.cloudOf(connection);
    const stored = store.record(connectionId, jobId);
    const record = stored ?? this.lastRecord;
    this.lastRecord = record;
    const canSubmit =
      cloud.submitFields !== undefined &&
      cloud.states.some(({ state, isSubmittable }) => isSubmittable && state === record?.job.state);
    return {
      jobId,
      job: record?.job,
      cloud,
      connection,
      readAt: record?.readAt,
      requestId: record?.requestId,
      error: stored ? stored.error : this.orphanError,
      isLoading: this.isLoading,
      canSubmit,
      canOpenConsole: consolePage(cloud, connection, jobId) !== undefined,
      revealed: this.revealed,
      now: Date.now(),
      locale,
    };
  }

  private paint(): void {
    const input = this.input();
    if (!input || this.closed.signal.aborted) return;
    this.nameTab();
    // A hidden panel is painted when it is shown again.
    if (this.panel.visible) this.send({ type: "show", view: detailView(input), remember: this.key });
  }

  private nameTab(): void {
    const record = this.world.store.record(this.key.connectionId, this.key.jobId);
    this.panel.title = record ? jobLabel(record.job) : vscode.l10n.t("Voice training job");
  }

  private send(message: DetailMessage): void {
    void this.panel.webview.postMessage(message);
  }

  private async hear(message: unknown): Promise<void> {
    const wish = readDetailWish(message);
    const input = this.input();
    if (!wish || !input) return;
    switch (wish.type) {
      case "ready":
        return this.paint();
      case "act":
        return this.act(wish.action);
      case "nextAct": {
        const act = bannerAct(input, wish.banner);
        return act === undefined ? undefined : this.world.report.act(act, this.key);
      }
      case "copy": {
        const text = copyText(input, wish.id);
        if (text === undefined) return;
        await vscode.env.clipboard.writeText(text);
        return this.send({ type: "copied", id: wish.id });
      }
      case "reveal":
        this.revealed.add(wish.field);
        return this.paint();
      case "hide":
        this.revealed.delete(wish.field);
        return this.paint();
      case "openLink":
        return this.openLink(openableLink(input, wish.field));
    }
  }

  private async act(action: ActionId): Promise<void> {
    switch (action) {
      case "refresh":
        await this.world.sessions.resume([this.key.connectionId]);
        this.world.own.note([this.key.connectionId], this.key.jobId);
        return this.refresh();
      case "submit":
        return void (await vscode.commands.executeCommand(commands.submitJob, this.key));
      case "openJson":
        return void (await vscode.commands.executeCommand(commands.openJobJson, this.key));
      case "openConsole":
        return void (await vscode.commands.executeCommand(commands.openConsole, this.key));
    }
  }

  /** The link may be a key to somebody's recordings: the host is named, and only https is followed. */
  private async openLink(link: string | undefined): Promise<void> {
    if (link === undefined) return;
    const uri = vscode.Uri.parse(link, true);
    const open = vscode.l10n.t("Open");
    const question = vscode.l10n.t("Open a link to {0}?", uri.authority);
    const detail = vscode.l10n.t("The link gives access to personal data to whoever has it. It is opened in your browser.");
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, open)) === open)
      await vscode.env.openExternal(uri);
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
