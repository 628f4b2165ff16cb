// Rows out of a page of answers: what is no job is left out, and no id comes twice.
import type { VoiceJob } from "../../../core/jobs/job.js";

export function uniqueJobs(jobs: readonly (VoiceJob | undefined)[]): readonly VoiceJob[] {
  const byId = new Map<string, VoiceJob>();
  for (const job of jobs) if (job && !byId.has(job.id)) byId.set(job.id, job);
  return [...byId.values()];
}
