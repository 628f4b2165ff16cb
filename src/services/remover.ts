// Deletes jobs in the cloud, each by one request that is never repeated; what became of it is looked up where the answer does not tell.
import { asVoiceError, VoiceError } from "../core/errors.js";
import { isKnownUndone } from "../core/fate.js";
import type { VoiceJob } from "../core/job.js";
import type { Refresher } from "./refresher.js";
import type { Sessions } from "./sessions.js";

export type RemoveOutcome =
  /** The cloud deleted it. */
  | { readonly kind: "removed"; readonly requestId?: string }
  /** The cloud has no such job, now or already before. */
  | { readonly kind: "gone" }
  /** The cloud refused, or nothing was sent. */
  | { readonly kind: "notRemoved"; readonly error: VoiceError }
  /** The answer was lost, and the job is still there. */
  | { readonly kind: "stillThere"; readonly error: VoiceError; readonly job: VoiceJob }
  /** The answer was lost, and the job could not be read. */
  | { readonly kind: "unknown"; readonly error: VoiceError };

export class Remover {
  constructor(
    private readonly sessions: Sessions,
    private readonly refresher: Refresher,
  ) {}

  /** Never throws. Cancelling works until the request goes out. */
  async remove(connectionId: string, jobId: string, wish: AbortSignal): Promise<RemoveOutcome> {
    // Not the caller's signal: once on its way, a request is not called back.
    const { signal } = new AbortController();
    try {
      const { requestId } = await this.sessions.write(connectionId, wish, (api) => {
        if (!api.remove) throw new VoiceError("bug", "this cloud has no delete", { wasSent: false });
        return api.remove(jobId, signal);
      });
      this.refresher.forgetJob(connectionId, jobId);
      return { kind: "removed", ...(requestId === undefined ? {} : { requestId }) };
    } catch (thrown) {
      const error = asVoiceError(thrown);
      const isUndone = isKnownUndone(error);
      if (isUndone && error.kind !== "notFound") return { kind: "notRemoved", error };
      // "Not found" may be said of the project or the address as well.
      return this.lookUp(connectionId, jobId, error, isUndone);
    }
  }

  private async lookUp(connectionId: string, jobId: string, error: VoiceError, isUndone: boolean): Promise<RemoveOutcome> {
    try {
      // Anew: an answer to a question from before would tell nothing.
      const { job } = await this.refresher.readJobAnew(connectionId, jobId, new AbortController().signal);
      return isUndone ? { kind: "notRemoved", error } : { kind: "stillThere", error, job };
    } catch (thrown) {
      if (asVoiceError(thrown).kind !== "notFound") return isUndone ? { kind: "notRemoved", error } : { kind: "unknown", error };
      this.refresher.forgetJob(connectionId, jobId);
      return { kind: "gone" };
    }
  }
}
