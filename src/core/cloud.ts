// What a cloud is: a description as data, and calls whose code is loaded with the first of them.
import type { AccountLimits } from "./accountLimits.js";
import type { Advice } from "./advice.js";
import type { Connection, Credentials } from "./connection.js";
import type { Choice, Field } from "./forms/field.js";
import type { ServedPart } from "./jobs/filter/jobFilter.js";
import type { JobQuery, Page, TimeFormat } from "./jobs/filter/jobQuery.js";
import type { HistoryDescription, HistoryPage } from "./jobs/history/jobHistory.js";
import type { Phase, VoiceJob } from "./jobs/job.js";
import type { Creation, CreationKind, RecordedJob, RecordingsKind, RecordingVerdict, Sentence } from "./jobs/jobCreation.js";
import type { SegmentVerdict, UploadPart, UploadTarget } from "./jobs/jobUpload.js";
import type { KeySearch } from "./keySearch.js";
import type { MediaApi } from "./mediaLibrary.js";
import type { OwnStorage, StorageApi, StoragePlace } from "./ownStorage.js";
import type { Machine } from "./ports/ports.js";
import type { RecordingRequirements } from "./recordings/recordingRequirements.js";
import type { SoundCheckApi } from "./soundCheck.js";
import type { SampleSearch, Speech, SpeechOrder, SpeechProgress, SpeechTask } from "./speech.js";

/** All titles and hints are English; translated where they are shown. */
export interface Cloud {
  readonly id: string;
  /** As the vendor writes it, e.g. "Huawei Cloud MetaStudio". */
  readonly title: string;
  /** For rows, e.g. "Huawei". */
  readonly shortTitle: string;
  readonly regions: readonly Region[];
  /** Asked after the region, kept in `Connection.values`; none of them secret. */
  readonly connectionFields: readonly Field[];
  readonly credentialKinds: readonly CredentialKind[];
  /** In the order of the job's life. */
  readonly states: readonly StateInfo[];
  /** The milestones of a job that goes well; states that stop a job belong to the milestone they stop at. */
  readonly life: readonly Milestone[];
  /** Known values of the job's type, tag, language and sex, with their words. */
  readonly values: {
    readonly type: readonly Choice[];
    readonly tag: readonly Choice[];
    readonly language: readonly Choice[];
    readonly sex: readonly Choice[];
  };
  readonly jobFields: readonly JobField[];
  /** Path of the field that says how often the job has been in the state it is in. */
  readonly visits?: string;
  /** Absent = the cloud tells nothing of a job's past. */
  readonly history?: HistoryDescription;
  /** Ids a job may have: what does not match is refused before anything is sent. */
  readonly jobId: RegExp;
  readonly listing: Listing;
  /** Absent = the cloud has no projects, or they must be typed. */
  readonly projects?: ProjectFinder;
  /** Places where a person may already have keys; nothing is read before they ask. */
  keySources?(): Promise<readonly KeySource[]>;
  /** Absent = jobs of this cloud are not submitted from here. */
  readonly submitFields?: readonly Field[];
  /** Ways to make a job; absent = jobs of this cloud are not made from here. */
  kinds?(): Promise<readonly CreationKind[]>;
  /** What it asks of recordings, for each kind of job; absent = nothing is known. */
  recordingRequirements?(): Promise<readonly RecordingRequirements[]>;
  /** Absent = jobs that can be submitted ask for no recordings before. */
  readonly recordings?: RecordingsKind;
  /** What is uploaded for a job before it is submitted; absent = nothing is uploaded from here. */
  uploadParts?(job?: VoiceJob): Promise<readonly UploadPart[]>;
  /** Where recordings are put that the cloud fetches from the person's own storage; absent = it fetches none. */
  ownStorage?(): Promise<OwnStorage>;
  /** Absent = jobs of this cloud are not deleted from here. */
  readonly removal?: Removal;
  /**
   * The page of the cloud's own console where the connection's jobs are, or that job: https, made of public names only. Pure.
   * Undefined = none is known. Ask `consolePage` instead, which knows what connections have no console.
   */
  consoleUrl?(connection: Connection, jobId?: string): string | undefined;
  /** What its states and codes mean for a person. Absent = not written down: the hints of the states must do. */
  advice?(): Promise<Advice>;
  /** How its finished voices are heard; absent = they are not heard from here. */
  speech?(): Promise<Speech>;
  /** Sends nothing; the first call opens the first connection. */
  open(connection: Connection, credentials: Credentials, machine: Machine): Promise<JobApi>;
}

/** What a person should know before a job is deleted. English sentences. */
export interface Removal {
  /** What is gone for good with a job. */
  readonly loss: string;
  /** What the documents do not say. */
  readonly unclear: string;
  /** States in which the cloud deletes no job, as documented. */
  readonly notIn?: readonly string[];
}

export interface Region {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  /** Origin, https. */
  readonly endpoint: string;
  /** Documented limits of the region, of the strictest operation that is used; absent = none is documented. */
  readonly callsPerSecond?: { readonly read: number; readonly write: number };
}

