// Which jobs stand in the table, and in which order: all that are loaded of its connections, sorted once, then filtered in one pass.
//
// A filter goes through what is sorted already, so that a keystroke costs one pass; a job that changes is taken out of the order
// and put into its new place. Everything works in slices (slicedSort.ts), and what is asked for in the middle of it replaces what
// was under way. ui/jobsTablePanel.ts sends the rows that are seen; text/cellText.ts has what columns show and are sorted by.

import { jobKeyText, type VoiceJob } from "../../core/jobs/job.js";
import type { JobRecord } from "../../services/jobs/jobRecord.js";
import type { JobStore } from "../../services/jobs/jobStore.js";
import { eachInSlices, type Slices, sortInSlices } from "./slicedSort.js";

/** A row. Another object where the job is another. */
export interface TableEntry {
  /** Of the job, over all connections. */
  readonly id: string;
  readonly connectionId: string;
  readonly record: JobRecord;
}

/** What a column is sorted by; undefined = the job has none, and comes last either way. */
export type TableSortKey = number | string | undefined;

export interface TableOrder {
  keyOf(entry: TableEntry): TableSortKey;
  readonly isDescending: boolean;
}

/** What has to be done, each with all before it. */
const [nothing, filtering, sorting, reading] = [0, 1, 2, 3];
/** So many changed rows are put in their places one by one. */
const mostPlaced = 4000;

export class TableModel {
  private connectionIds: readonly string[] = [];
  private readonly entries = new Map<string, TableEntry>();
  private sorted: readonly TableEntry[] = [];
  private shownRows: readonly TableEntry[] = [];
  private order: TableOrder = { keyOf: () => undefined, isDescending: false };
  private fits: (job: VoiceJob) => boolean = () => true;
  private todo = nothing;
  /** Ids of jobs by connection. */
  private changes = new Map<string, Set<string>>();
  private working: Promise<void> | undefined;

  /** `changed`: the shown rows are others, or in another order. */
  constructor(
    private readonly store: Pick<JobStore, "get">,
    private readonly slices: Slices,
    private readonly compareNames: (a: string, b: string) => number,
    private readonly changed: () => void,
  ) {}

  /** In order. */
  get shown(): readonly TableEntry[] {
    return this.shownRows;
  }

  /** Rows that the filter was tried on. */
  get loaded(): number {
    return this.entries.size;
  }

  find(id: string): TableEntry | undefined {
    return this.entries.get(id);
  }

  showConnections(ids: readonly string[]): Promise<void> {
    this.connectionIds = ids;
    return this.need(reading);
  }

  sortBy(order: TableOrder): Promise<void> {
    this.order = order;
    return this.need(sorting);
  }

  filterBy(fits: (job: VoiceJob) => boolean): Promise<void> {
    this.fits = fits;
    return this.need(filtering);
  }

  /** Jobs came, went or differ: their ids by connection. */
  take(changes: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    for (const [connectionId, jobIds] of changes) {
      const known = this.changes.get(connectionId) ?? new Set<string>();
      this.changes.set(connectionId, known);
      for (const id of jobIds) known.add(id);
    }
    return this.need(nothing);
  }

  /** Done when everything is. */
  private need(what: number): Promise<void> {
    this.todo = Math.max(this.todo, what);
    this.working ??= this.workOn();
    return this.working;
  }

  private async workOn(): Promise<void> {
    // What is asked for in one go is done in one go.
    await Promise.resolve();
    this.slices.begin();
    try {
      while (this.todo !== nothing || this.changes.size > 0) await this.work();
    } finally {
      this.working = undefined;
    }
  }

  private async work(): Promise<void> {
    if (this.todo === reading) return this.read();
    if (this.changes.size > 0) return this.takeChanges();
    if (this.todo === sorting) {
      this.todo = filtering;
      const sorted = await this.inOrder();
      if (sorted) this.sorted = sorted;
      return;
    }
    this.todo = nothing;
    const shown = await this.fitting();
    if (!shown) return;
    this.shownRows = shown;
    this.changed();
  }

  private async read(): Promise<void> {
    this.todo = sorting;
    this.changes.clear();
    this.entries.clear();
    const isStale = () => this.todo === reading;
    for (const connectionId of this.connectionIds) {
      const records = this.store.get(connectionId).jobs.values();
      if (!(await eachInSlices(records, (record) => this.keep(connectionId, record), this.slices, isStale))) return;
    }
  }

