// What a cloud says of the states of its jobs: its own words, what they mean for a person, and the way through them.
import type { Phase } from "../jobs/job.js";

export interface StateInfo {
  /** The cloud's own word. */
  readonly state: string;
  readonly title: string;
  readonly phase: Phase;
  /** What it means and what the person can do. */
  readonly hint: string;
  readonly isFinal?: boolean;
  readonly isSubmittable?: boolean;
  /** A review refused what was uploaded: corrected files can be uploaded to the same job. */
  readonly isRefusal?: boolean;
  /** Only jobs of these types are submitted in this state; absent = of all. */
  readonly submittableTypes?: readonly string[];
  /** The states that a job can have been in when it came into this one, where the state alone does not tell which. */
  readonly comesFrom?: readonly string[];
}

export interface Milestone {
  readonly title: string;
  readonly states: readonly string[];
  /** Not every job comes through it, as far as the documents tell. */
  readonly isOptional?: true;
}
