// Refreshes a cloud that neither counts nor sorts: compares the first page of each of its lists, and pages through what does not fit.
import type { JobQuery } from "../../../core/jobs/filter/jobQuery.js";
import type { JobRecord } from "../../jobs/jobRecord.js";
import { isNewsTo, type SnapshotParts } from "../../jobs/snapshot.js";
import type { SnapshotDraft } from "../../jobs/snapshotDraft.js";
import type { RequestOrder } from "./fullRefresh.js";
import { forEachLimited, type ListPage, pageSize, smallAccount, sum } from "./listPages.js";
import type { ReadContext } from "./readContext.js";

/** Pages in a row that may bring nothing new: so many jobs do not come at once. */
const mostStale = 3;

/** One of the cloud's lists, as far as it has been paged through. */
interface Through {
  /** Ids of the first page, in the cloud's order. */
  readonly head: readonly string[];
  readonly total: number;
  readonly ids: ReadonlySet<string>;
  /** Read to its end, and nothing came or went meanwhile. */
  readonly isDone: boolean;
}

/** On the way. */
interface Begun extends Through {
  readonly ids: Set<string>;
  /** Not in the store before the end of the list is reached. */
  readonly records: JobRecord[];
  total: number;
  /** Where to go on. Items. */
  offset: number;
}

/** What is remembered of the lists between refreshes, also of one that was stopped. */
export class PagedLists {
  /** By their questions: as the store has them, and those whose paging was left. */
  readonly done = new Map<string, Through>();
  readonly begun = new Map<string, Begun>();
}

export interface PagedResult {
  readonly order: RequestOrder;
  readonly records: readonly JobRecord[];
  /** By their questions. */
  readonly lists: ReadonlyMap<string, Through>;
  /** Some list was paged through: what is in none of them is gone. */
  readonly isPaged: boolean;
  readonly requestId: string | undefined;
}

export async function refreshByPages(context: ReadContext, lists: PagedLists, order: RequestOrder): Promise<PagedResult> {
  const { cloud, ask, show } = context;
  const queries: readonly JobQuery[] = cloud.listing.typesApart?.map((type) => ({ types: [type] })) ?? [{}];
  // Shown as they come: a key that is not proven yet goes out in one call at a time. How many jobs there are is known with the last one.
  const firsts = await Promise.all(
    queries.map(async (query) => {
      const first = await ask(query, 0);
      if (first.records.length > 0) show(first.records);
      return first;
    }),
  );
  const total = sum(firsts.map((first) => first.total));
  const records = firsts.flatMap((first) => first.records);
  show(records, total);
  const found = new Map<string, Through>();
  let isPaged = false;
  for (const [index, query] of queries.entries()) {
    const first = firsts[index]!;
    const key = JSON.stringify(query);
    const known = lists.done.get(key);
    const isFitting = known?.isDone === true && isSame(known, first);
    const singles = isFitting ? await readUnfinished(context, query, [...known.ids], first, pagesOf(known.total)) : undefined;
    if (known && singles) {
      found.set(key, known);
      records.push(...singles);
      continue;
    }
    isPaged = true;
    const list = await readList(context, lists, query, first, (page) => show(page.records, total));
    found.set(key, list);
    records.push(...list.records);
  }
  return { order, records, lists: found, isPaged, requestId: firsts[0]?.requestId };
}

/**
 * The jobs that may have changed and are not on the first page, those that lie on one page together. `ids`: in the list's order. Undefined
 * = reading all pages takes no more, or one is gone.
 */
async function readUnfinished(
  { cloud, known, ask, get }: ReadContext,
  query: JobQuery,
  ids: readonly string[],
  first: ListPage,
  pages: number,
): Promise<readonly JobRecord[] | undefined> {
  const { jobs } = known();
  const read = new Set(first.records.map(({ job }) => job.id));
  const final = new Set(cloud.states.flatMap(({ state, isFinal }) => (isFinal ? [state] : [])));
  const isUnread = (id: string) => !read.has(id) && !final.has(jobs.get(id)?.job.state ?? "");
  const byPage = new Map<number, string[]>();
  for (const [index, id] of ids.entries()) {
    if (!isUnread(id)) continue;
    const offset = index - (index % pageSize);
    byPage.set(offset, [...(byPage.get(offset) ?? []), id]);
  }
  if (byPage.size > pages) return undefined;
  const records = new Map<string, JobRecord>();
  await forEachLimited(byPage.keys(), cloud.listing.burst, async (offset) => {
    const wanted = byPage.get(offset)!;
    const page = wanted.length > 1 ? (await ask(query, offset)).records : [];
    for (const record of page) records.set(record.job.id, record);
    for (const id of wanted) {
      const record = records.get(id) ?? (await get(id));
      if (record) records.set(id, record);
    }
  });
  return [...byPage.values()].flat().every((id) => records.has(id)) ? [...records.values()] : undefined;
}

