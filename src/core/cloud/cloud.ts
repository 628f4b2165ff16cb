// What a cloud is: a description as data, and calls whose code is loaded with the first of them.

import type { Connection, Credentials } from "../connection.js";
import type { Choice, Field } from "../forms/field.js";
import type { ServedPart } from "../jobs/filter/jobFilter.js";
import type { TimeFormat } from "../jobs/filter/jobQuery.js";
import type { HistoryDescription } from "../jobs/history/jobHistory.js";
import type { VoiceJob } from "../jobs/job.js";
import type { CreationKind, RecordingsKind } from "../jobs/jobCreation.js";
import type { UploadPart } from "../jobs/jobUpload.js";
import type { Machine } from "../ports/ports.js";
import type { RecordingRequirements } from "../recordings/recordingRequirements.js";
import type { Advice } from "./advice.js";
import type { OwnStorage } from "./capabilities/ownStorage.js";
import type { Speech } from "./capabilities/speech.js";
import type { CredentialKind } from "./credentialKind.js";
import type { JobApi } from "./jobApi.js";
import type { JobField } from "./jobField.js";
import type { Milestone, StateInfo } from "./jobStates.js";
import type { KeySource } from "./keySource.js";

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

/** The other cloud whose key a value is, as far as its look tells that. */
export function ownerOfKeyId(field: Field, value: string, clouds: readonly Cloud[]): Cloud | undefined {
  if (!field.isKeyId || value === "" || field.format?.test(value)) return undefined;
  return clouds.find((cloud) =>
    cloud.credentialKinds.some(({ fields }) => fields.some((each) => each !== field && each.isKeyId && each.format?.test(value))),
  );
}
