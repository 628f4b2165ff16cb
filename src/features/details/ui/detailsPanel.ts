// One details panel: painted from the store, alive while it is seen, and what a person can ask for in it.
//
// How a page is painted: from the store, while it is visible, and a view is sent only when it differs from the last
// (ui/webview/pagePainter.ts). That the job is being read, and why it could not be, is in the store as well.
// text/detailsView.ts makes the whole view in finished words; text/viewChanges.ts says what is different, in words for screen
// readers and as marks for the eye. minuteTimer.ts lets ages grow with one timer for all visible panels. ../jobContext.ts has
// advice and usual durations, features/history what happened to the job; shownJob.ts puts it together. detailsPanels.ts keeps the
// panels: one a job. A panel that the editor brings back after a reload asks for remembered rows alone, and the cloud for nothing.
// A page that shows its job at a glance gets another DetailsPanel for the next one. media/details paints what is sent and knows no
// words.

import * as vscode from "vscode";
import type { JobKey } from "../../../core/jobs/job.js";
import type { Disposable } from "../../../core/ports/event.js";
import { type ActionId, type DetailMessage, type DetailView, readDetailRequest } from "../../../protocol/details.js";
import { jobLabel } from "../../../text/jobText.js";
import { PagePainter } from "../../../ui/webview/pagePainter.js";
import { bannerAct, copyText, detailView, isLeftOut, openableLink } from "../text/detailsView.js";
import { detailNews } from "../text/viewChanges.js";
import { actionCommands, openLink } from "./detailActions.js";
import { type DetailsKernel, ShownJob } from "./shownJob.js";

/** `restored`: the job was not asked for, the editor brought back what was open. */
export type Origin = "opened" | "restored";

export class DetailsPanel {
  /** The next job that is looked at takes the page. */
  private isGlance = false;
  private readonly revealed = new Set<string>();
  private readonly subscriptions: vscode.Disposable[] = [];
  /** Ends a read whose answer is not seen any more. */
  private readonly closed = new AbortController();
  private readonly job: ShownJob;
  private readonly painter = new PagePainter<DetailView>(
    () => this.view(),
    (view, before) => this.show(view, before),
  );
  private announcement = "";
  /** Listens to the minutes while the panel is visible: ages grow. */
  private ageing: Disposable | undefined;

