// What a cloud must tell so that its jobs can be born, move and end.

import type { Job } from "../server/messages.js";
import type { Random } from "./random.js";

export interface Stage {
  /** How long a job usually stays, in minutes of a real cloud. */
  readonly minutes: number;
  /** The states that may follow, with their weights; none for a state in which a job stays. */
  readonly next: readonly (readonly [state: string, weight: number])[];
}

export interface Lifecycle {
  readonly stages: Readonly<Record<string, Stage>>;
  id(job: Job): string;
  state(job: Job): string;
  /** The job in its new state at that time (milliseconds), with the fields that belong to it and without those that do not. */
  enter(job: Job, state: string, at: number, random: Random): Job;
  /** A job that was just created. */
  newborn(at: number, random: Random): Job;
  /** Of a job whose way is known: the state that follows; absent or undefined = chance decides. */
  next?(job: Job): string | undefined;
  /** Milliseconds that such a job stays where it is. */
  readonly knownStayMs?: number;
  /** Whether another owner's job in this state is continued by that owner after a while. */
  isResumedByOwner(state: string): boolean;
}
