// Which jobs a page compares: two to five, each once, read from whatever the editor kept of it.
import type { JobKey } from "../../core/jobs/job.js";
import { jobKeyText } from "../../core/jobs/job.js";

export const fewestCompared = 2;

/** Each once, in order. */
export function distinct(keys: readonly JobKey[]): readonly JobKey[] {
  return [...new Map(keys.map((key) => [jobKeyText(key), key])).values()];
}

/** What a page has remembered; undefined = it is not ours. `most`: what a page can show. */
export function readCompared(remembered: unknown, most: number): readonly JobKey[] | undefined {
  const jobs = typeof remembered === "object" && remembered !== null && "jobs" in remembered ? remembered.jobs : undefined;
  if (!Array.isArray(jobs) || jobs.length > most) return undefined;
  const keys = distinct(
    jobs.flatMap((pair: unknown) => {
      const [connectionId, jobId] = Array.isArray(pair) ? pair : [];
      return typeof connectionId === "string" && typeof jobId === "string" && jobId !== "" ? [{ connectionId, jobId }] : [];
    }),
  );
  return keys.length >= fewestCompared ? keys : undefined;
}
