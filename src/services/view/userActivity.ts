// What the person did a moment ago and what lies open before them: neither is news to them.
import { jobKeyText } from "../../core/jobs/job.js";
import { Emitter } from "../../core/ports/event.js";
import type { Clock } from "../../core/ports/ports.js";

/** So long the answer to an act of a person is no news. A slow cloud takes some seconds to answer. */
const momentMs = 15_000;

export class UserActivity {
  private readonly acted = new Emitter<readonly string[]>();
  /** Ids of the connections that a person has just asked for something of. */
  readonly onDidAct = this.acted.event;
  /** When a person last asked for a job itself. Milliseconds since 1970. */
  private readonly asked = new Map<string, number>();
  private readonly open = new Set<string>();

  constructor(private readonly clock: Clock) {}

  /** `jobId`: it was asked for by itself, and its answer is looked at. In a whole list a single change is not seen. */
  note(connectionIds: readonly string[], jobId?: string): void {
    const now = this.clock.now();
    for (const [key, at] of this.asked) if (now - at > momentMs) this.asked.delete(key);
    if (jobId !== undefined) for (const id of connectionIds) this.asked.set(jobKeyText({ connectionId: id, jobId }), now);
    this.acted.fire(connectionIds);
  }

  /** The job's details are before the person, or no more. */
  look(connectionId: string, jobId: string, isOpen: boolean): void {
    if (isOpen) this.open.add(jobKeyText({ connectionId, jobId }));
    else this.open.delete(jobKeyText({ connectionId, jobId }));
  }

  isOpen(connectionId: string, jobId: string): boolean {
    return this.open.has(jobKeyText({ connectionId, jobId }));
  }

  wasAskedFor(connectionId: string, jobId: string): boolean {
    const at = this.asked.get(jobKeyText({ connectionId, jobId }));
    return at !== undefined && Math.abs(this.clock.now() - at) <= momentMs;
  }
}
