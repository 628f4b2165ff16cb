// The check behind a page of recordings: made when it opens and again when files change, with what reviews and the cloud said of them.
import * as vscode from "vscode";
import type { JobKey } from "../../../core/jobs/job.js";
import type { CloudSound, RecordingsReview } from "../../../core/ports/recordingPackages.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { CheckProgress, RecordingsChecker } from "../checkRecordings.js";
import type { CheckedKind, CheckTarget, RecordingsReport } from "../report.js";
import { ReviewFindings, SoundFinding } from "../reviewFindings.js";
import { checkProblemText } from "../text/checkProblemText.js";
import { targetName } from "../text/recordingsView.js";
import { CheckError } from "../threads/checkRun.js";

export type PanelCheckKernel = Pick<UiKernel, "report"> & {
  readonly checker: RecordingsChecker;
  /** What a cloud has measured of them as they are, in this window or an earlier one. */
  readonly rememberedSound: (report: RecordingsReport) => Promise<CloudSound | undefined>;
};

export interface CheckEvents {
  readonly progressed: (progress: CheckProgress) => void;
  /** There is a report, or a problem. */
  readonly ended: () => void;
}

export class PanelCheck {
  report: RecordingsReport | undefined;
  /** Why there is no new report, in finished words. */
  problem: string | undefined;
  /** Ids of recordings that the person left out. */
  readonly leftOut: Set<string>;
  /** What the review of a job said of them, if they are shown for that. */
  review: { readonly job: JobKey | undefined; readonly findings: ReviewFindings } | undefined;
  private isChecking = false;
  private isStale = false;
  /** What the cloud has measured of them, for as long as they are as they were. */
  private sound: SoundFinding | undefined;

  constructor(
    private readonly target: CheckTarget,
    public kind: CheckedKind | undefined,
    leftOut: readonly string[],
    private readonly kernel: PanelCheckKernel,
    private readonly events: CheckEvents,
    /** Of the page: nothing is read after it. */
    private readonly closed: AbortSignal,
  ) {
    this.leftOut = new Set(leftOut);
  }

  /** What a view of it tells. */
  get shown() {
    const { report, problem, review, sound } = this;
    return {
      isReviewed: review !== undefined,
      ...(report && sound?.isOf(report) && { sound: sound.sound }),
      ...(report && { report }),
      ...(problem !== undefined && { problem }),
    };
  }

  take(review: RecordingsReview | undefined): void {
    if (!review) return;
    if (review.sound) this.sound = new SoundFinding(review.sound);
    if (review.job) this.review = { job: review.job, findings: new ReviewFindings(review) };
  }

  /** Reads what is new. What is asked for meanwhile is done behind it. */
  async run(): Promise<void> {
    this.isStale = true;
    if (this.isChecking) return;
    this.isChecking = true;
    while (this.isStale && !this.closed.aborted) {
      this.isStale = false;
      await (this.report ? this.checkOnce(this.closed) : this.checkOpenly());
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
      await this.checkOnce(AbortSignal.any([stop.signal, this.closed]));
      heard.dispose();
    });
  }

  private async checkOnce(signal: AbortSignal): Promise<void> {
    const { checker, report, rememberedSound } = this.kernel;
    try {
      const options = { ...this.options(), signal, onProgress: this.events.progressed };
      const checked = await checker.check(this.target, options);
      const remembered = this.sound?.isOf(checked) ? undefined : await rememberedSound(checked);
      if (remembered) this.sound = new SoundFinding(remembered);
      this.report = this.reviewed(checked);
      this.problem = undefined;
    } catch (thrown) {
      if (this.closed.aborted) return;
      this.problem = checkProblemText(thrown instanceof CheckError ? thrown.code : "failed");
      if (!(thrown instanceof CheckError)) report.note(thrown, "check recordings");
      this.report = this.again();
    }
    this.events.ended();
  }

  private options() {
    return { leftOut: this.leftOut, ...(this.kind && { kind: this.kind }) };
  }

  /** What is measured stays as it is: nothing is read. */
  judgeAgain(): void {
    this.report = this.again();
  }

  private again(): RecordingsReport | undefined {
    const known = this.kernel.checker.again(this.target, this.options());
    return known ? this.reviewed(known) : this.report;
  }

  private reviewed(report: RecordingsReport): RecordingsReport {
    const reviewed = this.review?.findings.addTo(report) ?? report;
    return this.sound?.addTo(reviewed) ?? reviewed;
  }
}
