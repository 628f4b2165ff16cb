// What an operation of the local Huawei works with.
import type { SeedJobs } from "../jobs/seedJobs.js";
import type { SubmitLog } from "../jobs/submitLog.js";
import type { Answer, Job, Request } from "../server/messages.js";
import type { ObjectStore } from "../server/objectStore.js";
import type { SoundFiles } from "../sound/soundFiles.js";
import type { Voices } from "../sound/voices.js";
import type { HuaweiGateway } from "./gateway.js";
import type { HuaweiHistory } from "./jobs/history.js";
import type { TimeReading } from "./jobs/list.js";
import type { Segments } from "./jobs/segments.js";

export interface HuaweiApi {
  readonly seeds: SeedJobs;
  readonly gateway: HuaweiGateway;
  readonly history: HuaweiHistory;
  readonly submits: SubmitLog;
  /** Where a job's files are uploaded to. */
  readonly store: ObjectStore;
  readonly segments: Segments;
  /** By their ids. */
  readonly shortJobs: Map<string, Job>;
  readonly voices: Voices;
  readonly sounds: SoundFiles;
  /** Takes a submit whatever the job's state is: what is never sent twice is then seen here alone. */
  readonly acceptsAnyState: boolean;
  /** How times are read that the list is filtered by. */
  times(): TimeReading;
  /** Milliseconds. */
  now(): number;
  /** From now on the job moves by itself. */
  adopt(jobId: string): void;
}

/** `id`: what the path names. */
export type HuaweiOperation = (api: HuaweiApi, request: Request, id: string) => Answer;
