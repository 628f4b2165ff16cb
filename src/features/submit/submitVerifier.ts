// Whether a submit arrived, as far as the job itself can tell: reads it again and compares it with how it looked before.

import type { Connection } from "../../core/connection.js";
import { asVoiceError, saysGone } from "../../core/errors.js";
import { isSubmittable } from "../../core/jobs/allowedActions.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { Kernel } from "../../services/kernel.js";
import type { Looks, WriteIntent } from "../../services/pendingWrites/writeIntents.js";

export type SubmitVerifierKernel = Pick<Kernel, "connectionStore" | "sessions" | "refresher">;

export class SubmitVerifier {
  constructor(private readonly kernel: SubmitVerifierKernel) {}

  /** Reads the job; an answer to a question from before the submit would tell nothing. Throws VoiceError. */
  async read(connectionId: string, jobId: string, signal = new AbortController().signal): Promise<VoiceJob> {
    return (await this.kernel.refresher.readJobAgain(connectionId, jobId, signal)).job;
  }

  /** Never throws. `isGone`: the cloud says that there is no such job. */
  async look(connectionId: string, jobId: string): Promise<{ readonly job?: VoiceJob; readonly isGone?: boolean }> {
    try {
      return { job: await this.read(connectionId, jobId) };
    } catch (thrown) {
      // The store keeps the error beside the row; here only what is known counts.
      return { isGone: saysGone(asVoiceError(thrown)) };
    }
  }

  isSubmittable(connection: Connection, job: VoiceJob): boolean {
    return isSubmittable(this.kernel.sessions.cloudOf(connection), job);
  }

  /**
   * What a look at the job shows of a submit. `arrived`: it is in another state, and not in an answer older than what was known before. Of
   * an accepted one a later time is proof enough (it may have been sent back to the same state already). Of one whose answer was lost it is
   * none, since other changes may set it, nor is another state that waits to be submitted: what was known before may have been the old
   * answer. Of a refused one only a state into which a submit leads. `same`: as before. `old`: older than what was known before.
   */
  shows({ connectionId, phase, before, wasRefused }: WriteIntent, job: VoiceJob): "arrived" | "same" | "old" | "other" {
    const connection = this.kernel.connectionStore.find(connectionId);
    if (!before || !connection) return "other";
    const isKnownAccepted = phase === "accepted";
    const [then, now] = [before.updatedAt, job.updatedAt];
    if (then !== undefined && now !== undefined && now < then) return "old";
    if (job.state === before.state) {
      if (then === now) return "same";
      return isKnownAccepted && now !== undefined ? "arrived" : "other";
    }
    if (isKnownAccepted) return "arrived";
    if (this.isSubmittable(connection, job) || (wasRefused && !leadsOn.has(job.phase))) return "other";
    return "arrived";
  }
}

/** Phases that a submit can lead into by itself; an unknown state may be any. */
const leadsOn: ReadonlySet<VoiceJob["phase"]> = new Set(["waiting", "running", "succeeded", "unknown"]);

export function looksOf({ state, updatedAt }: VoiceJob): Looks {
  return { state, ...(updatedAt === undefined ? {} : { updatedAt }) };
}
