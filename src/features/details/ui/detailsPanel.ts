// One details panel: painted from the store, alive while it is seen, and what a person can ask for in it.
//
// How a page is painted: from the store, while it is visible, and a view is sent only when it differs from the last.
// text/detailsView.ts makes the whole view in finished words; text/viewChanges.ts says what is different, in words for screen
// readers and as marks for the eye. minuteTimer.ts lets ages grow with one timer for all visible panels. ../jobContext.ts has
// advice and usual durations, features/history what happened to the job. detailsPanels.ts keeps the panels: one a job. A panel
// that the editor brings back after a reload asks for remembered rows alone, and the cloud for nothing. A page that shows its job
// at a glance gets another DetailsPanel for the next one. media/details paints what is sent and knows no words.

import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import { consolePage } from "../../../core/consolePage.js";
import type { StateObservation } from "../../../core/jobs/history/stateObservation.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { isSubmittable } from "../../../core/jobs/submittable.js";
import type { Disposable } from "../../../core/ports/event.js";
import { type ActionId, type DetailMessage, type DetailView, readDetailRequest } from "../../../protocol/details.js";
import { isEqualJson } from "../../../services/jobs/equality.js";
import type { JobRecord } from "../../../services/jobs/jobRecord.js";
import { placeOf } from "../../../services/refresh/refresher.js";
import { jobLabel } from "../../../text/jobText.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { HistoryReader, HistoryRequest } from "../../history/historyReader.js";
import { JobContext, type JobContextKernel } from "../jobContext.js";
import type { MinuteTimer } from "../minuteTimer.js";
import { bannerAct, copyText, type DetailInput, detailView, isLeftOut, openableLink } from "../text/detailsView.js";
import { detailNews } from "../text/viewChanges.js";

/** Whom a panel watches and asks. */
export type DetailsKernel = Pick<
  UiKernel,
  | "connectionStore"
  | "sessions"
  | "store"
  | "refresher"
  | "stateLog"
  | "histories"
  | "userActivity"
  | "watchList"
  | "clock"
  | "locale"
  | "report"
> & {
  /** Has an earlier window's rows of a connection brought back, and asks nothing of its cloud. */
  readonly recall: (connectionId: string) => Promise<void>;
  readonly observations: JobContextKernel["observations"];
  readonly minutes: MinuteTimer;
  readonly historyReader: HistoryReader;
};

/** `restored`: the job was not asked for, the editor brought back what was open. */
export type Origin = "opened" | "restored";

export class DetailsPanel {
  /** The next job that is looked at takes the page. */
  private isGlance = false;
  private readonly revealed = new Set<string>();
  private readonly subscriptions: vscode.Disposable[] = [];
  /** A person asked for the job here, not the editor that brought it back: then its story is read, and followed. */
  private isHistoryWanted = false;
  /** States of the job as they were seen. */
  private observations: readonly StateObservation[] = [];
  /** Ends a read whose answer is not seen any more. */
  private readonly closed = new AbortController();
  private isLoading = false;
  /** Until the rows of an earlier window were looked for, there is nothing true to say. */
  private isRecalling = false;
  private beside: JobContext | undefined;
  /** The store drops rows that a long list no longer reaches; the panel goes on showing what it last knew. */
  private lastRecord: JobRecord | undefined;
  /** Where that record is from. */
  private place: string | undefined;
  /** Why the job could not be read, where the store has no row to keep it beside. */
  private orphanError: DetailInput["error"];
  /** What stands before the person's eyes; absent while the panel is hidden, and when its page has begun again. */
  private shown: DetailView | undefined;
  private announcement = "";
  /** Listens to the minutes while the panel is visible: ages grow. */
  private ageing: Disposable | undefined;

