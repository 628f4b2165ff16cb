// Deletes jobs in the cloud, each by one request that is never repeated; what became of it is looked up where the answer does not tell.
//
// How a job is deleted: one request for each, and the job is read again unless the answer is the documented success. The store
// then keeps older answers from bringing the row back. ui/deleteFlow.ts asks first, and says what is lost.

import { asVoiceError, type Fate, fateOf, saysGone, VoiceError } from "../../core/errors.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { Sessions } from "../../services/connections/sessions.js";
import type { Refresher } from "../../services/refresh/refresher.js";

export type DeleteOutcome =
  /** The cloud deleted it. */
  | { readonly kind: "removed"; readonly requestId?: string }
  /** The cloud has no such job, now or already before. */
  | { readonly kind: "gone" }
  /**
   * Nothing was sent, or the cloud refused and the job, read again, is still there. `isUnseen`: the cloud did not accept the key, so that
   * the job could not be read again either.
   */
  | { readonly kind: "notRemoved"; readonly error: VoiceError; readonly isUnseen?: boolean }
  /** The answer does not tell, and the job is still there. */
  | { readonly kind: "stillThere"; readonly error: VoiceError; readonly job: VoiceJob }
  /** It may have been deleted: the answer does not prove that it was not, and the job could not be read. */
  | { readonly kind: "unknown"; readonly error: VoiceError };

export class JobDeleter {
  constructor(
    private readonly sessions: Sessions,
    private readonly refresher: Refresher,
  ) {}

  /** Never throws. Cancelling works until the request goes out. */
  async remove(connectionId: string, jobId: string, callerSignal: AbortSignal): Promise<DeleteOutcome> {
    // Not the caller's signal: once on its way, a request is not called back.
    const { signal } = new AbortController();
    try {
      const { requestId } = await this.sessions.write(connectionId, callerSignal, (api) => {
        if (!api.remove) throw new VoiceError("bug", "this cloud has no delete", { wasSent: false });
        return api.remove(jobId, signal);
      });
      this.refresher.forgetJob(connectionId, jobId);
      return { kind: "removed", ...(requestId === undefined ? {} : { requestId }) };
    } catch (thrown) {
      const error = asVoiceError(thrown);
      const fate = fateOf(error);
      if (fate === "unsent") return { kind: "notRemoved", error };
      // Who refuses may have met the second copy of a request, and "not found" may be said of the project or the address as well.
      return this.lookUp(connectionId, jobId, error, fate);
    }
  }

  private async lookUp(connectionId: string, jobId: string, error: VoiceError, fate: Fate): Promise<DeleteOutcome> {
    try {
      // A new request: an answer to an earlier one would prove nothing.
      const { job } = await this.refresher.readJobAgain(connectionId, jobId, new AbortController().signal);
      return fate === "refused" ? { kind: "notRemoved", error } : { kind: "stillThere", error, job };
    } catch (thrown) {
      // Every copy of the request had the key that was not accepted.
      if (fate === "refused" && error.kind === "auth") return { kind: "notRemoved", error, isUnseen: true };
      if (!saysGone(asVoiceError(thrown))) return { kind: "unknown", error };
      this.refresher.forgetJob(connectionId, jobId);
      return { kind: "gone" };
    }
  }
}
