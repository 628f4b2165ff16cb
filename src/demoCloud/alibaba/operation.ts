// What an operation of the local Alibaba API works on.
import type { SeedJobs } from "../jobs/seedJobs.js";
import type { SubmitLog } from "../jobs/submitLog.js";
import type { BucketStore } from "../oss/bucketStore.js";
import type { Answer, Query, Request } from "../server/messages.js";
import type { SoundFiles } from "../sound/soundFiles.js";
import type { Voices } from "../sound/voices.js";
import type { AlibabaGateway } from "./gateway.js";
import type { MediaStore } from "./mediaStore.js";

export interface AlibabaApi {
  readonly seeds: SeedJobs;
  readonly gateway: AlibabaGateway;
  /** Recordings that passed, by voice: ids of their sentences. */
  readonly recordings: Map<string, Set<number>>;
  readonly submits: SubmitLog;
  readonly voices: Voices;
  readonly sounds: SoundFiles;
  readonly buckets: BucketStore;
  readonly media: MediaStore;
  /** Takes a submit whatever the job's state is and its recordings are. */
  readonly acceptsAnyState: boolean;
  /** Milliseconds. */
  now(): number;
  /** From now on the job moves by itself. */
  adopt(jobId: string): void;
}

export type Operation = (api: AlibabaApi, request: Request, parameters: Query) => Answer;