  constructor(
    readonly key: JobKey,
    private readonly panel: vscode.WebviewPanel,
    private readonly kernel: DetailsKernel,
    origin: Origin,
  ) {
    this.place = this.currentPlace();
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message) => this.hear(message)),
      panel.onDidChangeViewState(() => this.beSeen(panel.visible)),
      new vscode.Disposable(
        kernel.store.onDidChange(({ connectionId, jobs }) => {
          if (connectionId !== key.connectionId || !jobs.has(key.jobId)) return;
          this.paint();
          this.followHistory();
        }).dispose,
      ),
      new vscode.Disposable(kernel.watchList.onDidChange(() => this.paint()).dispose),
      new vscode.Disposable(
        kernel.historyReader.onDidChange(({ connectionId, jobId }) => {
          if (connectionId === key.connectionId && jobId === key.jobId) this.paint();
        }).dispose,
      ),
      new vscode.Disposable(
        kernel.connectionStore.onDidChange(({ connectionId }) => this.followConnections(connectionId)).dispose,
      ),
    );
    this.beSeen(panel.visible);
    void (origin === "opened" ? this.refresh() : this.recall());
  }

  get isInFront(): boolean {
    return this.panel.active;
  }

  /** Whether the page stays for this job; also what it remembers of that. */
  setGlance(isGlance: boolean): void {
    this.isGlance = isGlance;
    this.shown = undefined;
    this.paint();
  }

  /** A person asked for it once more. `preserveFocus`: the keys stay where they are. */
  reveal(preserveFocus = false): void {
    this.panel.reveal(undefined, preserveFocus);
    const record = this.kernel.store.record(this.key.connectionId, this.key.jobId);
    if ((!record || record.isRemembered) && !this.isLoading) void this.refresh();
    else if (!this.isHistoryWanted && !this.isLoading) void this.readHistory("open");
  }

  dispose(): void {
    this.closed.abort();
    this.beSeen(false);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** What stands before the person's eyes is no news to them. A hidden panel costs nothing, and is painted when it is shown again. */
  private beSeen(isVisible: boolean): void {
    this.kernel.userActivity.look(this.key.connectionId, this.key.jobId, isVisible);
    this.shown = undefined;
    if (!isVisible) {
      this.ageing?.dispose();
      this.ageing = undefined;
      return;
    }
    this.beside?.again();
    this.ageing ??= this.kernel.minutes.listen(() => this.paint());
    this.paint();
    this.followHistory();
  }

  /** A job that is seen and has changed has more to tell. */
  private followHistory(): void {
    if (!this.panel.visible) return;
    void this.readObservations();
    if (this.isHistoryWanted && !this.isLoading) void this.readHistory("follow");
  }

  private async readHistory(request: HistoryRequest): Promise<void> {
    const { connectionId, jobId } = this.key;
    const { store, historyReader } = this.kernel;
    const record = store.record(connectionId, jobId) ?? this.lastRecord;
    this.isHistoryWanted = true;
    if (record && this.panel.visible && !store.isGone(connectionId, jobId))
      await historyReader.read(connectionId, record.job, this.closed.signal, request);
  }

  /** A timeline that cannot be read tells nothing; the panel is as good without. */
  private async readObservations(): Promise<void> {
    const { connectionId, jobId } = this.key;
    const seen = await this.kernel.stateLog.of(connectionId, jobId).catch(() => this.observations);
    this.observations = seen;
    this.paint();
  }

  private followConnections(connectionId: string): void {
    if (connectionId !== this.key.connectionId) return;
    if (!this.kernel.connectionStore.find(connectionId)) return this.panel.dispose();
    // The connection leads somewhere else now: what was read there is no job of this place.
    const place = this.currentPlace();
    if (place !== this.place) this.lastRecord = undefined;
    this.place = place;
    this.paint();
  }

  private currentPlace(): string | undefined {
    const connection = this.kernel.connectionStore.find(this.key.connectionId);
    return connection && placeOf(connection);
  }

  private async recall(): Promise<void> {
    this.isRecalling = true;
    const { connectionId, jobId } = this.key;
    await Promise.all([this.kernel.recall(connectionId), this.kernel.historyReader.recall(connectionId, jobId)]);
    this.isRecalling = false;
    this.paint();
  }

  private async refresh(request: HistoryRequest = "open"): Promise<void> {
    const { connectionId, jobId } = this.key;
    this.isLoading = true;
    this.orphanError = undefined;
    this.paint();
    try {
      await this.kernel.refresher.refreshJob(connectionId, jobId, this.closed.signal);
      void this.readHistory(request);
    } catch (thrown) {
      this.orphanError = this.kernel.report.note(thrown, "read a job");
    }
    this.isLoading = false;
    this.paint();
  }

  private input(): DetailInput | undefined {
    const { connectionId, jobId } = this.key;
    const { connectionStore, sessions, store, clock, locale } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) return undefined;
    const cloud = sessions.cloudOf(connection);
    const stored = store.record(connectionId, jobId);
    const record = stored ?? this.lastRecord;
    this.beside ??= new JobContext(connection, cloud, this.kernel, () => this.paint());
    this.beside.follow(record?.job);
    const canSubmit = record !== undefined && isSubmittable(cloud, record.job);
    return {
      jobId,
      job: record?.job,
      cloud,
      connection,
      readAt: record?.readAt,
      requestId: record?.requestId,
      remembered: record?.isRemembered ? { leftOut: record.leftOut ?? [] } : undefined,
      error: stored ? stored.error : this.orphanError,
      isLoading: this.isLoading,
      isGone: store.isGone(connectionId, jobId),
      history: this.kernel.historyReader.of(connectionId, jobId, record?.job),
      observations: this.observations,
      canSubmit,
      isWatched: this.kernel.watchList.has(connectionId, jobId),
      canOpenConsole: consolePage(cloud, connection, jobId) !== undefined,
      advice: this.beside.advice,
      observed: this.beside.observed,
      revealed: this.revealed,
      now: clock.now(),
      locale,
    };
  }

  private paint(): void {
    if (this.closed.signal.aborted) return;
    this.lastRecord = this.kernel.store.record(this.key.connectionId, this.key.jobId) ?? this.lastRecord;
    this.nameTab();
    const input = this.panel.visible && !this.isRecalling ? this.input() : undefined;
    // A panel that shows something already does not wait for what comes later.
    if (!input || !(this.shown || this.beside?.isHere)) return;
    const view = detailView(input);
    if (this.shown && isEqualJson(view, this.shown)) return;
    const { announcement, changed } = detailNews(this.shown, view);
    if (announcement !== "") this.announcement = announcement;
    this.shown = view;
    this.send({
      type: "show",
      view,
      announcement: this.announcement,
      changed,
      remember: { ...this.key, ...(this.isGlance && { isGlance: true }) },
    });
  }

  private nameTab(): void {
    const title = this.lastRecord ? jobLabel(this.lastRecord.job) : vscode.l10n.t("Voice training job");
    if (this.panel.title !== title) this.panel.title = title;
  }

  private send(message: DetailMessage): void {
    void this.panel.webview.postMessage(message);
  }

  private async hear(message: unknown): Promise<void> {
    const request = readDetailRequest(message);
    const input = this.input();
    if (!request || !input) return;
    // What the page still shows is another job: a click there means that one.
    if (!this.shown && request.type !== "ready") return;
    switch (request.type) {
      case "ready":
        this.shown = undefined;
        return this.paint();
      case "act":
        return this.act(request.action);
      case "nextAct": {
        const act = bannerAct(input, request.banner);
        if (act === "retry") return this.act("refresh");
        return act === undefined ? undefined : this.kernel.report.act(act, this.key);
      }
      case "readHistory":
        await this.kernel.sessions.resume([this.key.connectionId]);
        return this.readHistory("refresh");
      case "copy": {
        const text = copyText(input, request.id);
        if (text === undefined) return;
        await vscode.env.clipboard.writeText(text);
        return this.send({ type: "copied", id: request.id });
      }
      case "reveal":
        this.revealed.add(request.field);
        return isLeftOut(input, request.field) ? this.act("refresh") : this.paint();
      case "hide":
        this.revealed.delete(request.field);
        return this.paint();
      case "openLink":
        return this.openLink(openableLink(input, request.field));
    }
  }

  private async act(action: ActionId): Promise<void> {
    switch (action) {
      case "refresh":
        await this.kernel.sessions.resume([this.key.connectionId]);
        this.kernel.userActivity.note([this.key.connectionId], this.key.jobId);
        return this.refresh("refresh");
      case "submit":
        return void (await vscode.commands.executeCommand(commands.submitJob, this.key));
      case "watch":
        return void (await vscode.commands.executeCommand(commands.watchJob, this.key));
      case "copyVoiceId": {
        const voiceId = this.input()?.job?.voiceId;
        if (voiceId === undefined) return;
        await vscode.env.clipboard.writeText(voiceId);
        return void vscode.window.setStatusBarMessage(vscode.l10n.t("Voice ID copied"), 3_000);
      }
      case "checkRecordings":
        return void (await vscode.commands.executeCommand(commands.checkRecordings, this.key));
      case "uploadFiles":
        return void (await vscode.commands.executeCommand(commands.uploadFiles, this.key));
      case "uploadCorrected":
        return void (await vscode.commands.executeCommand(commands.uploadCorrected, this.key));
      case "delete":
        return void (await vscode.commands.executeCommand(commands.deleteJob, this.key));
      case "playSample":
        return void (await vscode.commands.executeCommand(commands.playSample, this.key));
      case "sayText":
        return void (await vscode.commands.executeCommand(commands.sayText, this.key));
      case "openJson":
        return void (await vscode.commands.executeCommand(commands.openJobJson, this.key));
      case "openConsole":
        return void (await vscode.commands.executeCommand(commands.openConsole, this.key));
    }
  }

  /** The link may be a key to a person's recordings: the host is named, and only https is followed. */
  private async openLink(link: string | undefined): Promise<void> {
    if (link === undefined) return;
    const open = vscode.l10n.t("Open");
    const question = vscode.l10n.t("Open a link to {0}?", new URL(link).host);
    const detail = vscode.l10n.t("Anyone who has the link can access personal data. It opens in your browser.");
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, open)) !== open) return;
    // As a text, which the editor takes too: a Uri it decodes and encodes again, and a plus in a signature becomes a space on the way.
    await vscode.env.openExternal(link as unknown as vscode.Uri);
  }
}
