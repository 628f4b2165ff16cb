// What an operation of the local Alibaba API works on.
import type { Stock } from "../jobs/seedJobs.js";
import type { SubmitBook } from "../jobs/submitLog.js";
import type { Answer, Query, Request } from "../server/messages.js";
import type { AlibabaGate } from "./gateway.js";

export interface AlibabaApi {
  readonly stock: Stock;
  readonly gate: AlibabaGate;
  /** Recordings that passed, by voice: ids of their sentences. */
  readonly recordings: Map<string, Set<number>>;
  readonly submits: SubmitBook;
  /** Takes a submit whatever the job's state is and its recordings are. */
  readonly acceptsAnyState: boolean;
  /** Milliseconds. */
  now(): number;
  /** From now on the job moves by itself. */
  adopt(jobId: string): void;
}

export type Operation = (api: AlibabaApi, request: Request, parameters: Query) => Answer;
