// Submits several jobs, one after the other, and stops by itself where going on is pointless; what became of each is told.
//
// How a batch goes: each job through the submitter of one job (features/submit), waiting as long as the cloud asks, and stopping
// a connection where the next job would be refused for the same reason. batchValues.ts lays each job's own values, the shared
// ones and those typed for one job over each other. batchLog.ts keeps IDs and outcomes (never values) while a batch goes on, and
// the window that is at it, so that another one can tell when that is gone; unfinishedBatches.ts says at start whether there is
// one. ui/batchFlow.ts asks the person and shows the results: ui/batchGrid.ts is the page with the grid, ui/planEditor.ts what is
// changed there.

import { VoiceError } from "../../core/errors.js";
import type { Clock } from "../../core/ports/ports.js";
import { pause } from "../../services/connections/rateLimiter.js";
import type { Kernel } from "../../services/kernel.js";
import type { SubmitOutcome } from "../submit/submitOutcome.js";
import type { Submitter } from "../submit/submitter.js";

/** One job that the person confirmed. */
export interface BatchItem {
  readonly connectionId: string;
  readonly jobId: string;
  /** By the ids of the form's fields, empty ones left out. */
  readonly values: Readonly<Record<string, string>>;
}

/** Why a job was not tried: the person stopped, or an error of a job before it would have met this one too. */
export interface NotSent {
  readonly kind: "notSent";
  /** Absent = the person stopped. */
  readonly error?: VoiceError;
}

export type BatchItemOutcome = SubmitOutcome | NotSent;

export const verdicts = ["submitted", "refused", "unknown", "notSent"] as const;
/** What a person wants to know first of each job. Of `refused` and `notSent` it is known that nothing was submitted. */
export type SubmitVerdict = (typeof verdicts)[number];

export function verdictOf(outcome: BatchItemOutcome): SubmitVerdict {
  switch (outcome.kind) {
    case "accepted":
      // The answer says so, and the job does not.
      return outcome.isUnshown ? "unknown" : "submitted";
    case "notSubmitted":
    case "wrongState":
      return "refused";
    // An earlier submit of the job may have arrived, though nothing was sent now.
    case "unknown":
    case "earlier":
      return "unknown";
    case "notSent":
      return "notSent";
  }
}

/** Known not to be submitted, and not for its state: another try may go better. */
export function isWorthRetrying({ kind }: BatchItemOutcome): boolean {
  return kind === "notSubmitted" || kind === "notSent";
}

/** Told while it goes on. Nothing here may throw. */
export interface Progress {
  /** The job is next; what was asked for before it is over. */
  onStart(index: number): void;
  onEnd(index: number, outcome: BatchItemOutcome): void;
  /** The cloud asked for quiet. Milliseconds. */
  onWait(index: number, ms: number): void;
}

export type BatchKernel = Pick<Kernel, "clock"> & {
  readonly submitter: Pick<Submitter, "submit">;
};

/** Where a cloud asks for fewer calls and does not say how long. Milliseconds. */
const usualPauseMs = 10_000;
/** The longest wait: after it the rest is not sent. Milliseconds. */
const longestPauseMs = 120_000;
/**
 * An outcome for each errand, in their order. A cancelled signal sends nothing more; what is already on its way ends as it ends.
 * Each connection stops for itself. Never throws.
 */
export async function submitBatch(
  { submitter, clock }: BatchKernel,
  errands: readonly BatchItem[],
  signal: AbortSignal,
  progress: Progress,
): Promise<readonly BatchItemOutcome[]> {
  const lines = new Map<string, Line>();
  const outcomes: BatchItemOutcome[] = [];
  for (const [index, { connectionId, jobId, values }] of errands.entries()) {
    const line = lines.get(connectionId) ?? new Line();
    lines.set(connectionId, line);
    let outcome: BatchItemOutcome | undefined = await whenQuiet(clock, line, signal, (ms) => progress.onWait(index, ms));
    if (!outcome) {
      progress.onStart(index);
      outcome = notSentIfCancelled(await submitter.submit(connectionId, jobId, values, signal));
      line.learn(outcome, clock.now());
    }
    outcomes.push(outcome);
    progress.onEnd(index, outcome);
  }
  return outcomes;
}

/** Undefined = the job may go. */
async function whenQuiet(
  clock: Clock,
  line: Line,
  signal: AbortSignal,
  onWait: (ms: number) => void,
): Promise<NotSent | undefined> {
  if (!signal.aborted && !line.stop) {
    const wait = line.quietUntil - clock.now();
    if (wait <= 0) return undefined;
    onWait(wait);
    const isOver = await pause(clock, wait, signal).then(
      () => true,
      () => false,
    );
    if (isOver) return undefined;
  }
  return { kind: "notSent", ...(signal.aborted || !line.stop ? {} : { error: line.stop }) };
}

/** A submit that was stopped before its request went out is none: the person stopped, or the connection is gone. */
function notSentIfCancelled(outcome: SubmitOutcome): BatchItemOutcome {
  return outcome.kind === "notSubmitted" && outcome.error.kind === "cancelled" ? { kind: "notSent" } : outcome;
}

/** What the outcomes so far say about the next job of a connection. */
class Line {
  /** Why no more jobs are tried. */
  stop: VoiceError | undefined;
  /** Milliseconds since 1970. */
  quietUntil = 0;
  private failures = 0;

  learn(outcome: BatchItemOutcome, now: number): void {
    const error = outcome.kind === "notSubmitted" || outcome.kind === "unknown" ? outcome.error : undefined;
    if (!error || isAboutTheJob(error)) this.failures = 0;
    else this.failures += 1;
    if (!error) return;
    const wait = error.retryAfterMs ?? (error.kind === "throttled" ? usualPauseMs : 0);
    this.quietUntil = Math.max(this.quietUntil, now + wait);
    if (wait > longestPauseMs || this.failures >= mostInARow(error)) this.stop = unsent(error);
  }
}

/** So many failures one after the other, whose cause is not the job itself, are taken for all that follow. */
function mostInARow({ kind, reason }: VoiceError): number {
  // The next job is read with keys that were made again, where that is possible; a right that is not named may be missing for one job.
  if (reason === "expired" || (kind === "forbidden" && reason === undefined)) return 2;
  return kind === "auth" || kind === "forbidden" || kind === "clock" || kind === "quota" ? 1 : 3;
}

function isAboutTheJob({ kind }: VoiceError): boolean {
  return kind === "refused" || kind === "notFound" || kind === "cancelled";
}

/** The same error, for a job whose request never went out; which request it was the answer to concerns another job. */
function unsent(error: VoiceError): VoiceError {
  const { requestId: _, ...facts } = error;
  return new VoiceError(error.kind, error.message, { ...facts, wasSent: false });
}
