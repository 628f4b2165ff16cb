// Recordings of this computer as an upload asks for them: checked for the kind of a job, and packed as that kind takes them.

import type { TypeLimits } from "../cloud/capabilities/accountLimits.js";
import type { JobKey } from "../jobs/job.js";

/** Where recordings lie, and which of them are not meant. */
export interface RecordingsPlace {
  /** Absolute: a folder, or an archive. */
  readonly path: string;
  /** Paths below it. */
  readonly leftOut: readonly string[];
}

/** For which job. */
export interface RecordingsPurpose {
  /** Id of a cloud. */
  readonly cloud: string;
  /** The job's type, in the cloud's own word. */
  readonly jobType: string | undefined;
  /** What the account has of its own in the place of what is documented. */
  readonly limits?: TypeLimits;
}

/** Sentences are in the editor's language, and not escaped. */
export interface PackableRecordings {
  readonly place: RecordingsPlace;
  /** One sentence. */
  readonly verdict: string;
  /** Why the cloud would refuse them, one sentence for each reason; empty = nothing was found. */
  readonly refusals: readonly string[];
  readonly count: number;
  /** Of all recordings together. */
  readonly bytes: number;
  readonly seconds: number;
  /** Another one as soon as a recording, a text or their order is another. */
  readonly fingerprint: string;
  /** Paths below the folder, by their number in the package. */
  readonly numbered: readonly string[];
  /** The same recordings, as they go up where they are sent one by one. */
  readonly single: readonly SingleRecording[];
  /** Writes the package to a path at which nothing is. The sentence says why there is none; undefined = it is there. */
  pack(to: string, options: PackOptions): Promise<string | undefined>;
}

/** One recording as it was checked. */
export interface SingleRecording {
  /** Path below the folder. */
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** As it stands in a package. */
  readonly text: string;
}

/** What a review said of the recordings of a job. */
export interface RecordingsReview {
  /** Absent = they were checked apart from any job. */
  readonly job?: JobKey;
  readonly leftOut: readonly string[];
  /** It is no review: each recording was compared with its text as it was uploaded. */
  readonly isComparison?: true;
  readonly sound?: CloudSound;
  readonly findings: readonly {
    /** Name of the file as it was uploaded. */
    readonly item: string;
    /** In the editor's language where they are ours, else as the cloud says it. Not escaped. */
    readonly words: string;
  }[];
}

/** What a cloud has measured of a whole set, in words of the editor's language. */
export interface CloudSound {
  /** One line: what is not as expected, or that nothing is. */
  readonly verdict: string;
  readonly isGood: boolean;
  readonly measures: readonly {
    readonly title: string;
    readonly found: string;
    readonly expected: string;
    /** In percent of a scale. */
    readonly from: number;
    readonly to: number;
    readonly at: number;
    readonly isWithin: boolean;
  }[];
}

export interface PackOptions {
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  onProgress(part: number): void;
}

export type RecordingsLook =
  | { readonly kind: "checked"; readonly recordings: PackableRecordings }
  /** They cannot be checked or packed; the sentence says why. */
  | { readonly kind: "unusable"; readonly reason: string };

export interface RecordingPackages {
  /** Reads only what has changed since they were checked before. Rejects with the signal's reason. */
  look(place: RecordingsPlace, purpose: RecordingsPurpose, signal: AbortSignal): Promise<RecordingsLook>;
}
