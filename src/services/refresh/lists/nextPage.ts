// Loads a list on from where it ends without a gap, however many rows of it are here already for other reasons.
import type { JobQuery } from "../../../core/jobs/filter/jobQuery.js";
import type { JobRecord } from "../../jobs/jobRecord.js";
import { isFor } from "../../jobs/snapshotDraft.js";
import { type Ask, type ListPage, newestFirst, pageSize } from "./listPages.js";
import { has, type LoadedRanges, queryOf } from "./loadedRanges.js";

/** Rows of a next page that must be known already, or there may be a gap before it. */
const overlap = 5;

/** Pages without anything new that are read for one request. */
const mostPages = 30;

/** How often the list is walked from its head before pages are taken to follow each other: jobs without an id leave gaps, too. */
const walks = 3;

export interface List {
  readonly query: JobQuery;
  /** A state, or `everything`. */
  readonly list: string;
  /** By the time of change. */
  readonly isSorted: boolean;
}

export interface NextPageContext {
  readonly ask: Ask;
  readonly ranges: LoadedRanges;
  /** Rows in the store at this moment. */
  readonly rows: () => Iterable<JobRecord>;
  /** Takes in a page; `isEnd`: the list has no more. */
  readonly put: (page: ListPage, isEnd: boolean) => void;
}

/** The last page that was read. */
export async function readNextPage(
  { ask, ranges, rows, put }: NextPageContext,
  { query, list, isSorted }: List,
): Promise<ListPage> {
  const asked = { ...queryOf(query, list), sort: newestFirst };
  const countRows = () => {
    let count = 0;
    for (const { job } of rows()) if (isFor(job, asked)) count += 1;
    return count;
  };
  const loaded = countRows();
  let begun = 0;
  for (let pages = 1, offset = Math.max(0, ranges.of(query, list, rows()).count - overlap); ; pages += 1) {
    const page = await ask(asked, offset);
    const [head] = page.records;
    const { range } = ranges.of(query, list, rows());
    // Past the end, or of rows that only the cloud counts.
    const isPast = head === undefined && offset >= page.total;
    // Jobs that left the list moved the others up: what lies before this page may be unknown too.
    if (offset === 0) begun += 1;
    const isMet = page.records.some((record) => has(range, record));
    const isJoined = offset === 0 || begun >= walks || (head === undefined ? !isPast : isMet);
    const isEnd = isJoined && (head === undefined || offset + pageSize >= page.total);
    if (isJoined) ranges.addPage(query, list, page, isEnd, isSorted, range);
    put(page, isEnd);
    // Jobs that came moved the others down: go on until something new comes.
    if (isEnd || pages >= mostPages || (isJoined && countRows() > loaded)) return page;
    offset = isJoined ? offset + pageSize - overlap : Math.max(0, Math.min(offset, page.total) - pageSize + overlap);
  }
}
