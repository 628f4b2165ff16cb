// Texts with a name and a copy button, and whether a job's failure still matters: what the blocks above the fields share.
import type { VoiceJob } from "../core/jobs/job.js";
import type { Reference } from "../protocol/details.js";
import { copyControl } from "./fieldRows.js";

/** Ids of copyable texts that are no fields of the answer. */
export const copyIds = {
  jobId: "$jobId",
  requestId: "$requestId",
  errorCode: "$errorCode",
  errorRequestId: "$errorRequestId",
  failureCode: "$failureCode",
  failureMessage: "$failureMessage",
} as const;

/** A failure that still matters: jobs that went on may carry an old one. */
export function hasOpenFailure(job: VoiceJob): boolean {
  return job.failure !== undefined && (job.phase === "failed" || job.phase === "attention" || job.phase === "unknown");
}

export function reference(id: string, name: string, text: string): Reference {
  return { name, text, copy: copyControl({ id, label: name }) };
}
