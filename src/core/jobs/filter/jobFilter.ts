// What a person wants to see of all jobs, which of it a cloud's server can find, and whether a job fits.
import { hasOpenFailure, type VoiceJob } from "../job.js";
import type { JobQuery, TimeFormat } from "./jobQuery.js";

/** Parts are joined by "and", several values of one part by "or". Absent or empty = everything. Times in milliseconds since 1970, inclusive. */
export interface JobFilter {
  readonly states?: readonly string[];
  readonly types?: readonly string[];
  readonly tags?: readonly string[];
  readonly languages?: readonly string[];
  readonly sexes?: readonly string[];
  readonly batches?: readonly string[];
  readonly customers?: readonly string[];
  readonly onDemand?: readonly string[];
  /** Why jobs stopped: the cloud's code, or a part of its words, whatever its case; empty for those without a reason. */
  readonly reasons?: readonly string[];
  /** Part of the name or of the id, whatever its case; a whole ID is that of one job. */
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
  onDemand: "onDemand",
} as const satisfies Partial<Record<keyof JobFilter, keyof VoiceJob>>;
export type ListedPart = keyof typeof listedParts;

/**
 * Parts of a filter that a server finds exactly as `fits` does: several values only of `states`. `ids`: a text that is a whole ID. `onDemand`:
 * yes alone, since no document says whether a no also finds jobs of which nothing is said.
 */
export type ServedPart = "states" | "types" | "tags" | "batches" | "onDemand" | "ids";

/** Which times of a filter a server was found to obey, and how it wants them written. */
export interface ServedTimes {
  readonly format: TimeFormat;
  readonly created: boolean;
  readonly updated: boolean;
}

export function isEmpty(filter: JobFilter): boolean {
  return Object.values(filter).every((part) =>
    typeof part === "string" ? part.trim() === "" : part === undefined || (Array.isArray(part) && part.length === 0),
  );
}

const timeParts = ["createdSince", "createdUntil", "updatedSince", "updatedUntil"] as const;

export function hasTimes(filter: JobFilter): boolean {
  return timeParts.some((part) => filter[part] !== undefined);
}

/** A time that the cloud does not tell fits no range. */
export function fits(job: VoiceJob, filter: JobFilter): boolean {
  return fitting(filter)(job);
}

/** The question of `fits`, made ready for many jobs. */
export function fitting(filter: JobFilter): (job: VoiceJob) => boolean {
  const lists = (Object.entries(listedParts) as [ListedPart, (typeof listedParts)[ListedPart]][]).flatMap(([part, property]) => {
    const wanted = filter[part];
    return wanted && wanted.length > 0 ? [{ property, wanted: new Set(wanted) }] : [];
  });
  const text = filter.text?.trim().toLowerCase() ?? "";
  const holds = holding(text);
  const { reasons = [], createdSince, createdUntil, updatedSince, updatedUntil } = filter;
  return (job) =>
    lists.every(({ property, wanted }) => wanted.has(job[property] ?? "")) &&
    (reasons.length === 0 || reasons.some((reason) => hasReason(job, reason))) &&
    (text === "" || holds(job)) &&
    isWithin(job.createdAt, createdSince, createdUntil) &&
    isWithin(job.updatedAt ?? job.createdAt, updatedSince, updatedUntil);
}

/** What a job that stopped gives as its reason: the code, else the beginning of the words; empty = it gives none. Undefined = it did not stop. */
export function reasonKey(job: VoiceJob): string | undefined {
  const { code = "", message = "" } = (hasOpenFailure(job) && job.failure) || {};
  return code.trim() || message.trim().slice(0, 200).trim() || (job.phase === "failed" ? "" : undefined);
}

function hasReason(job: VoiceJob, reason: string): boolean {
  const key = reasonKey(job);
  if (!key || reason === "") return key === reason;
  const wanted = reason.toLowerCase();
  return key.toLowerCase() === wanted || (job.failure?.message?.toLowerCase().includes(wanted) ?? false);
}

/** `wanted`: in lower case. */
function holding(wanted: string): (job: VoiceJob) => boolean {
  if (isWholeId(wanted)) return ({ id }) => id.toLowerCase() === wanted;
  return ({ name, id }) => name.toLowerCase().includes(wanted) || id.toLowerCase().includes(wanted);
}

/** As clouds make them, and no voice is called. */
function isWholeId(text: string): boolean {
  return /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text);
}

/** `query`: what the server finds. `isExact`: that is all of the filter; otherwise rows must be tried by `fits` too. */
export function serve(
  filter: JobFilter,
  served: readonly ServedPart[],
  times?: ServedTimes,
): { readonly query: JobQuery; readonly isExact: boolean } {
  const query: { -readonly [Part in keyof JobQuery]: JobQuery[Part] } = {};
  const rest: { -readonly [Part in keyof JobFilter]: JobFilter[Part] } = { ...filter };
  // An empty value stands for jobs without one, which no server can be asked for.
  const isServed = (part: Exclude<ServedPart, "ids">) =>
    served.includes(part) && filter[part]?.every((value) => value !== "") === true;
  const single = (part: Exclude<ServedPart, "ids">) => (isServed(part) && filter[part]?.length === 1 ? filter[part] : undefined);
  if (isServed("states") && filter.states && filter.states.length > 0) {
    query.states = filter.states;
    delete rest.states;
  }
  for (const part of ["types", "tags"] as const) {
    const values = single(part);
    if (!values) continue;
    query[part] = values;
    delete rest[part];
  }
  const batch = single("batches")?.[0];
  if (batch !== undefined) {
    query.batch = batch;
    delete rest.batches;
  }
  if (single("onDemand")?.[0] === "yes") {
    query.onDemand = true;
    delete rest.onDemand;
  }
  const text = filter.text?.trim() ?? "";
  // Clouds write IDs in small letters, and compare them as they are.
  if (served.includes("ids") && isWholeId(text) && text === text.toLowerCase()) {
    query.jobId = text;
    delete rest.text;
  }
  for (const part of times ? (["created", "updated"] as const) : []) {
    const [since, until] = [filter[`${part}Since`], filter[`${part}Until`]];
    if (!times?.[part] || (since === undefined && until === undefined)) continue;
    if (since !== undefined) query[`${part}Since`] = since;
    if (until !== undefined) query[`${part}Until`] = until;
    query.timeFormat = times.format;
    delete rest[`${part}Since`];
    delete rest[`${part}Until`];
  }
  return { query, isExact: isEmpty(rest) };
}

/** The part of a filter that a query of `serve` stands for. */
export function filterOf(query: JobQuery): JobFilter {
  const { states, types, tags, batch, onDemand, jobId } = query;
  const times = timeParts.filter((part) => query[part] !== undefined).map((part) => [part, query[part]]);
  return {
    ...Object.fromEntries(times),
    ...(jobId !== undefined && { text: jobId }),
    ...(states && { states }),
    ...(types && { types }),
    ...(tags && { tags }),
    ...(batch !== undefined && { batches: [batch] }),
    ...(onDemand && { onDemand: ["yes"] }),
  };
}

export function isWithin(time: number | undefined, since: number | undefined, until: number | undefined): boolean {
  if (since === undefined && until === undefined) return true;
  return time !== undefined && time >= (since ?? Number.NEGATIVE_INFINITY) && time <= (until ?? Number.POSITIVE_INFINITY);
}
