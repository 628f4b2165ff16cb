// Pages of a cloud's list: how they are asked for, and runs of them are read.

import type { JobQuery } from "../../../core/jobs/filter/jobQuery.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { isEqualJson } from "../../jobs/equality.js";
import type { JobRecord } from "../../jobs/jobRecord.js";
import { putNewer } from "../../jobs/snapshot.js";

/** The largest page both clouds allow. */
export const pageSize = 100;

/** Up to so many jobs all are read: fewer requests than one count per state. */
export const smallAccount = 500;

/** Newest change first everywhere, so that what changed is at the head and the rows of a mixed page are the head of each state's list. */
export const newestFirst = { key: "updated", descending: true } as const;

/** How often a list is read again whose jobs went away while it was read. */
const tries = 3;

/** A page of a list, as records for the store. */
export interface ListPage {
  readonly records: readonly JobRecord[];
  /** Everything that matches, not only this page. */
  readonly total: number;
  /** Turn of the question. */
  readonly asked: number;
  readonly requestId?: string;
}

/** Asks for a page of 100 unless told otherwise. */
export type Ask = (query: JobQuery, offset: number, limit?: number) => Promise<ListPage>;

/** Pages that follow each other. */
export interface PageRun {
  readonly records: ReadonlyMap<string, JobRecord>;
  readonly first: ListPage;
  /** As of the last page. */
  readonly total: number;
  /** Every job of the list changed later than this has been read: the last time that a row has, or none at the end of the list. */
  readonly until: number;
  readonly isOrdered: boolean;
  /** Jobs went away while it was read, so that others may have moved up into pages that had been read. */
  readonly isTorn: boolean;
}

/** When it changed last; NaN where that is not given, which contradicts no order and proves no place. */
export function timeOf({ updatedAt }: VoiceJob): number {
  return updatedAt ?? Number.NaN;
}

/** The times of a page's rows never rise. */
export function isDescending({ records }: ListPage): boolean {
  const times = records.map(({ job }) => timeOf(job)).filter((time) => !Number.isNaN(time));
  return times.every((time, index) => index === 0 || time <= times[index - 1]!);
}

/** Rows of a list that is sorted by change; those without a time changed no later than the row above them. */
export function placed(records: Iterable<JobRecord>): JobRecord[] {
  let above = Number.POSITIVE_INFINITY;
  return [...records].map((record) => {
    const time = timeOf(record.job);
    if (Number.isNaN(time)) return { ...record, changedBy: above };
    above = time;
    return record;
  });
}

/** Nothing happened between these two first pages. */
export function isSamePage(a: ListPage, b: ListPage): boolean {
  return (
    a.total === b.total &&
    a.records.length === b.records.length &&
    a.records.every(({ job }, index) => isEqualJson(job, b.records[index]?.job))
  );
}

/** Reads on from `first` until it is enough. */
export async function readPageRun(
  ask: Ask,
  query: JobQuery,
  first: ListPage,
  isEnough: (page: ListPage, offset: number) => boolean,
  show: (page: ListPage) => void = () => undefined,
): Promise<PageRun> {
  const records = new Map<string, JobRecord>();
  let [page, offset, last] = [first, 0, Number.POSITIVE_INFINITY];
  let [isOrdered, isTorn] = [true, false];
  for (;;) {
    const before = records.size;
    for (const record of page.records) {
      const time = timeOf(record.job);
      if (time > last) isOrdered = false;
      if (!Number.isNaN(time)) last = time;
      putNewer(records, record);
    }
    const isEnd = page.records.length === 0 || offset + pageSize >= page.total;
    // Rows that come again and again are not paged after, whatever total is given.
    const isStuck = !isEnd && records.size === before;
    if (isEnd || isStuck || isEnough(page, offset)) {
      const until = isEnd ? Number.NEGATIVE_INFINITY : last;
      return { records, first, total: page.total, until, isOrdered, isTorn: isTorn || isStuck };
    }
    offset += pageSize;
    const next = await ask(query, offset);
    if (next.total < page.total) isTorn = true;
    page = next;
    show(page);
  }
}

/** Every row of a list. `isTorn` stays where it changed faster than it could be read. */
export async function readWhole(ask: Ask, query: JobQuery, first: ListPage, show: (page: ListPage) => void): Promise<PageRun> {
  let run = await readPageRun(ask, query, first, () => false, show);
  for (let again = 1; again < tries && run.isTorn; again += 1)
    run = await readPageRun(ask, query, await ask(query, 0), () => false, show);
  if (run.records.size >= run.total || run.total <= pageSize) return run;
  // A job that came or changed meanwhile went to the head of the list, which had been read.
  const records = new Map(run.records);
  const again = await ask(query, 0);
  for (const record of again.records) putNewer(records, record);
  return { ...run, records, total: again.total };
}

/** Some at a time: a queue in front of the rate limiter would only make it harder to stop. */
export async function forEachLimited<Item>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...new Set(items)];
  const run = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, queue.length) }, run));
}

export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
