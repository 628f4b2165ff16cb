// Reads everything that one refresh brings where the head of the list does not show what is new.
import type { JobQuery } from "../../../core/jobs/filter/jobQuery.js";
import type { JobRecord } from "../../jobs/jobRecord.js";
import { type FoundJobs, isNewsTo, putNewer } from "../../jobs/snapshot.js";
import { rereadHead, sinceOf } from "./incrementalRefresh.js";
import { type ListPage, newestFirst, type PageRun, pageSize, placed, readPageRun, readWhole, smallAccount } from "./listPages.js";
import type { ReadContext } from "./readContext.js";
import { type CountedScope, countStates, readScope, type StateCounts } from "./stateCounts.js";

/** Order of the refresh's beginning, and those of its requests so far. */
export type RequestOrder = Required<Pick<FoundJobs, "since" | "asked">>;

export interface FullResult {
  readonly order: RequestOrder;
  readonly jobs: ReadonlyMap<string, JobRecord>;
  readonly isWhole: boolean;
  /** From the head of the whole list on. */
  readonly head: PageRun;
  readonly counts: StateCounts;
  /** Rows that had been loaded before, by state. */
  readonly lists: ReadonlyMap<string, PageRun>;
  readonly scope: CountedScope | undefined;
  /** See `TotalsValidity.since`. */
  readonly since: number | undefined;
  /** See `IncrementalResult.settled`. */
  readonly settled: number | undefined;
}

const everyJob = { sort: newestFirst } as const;

export async function refreshFully(context: ReadContext, first: ListPage, order: RequestOrder): Promise<FullResult> {
  const { ask, show, cloud } = context;
  if (first.total > smallAccount) return countAll(context, first, order);
  const head = await readWhole(ask, everyJob, first, ({ records, total }) => show(records, total));
  const since = cloud.listing.sortsByUpdate && head.isOrdered && !head.isTorn ? sinceOf(context, head.first) : undefined;
  const none = new Map<never, never>();
  return {
    order,
    jobs: head.records,
    isWhole: true,
    head,
    counts: none,
    lists: none,
    scope: undefined,
    since,
    settled: undefined,
  };
}

/** Too many jobs to read them all: a count per state, and the rows that were loaded before. */
async function countAll(context: ReadContext, first: ListPage, order: RequestOrder): Promise<FullResult> {
  const { cloud, known, ask, isScopeUnderWay } = context;
  const before = known();
  const run = await readPageRun(ask, everyJob, first, () => true);
  const head = { ...run, records: new Map(placed(run.records.values()).map((record) => [record.job.id, record])) };
  const jobs = new Map(head.records);
  const take = (records: Iterable<JobRecord>) => {
    for (const record of records) putNewer(jobs, record);
  };
  const seen = [...jobs.values(), ...before.jobs.values()].map(({ job }) => job.state);
  const states = new Set([...cloud.states.map(({ state }) => state), ...before.totals.keys(), ...seen]);
  const { counts, records } = await countStates(cloud, ask, {}, states);
  take(records);
  const lists = new Map<string, PageRun>();
  const loaded = loadedRows(before.jobs.values());
  for (const [state, { total }] of counts) {
    // Rows the person had loaded beyond the first page are read again, or they would be lost or lie.
    const wanted = Math.min(total, loaded.get(state) ?? 0);
    if ((loadedRows(jobs.values()).get(state) ?? 0) >= wanted) continue;
    const query = { states: [state], ...everyJob };
    const run = await readPageRun(ask, query, await ask(query, 0), (_, offset) => offset + pageSize >= wanted);
    lists.set(state, run);
    take(run.records.values());
  }
  // A job that was read by itself meanwhile (just submitted, say) may be in another state than the counts know.
  const again = await countStates(cloud, ask, {}, overtaken(jobs, known().jobs, order));
  take(again.records);
  const scope = await readWantedScope(context, before.scope?.query, isScopeUnderWay());
  const isSorted = cloud.listing.sortsByUpdate === true && head.isOrdered;
  const since = isSorted ? sinceOf(context, first) : undefined;
  return {
    order,
    settled: isSorted ? await rereadHead(context, first) : undefined,
    jobs,
    isWhole: false,
    head,
    counts: new Map([...counts, ...again.counts]),
    lists,
    scope,
    // What was not read of the latest changes cannot be distinguished from what comes.
    since: since !== undefined && head.until < since ? since : undefined,
  };
}

async function readWantedScope(
  { cloud, ask }: ReadContext,
  query: JobQuery | undefined,
  isUnderWay: boolean,
): Promise<CountedScope | undefined> {
  return query && !isUnderWay ? readScope(cloud, ask, query) : undefined;
}

/** Of this window. */
function loadedRows(records: Iterable<JobRecord>): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const { job, isRemembered } of records) if (!isRemembered) rows.set(job.state, (rows.get(job.state) ?? 0) + 1);
  return rows;
}

/** States that jobs left or entered while the refresh was under way. */
function overtaken(
  found: ReadonlyMap<string, JobRecord>,
  known: ReadonlyMap<string, JobRecord>,
  order: RequestOrder,
): ReadonlySet<string> {
  const states = new Set<string>();
  for (const [id, record] of known) {
    const old = found.get(id);
    const isNews = isNewsTo(order, record) && (!old || (old.asked < record.asked && old.job.state !== record.job.state));
    if (isNews) states.add(record.job.state);
    if (isNews && old) states.add(old.job.state);
  }
  return states;
}
