// The page of one folder of recordings: checked when it opens and again when a file changes, painted row by row.
//
// How a page is painted: ../checkRecordings.ts tells all rows by name first, then each as it is measured; rows go out ten times a
// second at most, and only those that differ (pageRows.ts). The verdict, the reasons and the figures come when all is measured. A
// file that changes is noticed by the editor's watcher (recordingFiles.ts), and the check (panelCheck.ts) then reads that file
// alone. What the page asks for is read by protocol/recordings.ts; setActions.ts does what is about the whole set.
// media/recordings paints and knows no words.
import * as vscode from "vscode";
import type { JobKey } from "../../../core/jobs/job.js";
import type { Disposable } from "../../../core/ports/event.js";
import type { RecordingsPlace, RecordingsReview } from "../../../core/ports/recordingPackages.js";
import type { RecordingRow, RecordingsMessage } from "../../../protocol/recordings.js";
import { type RecordingActionId, readRecordingsRequest, type SetActionId } from "../../../protocol/recordings.js";
import { openFile } from "../../../ui/editorCommands.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { CheckProgress } from "../checkRecordings.js";
import type { CheckedKind, CheckTarget, RecordingReport, RecordingsReport } from "../report.js";
import { recordingDetail } from "../text/recordingDetail.js";
import { recordingRow, recordingsView, targetName } from "../text/recordingsView.js";
import { PageRows } from "./pageRows.js";
import { PanelCheck, type PanelCheckKernel } from "./panelCheck.js";
import { fileUri, openText, watchFiles } from "./recordingFiles.js";
import { RecordingProblems } from "./recordingProblems.js";

export type PanelKernel = Pick<UiKernel, "clock" | "locale"> &
  PanelCheckKernel & {
    /** What is about the whole set. Gives the kind of job where the person chose another one. */
    readonly actOnSet: (
      action: Exclude<SetActionId, "checkAgain">,
      report: RecordingsReport,
      /** Of the job whose review is shown beside them. */
      job: JobKey | undefined,
    ) => Promise<{ readonly kind: CheckedKind | undefined } | undefined>;
    readonly copyFfmpeg: (report: RecordingsReport, recordings: readonly RecordingReport[]) => Promise<void>;
  };

/** Milliseconds between two lots of rows. */
const rowsMs = 100;
/** So many changed files are read without a word: the page goes on showing what it shows. */
const quietFiles = 5;

export class RecordingsPanel {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly problems: RecordingProblems;
  private readonly closed = new AbortController();
  private readonly check: PanelCheck;
  private progress: { readonly done: number; readonly total: number } | undefined;
  private announcement = "";
  private readonly rows = new PageRows((recording, index) => this.rowOf(recording, index));
  private waiting: Disposable | undefined;
  /** The recording whose details are open. */
  private opened: string | undefined;

