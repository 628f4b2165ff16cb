// Looks for the job that a request made: one that the list did not show before, known by its name or the id of its voice.
import { VoiceError } from "../../core/errors.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { Kernel } from "../../services/kernel.js";
import type { CreateIntent } from "./createIntents.js";

/** The cloud refuses requests of a clock that is farther off. Milliseconds. */
const clockSlackMs = 15 * 60_000;

export const never = new AbortController().signal;

export class CreatedJobs {
  constructor(private readonly kernel: Pick<Kernel, "store" | "refresher">) {}

  /**
   * The job that a request created, as far as the list shows it: not one of those before, nor one from before that was not loaded then.
   * Where this computer's clock is ahead, which a cloud does not mind of requests with a token, only the cloud's own times tell.
   */
  find(intent: CreateIntent): VoiceJob | undefined {
    const { known, newest = Number.POSITIVE_INFINITY } = intent.start;
    const earliest = Math.min(intent.since - clockSlackMs, newest);
    return this.alike(intent).find(
      ({ id, createdAt }) => !known.includes(id) && (createdAt === undefined || createdAt >= earliest),
    );
  }

  /** When the newest job that is loaded was created; 0 = none says so. */
  newest(connectionId: string): number {
    return this.all(connectionId).reduce((newest, { createdAt = 0 }) => Math.max(newest, createdAt), 0);
  }

  alike({ connectionId, start: { part, mark } }: CreateIntent): readonly VoiceJob[] {
    return this.all(connectionId).filter((job) => (job[part] ?? "").trim() === mark);
  }

  /** Throws where the list could not be read. */
  async refresh(connectionId: string, signal: AbortSignal): Promise<void> {
    const { refresher, store } = this.kernel;
    await refresher.refreshAgain(connectionId, signal);
    if (signal.aborted) throw new VoiceError("cancelled", "cancelled", { wasSent: false });
    const { error } = store.get(connectionId);
    if (error) throw new VoiceError(error.kind, error.message, { ...error, wasSent: false });
  }

  private all(connectionId: string): readonly VoiceJob[] {
    return [...this.kernel.store.get(connectionId).jobs.values()].map(({ job }) => job);
  }

  /** Whether the list is of now. */
  canRefresh(connectionId: string): Promise<boolean> {
    return this.refresh(connectionId, never).then(
      () => true,
      () => false,
    );
  }
}
