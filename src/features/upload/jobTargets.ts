// Addresses of jobs' files: asked for when they are needed, kept in memory for as long as they are used, and asked for again when they have run out.
import { VoiceError } from "../../core/errors.js";
import type { JobKey } from "../../core/jobs/job.js";
import type { UploadTarget } from "../../core/jobs/jobUpload.js";
import type { Kernel } from "../../services/kernel.js";

export type JobTargetsKernel = Pick<Kernel, "sessions" | "clock">;

/** So long before it runs out an address is not used any more. Milliseconds. */
const slackMs = 60_000;

export class JobTargets {
  /** Of the addresses that were asked for last, by job, and when they came. Milliseconds since 1970. */
  private readonly targets = new Map<string, { readonly all: readonly UploadTarget[]; readonly at: number }>();

  constructor(private readonly kernel: JobTargetsKernel) {}

  async find(key: JobKey, isMeant: (target: UploadTarget) => boolean, signal: AbortSignal): Promise<UploadTarget | undefined> {
    const { all, at } = this.targets.get(nameOf(key)) ?? { all: [], at: 0 };
    const known = all.find(isMeant);
    if (known && !hasRunOut(known, at, this.kernel.clock.now())) return known;
    return (await this.ask(key, signal)).find(isMeant);
  }

  async ask(key: JobKey, signal: AbortSignal): Promise<readonly UploadTarget[]> {
    const targets = await this.kernel.sessions.read(key.connectionId, signal, (api) => {
      if (!api.uploadTargets) throw new VoiceError("bug", "this cloud takes no files", { wasSent: false });
      return api.uploadTargets(key.jobId, signal);
    });
    this.targets.set(nameOf(key), { all: targets, at: this.kernel.clock.now() });
    return targets;
  }

  /** They are not needed any more, or one of them was refused. */
  forget(key: JobKey): void {
    this.targets.delete(nameOf(key));
  }
}

/** An address that has ended as it comes is one by a clock that is wrong, which says nothing: then the store says when it has run out. */
function hasRunOut({ address }: UploadTarget, cameAt: number, now: number): boolean {
  const end = endOf(address) ?? Number.POSITIVE_INFINITY;
  return end <= now + slackMs && end > cameAt + slackMs;
}

/** When a signed address ends, as its query says: seconds since 1970 at OBS. Milliseconds; undefined = it does not say. */
export function endOf(address: string): number | undefined {
  const seconds = Number(new URL(address).searchParams.get("Expires") ?? Number.NaN);
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

function nameOf({ connectionId, jobId }: JobKey): string {
  return JSON.stringify([connectionId, jobId]);
}
