// What became of a submit, as this program knows it: said by the window that sent it, or by the one that found it later.
import { VoiceError } from "../../core/errors.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { WriteIntent } from "../../services/pendingWrites/writeIntents.js";
import type { StaleAnswer } from "./staleAnswers.js";

/** What became of one submit. None of these is repeated without the person. */
export type SubmitOutcome =
  /**
   * The cloud took it; `job` is what it says now, absent when it could not be read. `isUnshown`: that is known from the answer alone; the
   * job, read again, does not show it.
   */
  | { readonly kind: "accepted"; readonly job?: VoiceJob; readonly requestId?: string; readonly isUnshown?: boolean }
  /**
   * Nothing was submitted: nothing was sent, or the cloud refused it and the job, read again, looks as before. `isUnseen`: the cloud did not
   * accept the key, so that the job could not be read again either.
   */
  | { readonly kind: "notSubmitted"; readonly error: VoiceError; readonly isUnseen?: boolean }
  /** The job's state does not allow it (any more). Nothing was sent. */
  | { readonly kind: "wrongState"; readonly job: VoiceJob }
  /** It may have been submitted; `job` is what the cloud said right after, which is no proof of either. */
  | { readonly kind: "unknown"; readonly error: VoiceError; readonly job?: VoiceJob }
  /**
   * An earlier intention for the same job is not settled; nothing was sent now. `since`: milliseconds since 1970. `isUnderWay`: another
   * window is at it this moment, so that there is nothing to decide. `job`: what the cloud says of it now; absent where it was not read.
   * `seen`: the state in which the job showed that it had been accepted; now it can be submitted again, if that is no old answer.
   */
  | {
      readonly kind: "earlier";
      readonly since: number;
      readonly wasAccepted: boolean;
      readonly isUnderWay?: boolean;
      readonly job?: VoiceJob;
      readonly seen?: string;
    };

/** What became of a submit of a window that is gone. */
export interface Leftover {
  readonly connectionId: string;
  readonly jobId: string;
  readonly outcome:
    | Extract<SubmitOutcome, { kind: "accepted" | "earlier" }>
    /** The window was gone before anything was sent. `since`: milliseconds since 1970. `job` is absent where it could not be read. */
    | { readonly kind: "neverSent"; readonly since: number; readonly job?: VoiceJob }
    /** It may have been submitted; now the cloud has no such job. Milliseconds since 1970. */
    | { readonly kind: "gone"; readonly since: number };
}

export type Held = Extract<SubmitOutcome, { kind: "earlier" }>;

export function notSubmitted(error: VoiceError): Extract<SubmitOutcome, { kind: "notSubmitted" }> {
  return { kind: "notSubmitted", error };
}

export function heldBy({ since, phase }: WriteIntent, isUnderWay = false): Held {
  return { kind: "earlier", since, wasAccepted: phase === "accepted", ...(isUnderWay ? { isUnderWay } : {}) };
}

/** The job was submitted, showed it, and looks now as if it had not been. `now`: milliseconds since 1970. */
export function heldByOld({ at, after }: StaleAnswer, job: VoiceJob, now: number): Held {
  return { kind: "earlier", since: at ?? now, wasAccepted: true, job, ...(after ? { seen: after.state } : {}) };
}

/** What cannot be written down is not sent, and the person is told why. */
export async function orUnwritten<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof VoiceError) throw thrown;
    const { code } = (thrown ?? {}) as { readonly code?: unknown };
    const known = typeof code === "string" ? { code } : {};
    throw new VoiceError("bug", `an intention to submit cannot be written down: ${String(thrown)}`, {
      reason: "unwritten",
      wasSent: false,
      cause: thrown,
      ...known,
    });
  }
}
