// The page of one folder of recordings: checked when it opens and again when a file changes, painted row by row.
//
// How a page is painted: ../checkRecordings.ts tells all rows by name first, then each as it is measured; rows go out ten times a
// second at most, and only those that differ. The verdict, the reasons and the figures come when all is measured. A file that
// changes is noticed by the editor's watcher, and the check then reads that file alone. What the page asks for is read by
// protocol/recordings.ts; setActions.ts does what is about the whole set. media/recordings paints and knows no words.
import * as vscode from "vscode";
import type { JobKey } from "../../../core/jobs/job.js";
import type { Disposable } from "../../../core/ports/event.js";
import type { RecordingsReview } from "../../../core/ports/recordingPackages.js";
import type { RecordingRow, RecordingsMessage } from "../../../protocol/recordings.js";
import { type RecordingActionId, readRecordingsRequest, type SetActionId } from "../../../protocol/recordings.js";
import { isEqualJson } from "../../../services/jobs/equality.js";
import { openFile } from "../../../ui/editorCommands.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { CheckProgress, RecordingsChecker } from "../checkRecordings.js";
import { CheckError } from "../checkRun.js";
import type { CheckedKind, CheckTarget, RecordingReport, RecordingsReport } from "../report.js";
import { ReviewFindings, SoundFinding } from "../reviewFindings.js";
import { checkProblemText } from "../text/checkProblemText.js";
import { recordingDetail } from "../text/recordingDetail.js";
import { recordingRow, recordingsView, targetName } from "../text/recordingsView.js";
import { fileUri, RecordingProblems } from "./recordingProblems.js";

export type PanelKernel = Pick<UiKernel, "clock" | "locale" | "report"> & {
  readonly checker: RecordingsChecker;
  /** What is about the whole set. Gives the kind of job where the person chose another one. */
  readonly actOnSet: (
    action: Exclude<SetActionId, "checkAgain">,
    report: RecordingsReport,
    /** Of the job whose review is shown beside them. */
    job: JobKey | undefined,
  ) => Promise<{ readonly kind: CheckedKind | undefined } | undefined>;
  readonly copyFfmpeg: (report: RecordingsReport, recordings: readonly RecordingReport[]) => Promise<void>;
};

/** Milliseconds between two lots of rows, and after a change on the disk: programs write a file in several goes. */
const [rowsMs, settleMs] = [100, 300];
/** So many changed files are read without a word: the page goes on showing what it shows. */
const quietFiles = 5;

export class RecordingsPanel {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly problems: RecordingProblems;
  private readonly closed = new AbortController();
  private readonly leftOut: Set<string>;
  private report: RecordingsReport | undefined;
  private progress: { readonly done: number; readonly total: number } | undefined;
  private problem: string | undefined;
  private announcement = "";
  private rows: RecordingRow[] = [];
  private readonly places = new Map<string, number>();
  /** As the page has them. */
  private readonly sent = new Map<string, RecordingRow>();
  private waiting: Disposable | undefined;
  private settling: Disposable | undefined;
  private isChecking = false;
  private isStale = false;
  /** What the review of a job said of them, if they are shown for that. */
  private review: { readonly job: JobKey | undefined; readonly findings: ReviewFindings } | undefined;
  /** What the cloud has measured of them, for as long as they are as they were. */
  private sound: SoundFinding | undefined;
  /** The recording whose details are open. */
  private opened: string | undefined;

