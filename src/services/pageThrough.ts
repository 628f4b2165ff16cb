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
  readonly ids: ReadonlySet<string>;
  /** Read to its end, and nothing came or went meanwhile. */
  readonly isDone: boolean;
}

/** On the way. */
interface Begun extends Through {
  readonly ids: Set<string>;
  /** Not in the store before the end of the list is reached. */
  readonly records: JobRecord[];
  /** Where to go on. Items. */
  offset: number;
}

/** What is remembered of the lists between refreshes, also of one that was stopped. */
export class Lists {
  /** By their questions: as the store has them, and those whose paging was left. */
  readonly done = new Map<string, Through>();
  readonly begun = new Map<string, Begun>();
}

export interface Found {
  readonly turns: Turns;
  readonly records: readonly JobRecord[];
  /** By their questions. */
  readonly lists: ReadonlyMap<string, Through>;
  /** Some list was paged through: what is in none of them is gone. */
  readonly isPaged: boolean;
  readonly requestId: string | undefined;
}

export async function pageThrough(field: Field, lists: Lists, turns: Turns): Promise<Found> {
  const { cloud, ask, show } = field;
  const queries: readonly JobQuery[] = cloud.listing.typesApart?.map((type) => ({ types: [type] })) ?? [{}];
  const firsts = await Promise.all(queries.map((query) => ask(query, 0)));
  const total = sum(firsts.map((first) => first.total));
  const records = firsts.flatMap((first) => first.records);
  show(records, total);
  const found = new Map<string, Through>();
  let isPaged = false;
  for (const [index, query] of queries.entries()) {
    const first = firsts[index]!;
    const key = JSON.stringify(query);
    const known = lists.done.get(key);
    const singles = known?.isDone && isSame(known, first) ? await readUnfinished(field, known, first) : undefined;
    if (known && singles) {
      found.set(key, known);
      records.push(...singles);
      continue;
    }
    isPaged = true;
    const list = await readList(field, lists, query, first, (page) => show(page.records, total));
    found.set(key, list);
    records.push(...list.records);
  }
  return { turns, records, lists: found, isPaged, requestId: firsts[0]?.requestId };
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
  if (unread.length > pages) return undefined;
  const records: JobRecord[] = [];
  await inTurns(unread, cloud.listing.burst, async (id) => {
    const record = await get(id);
    if (record) records.push(record);
  });
  return records.length === unread.length ? records : undefined;
}

/** Every page, from where an earlier reading of the same list was left. */
async function readList({ ask }: Field, lists: Lists, query: JobQuery, first: Told, show: (page: Told) => void): Promise<Begun> {
  const key = JSON.stringify(query);
  const left = lists.begun.get(key);
  let list = left && isSame(left, first) ? left : begin(first);
  for (let isSecond = false; ; isSecond = true) {
    lists.begun.set(key, list);
    let { total } = list;
    let isTorn = false;
    for (let count = 1; list.offset < total && count > 0; list.offset += pageSize) {
      const page = await ask(query, list.offset);
      // Jobs came or went: others moved into pages that had been read, or out of them.
      if (page.total !== total) isTorn = true;
      total = page.total;
      count = page.records.length;
      for (const record of page.records) {
        list.ids.add(record.job.id);
        list.records.push(record);
      }
      show(page);
    }
    // Of a list that changes all the time the next refresh reads all pages again.
    lists.begun.delete(key);
    if (!isTorn || isSecond || total > smallAccount) return { ...list, total, isDone: !isTorn };
    list = begin(await ask(query, 0));
  }
}

function begin({ records, total }: Told): Begun {
  const head = records.map(({ job }) => job.id);
  return { head, total, ids: new Set(head), records: [...records], offset: pageSize, isDone: false };
}

function isSame({ head, total }: Through, first: Told): boolean {
  return (
    total === first.total &&
    head.length === first.records.length &&
    head.every((id, index) => id === first.records[index]?.job.id)
  );
}

export function settleThrough(draft: Draft, { turns, records, lists, isPaged, requestId }: Found, known: Lists): SnapshotParts {
  for (const record of records) draft.put(record, true);
  const isListed = (id: string) => [...lists.values()].some(({ ids }) => ids.has(id));
  if (isPaged) for (const [id, old] of draft.before.jobs) if (!isListed(id) && !isNewsTo(turns, old)) draft.drop(id, true);
  for (const [key, { head, total, ids, isDone }] of lists) known.done.set(key, { head, total, ids, isDone });
  draft.countRows(true);
  draft.total = sum([...lists.values()].map(({ total }) => total));
  draft.elsewhere = 0;
  return { requestId, isWhole: true };
}
