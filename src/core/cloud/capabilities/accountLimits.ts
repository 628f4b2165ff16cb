// What an account may still have trained, and how long its recordings may be: as its cloud tells, by types of jobs in the cloud's own words.

export interface TypeLimits {
  /** Jobs that the account has resources for. */
  readonly left?: number;
  /** Seconds of all recordings together. */
  readonly least?: number;
  readonly most?: number;
  readonly advised?: number;
}

/** In the place of a type: what the cloud takes where it measures the sound of recordings apart from any job. */
export const soundCheckLimits = "soundCheck";

export type AccountLimits = ReadonlyMap<string, TypeLimits>;