  constructor(
    readonly target: CheckTarget,
    private kind: CheckedKind | undefined,
    private readonly panel: vscode.WebviewPanel,
    private readonly kernel: PanelKernel,
    leftOut: readonly string[] = [],
    review?: RecordingsReview,
  ) {
    this.leftOut = new Set(leftOut);
    this.take(review);
    this.problems = new RecordingProblems(target, kernel.locale);
    panel.title = vscode.l10n.t("Recordings: {0}", targetName(target));
    const watcher = vscode.workspace.createFileSystemWatcher(patternOf(target));
    const changed = () => this.beStale();
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message) => this.hear(message)),
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
    );
    void this.check();
  }

  /** A person asked for it once more, maybe for another kind of job. */
  reveal(kind: CheckedKind | undefined, review?: RecordingsReview): void {
    this.kind = kind;
    this.take(review);
    this.panel.reveal();
    void this.check();
  }

  private take(review: RecordingsReview | undefined): void {
    if (!review) return;
    if (review.sound) this.sound = new SoundFinding(review.sound);
    if (review.job) this.review = { job: review.job, findings: new ReviewFindings(review) };
  }

  dispose(): void {
    this.closed.abort();
    this.waiting?.dispose();
    this.settling?.dispose();
    this.problems.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private beStale(): void {
    this.settling?.dispose();
    this.settling = this.kernel.clock.after(settleMs, () => void this.check());
  }

  private async check(): Promise<void> {
    this.isStale = true;
    if (this.isChecking) return;
    this.isChecking = true;
    while (this.isStale && !this.closed.signal.aborted) {
      this.isStale = false;
      await (this.report ? this.checkOnce(this.closed.signal) : this.checkOpenly());
    }
    this.isChecking = false;
  }

  /** The first time takes as long as there are files: it can be stopped. */
  private checkOpenly(): Thenable<void> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Checking recordings in {0}", targetName(this.target)),
      cancellable: true,
    };
    return vscode.window.withProgress(options, async (_progress, token) => {
      const stop = new AbortController();
      const heard = token.onCancellationRequested(() => stop.abort());
      await this.checkOnce(AbortSignal.any([stop.signal, this.closed.signal]));
      heard.dispose();
    });
  }

  private async checkOnce(signal: AbortSignal): Promise<void> {
    const { checker } = this.kernel;
    try {
      const options = { ...this.options(), signal, onProgress: (progress: CheckProgress) => this.follow(progress) };
      this.report = this.reviewed(await checker.check(this.target, options));
      this.problem = undefined;
    } catch (thrown) {
      if (this.closed.signal.aborted) return;
      this.problem = checkProblemText(thrown instanceof CheckError ? thrown.code : "failed");
      if (!(thrown instanceof CheckError)) this.kernel.report.note(thrown, "check recordings");
      this.report = this.again();
    }
    this.progress = undefined;
    this.takeReport();
  }

  private options() {
    return { leftOut: this.leftOut, ...(this.kind && { kind: this.kind }) };
  }

  private follow({ done, total, recordings, recording }: CheckProgress): void {
    const isQuiet = this.report !== undefined && this.progress === undefined && total - done <= quietFiles;
    if (isQuiet || this.closed.signal.aborted) return;
    const isFirst = this.progress === undefined;
    this.progress = { done, total };
    if (recordings) this.takeRows(recordings);
    const at = recording && this.places.get(recording.id);
    if (at !== undefined) this.rows[at] = this.rowOf(recording!, at);
    if (isFirst || done === 1) this.paint();
    else this.waiting ??= this.kernel.clock.after(rowsMs, () => this.paint());
  }

  private takeRows(recordings: readonly RecordingReport[]): void {
    this.rows = recordings.map((recording, index) => this.rowOf(recording, index));
    this.places.clear();
    for (const [index, { id }] of recordings.entries()) this.places.set(id, index);
  }

  private rowOf(recording: RecordingReport, index: number): RecordingRow {
    return recordingRow(recording, index, this.kernel.checker.peaks(this.target, recording.id), this.kernel.locale);
  }

  private takeReport(): void {
    if (this.closed.signal.aborted) return;
    if (this.report) {
      this.takeRows(this.report.recordings);
      this.problems.show(this.report);
    }
    this.paint();
    const said = recordingsView(this.viewInput());
    this.announcement = said.heading;
    this.showDetail();
  }

  private viewInput() {
    const { locale } = this.kernel;
    return {
      locale,
      target: this.target,
      isReviewed: this.review !== undefined,
      ...(this.report && this.sound?.isOf(this.report) && { sound: this.sound.sound }),
      ...(this.report && { report: this.report }),
      ...(this.progress && { progress: this.progress }),
      ...(this.problem !== undefined && { problem: this.problem }),
    };
  }

  private paint(): void {
    this.waiting?.dispose();
    this.waiting = undefined;
    // A hidden page is gone; it asks for everything when it is shown again.
    if (!this.panel.visible) return this.sent.clear();
    const view = recordingsView(this.viewInput());
    if (!this.progress) this.announcement = view.heading;
    const remember = { target: this.target, leftOut: [...this.leftOut] };
    this.send({ type: "show", view, announcement: this.announcement, remember });
    this.sendRows();
  }

  private sendRows(): void {
    const isSame = this.sent.size === this.rows.length && this.rows.every(({ id }) => this.sent.has(id));
    const rows = isSame ? this.rows.filter((row) => !isEqualJson(row, this.sent.get(row.id))) : this.rows;
    if (isSame && rows.length === 0) return;
    if (!isSame) this.sent.clear();
    for (const row of rows) this.sent.set(row.id, row);
    this.send({ type: "rows", rows, all: !isSame });
  }

  private showDetail(): void {
    const recording = this.find(this.opened);
    if (!recording || !this.report || !this.panel.visible) return;
    const peaks = this.kernel.checker.peaks(this.target, recording.id);
    this.send({ type: "detail", detail: recordingDetail(this.report, recording, peaks, this.kernel.locale) });
  }

  private find(id: string | undefined): RecordingReport | undefined {
    return id === undefined ? undefined : this.report?.recordings.find((recording) => recording.id === id);
  }

  private send(message: RecordingsMessage): void {
    void this.panel.webview.postMessage(message);
  }

  private async hear(message: unknown): Promise<void> {
    const request = readRecordingsRequest(message);
    switch (request?.type) {
      case "ready":
        this.sent.clear();
        this.paint();
        return this.showDetail();
      case "open":
        this.opened = request.id;
        return this.showDetail();
      case "close":
        this.opened = undefined;
        return;
      case "load":
        return this.load(request.id, request.at);
      case "act":
        return this.act(request.action);
      case "actOn":
        return this.actOn(request.action, this.find(request.id));
    }
  }

  private async load(id: string, at: number): Promise<void> {
    const sound = await this.kernel.checker.sound(this.target, id, at).catch(() => undefined);
    const { type = "", from = 0, bytes, lasts } = sound ?? {};
    this.send({
      type: "sound",
      id,
      mime: type,
      from,
      ...(bytes && { bytes: bytes.buffer as ArrayBuffer }),
      ...(lasts !== undefined && { lasts }),
    });
  }

  private async act(action: SetActionId): Promise<void> {
    if (action === "checkAgain") return this.check();
    if (!this.report) return;
    const chosen = await this.kernel.actOnSet(action, this.report, this.review?.job);
    if (!chosen) return;
    this.kind = chosen.kind;
    this.judgeAgain();
  }

  /** What is measured stays as it is: nothing is read. */
  private judgeAgain(): void {
    this.report = this.again();
    this.takeReport();
  }

  private again(): RecordingsReport | undefined {
    const known = this.kernel.checker.again(this.target, this.options());
    return known ? this.reviewed(known) : this.report;
  }

  private reviewed(report: RecordingsReport): RecordingsReport {
    const reviewed = this.review?.findings.addTo(report) ?? report;
    return this.sound?.addTo(reviewed) ?? reviewed;
  }

  private async actOn(action: RecordingActionId, recording: RecordingReport | undefined): Promise<void> {
    if (!recording || !this.report) return;
    switch (action) {
      case "leaveOut":
        this.leftOut.add(recording.id);
        return this.judgeAgain();
      case "takeIn":
        this.leftOut.delete(recording.id);
        return this.judgeAgain();
      case "copyFfmpeg":
        return this.kernel.copyFfmpeg(this.report, [recording]);
      case "openSound":
        return openFile(fileUri(this.target, recording.id));
      case "openText":
        return this.openText(recording);
    }
  }

  private async openText({ text }: RecordingReport): Promise<void> {
    if (!text || this.target.kind === "zip") return;
    const line = (text.line ?? 1) - 1;
    const uri = fileUri(this.target, text.path);
    await vscode.window
      .showTextDocument(uri, { selection: new vscode.Range(line, 0, line, 0), viewColumn: vscode.ViewColumn.Beside })
      .then(undefined, () => openFile(uri));
  }
}

/** A zip is one file; of a folder everything counts. */
function patternOf(target: CheckTarget): vscode.RelativePattern {
  if (target.kind !== "zip")
    return new vscode.RelativePattern(vscode.Uri.file(target.kind === "files" ? target.folder : target.path), "**/*");
  const zip = vscode.Uri.file(target.path);
  const name = zip.path.slice(zip.path.lastIndexOf("/") + 1);
  // Characters that patterns mean something else by.
  return new vscode.RelativePattern(vscode.Uri.joinPath(zip, ".."), name.replace(/[[\]{}*?]/g, "?"));
}
