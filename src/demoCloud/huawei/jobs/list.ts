// Huawei's list: reads the query strictly, then filters, sorts and cuts the jobs (vendor documentation A4).

import type { JobIndex, JobOrder } from "../../jobs/jobIndex.js";
import { type Answer, first, type Job, type Query } from "../../server/messages.js";
import { serviceRefusal } from "../answers.js";

type Test = (job: Job) => boolean;

const largest = 2_147_483_647;

/**
 * How the times of a query are read. The format is not documented (A11), so a cloud may be any of these: it may understand all, or one alone
 * (and refuse or misread the others), or take no notice of times.
 */
export type TimeReading = "any" | "rfc3339" | "seconds" | "milliseconds" | "ignored";

export function listHuaweiJobs(jobIndex: JobIndex, query: Query, times: TimeReading = "any"): Answer {
  try {
    const offset = wholeNumber(query, "offset", 0, largest, 0);
    const limit = wholeNumber(query, "limit", 1, 100, 10);
    // The documents misspell the first value as `ceate_time` (A10.7).
    const order = oneOf<JobOrder>(
      query,
      "sort_key",
      { create_time: "created", ceate_time: "created", update_time: "updated" },
      "created",
    );
    const descending = oneOf(query, "sort_dir", { desc: true, asc: false }, true);
    const states = new Set((given(query, "state") ?? "").split(",").filter((state) => state !== ""));
    const groups = [...states].map((state) => `state:${state}`);
    const group = groups.length === 1 ? groups[0] : undefined;
    const tests = readTests(query, times);
    if (tests.size === 0) {
      if (groups.length < 2) return found(jobIndex.count(group), jobIndex.page(order, descending, offset, limit, group));
      const count = groups.reduce((sum, name) => sum + jobIndex.count(name), 0);
      return found(count, jobIndex.mergedPage(order, descending, offset, limit, groups));
    }
    if (states.size > 1) tests.set(`state=${[...states].sort()}`, (job) => states.has(String(job.state)));
    const all = [...tests.values()];
    const matches: Test = (job) => all.every((test) => test(job));
    const selection = jobIndex.select(JSON.stringify([...tests.keys()]), matches, order, descending, offset, limit, group);
    return found(selection.total, selection.jobs);
  } catch (refused) {
    if (refused instanceof BadParameter) return serviceRefusal(400, "MSS.00000003", `Invalid parameter: ${refused.message}`);
    throw refused;
  }
}

class BadParameter extends Error {}

function found(count: number, jobs: readonly Job[]): Answer {
  return { status: 200, body: { count, jobs } };
}

/** One test per filter, by a key that names the filter and its value. */
function readTests(query: Query, times: TimeReading): Map<string, Test> {
  const tests = new Map<string, Test>();
  for (const name of ["job_id", "tag", "job_type", "batch_name"]) {
    const value = given(query, name);
    if (value !== undefined) tests.set(`${name}=${value}`, (job) => job[name] === value);
  }
  // Whether the real one matches exactly or loosely is not stated (C4); loosely is the harder case for a client.
  const name = given(query, "voice_name")?.toLowerCase();
  if (name !== undefined)
    tests.set(
      `voice_name=${name}`,
      onceForEach((voice) => voice.toLowerCase().includes(name)),
    );
  const isOnDemand = given(query, "is_ondemand_resource");
  if (isOnDemand !== undefined) {
    const wanted = oneOf(query, "is_ondemand_resource", { true: true, false: false }, false);
    tests.set(`is_ondemand_resource=${wanted}`, (job) => (job.is_ondemand_resource ?? false) === wanted);
  }
  for (const [prefix, field] of [
    ["create", "create_time"],
    ["update", "lastupdate_time"],
  ] as const) {
    const [since, until] = [moment(query, `${prefix}_since`, times), moment(query, `${prefix}_until`, times)];
    if (since !== undefined) tests.set(`${prefix}_since=${since}`, (job) => seconds(job[field]) >= since);
    if (until !== undefined) tests.set(`${prefix}_until=${until}`, (job) => seconds(job[field]) <= until);
  }
  return tests;
}

/** An empty value is taken as none. */
function given(query: Query, name: string): string | undefined {
  return first(query, name) || undefined;
}

function wholeNumber(query: Query, name: string, low: number, high: number, byDefault: number): number {
  const text = given(query, name);
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < low || value > high)
    throw new BadParameter(`${name} must be a whole number from ${low} to ${high}`);
  return value;
}

function oneOf<T>(query: Query, name: string, values: Readonly<Record<string, T>>, byDefault: T): T {
  const text = given(query, name);
  if (text === undefined) return byDefault;
  if (!Object.hasOwn(values, text)) throw new BadParameter(`${name} must be one of ${Object.keys(values).join(", ")}`);
  return values[text]!;
}

/** Seconds, from seconds or milliseconds; NaN (never inside any range) where there is no time. */
function seconds(value: unknown): number {
  return typeof value === "number" ? (value >= 1e11 ? value / 1000 : value) : Number.NaN;
}

/** Seconds since 1970. */
function moment(query: Query, name: string, times: TimeReading): number | undefined {
  const text = given(query, name);
  if (text === undefined || times === "ignored") return undefined;
  const isNumber = /^\d{1,15}$/.test(text);
  if (isNumber && times === "any") return seconds(Number(text));
  // A server that counts in one unit takes every number for it.
  if (isNumber && times !== "rfc3339") return times === "seconds" ? Number(text) : Number(text) / 1000;
  if (isNumber || times === "seconds" || times === "milliseconds") throw new BadParameter(`${name} is not a time`);
  const isRfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text);
  const value = isRfc3339 ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(value)) throw new BadParameter(`${name} is not a time`);
  return value / 1000;
}

/** Many jobs share few names: each name is looked at once. */
function onceForEach(accepts: (voice: string) => boolean): Test {
  const verdicts = new Map<unknown, boolean>();
  return ({ voice_name: voice }) => {
    let verdict = verdicts.get(voice);
    if (verdict === undefined) {
      verdict = accepts(String(voice ?? ""));
      verdicts.set(voice, verdict);
    }
    return verdict;
  };
}