  private keep(connectionId: string, record: JobRecord): TableEntry {
    const id = jobKeyText({ connectionId, jobId: record.job.id });
    const entry = { id, connectionId, record };
    this.entries.set(id, entry);
    return entry;
  }

  private takeChanges(): void {
    const gone = new Set<TableEntry>();
    const come: TableEntry[] = [];
    for (const [connectionId, jobIds] of this.changes) {
      const { jobs } = this.store.get(connectionId);
      for (const jobId of jobIds) {
        const id = jobKeyText({ connectionId, jobId });
        const old = this.entries.get(id);
        if (old) gone.add(old);
        const record = jobs.get(jobId);
        if (record) come.push(this.keep(connectionId, record));
        else this.entries.delete(id);
      }
    }
    this.changes.clear();
    if (come.length > mostPlaced) this.todo = Math.max(this.todo, sorting);
    if (this.todo >= sorting) return;
    this.todo = filtering;
    const stayed = gone.size > 0 ? this.sorted.filter((entry) => !gone.has(entry)) : this.sorted;
    this.sorted = merged(
      stayed,
      come.sort((a, b) => this.compare(a, b)),
      (a, b) => this.compare(a, b),
    );
  }

  /** Texts are compared once each: rows are then sorted by the places of their texts. */
  private async inOrder(): Promise<readonly TableEntry[] | undefined> {
    const isStale = () => this.todo >= sorting;
    const each = <T>(items: Iterable<T>, act: (item: T, index: number) => void) => eachInSlices(items, act, this.slices, isStale);
    const { keyOf, isDescending } = this.order;
    const sign = isDescending ? -1 : 1;
    const rows: { readonly entry: TableEntry; readonly key: TableSortKey; place: number }[] = [];
    const texts = new Set<string>();
    const isRead = await each(this.entries.values(), (entry) => {
      const key = keyOf(entry);
      const place = key === undefined || typeof key === "string" ? Number.POSITIVE_INFINITY : sign * key;
      rows.push({ entry, key, place });
      if (typeof key === "string") texts.add(key);
    });
    const words = isRead && (await sortInSlices([...texts], (a, b) => this.compareWords(a, b), this.slices, isStale));
    if (!words) return undefined;
    const places = new Map<string, number>();
    const isPlaced = await each(words, (word, place) => places.set(word, sign * place));
    const isDone =
      isPlaced &&
      (await each(rows, (row) => {
        if (typeof row.key === "string") row.place = places.get(row.key) ?? row.place;
      }));
    if (!isDone) return undefined;
    const compare = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
      a.place === b.place ? compareText(a.entry.id, b.entry.id) : a.place - b.place;
    const sorted = await sortInSlices(rows, compare, this.slices, isStale);
    return sorted?.map(({ entry }) => entry);
  }

  private async fitting(): Promise<readonly TableEntry[] | undefined> {
    const { fits } = this;
    const found: TableEntry[] = [];
    const isStale = () => this.todo !== nothing;
    const take = (entry: TableEntry) => {
      if (fits(entry.record.job)) found.push(entry);
    };
    return (await eachInSlices(this.sorted, take, this.slices, isStale)) ? found : undefined;
  }

  private compare(a: TableEntry, b: TableEntry): number {
    const [one, other] = [this.order.keyOf(a), this.order.keyOf(b)];
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined) || compareText(a.id, b.id);
    const difference =
      typeof one === "string" && typeof other === "string" ? this.compareWords(one, other) : Number(one) - Number(other);
    return (this.order.isDescending ? -difference : difference) || compareText(a.id, b.id);
  }

  /** No two are in the same place: "1" and "01" are the same number to who compares. */
  private compareWords(a: string, b: string): number {
    return this.compareNames(a, b) || compareText(a, b);
  }
}

/** Two lists in order as one: each of the few finds its place among the many. */
function merged<T>(many: readonly T[], few: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  if (few.length === 0) return many;
  const all: T[] = [];
  let taken = 0;
  for (const item of few) {
    let [low, high] = [taken, many.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(many[middle]!, item) <= 0) low = middle + 1;
      else high = middle;
    }
    for (; taken < low; taken += 1) all.push(many[taken]!);
    all.push(item);
  }
  for (; taken < many.length; taken += 1) all.push(many[taken]!);
  return all;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
