// How long jobs take, as far as it was observed.

/** Of finished intervals in one state. Milliseconds. */
export interface TypicalDuration {
  readonly count: number;
  readonly median: number;
  /** The middle half of all intervals lies between these two. */
  readonly low: number;
  readonly high: number;
  readonly longest: number;
}

/** How long the job is in its state by now. */
export interface CurrentDuration {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** It may have been there before: that is only when it was seen first. */
  readonly isAtLeast: boolean;
}

/** What is known of how long a job is in its state. */
export interface StateDurations {
  /** Absent = too few intervals were observed. */
  readonly typical?: TypicalDuration;
  /** `usual` is of the job's own connection; else of all connections to its cloud. */
  readonly isOfConnection: boolean;
  /** Absent = not known since when it is there. */
  readonly current?: CurrentDuration;
  /** The state that it was seen in before this one. */
  readonly before?: string;
}
