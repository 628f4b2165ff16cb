// Reads everything that one refresh of a connection brings, before anything old is replaced.
import type { Cloud } from "../core/cloud.js";
import type { JobQuery } from "../core/query.js";
import { countOf, type FoundJobs, isNewsTo, type JobRecord, putNewer, type Snapshot, type StateTotal } from "./jobStore.js";

/** The largest page both clouds allow. */
export const pageSize = 100;
/** Up to so many jobs all are read: fewer requests than one count per state. */
const smallAccount = 500;
/** Newest change first everywhere, so that the rows of the mixed first page are the head of each state's own list. */
export const newestFirst = { key: "updated", descending: true } as const;

/** A page of a list, as records for the store. */
export interface Told {
  readonly records: readonly JobRecord[];
  /** Everything that matches, not only this page. */
  readonly total: number;
  readonly requestId?: string;
}

/** Asks for a page of 100 unless told otherwise. */
export type Ask = (query: JobQuery, offset: number, limit?: number) => Promise<Told>;

export interface Field {
  readonly cloud: Cloud;
  /** What the store knows at this moment. */
  readonly known: () => Snapshot;
  /** Turn at which the refresh begins, and those of its questions so far. */
  readonly turns: Pick<FoundJobs, "since" | "asked">;
  readonly ask: Ask;
  /** Called with what has been read so far. */
  readonly show: (records: readonly JobRecord[], total: number) => void;
}

export interface Harvest {
  readonly found: FoundJobs;
  readonly parts: Pick<Snapshot, "elsewhere" | "isWhole"> & { readonly total: number; readonly requestId: string | undefined };
}

export async function harvest(field: Field): Promise<Harvest> {
  const { cloud, turns, ask, show } = field;
  if (!cloud.listing.countsByState) {
    const queries: readonly JobQuery[] = cloud.listing.typesApart?.map((type) => ({ types: [type] })) ?? [{}];
    const firsts = await Promise.all(queries.map((query) => ask(query, 0)));
    const total = sum(firsts.map((first) => first.total));
    show(
      firsts.flatMap(({ records }) => records),
      total,
    );
    const lists: Whole[] = [];
    for (const [index, query] of queries.entries())
      lists.push(await readWhole(ask, query, firsts[index]!, (page) => show(page, total)));
    return whole(lists, turns);
  }
  const first = await ask({ sort: newestFirst }, 0);
  show(first.records, first.total);
  if (first.total <= smallAccount) {
    return whole([await readWhole(ask, { sort: newestFirst }, first, (page) => show(page, first.total))], turns);
  }
  return countStates(field, first);
}

interface Whole {
  readonly jobs: ReadonlyMap<string, JobRecord>;
  readonly total: number;
  readonly requestId: string | undefined;
}

/** Every row of a list, page after page; the list may shift meanwhile. */
async function readWhole(
  ask: Ask,
  query: JobQuery,
  first: Told,
  show: (records: readonly JobRecord[]) => void,
  isSecond = false,
): Promise<Whole> {
  const jobs = new Map<string, JobRecord>();
  const take = ({ records }: Told) => {
    for (const record of records) putNewer(jobs, record);
  };
  take(first);
  let page = first;
  for (let offset = page.records.length; page.records.length > 0 && offset < page.total; offset += page.records.length) {
    page = await ask(query, offset);
    take(page);
    show(page.records);
  }
  // Jobs went away: others moved up into pages that had been read, and nobody saw them.
  const isShrunk = page.total < first.total && page.total <= smallAccount;
  if (isShrunk && !isSecond) return readWhole(ask, query, await ask(query, 0), show, true);
  // A job that came or changed meanwhile went to the head of the list, which had been read.
  if (jobs.size < page.total && page !== first) take(await ask(query, 0));
  return { jobs, total: page.total, requestId: first.requestId };
}

function whole(lists: readonly Whole[], turns: Field["turns"]): Harvest {
  const jobs = new Map(lists.flatMap((list) => [...list.jobs]));
  const total = sum(lists.map((list) => list.total));
  return { found: { jobs, ...turns }, parts: { elsewhere: 0, isWhole: true, total, requestId: lists[0]?.requestId } };
}

/** Too many jobs to read them all: a count per state, and the rows that were loaded before. */
async function countStates({ cloud, known, turns, ask }: Field, first: Told): Promise<Harvest> {
  const before = known();
  const found = new Map<string, JobRecord>();
  const totals = new Map<string, StateTotal>();
  const take = ({ records }: Told) => {
    for (const record of records) putNewer(found, record);
  };
  const count = async (state: string) => {
    const page = await ask({ states: [state], sort: newestFirst }, 0, 1);
    if (page.total > 0) totals.set(state, { total: page.total, isExact: true });
    else totals.delete(state);
    take(page);
  };
  take(first);
  const states = [
    ...cloud.states.map(({ state }) => state),
    ...before.totals.keys(),
    ...[...found.values(), ...before.jobs.values()].map(({ job }) => job.state),
  ];
  await inTurns(new Set(states), cloud.listing.burst, count);
  for (const [state, { total }] of totals) {
    // Rows the person had loaded beyond the first page are read again, or they would be lost or lie.
    const wanted = Math.min(total, countOf(before.jobs, state));
    for (let offset = 0; countOf(found, state) < wanted && offset < wanted; offset += pageSize) {
      take(await ask({ states: [state], sort: newestFirst }, offset));
    }
  }
  // A job that was read by itself meanwhile (just submitted, say) may be in another state than the counts know.
  await inTurns(overtaken(found, known().jobs, turns), cloud.listing.burst, count);
  const counted = sum([...totals.values()].map(({ total }) => total));
  const elsewhere = Math.max(0, first.total - counted);
  return {
    found: { jobs: found, ...turns, totals },
    parts: { elsewhere, isWhole: false, total: first.total, requestId: first.requestId },
  };
}

/** States that jobs left or entered while the refresh was under way. */
function overtaken(
  found: ReadonlyMap<string, JobRecord>,
  known: ReadonlyMap<string, JobRecord>,
  turns: Field["turns"],
): ReadonlySet<string> {
  const states = new Set<string>();
  for (const [id, record] of known) {
    const old = found.get(id);
    const isNews = isNewsTo(turns, record) && (!old || (old.asked < record.asked && old.job.state !== record.job.state));
    if (isNews) states.add(record.job.state);
    if (isNews && old) states.add(old.job.state);
  }
  return states;
}

/** Some at a time: a queue in front of the budget would only make it harder to stop. */
export async function inTurns(states: ReadonlySet<string>, lanes: number, work: (state: string) => Promise<void>): Promise<void> {
  const queue = [...states];
  const run = async () => {
    for (let state = queue.shift(); state !== undefined; state = queue.shift()) await work(state);
  };
  await Promise.all(Array.from({ length: lanes }, run));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
