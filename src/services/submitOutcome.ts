// What became of a submit, as this program knows it: said by whoever sent it, or by the window that found it later.
import { VoiceError } from "../core/errors.js";
import type { VoiceJob } from "../core/job.js";
import type { Intention } from "./intentions.js";

/** What became of one submit. Nobody retries any of these without the person. */
export type SubmitOutcome =
  /** The cloud took it; `job` is what it says now, absent when it could not be read. */
  | { readonly kind: "accepted"; readonly job?: VoiceJob; readonly requestId?: string }
  /** Nothing was submitted. */
  | { readonly kind: "notSubmitted"; readonly error: VoiceError }
  /** The job's state does not allow it (any more). Nothing was sent. */
  | { readonly kind: "wrongState"; readonly job: VoiceJob }
  /** It may have been submitted; `job` is what the cloud said right after, and it looked as before. */
  | { readonly kind: "unknown"; readonly error: VoiceError; readonly job?: VoiceJob }
  /**
   * An earlier intention for the same job is not settled; nothing was sent now. `since`: milliseconds since 1970. `isUnderWay`: another
   * window is at it this moment, so that there is nothing to decide. `job`: what the cloud says of it now; absent where it was not read.
   */
  | {
      readonly kind: "earlier";
      readonly since: number;
      readonly wasAccepted: boolean;
      readonly isUnderWay?: boolean;
      readonly job?: VoiceJob;
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

export function heldBy({ since, phase }: Intention, isUnderWay = false): Held {
  return { kind: "earlier", since, wasAccepted: phase === "accepted", ...(isUnderWay ? { isUnderWay } : {}) };
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
