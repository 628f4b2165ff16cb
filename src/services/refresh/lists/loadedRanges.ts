// How far each list of a connection is loaded without a gap: rows from elsewhere are sprinkled over it and prove nothing.
import type { JobQuery } from "../../../core/jobs/filter/jobQuery.js";
import type { JobRecord } from "../../jobs/jobRecord.js";
import { everything } from "../../jobs/snapshot.js";
import { isFor } from "../../jobs/snapshotDraft.js";
import { type ListPage, type PageRun, timeOf } from "./listPages.js";

/** All rows changed later than `time` are loaded, and those with these ids. */
export interface LoadedRange {
  /** Milliseconds since 1970; minus infinity = the whole list. Plus infinity where the list is in no order. */
  readonly time: number;
  readonly ids: ReadonlySet<string>;
  /** Ids of rows without a time that were met on the way. */
  readonly untimed: ReadonlySet<string>;
}

const none: LoadedRange = { time: Number.POSITIVE_INFINITY, ids: new Set(), untimed: new Set() };

export function has({ time, ids, untimed }: LoadedRange, { job }: JobRecord): boolean {
  return timeOf(job) > time || time === Number.NEGATIVE_INFINITY || ids.has(job.id) || untimed.has(job.id);
}

export class LoadedRanges {
  private readonly known = new Map<string, { readonly query: JobQuery; readonly list: string; readonly range: LoadedRange }>();

  /** After the list was read from its head on, or on from where `base` ended. `isSorted`: by the time of change. */
  add(
    query: JobQuery,
    list: string,
    { records, until }: Pick<PageRun, "records" | "until">,
    isSorted: boolean,
    base: LoadedRange = this.known.get(keyOf(query, list))?.range ?? none,
  ): void {
    const isEnd = until === Number.NEGATIVE_INFINITY;
    if (isSorted && base.time < until) return;
    const ids = new Set(!isSorted || base.time === until ? base.ids : []);
    const untimed = new Set(isEnd ? [] : base.untimed);
    for (const { job } of records.values()) {
      if (!isSorted || timeOf(job) === until) ids.add(job.id);
      else if (job.updatedAt === undefined) untimed.add(job.id);
    }
    const time = isSorted || isEnd ? until : Number.POSITIVE_INFINITY;
    this.known.set(keyOf(query, list), { query, list, range: { time, ids: isEnd ? none.ids : ids, untimed } });
  }

  addPage(query: JobQuery, list: string, { records }: ListPage, isEnd: boolean, isSorted: boolean, base?: LoadedRange): void {
    const last = records.findLast(({ job }) => job.updatedAt !== undefined);
    const isOver = isEnd || records.length === 0;
    // A page without any time goes no further than the one before it.
    const until = isOver ? Number.NEGATIVE_INFINITY : last ? timeOf(last.job) : (base ?? none).time;
    this.add(query, list, { records: new Map(records.map((record) => [record.job.id, record])), until }, isSorted, base);
  }

  /** The farthest of what is known of this list and of those that hold all of it; with the number of rows it means. */
  of(query: JobQuery, list: string, jobs: Iterable<JobRecord>): { readonly range: LoadedRange; readonly count: number } {
    const holders = [keyOf(query, list), keyOf(query, everything), keyOf({}, list), keyOf({}, everything)];
    const ranges = [...new Set(holders)].flatMap((key) => this.known.get(key)?.range ?? []);
    const counts = ranges.map(() => 0);
    const asked = queryOf(query, list);
    for (const record of jobs) {
      if (!isFor(record.job, asked)) continue;
      for (const [index, range] of ranges.entries()) if (has(range, record)) counts[index]! += 1;
    }
    let best = { range: none, count: 0 };
    for (const [index, range] of ranges.entries())
      if (counts[index]! > best.count || isEnd(range)) best = { range, count: counts[index]! };
    return best;
  }

  /** The cloud has no more rows of this list. */
  isWhole(query: JobQuery, list: string): boolean {
    const holders = [keyOf(query, list), keyOf(query, everything), keyOf({}, list), keyOf({}, everything)];
    return holders.some((key) => {
      const known = this.known.get(key);
      return known !== undefined && isEnd(known.range);
    });
  }

  /** Rows of lists in order went away, and their jobs may still be there: those lists are loaded no further than to the first of them. */
  endBefore(rows: readonly JobRecord[]): void {
    for (const [key, known] of this.known) {
      const asked = queryOf(known.query, known.list);
      const lost = rows.filter((row) => isFor(row.job, asked) && has(known.range, row));
      // A row without a time lies below the one above it.
      const times = lost.map(({ job, changedBy }) => job.updatedAt ?? changedBy ?? Number.POSITIVE_INFINITY);
      if (lost.length > 0) this.known.set(key, { ...known, range: { ...none, time: latest(times) } });
    }
  }

  /** Of other scopes nothing need be remembered. */
  keepScope(query: JobQuery): void {
    const kept = JSON.stringify(query);
    for (const [key, known] of this.known) {
      const own = JSON.stringify(known.query);
      if (own !== "{}" && own !== kept) this.known.delete(key);
    }
  }

  clear(): void {
    this.known.clear();
  }
}

/** What the cloud is asked for to get the list. */
export function queryOf(query: JobQuery, list: string): JobQuery {
  return list === everything ? query : { ...query, states: [list] };
}

function latest(times: readonly number[]): number {
  return times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

function isEnd({ time }: LoadedRange): boolean {
  return time === Number.NEGATIVE_INFINITY;
}

function keyOf(query: JobQuery, list: string): string {
  return JSON.stringify([query, list]);
}
