// Reads what the server counts under its part of the person's filter: the first page, and a total for each wanted state.
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { JobQuery } from "../../../core/jobs/filter/jobQuery.js";
import type { JobRecord } from "../../jobs/jobRecord.js";
import { isByState } from "../../jobs/snapshotDraft.js";
import { type Ask, forEachLimited, type ListPage, newestFirst } from "./listPages.js";

/** What the cloud counted, and the order of the request. */
export interface StateCount {
  readonly total: number;
  readonly asked: number;
}

export type StateCounts = ReadonlyMap<string, StateCount>;

export interface CountedScope {
  readonly query: JobQuery;
  readonly first: ListPage;
  /** By state; with 0 for states without such jobs. */
  readonly counts: StateCounts;
}

/** `stale`: count these states alone; absent = all that are wanted. */
export async function readScope(cloud: Cloud, ask: Ask, query: JobQuery, stale?: Iterable<string>): Promise<CountedScope> {
  const first = await ask({ ...query, sort: newestFirst }, 0);
  const found = countRows(first);
  const states = new Set(stale ?? query.states ?? [...cloud.states.map(({ state }) => state), ...found.keys()]);
  // Among the totals of all jobs, or all on one page.
  if (isByState(query)) return { query, first, counts: new Map() };
  if (first.total <= first.records.length) {
    const { asked } = first;
    const all = [...states, ...found.keys()].map((state) => [state, { total: found.get(state) ?? 0, asked }] as const);
    return { query, first, counts: new Map(all) };
  }
  return { query, first, counts: (await countStates(cloud, ask, query, states)).counts };
}

/** With the newest row of each state. */
export async function countStates(
  cloud: Cloud,
  ask: Ask,
  query: JobQuery,
  states: Iterable<string>,
): Promise<{ readonly counts: StateCounts; readonly records: readonly JobRecord[] }> {
  const counts = new Map<string, StateCount>();
  const records: JobRecord[] = [];
  await forEachLimited(states, cloud.listing.burst, async (state) => {
    const page = await ask({ ...query, states: [state], sort: newestFirst }, 0, 1);
    counts.set(state, { total: page.total, asked: page.asked });
    records.push(...page.records);
  });
  return { counts, records };
}

function countRows({ records }: ListPage): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const { job } of records) rows.set(job.state, (rows.get(job.state) ?? 0) + 1);
  return rows;
}
