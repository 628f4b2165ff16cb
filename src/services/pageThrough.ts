// Refreshes a cloud that neither counts nor sorts: compares the first page of each of its lists, and pages through what does not fit.
import type { JobQuery } from "../core/query.js";
import type { Draft } from "./draft.js";
import { type Field, smallAccount } from "./field.js";
import type { Turns } from "./harvest.js";
import { isNewsTo, type JobRecord, type SnapshotParts } from "./jobStore.js";
import { inTurns, pageSize, sum, type Told } from "./pages.js";

/** One of the cloud's lists, as far as it has been paged through. */
interface Through {
  /** Ids of the first page, in the cloud's order. */
  readonly head: readonly string[];
  readonly total: number;
  readonly ids: Set<string>;
  /** Where to go on. Items. */
  offset: number;
  /** To its end, and nothing went away meanwhile. */
  isDone: boolean;
}

/** What is remembered of the lists between refreshes, also of one that was stopped. */
export class Lists {
  /** By their questions: the last one that was read to its end, and one that was not. */
  readonly done = new Map<string, Through>();
  readonly begun = new Map<string, Through>();
}

export interface Found {
  readonly turns: Turns;
  readonly records: readonly JobRecord[];
  /** All ids, where a list was paged through. */
  readonly ids: ReadonlySet<string> | undefined;
  readonly total: number;
  readonly requestId: string | undefined;
}

export async function pageThrough(field: Field, lists: Lists, turns: Turns): Promise<Found> {
  const { cloud, ask, show } = field;
  const queries: readonly JobQuery[] = cloud.listing.typesApart?.map((type) => ({ types: [type] })) ?? [{}];
  const firsts = await Promise.all(queries.map((query) => ask(query, 0)));
  const total = sum(firsts.map((first) => first.total));
  const records = firsts.flatMap((first) => first.records);
  show(records, total);
  let isPaged = false;
  for (const [index, query] of queries.entries()) {
    const first = firsts[index]!;
    const known = lists.done.get(JSON.stringify(query));
    const isFitting = known !== undefined && isSame(known, first);
    const singles = isFitting ? await readUnfinished(field, known, first) : undefined;
    if (singles) {
      records.push(...singles);
      continue;
    }
    isPaged = true;
    await readList(field, lists, query, first, (page) => {
      records.push(...page.records);
      show(page.records, total);
    });
  }
  const all = queries.map((query) => lists.done.get(JSON.stringify(query)));
  const ids = isPaged ? new Set(all.flatMap((list) => [...(list?.ids ?? [])])) : undefined;
  const { requestId } = firsts[0] ?? {};
  return { turns, records, ids, total: sum(all.map((list) => list?.total ?? 0)), requestId };
}

/** The jobs that may have changed and are not on the first page; undefined = reading all pages takes no more, or one is gone. */
async function readUnfinished(
  { cloud, known, get }: Field,
  list: Through,
  first: Told,
): Promise<readonly JobRecord[] | undefined> {
  const { jobs } = known();
  const read = new Set(first.records.map(({ job }) => job.id));
  const final = new Set(cloud.states.flatMap(({ state, isFinal }) => (isFinal ? [state] : [])));
  const unread = [...list.ids].filter((id) => !read.has(id) && !final.has(jobs.get(id)?.job.state ?? ""));
  const pages = Math.ceil(list.total / pageSize) - 1;
  if (unread.length > pages || !list.isDone) return undefined;
  const records: JobRecord[] = [];
  await inTurns(unread, cloud.listing.burst, async (id) => {
    const record = await get(id);
    if (record) records.push(record);
  });
  return records.length === unread.length ? records : undefined;
}

/** Every page, from where an earlier reading of the same list was stopped. */
async function readList(field: Field, lists: Lists, query: JobQuery, first: Told, take: (page: Told) => void): Promise<void> {
  const key = JSON.stringify(query);
  const begun = lists.begun.get(key);
  let list = begun && isSame(begun, first) ? begun : begin(first);
  for (let isSecond = false; ; isSecond = true) {
    lists.begun.set(key, list);
    let { total } = list;
    let isTorn = false;
    for (let page = first; list.offset < total && page.records.length > 0; list.offset += pageSize) {
      page = await field.ask(query, list.offset);
      if (page.total !== total) isTorn = true;
      total = page.total;
      for (const { job } of page.records) list.ids.add(job.id);
      take(page);
    }
    // Jobs came or went: others moved into pages that had been read, or out of them. The next refresh reads all pages again.
    list = { ...list, total, isDone: !isTorn };
    lists.done.set(key, list);
    lists.begun.delete(key);
    if (!isTorn || isSecond || total > smallAccount) return;
    const anew = await field.ask(query, 0);
    take(anew);
    list = begin(anew);
  }
}

function begin({ records, total }: Told): Through {
  const head = records.map(({ job }) => job.id);
  return { head, total, ids: new Set(head), offset: pageSize, isDone: false };
}

function isSame({ head, total }: Through, first: Told): boolean {
  return (
    total === first.total &&
    head.length === first.records.length &&
    head.every((id, index) => id === first.records[index]?.job.id)
  );
}

export function settleThrough(draft: Draft, { turns, records, ids, total, requestId }: Found): SnapshotParts {
  for (const record of records) draft.put(record, true);
  if (ids) for (const [id, old] of draft.before.jobs) if (!ids.has(id) && !isNewsTo(turns, old)) draft.drop(id, true);
  draft.countRows(true);
  draft.total = total;
  draft.elsewhere = 0;
  return { requestId, isWhole: true };
}
