// What a question by time says of the server that it is for, and whether its answer obeys it.
import type { VoiceJob } from "../job.js";
import { isWithin, type ServedTimes } from "./jobFilter.js";
import type { JobQuery } from "./jobQuery.js";

/** The times that a query of `serve` was made with. */
export function servedTimes(query: JobQuery | undefined): ServedTimes | undefined {
  if (!query?.timeFormat) return undefined;
  const created = query.createdSince !== undefined || query.createdUntil !== undefined;
  const updated = query.updatedSince !== undefined || query.updatedUntil !== undefined;
  return { format: query.timeFormat, created, updated };
}

/** The job tells a time, and it is not one that was asked for: a server that obeys has no such job. */
export function isOutside({ createdAt, updatedAt }: VoiceJob, query: JobQuery): boolean {
  if (query.timeFormat === undefined) return false;
  const { createdSince, createdUntil, updatedSince, updatedUntil } = query;
  return (
    (createdAt !== undefined && !isWithin(createdAt, createdSince, createdUntil)) ||
    (updatedAt !== undefined && !isWithin(updatedAt, updatedSince, updatedUntil))
  );
}