  constructor(
    readonly key: JobKey,
    private readonly panel: vscode.WebviewPanel,
    private readonly kernel: DetailsKernel,
    origin: Origin,
  ) {
    const page = { isVisible: () => panel.visible, changed: () => this.painter.changed() };
    this.job = new ShownJob(key, kernel, this.closed.signal, page);
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message) => this.hear(message)),
      panel.onDidChangeViewState(() => this.beSeen(panel.visible)),
      new vscode.Disposable(
        kernel.store.onDidChange(({ connectionId, jobs }) => {
          if (connectionId !== key.connectionId || !jobs.has(key.jobId)) return;
          this.job.keepRecord();
          this.painter.changed();
          this.job.follow();
        }).dispose,
      ),
      new vscode.Disposable(
        kernel.store.reads.onDidChange(({ connectionId, jobId }) => {
          if (connectionId === key.connectionId && jobId === key.jobId) this.job.followRead();
        }).dispose,
      ),
      new vscode.Disposable(kernel.watchList.onDidChange(() => this.painter.changed()).dispose),
      new vscode.Disposable(
        kernel.historyReader.onDidChange(({ connectionId, jobId }) => {
          if (connectionId === key.connectionId && jobId === key.jobId) this.painter.changed();
        }).dispose,
      ),
      new vscode.Disposable(
        kernel.connectionStore.onDidChange(({ connectionId }) => this.followConnections(connectionId)).dispose,
      ),
    );
    this.beSeen(panel.visible);
    if (origin === "opened") this.job.refresh("open");
    else void this.job.recall();
  }

  get isInFront(): boolean {
    return this.panel.active;
  }

  /** Whether the page stays for this job; also what it remembers of that. */
  setGlance(isGlance: boolean): void {
    this.isGlance = isGlance;
    this.painter.begin();
  }

  /** A person asked for it once more. `preserveFocus`: the keys stay where they are. */
  reveal(preserveFocus = false): void {
    this.panel.reveal(undefined, preserveFocus);
    this.job.open();
  }

  dispose(): void {
    this.closed.abort();
    this.painter.dispose();
    this.beSeen(false);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** What stands before the person's eyes is no news to them. A hidden panel costs nothing, and is painted when it is shown again. */
  private beSeen(isVisible: boolean): void {
    this.kernel.userActivity.look(this.key.connectionId, this.key.jobId, isVisible);
    this.painter.begin();
    if (!isVisible) {
      this.ageing?.dispose();
      this.ageing = undefined;
      return;
    }
    this.job.lookAgain();
    this.ageing ??= this.kernel.minutes.listen(() => this.painter.changed());
    this.job.follow();
  }

  private followConnections(connectionId: string): void {
    if (connectionId !== this.key.connectionId) return;
    if (!this.kernel.connectionStore.find(connectionId)) return this.panel.dispose();
    this.job.followConnection();
    this.painter.changed();
  }

  private view(): DetailView | undefined {
    this.job.keepRecord();
    this.nameTab();
    const input = this.panel.visible && !this.job.isRecalling ? this.job.input(this.revealed) : undefined;
    // A panel that shows something already does not wait for what comes later.
    return input && (this.painter.shown || this.job.isReady) ? detailView(input) : undefined;
  }

  private show(view: DetailView, before: DetailView | undefined): void {
    const { announcement, changed } = detailNews(before, view);
    if (announcement !== "") this.announcement = announcement;
    this.send({
      type: "show",
      view,
      announcement: this.announcement,
      changed,
      remember: { ...this.key, ...(this.isGlance && { isGlance: true }) },
    });
  }

  private nameTab(): void {
    const title = this.job.record ? jobLabel(this.job.record.job) : vscode.l10n.t("Voice training job");
    if (this.panel.title !== title) this.panel.title = title;
  }

  private send(message: DetailMessage): void {
    void this.panel.webview.postMessage(message);
  }

  private async hear(message: unknown): Promise<void> {
    const request = readDetailRequest(message);
    const input = this.job.input(this.revealed);
    if (!request || !input) return;
    // What the page still shows is another job: a click there means that one.
    if (!this.painter.shown && request.type !== "ready") return;
    switch (request.type) {
      case "ready":
        return this.painter.begin();
      case "act":
        return this.act(request.action);
      case "nextAct": {
        const act = bannerAct(input, request.banner);
        if (act === "retry") return this.act("refresh");
        return act === undefined ? undefined : this.kernel.report.act(act, this.key);
      }
      case "readHistory":
        await this.kernel.sessions.resume([this.key.connectionId]);
        return this.job.readHistory("refresh");
      case "copy": {
        const text = copyText(input, request.id);
        if (text === undefined) return;
        await vscode.env.clipboard.writeText(text);
        return this.send({ type: "copied", id: request.id });
      }
      case "reveal":
        this.revealed.add(request.field);
        return isLeftOut(input, request.field) ? this.act("refresh") : this.painter.changed();
      case "hide":
        this.revealed.delete(request.field);
        return this.painter.changed();
      case "openLink":
        return openLink(openableLink(input, request.field));
    }
  }

  private async act(action: ActionId): Promise<void> {
    switch (action) {
      case "refresh":
        await this.kernel.sessions.resume([this.key.connectionId]);
        this.kernel.userActivity.note([this.key.connectionId], this.key.jobId);
        return this.job.refresh("refresh");
      case "copyVoiceId": {
        const voiceId = this.job.record?.job.voiceId;
        if (voiceId === undefined) return;
        await vscode.env.clipboard.writeText(voiceId);
        return void vscode.window.setStatusBarMessage(vscode.l10n.t("Voice ID copied"), 3_000);
      }
      default:
        return void (await vscode.commands.executeCommand(actionCommands[action], this.key));
    }
  }
}