export interface CredentialKind {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly fields: readonly Field[];
  /** It comes in a second, temporary form: then its optional fields are needed, and otherwise not asked for. */
  readonly temporary?: { readonly title: string; readonly hint: string };
  /** Connection fields for an endpoint of one's own that it needs there. */
  readonly uses?: readonly string[];
  /** What else may be behind its refusal. */
  readonly refusal?: string;
  /**
   * Makes what requests are signed with of what is stored: a token of a password, keys of a profile on disk.
   * Absent = what is stored is used as it is. Throws VoiceError. What it returns lives in memory only.
   */
  exchange?(connection: Connection, credentials: Credentials, machine: Machine, signal: AbortSignal): Promise<Exchanged>;
  /**
   * What is read on this machine to exchange what is stored, secrets included: where it differs, the key is another one. "" = nothing, or
   * it cannot be read. Asks no cloud, never throws.
   */
  readSource?(credentials: Credentials, machine: Machine): Promise<string>;
}

export interface Exchanged {
  /** Of a kind that `open` understands. */
  readonly credentials: Credentials;
  /** Milliseconds since 1970; absent = good until the cloud says otherwise. 0 = exchange again for each use. */
  readonly expiresAt?: number;
  /** Milliseconds by which this machine's clock is ahead of the cloud's, where the answer tells; negative = behind. */
  readonly aheadMs?: number;
  /** Connection values that came along, such as the project of a token. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface ProjectFinder {
  /** Id of the connection field that a found project fills. */
  readonly field: string;
  /** Projects of the connection's region that the key may use; the region's own first, sub-projects after it. */
  find(connection: Connection, credentials: Credentials, machine: Machine, signal: AbortSignal): Promise<readonly Project[]>;
}

export interface Project {
  readonly id: string;
  readonly name: string;
}

export interface UnsupportedMode {
  readonly mode: string;
  /** What to do instead. */
  readonly hint: string;
}

/** A place of the vendor's own tools, read by `read` once the person asked for it. */
export interface KeySource {
  readonly id: string;
  readonly title: string;
  /** Environment variables it looks at. */
  readonly variables?: readonly string[];
  /** File below the home directory, with forward slashes. */
  readonly homeFile?: string;
  /** Endings of a file that the person picks, without the dot. */
  readonly pickedFile?: readonly string[];
  /** Modes of the tool whose keys are not in its file. */
  unsupportedModes?(): Promise<readonly UnsupportedMode[]>;
  /** `text`: of the file; `now`: milliseconds since 1970. */
  read(found: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly text?: string;
    readonly now?: number;
  }): Promise<KeySearch>;
}

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

/** How a list can be asked for. */
export interface Listing {
  /** The server filters by state and counts what matches: totals need no rows. */
  readonly countsByState: boolean;
  /** Parts of a filter that the server finds as we do (an unknown meaning, as of a name's part, does not count). */
  readonly serves: readonly ServedPart[];
  /** The server can be asked for names; whether it finds parts of them need not be documented: a help for searching, no filter. */
  readonly findsNames?: boolean;
  /**
   * The server can be asked for times, but how they are written is not documented: one of these. What comes proves which, and whether any is
   * obeyed.
   */
  readonly timeFormats?: readonly TimeFormat[];
  /** The list can be asked for by the time of the last change, latest first: what changed is at its head. */
  readonly sortsByUpdate?: boolean;
  /** The list can be asked for by the time of creation, oldest first: what comes later goes to its end. */
  readonly sortsByCreation?: boolean;
  /** The cloud lists one type per question: ask for each of these. */
  readonly typesApart?: readonly string[];
  /** Calls that may go out at once where the region's documented limits leave room for them. */
  readonly burst: number;
}

export const sections = ["voice", "job", "times", "failure", "recordings", "resource", "other"] as const;
export type Section = (typeof sections)[number];

export const fieldMeanings = ["name", "sex", "voiceId", "jobId", "state", "type", "created"] as const;
export type FieldMeaning = (typeof fieldMeanings)[number];

/** A field of the cloud's answer, worded. Fields without a description are shown verbatim in the section `other`. */
export interface JobField {
  /** Property of `VoiceJob.raw`; dots lead into objects. */
  readonly path: string;
  readonly title: string;
  readonly hint?: string;
  readonly section: Section;
  /** `id`: with a copy button. `phone`, `link`: masked until asked for. `seconds`: seconds or milliseconds since 1970. `iso`: ISO 8601. */
  readonly kind: "text" | "id" | "choice" | "number" | "yesNo" | "seconds" | "iso" | "phone" | "link" | "assessment";
  readonly choices?: readonly Choice[];
  /** What fields of other clouds tell, too, whatever they are called there; no two fields of a cloud have the same. */
  readonly meaning?: FieldMeaning;
}

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

/** The other cloud whose key a value is, as far as its look tells that. */
export function ownerOfKeyId(field: Field, value: string, clouds: readonly Cloud[]): Cloud | undefined {
  if (!field.isKeyId || value === "" || field.format?.test(value)) return undefined;
  return clouds.find((cloud) =>
    cloud.credentialKinds.some(({ fields }) => fields.some((each) => each !== field && each.isKeyId && each.format?.test(value))),
  );
}
