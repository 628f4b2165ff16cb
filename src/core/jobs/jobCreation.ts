// Ways to make a job that is not there yet, and the recordings that some of them ask for: described as data, in English sentences.
import type { Field } from "../forms/field.js";
import type { VoiceJob } from "./job.js";

/** One way to make a job. */
export interface CreationKind {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly fields: readonly Field[];
  /** By what the new job is known again where the answer that would tell its id was lost. */
  readonly mark: IdentifyingField;
  /** What a person should know before it is sent: what it costs, what starts at once. */
  readonly warning: string;
  /** What comes next. */
  readonly next: string;
  /** Type of the jobs that it makes, in the cloud's own word; absent = it is not known. */
  readonly jobType?: string;
}

export interface IdentifyingField {
  /** Id of the field. */
  readonly field: string;
  /** The part of the job that repeats its value. A name may be another job's, too; a voice id may not. */
  readonly part: "name" | "voiceId";
}

export interface Creation {
  /** Absent where the cloud did not tell. */
  readonly jobId?: string;
  readonly requestId?: string;
}

/** Recordings of given sentences that jobs ask for before they can be submitted. */
export interface RecordingsKind {
  readonly title: string;
  readonly hint: string;
  /** Where the cloud finds one recording. */
  readonly address: Field;
}

export interface Sentence {
  /** The cloud's own id, a number from 1. */
  readonly id: string;
  readonly text: string;
  /** A recording of it being read: a signed link, valid for hours. Shown masked, kept nowhere. */
  readonly sample?: string;
}

export interface RecordingVerdict {
  readonly passed: boolean;
  /** The cloud's own words. */
  readonly reason?: string;
  readonly requestId?: string;
}

/** What a call about one job's recordings needs to know of it. */
export type RecordedJob = Pick<VoiceJob, "id" | "voiceId" | "tag">;
