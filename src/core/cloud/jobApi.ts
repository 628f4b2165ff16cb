// One open connection: the calls that every cloud has, and those that make its optional capabilities.

import type { JobQuery, Page } from "../jobs/filter/jobQuery.js";
import type { HistoryPage } from "../jobs/history/jobHistory.js";
import type { VoiceJob } from "../jobs/job.js";
import type { Creation, RecordedJob, RecordingVerdict, Sentence } from "../jobs/jobCreation.js";
import type { SegmentVerdict, UploadTarget } from "../jobs/jobUpload.js";
import type { AccountLimits } from "./capabilities/accountLimits.js";
import type { MediaApi } from "./capabilities/mediaLibrary.js";
import type { StorageApi, StoragePlace } from "./capabilities/ownStorage.js";
import type { SoundCheckApi } from "./capabilities/soundCheck.js";
import type { SampleSearch, SpeechOrder, SpeechProgress, SpeechTask } from "./capabilities/speech.js";

export interface JobPage {
  readonly jobs: readonly VoiceJob[];
  /** Everything that matches, not only this page. */
  readonly total: number;
  readonly requestId?: string;
}

export interface JobAnswer {
  readonly job: VoiceJob;
  readonly requestId?: string;
}

export interface Receipt {
  readonly requestId?: string;
}

/** One open connection. Every method makes signed calls and throws VoiceError only. */
export interface JobApi {
  list(query: JobQuery, page: Page, signal: AbortSignal): Promise<JobPage>;
  get(jobId: string, signal: AbortSignal): Promise<JobAnswer>;
  /** Exactly one request, whatever comes back. Values: submitFields by id, empty ones left out. */
  submit?(jobId: string, values: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Receipt>;
  /** What submit would send, for a person's eyes: no secret in it. */
  previewSubmit?(jobId: string, values: Readonly<Record<string, string>>): RequestPreview;
  /** Makes a job: exactly one request, whatever comes back. Values: those of the kind's fields by id, empty ones left out. */
  create?(kindId: string, values: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Creation>;
  /** What create would send, for a person's eyes: no secret in it. */
  previewCreate?(kindId: string, values: Readonly<Record<string, string>>): RequestPreview;
  /** The sentences that the job's recordings read. */
  sentences?(job: RecordedJob, signal: AbortSignal): Promise<readonly Sentence[]>;
  /** Has the cloud check one recording: exactly one request, whatever comes back. */
  checkRecording?(job: RecordedJob, sentenceId: string, address: string, signal: AbortSignal): Promise<RecordingVerdict>;
  /** Where the job's files go now. One read; the addresses run out, so they are asked for when they are needed. */
  uploadTargets?(jobId: string, signal: AbortSignal): Promise<readonly UploadTarget[]>;
  /** Which recordings of a job the cloud has confirmed, by its own numbers. One read. Present where a part of a job is segmented. */
  confirmedSegments?(jobId: string, signal: AbortSignal): Promise<readonly number[]>;
  /** Has the cloud compare one recording with its text, by its own number: exactly one request, whatever comes back. */
  confirmSegment?(jobId: string, number: number, signal: AbortSignal): Promise<SegmentVerdict>;
  /** Present where kinds of recordings have a sound check. */
  readonly soundCheck?: SoundCheckApi;
  /** Present if and only if `Cloud.ownStorage` is. */
  readonly storage?: StorageApi;
  /** Absent = the cloud keeps no library, or fields name nothing in it. */
  readonly media?: MediaApi;
  /** Values that a submit of the job can have once there is such a place: ids of `submitFields`. Pure. */
  valuesAt?(place: StoragePlace, voiceId: string): Readonly<Record<string, string>>;
  /** What the account has left, and how long its recordings may be: one or two reads. Absent = the cloud does not tell. */
  accountLimits?(signal: AbortSignal): Promise<AccountLimits>;
  /** Deletes the job: exactly one request, whatever comes back. */
  remove?(jobId: string, signal: AbortSignal): Promise<Receipt>;
  /** One page of a part of `Cloud.story`, from an offset on: one request. Present if and only if that is. */
  history?(part: string, jobId: string, offset: number, signal: AbortSignal): Promise<HistoryPage>;
  /** Looks for the sample of a finished voice: one or two reads. Present if and only if `Cloud.speech` is. */
  sample?(voiceId: string, signal: AbortSignal): Promise<SampleSearch>;
  /** Has a finished voice say a text: exactly one request, whatever comes back. Present if and only if `Cloud.speech` is. */
  say?(order: SpeechOrder, signal: AbortSignal): Promise<SpeechTask>;
  /** What has become of a text that is being said: one or two reads. Present if and only if `Cloud.speech` is. */
  spoken?(taskId: string, signal: AbortSignal): Promise<SpeechProgress>;
  /** One cheap signed call. */
  check(signal: AbortSignal): Promise<Receipt>;
}

export interface RequestPreview {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
