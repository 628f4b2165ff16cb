// Keeps the jobs of one cloud in the order of their times, per group, so that a page of a hundred thousand is as quick as one of ten.
import type { Job } from "../server/messages.js";

export type JobOrder = "created" | "updated";

/** How one cloud's jobs are read. */
export interface JobIndexView {
  id(job: Job): string;
  /** Seconds since 1970; 0 where the job does not tell. */
  created(job: Job): number;
  updated(job: Job): number;
  /** The names of the groups this job counts in, such as `state:WAITING`. */
  groups(job: Job): readonly string[];
}

interface Entry {
  readonly job: Job;
  /** Breaks ties between equal times: the order in which the jobs came. */
  readonly order: number;
  readonly created: number;
  readonly updated: number;
  readonly groups: readonly string[];
}

type Row = Record<JobOrder, Entry[]>;

const orders = ["created", "updated"] as const;

const everything = "";

export class JobIndex {
  readonly #reading: JobIndexView;
  readonly #record: (before: Job | undefined, after: Job) => void;
  readonly #byId = new Map<string, Entry>();
  /** Per group (and "" for all jobs) both orders, oldest first. */
  readonly #rows = new Map<string, Row>([[everything, { created: [], updated: [] }]]);
  /** The last filtered selections by their key and then per group, found in one pass; all are dropped at the first change. */
  readonly #selections = new Map<string, ReadonlyMap<string, readonly Job[]>>();
  #added = 0;

  /** `record` is called with each job that is put in later, and what was in its place. */
  constructor(
    reading: JobIndexView,
    jobs: readonly Job[],
    record: (before: Job | undefined, after: Job) => void = () => undefined,
  ) {
    this.#reading = reading;
    this.#record = record;
    const entries = jobs.map((job) => this.#entry(job, this.#added++));
    for (const entry of entries) this.#byId.set(reading.id(entry.job), entry);
    // Sorted once, every group then comes out sorted too.
    for (const order of orders) {
      entries.sort((a, b) => compare(order, a, b));
      for (const entry of entries) for (const row of this.#rowsOf(entry)) row[order].push(entry);
    }
  }

  get(id: string): Job | undefined {
    return this.#byId.get(id)?.job;
  }

  /** Adds the job, or puts it in the place of the one with the same id. */
  put(job: Job): void {
    const id = this.#reading.id(job);
    const known = this.#byId.get(id);
    this.#record(known?.job, job);
    if (known) this.#take(known);
    const entry = this.#entry(job, known?.order ?? this.#added++);
    this.#byId.set(id, entry);
    for (const row of this.#rowsOf(entry)) {
      for (const order of orders) row[order].splice(place(row[order], order, entry), 0, entry);
    }
    this.#selections.clear();
  }

  remove(id: string): boolean {
    const known = this.#byId.get(id);
    if (!known) return false;
    this.#take(known);
    this.#byId.delete(id);
    this.#selections.clear();
    return true;
  }

  count(group: string = everything): number {
    return this.#rows.get(group)?.created.length ?? 0;
  }

  /** Every group with at least one job whose name starts with `prefix`, by the rest of its name. */
  counts(prefix: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const [group, row] of this.#rows) {
      if (group !== everything && group.startsWith(prefix) && row.created.length > 0)
        counts[group.slice(prefix.length)] = row.created.length;
    }
    return counts;
  }

  page(order: JobOrder, descending: boolean, offset: number, limit: number, group: string = everything): readonly Job[] {
    return cut(this.#rows.get(group)?.[order] ?? [], descending, offset, limit).map((entry) => entry.job);
  }

  /** A page of several groups together; no job may be in two of them. */
  mergedPage(order: JobOrder, descending: boolean, offset: number, limit: number, groups: readonly string[]): readonly Job[] {
    const rows = groups.map((group) => this.#rows.get(group)?.[order] ?? []);
    const next = rows.map((row) => (descending ? row.length - 1 : 0));
    const jobs: Job[] = [];
    for (let passed = 0; passed < offset + limit; passed++) {
      let best: Entry | undefined;
      let from = 0;
      for (let index = 0; index < rows.length; index++) {
        const entry = rows[index]![next[index]!];
        if (entry && (!best || compare(order, entry, best) > 0 === descending)) [best, from] = [entry, index];
      }
      if (!best) break;
      next[from]! += descending ? -1 : 1;
      if (passed >= offset) jobs.push(best.job);
    }
    return jobs;
  }

  /** A page of the jobs that `matches` accepts; `key` must name the filter fully, since the selection is remembered by it. */
  select(
    key: string,
    matches: (job: Job) => boolean,
    order: JobOrder,
    descending: boolean,
    offset: number,
    limit: number,
    group: string = everything,
  ): { readonly total: number; readonly jobs: readonly Job[] } {
    const name = `${order} ${key}`;
    let selections = this.#selections.get(name);
    if (!selections) {
      selections = this.#selectAll(matches, order);
      if (this.#selections.size >= 8) this.#selections.clear();
      this.#selections.set(name, selections);
    }
    const selection = selections.get(group) ?? [];
    return { total: selection.length, jobs: cut(selection, descending, offset, limit) };
  }

  /** Of a filter every group is asked for sooner or later: a client counts its states. */
  #selectAll(matches: (job: Job) => boolean, order: JobOrder): Map<string, Job[]> {
    const found = new Map<string, Job[]>();
    for (const { job, groups } of this.#rows.get(everything)?.[order] ?? []) {
      if (!matches(job)) continue;
      for (const group of [everything, ...groups]) {
        const jobs = found.get(group);
        if (jobs) jobs.push(job);
        else found.set(group, [job]);
      }
    }
    return found;
  }

  #entry(job: Job, order: number): Entry {
    const { created, updated, groups } = this.#reading;
    return { job, order, created: created(job), updated: updated(job), groups: groups(job) };
  }

  #rowsOf(entry: Entry): Row[] {
    return [everything, ...entry.groups].map((group) => {
      let row = this.#rows.get(group);
      if (!row) {
        row = { created: [], updated: [] };
        this.#rows.set(group, row);
      }
      return row;
    });
  }

  #take(entry: Entry): void {
    for (const row of this.#rowsOf(entry)) {
      for (const order of orders) row[order].splice(place(row[order], order, entry), 1);
    }
  }
}

function compare(order: JobOrder, a: Entry, b: Entry): number {
  return a[order] - b[order] || a.created - b.created || a.order - b.order;
}

/** Where the entry stands, or would stand. */
function place(row: readonly Entry[], order: JobOrder, entry: Entry): number {
  let [low, high] = [0, row.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(order, row[middle]!, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cut<T>(list: readonly T[], descending: boolean, offset: number, limit: number): readonly T[] {
  if (!descending) return list.slice(offset, offset + limit);
  const end = list.length - offset;
  return end <= 0 ? [] : list.slice(Math.max(0, end - limit), end).reverse();
}
