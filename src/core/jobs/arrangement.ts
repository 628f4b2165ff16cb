// Puts jobs into groups and orders both, as the person arranged them.
import type { Cloud } from "../cloud/cloud.js";
import { fitting, type JobFilter } from "./filter/jobFilter.js";
import { phases, type VoiceJob } from "./job.js";

export const groupings = ["state", "phase", "type", "tag", "batch", "language", "customer", "day"] as const;
export type Grouping = (typeof groupings)[number];
/** `updated` and `created`: latest first. */
export const sortings = ["updated", "created", "name"] as const;
export type Sorting = (typeof sortings)[number];

export interface Arrangement {
  readonly grouping: Grouping;
  readonly sorting: Sorting;
  /** States whose jobs are not shown, by id of the cloud. */
  readonly hidden: Readonly<Record<string, readonly string[]>>;
}

/** What "before" means where the person is. */
export interface Order {
  compareNames(a: string, b: string): number;
  /** The local date of a time (milliseconds since 1970) as YYYY-MM-DD. */
  dayOf(at: number): string;
}

export interface Group<Row> {
  /** The value that its jobs share, verbatim; empty = they have none. */
  readonly key: string;
  /** In order, at least one. */
  readonly rows: readonly Row[];
}

/** What is known of a cloud's values, in order. */
export type Vocabulary = Pick<Cloud, "id" | "states" | "values">;

/** Groups of the rows that fit. No row is in two groups, and of equals the id decides, so that rows never swap by themselves. */
export function arrange<Row extends { readonly job: VoiceJob }>(
  rows: Iterable<Row>,
  cloud: Vocabulary,
  { grouping, sorting, hidden }: Arrangement,
  filter: JobFilter,
  order: Order,
): readonly Group<Row>[] {
  const isFitting = fitting(filter);
  const hiddenStates = new Set(hidden[cloud.id]);
  const shown = sorters[sorting](
    [...rows].filter(({ job }) => !hiddenStates.has(job.state) && isFitting(job)),
    order,
  );
  const keyOf = keys[grouping];
  const groups = new Map<string, Row[]>();
  for (const row of shown) {
    const key = keyOf(row.job, order);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const compare = compareKeys(cloud, grouping, order);
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([key, grouped]) => ({ key, rows: grouped }));
}

/** Known values in the cloud's own order, then the others; jobs without a value come last. Days: latest first. */
export function compareKeys(cloud: Vocabulary, grouping: Grouping, order: Order): (a: string, b: string) => number {
  if (grouping === "day") return (a, b) => Number(a === "") - Number(b === "") || compareText(b, a);
  const places = new Map(knownKeys(cloud, grouping).map((key, place) => [key, place]));
  const place = (key: string) => places.get(key) ?? (key === "" ? places.size + 1 : places.size);
  return (a, b) => place(a) - place(b) || order.compareNames(a, b) || compareText(a, b);
}

export function createOrder(locale: string, timeZone?: string): Order {
  // Each takes longer to make than all else that a window's first rows need, which seldom need either.
  let collator: Intl.Collator | undefined;
  let dates: Intl.DateTimeFormat | undefined;
  const days = new Map<number, string>();
  return {
    compareNames(a, b) {
      collator ??= new Intl.Collator(locale, { numeric: true });
      return collator.compare(a, b);
    },
    dayOf(at) {
      if (!Number.isFinite(at) || Math.abs(at) > latest) return "";
      // All time zones of today are whole quarters of an hour apart: what is asked for often is worked out once.
      const quarter = Math.floor(at / quarterMs);
      const known = days.get(quarter);
      if (known !== undefined) return known;
      // Its dates are written year first.
      dates ??= new Intl.DateTimeFormat("sv-SE", timeZone === undefined ? {} : { timeZone });
      const day = dates.format(at);
      if (days.size >= keptDays) days.clear();
      days.set(quarter, day);
      return day;
    },
  };
}

const quarterMs = 900_000;
/** Bounds what a long session keeps. */
const keptDays = 20_000;
/** What Date can hold, in milliseconds. */
const latest = 8.64e15;

/** Key of the group that a job is in. */
export function groupKey(job: VoiceJob, grouping: Grouping, order: Order): string {
  return keys[grouping](job, order);
}

export function changedAt(job: VoiceJob): number | undefined {
  return job.updatedAt ?? job.createdAt;
}

const keys: Readonly<Record<Grouping, (job: VoiceJob, order: Order) => string>> = {
  state: ({ state }) => state,
  phase: ({ phase }) => phase,
  type: ({ type = "" }) => type,
  tag: ({ tag = "" }) => tag,
  batch: ({ batch = "" }) => batch,
  language: ({ language = "" }) => language,
  customer: ({ customer = "" }) => customer,
  day: (job, order) => {
    const at = changedAt(job);
    return at === undefined ? "" : order.dayOf(at);
  },
};

function knownKeys({ states, values }: Vocabulary, grouping: Grouping): readonly string[] {
  if (grouping === "state") return states.map(({ state }) => state);
  if (grouping === "phase") return phases;
  if (grouping === "type" || grouping === "tag" || grouping === "language") return values[grouping].map(({ value }) => value);
  return [];
}

const sorters: Readonly<Record<Sorting, <Row extends { readonly job: VoiceJob }>(rows: Row[], order: Order) => Row[]>> = {
  updated: (rows) => latestFirst(rows, changedAt),
  created: (rows) => latestFirst(rows, ({ createdAt }) => createdAt),
  // A job without a name is called by its id.
  name: (rows, { compareNames }) =>
    rows.sort(({ job: a }, { job: b }) => compareNames(a.name || a.id, b.name || b.id) || compareText(a.id, b.id)),
};

/** Times that the cloud does not tell come last. Each is looked up once, not in each comparison. */
function latestFirst<Row extends { readonly job: VoiceJob }>(rows: Row[], timeOf: (job: VoiceJob) => number | undefined): Row[] {
  return rows
    .map((row) => ({ row, time: timeOf(row.job) ?? Number.MIN_SAFE_INTEGER }))
    .sort((a, b) => b.time - a.time || compareText(a.row.job.id, b.row.job.id))
    .map(({ row }) => row);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
