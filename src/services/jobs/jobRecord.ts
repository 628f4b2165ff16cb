// A job as a connection's list knows it: the cloud's answer, when it was read, and what went wrong since.
import type { VoiceError } from "../../core/errors.js";
import type { VoiceJob } from "../../core/jobs/job.js";

/** One job as it was last read. */
export interface JobRecord {
  readonly job: VoiceJob;
  /** Milliseconds since 1970. */
  readonly readAt: number;
  /** Turn of the question it answers (see `JobStore.ask`): of two answers the one that was asked for later is the truth. */
  readonly asked: number;
  /** Of a job without a time: it changed no later than this, as its place in the list shows. Milliseconds since 1970. */
  readonly changedBy?: number;
  /** Of the answer it came with. */
  readonly requestId?: string;
  /** Why the last attempt to read it again failed. */
  readonly error?: VoiceError;
  /** From an earlier window, without what was masked: not read from the cloud since. */
  readonly isRemembered?: boolean;
  /** Of a remembered one: properties of the raw answer that were not remembered, or not whole. */
  readonly leftOut?: readonly string[];
}
