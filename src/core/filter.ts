// What a person wants to see of all jobs, which of it a cloud's server can find, and whether a job fits.
import type { VoiceJob } from "./job.js";
import type { JobQuery } from "./query.js";

/** Parts are joined by "and", several values of one part by "or". Absent or empty = everything. Times in milliseconds since 1970, inclusive. */
export interface JobFilter {
  readonly states?: readonly string[];
  readonly types?: readonly string[];
  readonly tags?: readonly string[];
  readonly languages?: readonly string[];
  readonly sexes?: readonly string[];
  readonly batches?: readonly string[];
  readonly customers?: readonly string[];
  /** Part of the name or of the id, whatever its case. */
  readonly text?: string;
  readonly createdSince?: number;
  readonly createdUntil?: number;
  readonly updatedSince?: number;
  readonly updatedUntil?: number;
}

/** Property of a job that a list of values is compared with. */
export const listedParts = {
  states: "state",
  types: "type",
  tags: "tag",
  languages: "language",
  sexes: "sex",
  batches: "batch",
  customers: "customer",
} as const satisfies Partial<Record<keyof JobFilter, keyof VoiceJob>>;
export type ListedPart = keyof typeof listedParts;

/** Parts of a filter that a server finds exactly as `fits` does: several values only of `states`. */
export type ServedPart = "states" | "types" | "tags" | "batches";

export function isEmpty(filter: JobFilter): boolean {
  return Object.values(filter).every((part) => part === undefined || part === "" || (Array.isArray(part) && part.length === 0));
}

/** A time that the cloud does not tell fits no range. */
export function fits(job: VoiceJob, filter: JobFilter): boolean {
  for (const [part, property] of Object.entries(listedParts) as [ListedPart, keyof VoiceJob][]) {
    const wanted = filter[part];
    if (wanted && wanted.length > 0 && !wanted.includes(String(job[property] ?? ""))) return false;
  }
  if (filter.text && !hasText(job, filter.text)) return false;
  return (
    isWithin(job.createdAt, filter.createdSince, filter.createdUntil) &&
    isWithin(job.updatedAt ?? job.createdAt, filter.updatedSince, filter.updatedUntil)
  );
}

export function hasText({ name, id }: VoiceJob, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return name.toLowerCase().includes(wanted) || id.toLowerCase().includes(wanted);
}

/** `query`: what the server finds. `isExact`: that is all of the filter; otherwise rows must be tried by `fits` too. */
export function serve(filter: JobFilter, served: readonly ServedPart[]): { readonly query: JobQuery; readonly isExact: boolean } {
  const query: { -readonly [Part in keyof JobQuery]: JobQuery[Part] } = {};
  const rest: { -readonly [Part in keyof JobFilter]: JobFilter[Part] } = { ...filter };
  const single = (part: "types" | "tags" | "batches") =>
    filter[part]?.length === 1 && served.includes(part) ? filter[part] : undefined;
  if (served.includes("states") && filter.states && filter.states.length > 0) {
    query.states = filter.states;
    delete rest.states;
  }
  for (const part of ["types", "tags"] as const) {
    const values = single(part);
    if (!values) continue;
    query[part] = values;
    delete rest[part];
  }
  // An empty value stands for jobs without a batch, which no server can be asked for.
  const batch = single("batches")?.[0];
  if (batch) {
    query.batch = batch;
    delete rest.batches;
  }
  return { query, isExact: isEmpty(rest) };
}

function isWithin(time: number | undefined, since: number | undefined, until: number | undefined): boolean {
  if (since === undefined && until === undefined) return true;
  return time !== undefined && time >= (since ?? Number.NEGATIVE_INFINITY) && time <= (until ?? Number.POSITIVE_INFINITY);
}