/** Every page: first those that an earlier reading of the same list had left, then what it had read if that may have changed. */
async function readList(
  context: ReadContext,
  lists: PagedLists,
  query: JobQuery,
  first: ListPage,
  show: (page: ListPage) => void,
): Promise<Begun> {
  const key = JSON.stringify(query);
  const left = lists.begun.get(key);
  let list = left && isSame(left, first) ? left : begin(first);
  const earlier = { ids: [...list.ids], end: list.offset };
  for (let isSecond = false; ; isSecond = true) {
    lists.begun.set(key, list);
    let isTorn = await readPages(context, query, list, Number.POSITIVE_INFINITY, show);
    if (!isSecond && earlier.end > pageSize) {
      const singles = await readUnfinished(context, query, earlier.ids, first, pagesOf(earlier.end));
      if (singles) list.records.push(...singles);
      else isTorn = (await readPages(context, query, { ...list, offset: pageSize }, earlier.end, show)) || isTorn;
    }
    // Of a list that changes all the time the next refresh reads all pages again.
    lists.begun.delete(key);
    if (!isTorn || isSecond || list.total > smallAccount) return { ...list, isDone: !isTorn };
    list = begin(await context.ask(query, 0));
  }
}

/** Whether jobs came or went meanwhile: others moved into pages that had been read, or out of them. */
async function readPages(
  { ask }: ReadContext,
  query: JobQuery,
  list: Begun,
  end: number,
  show: (page: ListPage) => void,
): Promise<boolean> {
  const { total } = list;
  let isTorn = false;
  // Where page after page brings nothing new, no rows come for the total that is given.
  for (let stale = 0; list.offset < Math.min(end, list.total) && stale < mostStale; list.offset += pageSize) {
    const page = await ask(query, list.offset);
    if (page.total !== total) isTorn = true;
    list.total = page.total;
    const before = list.ids.size;
    for (const record of page.records) {
      list.ids.add(record.job.id);
      list.records.push(record);
    }
    const isStale = page.records.length === 0 || (end === Number.POSITIVE_INFINITY && list.ids.size === before);
    stale = page.records.length === 0 ? mostStale : isStale ? stale + 1 : 0;
    show(page);
  }
  return isTorn;
}

/** Besides the first one. */
function pagesOf(total: number): number {
  return Math.ceil(total / pageSize) - 1;
}

function begin({ records, total }: ListPage): Begun {
  const head = records.map(({ job }) => job.id);
  return { head, total, ids: new Set(head), records: [...records], offset: pageSize, isDone: false };
}

function isSame({ head, total }: Through, first: ListPage): boolean {
  return (
    total === first.total &&
    head.length === first.records.length &&
    head.every((id, index) => id === first.records[index]?.job.id)
  );
}

export function applyPagedRefresh(
  draft: SnapshotDraft,
  { order, records, lists, isPaged, requestId }: PagedResult,
  known: PagedLists,
): SnapshotParts {
  for (const record of records) draft.put(record, true);
  const isListed = (id: string) => [...lists.values()].some(({ ids }) => ids.has(id));
  if (isPaged) for (const [id, old] of draft.before.jobs) if (!isListed(id) && !isNewsTo(order, old)) draft.drop(id, true);
  for (const [key, { head, total, ids, isDone }] of lists) known.done.set(key, { head, total, ids, isDone });
  draft.countRows(true);
  draft.total = sum([...lists.values()].map(({ total }) => total));
  draft.elsewhere = 0;
  return { requestId, isWhole: true };
}
