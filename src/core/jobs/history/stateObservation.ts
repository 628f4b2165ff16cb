// What was seen of a job's state in some window, and when.

/** The job was in this state. Times in milliseconds since 1970. */

export interface StateObservation {
  readonly state: string;
  /** When it got there, by the cloud's own clock; where the cloud does not tell, when it was seen. */
  readonly at: number;
  /** By this computer's clock. */
  readonly seenAt: number;
  /** When it was last seen in another state, by this computer's clock; absent = it never was. */
  readonly after?: number;
}

/** What was seen of how long a connection's jobs stay where they are. */
export interface ObservedStays {
  /** By state: how long jobs usually stay in it, in milliseconds; only where enough stays were seen. */
  readonly usual: ReadonlyMap<string, number>;
  /** By job: the state that it was last seen in. */
  readonly last: ReadonlyMap<string, StateObservation>;
}