  constructor(
    readonly target: CheckTarget,
    kind: CheckedKind | undefined,
    private readonly panel: vscode.WebviewPanel,
    private readonly kernel: PanelKernel,
    leftOut: readonly string[] = [],
    review?: RecordingsReview,
  ) {
    const events = {
      progressed: (progress: CheckProgress) => this.follow(progress),
      ended: () => {
        this.progress = undefined;
        this.takeReport();
      },
    };
    this.check = new PanelCheck(target, kind, leftOut, kernel, events, this.closed.signal);
    this.check.take(review);
    this.problems = new RecordingProblems(target, kernel.locale);
    panel.title = vscode.l10n.t("Recordings: {0}", targetName(target));
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message) => this.hear(message)),
      watchFiles(target, kernel.clock, () => void this.check.run()),
    );
    void this.check.run();
  }

  /** A person asked for it once more, maybe for another kind of job. */
  reveal(kind: CheckedKind | undefined, review?: RecordingsReview): void {
    this.check.kind = kind;
    this.check.take(review);
    this.panel.reveal();
    void this.check.run();
  }

  /** Undefined = single files have no place that could be remembered. */
  get place(): RecordingsPlace | undefined {
    return this.target.kind === "files" ? undefined : { path: this.target.path, leftOut: [...this.check.leftOut] };
  }

  /** Whether the page is shown for such jobs. */
  isFor(cloud: string, jobType: string | undefined): boolean {
    const { kind } = this.check;
    return this.place !== undefined && kind?.cloud === cloud && kind.requirements.jobTypes.includes(jobType ?? "");
  }

  dispose(): void {
    this.closed.abort();
    this.waiting?.dispose();
    this.problems.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private follow({ done, total, recordings, recording }: CheckProgress): void {
    const isQuiet = this.check.report !== undefined && this.progress === undefined && total - done <= quietFiles;
    if (isQuiet || this.closed.signal.aborted) return;
    const isFirst = this.progress === undefined;
    this.progress = { done, total };
    if (recordings) this.rows.take(recordings);
    if (recording) this.rows.update(recording);
    if (isFirst || done === 1) this.paint();
    else this.waiting ??= this.kernel.clock.after(rowsMs, () => this.paint());
  }

  private rowOf(recording: RecordingReport, index: number): RecordingRow {
    return recordingRow(recording, index, this.peaks(recording), this.kernel.locale);
  }

  private peaks({ id }: RecordingReport) {
    return this.kernel.checker.peaks(this.target, id);
  }

  private takeReport(): void {
    if (this.closed.signal.aborted) return;
    const { report } = this.check;
    if (report) {
      this.rows.take(report.recordings);
      this.problems.show(report);
    }
    this.paint();
    this.announcement = recordingsView(this.viewInput()).heading;
    this.showDetail();
  }

  private viewInput() {
    const { kernel, target, progress } = this;
    return { locale: kernel.locale, target, ...this.check.shown, ...(progress && { progress }) };
  }

  private paint(): void {
    this.waiting?.dispose();
    this.waiting = undefined;
    // A hidden page is gone; it asks for everything when it is shown again.
    if (!this.panel.visible) return this.rows.forget();
    const view = recordingsView(this.viewInput());
    if (!this.progress) this.announcement = view.heading;
    const remember = { target: this.target, leftOut: [...this.check.leftOut] };
    this.send({ type: "show", view, announcement: this.announcement, remember });
    const changes = this.rows.changes();
    if (changes) this.send({ type: "rows", ...changes });
  }

  private showDetail(): void {
    const recording = this.find(this.opened);
    const { report } = this.check;
    if (!recording || !report || !this.panel.visible) return;
    this.send({ type: "detail", detail: recordingDetail(report, recording, this.peaks(recording), this.kernel.locale) });
  }

  private find(id: string | undefined): RecordingReport | undefined {
    return this.check.report?.recordings.find((recording) => recording.id === id);
  }

  private send(message: RecordingsMessage): void {
    void this.panel.webview.postMessage(message);
  }

  private async hear(message: unknown): Promise<void> {
    const request = readRecordingsRequest(message);
    switch (request?.type) {
      case "ready":
        this.rows.forget();
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
    if (action === "checkAgain") return this.check.run();
    const { report, review } = this.check;
    if (!report) return;
    const chosen = await this.kernel.actOnSet(action, report, review?.job);
    if (!chosen) return;
    this.check.kind = chosen.kind;
    this.judgeAgain();
  }

  private judgeAgain(): void {
    this.check.judgeAgain();
    this.takeReport();
  }

  private async actOn(action: RecordingActionId, recording: RecordingReport | undefined): Promise<void> {
    const { report, leftOut } = this.check;
    if (!recording || !report) return;
    switch (action) {
      case "leaveOut":
        leftOut.add(recording.id);
        return this.judgeAgain();
      case "takeIn":
        leftOut.delete(recording.id);
        return this.judgeAgain();
      case "copyFfmpeg":
        return this.kernel.copyFfmpeg(report, [recording]);
      case "openSound":
        return openFile(fileUri(this.target, recording.id));
      case "openText":
        return openText(this.target, recording);
    }
  }
}
