// What becomes of reading single jobs: which are being read, and why one could not be, where no row can keep the error.
import type { VoiceError } from "../../core/errors.js";
import { type JobKey, jobKeyText } from "../../core/jobs/job.js";
import { Emitter } from "../../core/ports/event.js";

export interface JobRead {
  readonly isUnderWay: boolean;
  /** Why the last one that was answered failed; until one succeeds. */
  readonly error?: VoiceError;
}

export class JobReads {
  private readonly reads = new Map<string, JobRead & { readonly turn: number }>();
  private turns = 0;
  private readonly changed = new Emitter<JobKey>();
  /** A read has begun or ended. */
  readonly onDidChange = this.changed.event;

  /** Undefined = it is not being read, and the last read, if any, succeeded. */
  of(key: JobKey): JobRead | undefined {
    return this.reads.get(jobKeyText(key));
  }

  /** What it gives ends the read; one that was stopped tells nothing about the job. Where another one has begun meanwhile, that one's end counts. */
  begin(key: JobKey): (failure?: VoiceError | "stopped") => void {
    const name = jobKeyText(key);
    const turn = ++this.turns;
    const { error: last } = this.reads.get(name) ?? {};
    const before = last && { error: last };
    this.reads.set(name, { isUnderWay: true, turn, ...before });
    this.changed.fire(key);
    return (failure) => {
      if ((this.reads.get(name)?.turn ?? turn) !== turn) return;
      if (failure) this.reads.set(name, { isUnderWay: false, turn, ...(failure === "stopped" ? before : { error: failure }) });
      else this.reads.delete(name);
      this.changed.fire(key);
    };
  }

  /** What is still under way ends all the same. */
  forget(connectionId: string): void {
    for (const name of this.reads.keys()) if (name.startsWith(`${connectionId}/`)) this.reads.delete(name);
  }
}
