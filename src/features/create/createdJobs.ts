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

  /** The job that a request created, as far as the list shows it. */
  find(intent: CreateIntent): VoiceJob | undefined {
    const known = new Set(intent.start.known);
    return this.alike(intent).find(
      ({ id, createdAt }) => !known.has(id) && (createdAt === undefined || createdAt >= intent.since - clockSlackMs),
    );
  }

  alike({ connectionId, start: { part, mark } }: CreateIntent): readonly VoiceJob[] {
    const jobs = [...this.kernel.store.get(connectionId).jobs.values()].map(({ job }) => job);
    return jobs.filter((job) => (job[part] ?? "").trim() === mark);
  }

  /** Throws where the list could not be read. */
  async refresh(connectionId: string, signal: AbortSignal): Promise<void> {
    const { refresher, store } = this.kernel;
    await refresher.refreshAgain(connectionId, signal);
    if (signal.aborted) throw new VoiceError("cancelled", "cancelled", { wasSent: false });
    const { error } = store.get(connectionId);
    if (error) throw new VoiceError(error.kind, error.message, { ...error, wasSent: false });
  }

  /** Whether the list is of now. */
  canRefresh(connectionId: string): Promise<boolean> {
    return this.refresh(connectionId, never).then(
      () => true,
      () => false,
    );
  }
}
