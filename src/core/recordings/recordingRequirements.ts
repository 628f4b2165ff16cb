// What a cloud asks of the recordings for one kind of job: data that a folder of recordings is checked against. Sentences are English.
import type { TypeLimits } from "../cloud/capabilities/accountLimits.js";

/** What the cloud wants in one upload. */
export type RecordingsPackage =
  /** 0.wav with 0.txt, 1.wav with 1.txt and so on in a zip. */
  | "numberedPairs"
  /** One long recording in a zip. */
  | "oneFile"
  /** Recordings that are uploaded one by one. */
  | "files";

/** Who sets a limit. `related`: the vendor, for another service that runs the same models. */
export type LimitSource = "cloud" | "account" | "related" | "advice";

export interface Range {
  readonly least?: number;
  readonly most?: number;
}

/** A limit in up to three strengths: what the cloud would refuse, what usually goes wrong, what is advised. */
export interface Limit<Value> {
  readonly refuse?: Sourced<Value>;
  readonly warn?: Sourced<Value>;
  readonly hint?: Sourced<Value>;
}

export interface Sourced<Value> {
  readonly value: Value;
  readonly source: LimitSource;
}

export type SoundFormat = "wav" | "mp3" | "m4a" | "pcm";

export interface RecordingRequirements {
  /** Unique within its cloud. */
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** Types of jobs, in the cloud's own words, or kinds of creation that these recordings are for. */
  readonly jobTypes: readonly string[];
  readonly package: RecordingsPackage;
  /** Number of recordings. */
  readonly count: Limit<Range>;
  /** Whether each recording needs a text beside it; `given`: the cloud has given the sentences. */
  readonly text: "required" | "given" | "none";
  readonly formats: readonly SoundFormat[];
  /** Seconds of one recording. */
  readonly seconds: Limit<Range>;
  /** Seconds of all recordings together. */
  readonly totalSeconds: Limit<Range>;
  /** Seconds of a pause inside of a recording. */
  readonly pause: Limit<Range>;
  /** Samples per second. */
  readonly rate: Limit<Range>;
  readonly bits: Limit<Range>;
  readonly channels: Limit<Range>;
  /** Bytes of one recording. */
  readonly bytes: Limit<Range>;
  /** A long recording is cut at its pauses: there must be some. */
  readonly isCutAtPauses?: boolean;
  /** Accounts have limits of their own for the seconds of all recordings. */
  readonly hasAccountLimits?: true;
  /** The cloud measures the sound of a package apart from any job. */
  readonly hasSoundCheck?: true;
}

/** With an account's own seconds in the place of the documented ones; what it does not tell stays. */
export function withAccountLimits(
  requirements: RecordingRequirements,
  { least, most, advised }: TypeLimits,
): RecordingRequirements {
  if (!requirements.hasAccountLimits) return requirements;
  const { refuse, hint } = requirements.totalSeconds;
  const range = { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
  const hasRange = least !== undefined || most !== undefined;
  return {
    ...requirements,
    totalSeconds: {
      ...(hasRange ? { refuse: { value: range, source: "account" } } : refuse && { refuse }),
      ...(advised !== undefined ? { hint: { value: { least: advised }, source: "account" } } : hint && { hint }),
    },
  };
}
