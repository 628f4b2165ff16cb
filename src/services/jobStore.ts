// What is known of the jobs of each connection: immutable snapshots, and one event when one of them changes.
import type { VoiceError } from "../core/errors.js";
import { Emitter } from "../core/event.js";
import type { VoiceJob } from "../core/job.js";
import type { JobQuery } from "../core/query.js";

/** One job as it was last read. */
export interface JobRecord {
  readonly job: VoiceJob;
  /** Milliseconds since 1970. */
  readonly readAt: number;
  /** Turn of the question it answers (see `JobStore.ask`): of two answers the one that was asked for later is the truth. */
  readonly asked: number;
  /** Of the answer it came with. */
  readonly requestId?: string;
  /** Why the last attempt to read it anew failed. */
  readonly error?: VoiceError;
  /** From an earlier window, without what was masked: not read from the cloud since. */
  readonly isRemembered?: boolean;
  /** Of a remembered one: properties of the raw answer that were not remembered, or not whole. */
  readonly leftOut?: readonly string[];
}

/** How many jobs of a state the cloud has; the rows are the records of that state. */
export interface StateTotal {
  readonly total: number;
  /** False while the cloud is still being paged through: there may be more. */
  readonly isExact: boolean;
  /** All rows that can be had are here, even where the cloud counts more. */
  readonly isWhole?: boolean;
}

/** What the server counts under the part of the person's filter that it can find. */
export interface Scope {
  readonly query: JobQuery;
  /** By state; states without such jobs are left out. Empty until counted. */
  readonly totals: ReadonlyMap<string, StateTotal>;
  /** All that match; absent = not counted yet. */
  readonly total?: number;
}

export interface Snapshot {
  readonly jobs: ReadonlyMap<string, JobRecord>;
  /** By state; states without jobs are left out. */
  readonly totals: ReadonlyMap<string, StateTotal>;
  /** Jobs in states nobody has documented and no loaded row has shown yet. */
  readonly elsewhere: number;
  /** Every job of the cloud has its row. */
  readonly isWhole?: boolean;
  /** Absent = the person looks at everything, or the rows that are here are enough. */
  readonly scope?: Scope;
  /** All jobs in the cloud; absent = never told. */
  readonly total?: number;
  /** Last complete refresh. Milliseconds since 1970. */
  readonly readAt?: number;
  /** Rows, totals and their age are an earlier window's: this one has read nothing yet. */
  readonly isRemembered?: boolean;
  /** The person stopped the paging: more jobs may be there than rows. */
  readonly isStopped?: boolean;
  /** The cloud does not keep to the order it was asked for: every refresh has to read everything anew. */
  readonly isUnsorted?: boolean;
  readonly requestId?: string;
  /** Why the last refresh failed; the rows are still the last good ones. */
  readonly error?: VoiceError;
  readonly isLoading: boolean;
  /** States whose next page is under way. */
  readonly loadingStates: ReadonlySet<string>;
}

/** The job was in one state and is in another; `from` is absent for one that came, `to` for one that went. */
export interface Move {
  readonly from?: string;
  readonly to?: string;
}

export interface StoreChange {
  readonly connectionId: string;
  /** Ids of jobs that came, went or differ. */
  readonly jobs: ReadonlySet<string>;
  /** Those of them whose state is another one than before. */
  readonly moves: ReadonlyMap<string, Move>;
  /** Totals, loading or error changed too. */
  readonly isWide: boolean;
}

/** `undefined` takes a part away. */
export type SnapshotParts = { readonly [Part in keyof Omit<Snapshot, "jobs">]?: Snapshot[Part] | undefined };

/** What a refresh found. */
export interface FoundJobs {
  readonly jobs: ReadonlyMap<string, JobRecord>;
  /** Turn at which the refresh began. */
  readonly since: number;
  /** Turns of its own questions, where some of its rows are in the store already. */
  readonly asked?: ReadonlySet<number>;
  /** As the cloud counted them; absent = the rows are all there is. */
  readonly totals?: ReadonlyMap<string, StateTotal>;
}

/** What is known of an earlier window's rows. */
export interface Remembered {
  /** When they were read. Milliseconds since 1970. */
  readonly readAt: number;
  readonly totals: ReadonlyMap<string, StateTotal>;
  readonly total?: number;
}

const nothing: Snapshot = { jobs: new Map(), totals: new Map(), elsewhere: 0, isLoading: false, loadingStates: new Set() };

export class JobStore {
  private readonly snapshots = new Map<string, Snapshot>();
  private readonly changed = new Emitter<StoreChange>();
  readonly onDidChange = this.changed.event;
  private lastTurn = 0;

  get(connectionId: string): Snapshot {
    return this.snapshots.get(connectionId) ?? nothing;
  }

  record(connectionId: string, jobId: string): JobRecord | undefined {
    return this.get(connectionId).jobs.get(jobId);
  }

  /** Turn of a question that goes out now. Counted, not timed: clocks are set back, and two questions fit into a millisecond. */
  ask(): number {
    this.lastTurn += 1;
    return this.lastTurn;
  }

  forget(connectionId: string): void {
    this.snapshots.delete(connectionId);
  }

  /** Rows of an earlier window; whatever has been read since stays as it is. */
  restore(connectionId: string, records: Iterable<JobRecord>, remembered: Remembered): void {
    const { readAt, jobs: read } = this.get(connectionId);
    if (readAt !== undefined) return;
    const jobs = new Map<string, JobRecord>();
    for (const record of records) jobs.set(record.job.id, { ...record, asked: 0, isRemembered: true });
    for (const record of read.values()) putNewer(jobs, record);
    const { total, ...known } = remembered;
    this.change(connectionId, { ...known, ...(total === undefined ? {} : { total }), jobs, isRemembered: true });
  }

  /** Replaces parts of a snapshot; nobody hears of what did not change. */
  update(connectionId: string, parts: SnapshotParts): void {
    this.change(connectionId, parts);
  }

  /** Takes in what a list told. */
  putJobs(connectionId: string, records: Iterable<JobRecord>, parts: SnapshotParts = {}): void {
    const jobs = new Map(this.get(connectionId).jobs);
    for (const record of records) putNewer(jobs, record);
    this.change(connectionId, { ...parts, jobs });
  }

  /** Takes in everything a refresh found. What it did not find is gone, unless it was asked for after the refresh had begun. */
  replaceJobs(connectionId: string, found: FoundJobs, parts: SnapshotParts): void {
    const jobs = new Map(found.jobs);
    for (const old of this.get(connectionId).jobs.values()) if (isNewsTo(found, old)) putNewer(jobs, old);
    this.change(connectionId, { ...parts, jobs, totals: found.totals ?? countRows(jobs, true) });
  }

  /** Takes in one job that was read by itself; its old and new state's totals follow. */
  putJob(connectionId: string, record: JobRecord): void {
    const before = this.get(connectionId);
    const { id, state } = record.job;
    const old = before.jobs.get(id);
    if (old && old.asked > record.asked) return;
    const jobs = new Map(before.jobs).set(id, record);
    this.change(connectionId, { jobs, ...(old ? moved(before, old.job.state, state) : arrived(before, jobs, state)) });
  }

  /** Reading one job failed: its row stays, the error stands beside it. */
  putJobError(connectionId: string, jobId: string, error: VoiceError, asked: number): void {
    const before = this.get(connectionId);
    const old = before.jobs.get(jobId);
    if (!old || old.asked > asked) return;
    // That a job is gone is news like any other: an older list must not bring it back.
    const turn = error.kind === "notFound" ? { asked } : {};
    this.change(connectionId, { jobs: new Map(before.jobs).set(jobId, { ...old, ...turn, error }) });
  }

  private change(connectionId: string, parts: SnapshotParts & Pick<Partial<Snapshot>, "jobs">): void {
    const before = this.get(connectionId);
    const next = withParts(before, parts);
    this.snapshots.set(connectionId, next);
    const jobs = changedJobs(before, next);
    const isWide = !sameBesidesJobs(before, next);
    if (jobs.size > 0 || isWide) this.changed.fire({ connectionId, jobs, moves: movesOf(jobs, before, next), isWide });
  }
}

/** How many rows each state has. */
export function countRows(jobs: ReadonlyMap<string, JobRecord>, isExact: boolean): Map<string, StateTotal> {
  const totals = new Map<string, StateTotal>();
  for (const { job } of jobs.values()) totals.set(job.state, { total: (totals.get(job.state)?.total ?? 0) + 1, isExact });
  return totals;
}

export function countOf(jobs: ReadonlyMap<string, JobRecord>, state: string): number {
  let count = 0;
  for (const { job } of jobs.values()) if (job.state === state) count += 1;
  return count;
}

/** Somebody else asked for it after the refresh had begun. */
export function isNewsTo({ since, asked }: Pick<FoundJobs, "since" | "asked">, record: JobRecord): boolean {
  return record.asked > since && !asked?.has(record.asked);
}

/** A late answer never paints over a newer one. */
export function putNewer(jobs: Map<string, JobRecord>, record: JobRecord): void {
  const known = jobs.get(record.job.id);
  if (!known || known.asked <= record.asked) jobs.set(record.job.id, record);
}

function withParts(before: Snapshot, parts: SnapshotParts & Pick<Partial<Snapshot>, "jobs">): Snapshot {
  const jobs = parts.jobs ? keepEqual(before.jobs, parts.jobs) : before.jobs;
  const next = { ...before, ...parts, jobs } as Record<string, unknown>;
  for (const part of Object.keys(next)) if (next[part] === undefined) delete next[part];
  return next as unknown as Snapshot;
}

/** Equal jobs keep the object they had, so that "changed" is a comparison of references. */
function keepEqual(before: ReadonlyMap<string, JobRecord>, next: ReadonlyMap<string, JobRecord>): ReadonlyMap<string, JobRecord> {
  const kept = new Map<string, JobRecord>();
  for (const [id, record] of next) {
    const old = before.get(id);
    kept.set(id, old && old.job !== record.job && isEqualJson(old.job, record.job) ? { ...record, job: old.job } : record);
  }
  return kept;
}

function changedJobs(before: Snapshot, next: Snapshot): Set<string> {
  const changed = new Set<string>();
  if (before.jobs === next.jobs) return changed;
  for (const [id, record] of next.jobs) {
    const old = before.jobs.get(id);
    if (!old || old.job !== record.job || old.error !== record.error) changed.add(id);
  }
  for (const id of before.jobs.keys()) if (!next.jobs.has(id)) changed.add(id);
  return changed;
}

function movesOf(changed: ReadonlySet<string>, before: Snapshot, next: Snapshot): Map<string, Move> {
  const moves = new Map<string, Move>();
  for (const id of changed) {
    const from = before.jobs.get(id)?.job.state;
    const to = next.jobs.get(id)?.job.state;
    if (from !== to) moves.set(id, { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
  }
  return moves;
}

function sameBesidesJobs(a: Snapshot, b: Snapshot): boolean {
  if (a.total !== b.total || a.elsewhere !== b.elsewhere || a.isLoading !== b.isLoading || a.error !== b.error) return false;
  if ((a.readAt === undefined) !== (b.readAt === undefined)) return false;
  const isSameLoading =
    a.loadingStates.size === b.loadingStates.size && [...a.loadingStates].every((state) => b.loadingStates.has(state));
  if (!isSameLoading) return false;
  for (const fact of ["isWhole", "isStopped", "isUnsorted", "isRemembered"] as const)
    if ((a[fact] ?? false) !== (b[fact] ?? false)) return false;
  return sameTotals(a.totals, b.totals) && sameScope(a.scope, b.scope);
}

function sameScope(a: Scope | undefined, b: Scope | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return a.total === b.total && isEqualJson(a.query, b.query) && sameTotals(a.totals, b.totals);
}

function sameTotals(a: Snapshot["totals"], b: Snapshot["totals"]): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [state, { total, isExact, isWhole = false }] of a) {
    const other = b.get(state);
    if (other?.total !== total || other.isExact !== isExact || (other.isWhole ?? false) !== isWhole) return false;
  }
  return true;
}

type Counts = Pick<Snapshot, "totals" | "elsewhere"> & { readonly total?: number };

/** A known job is in another state than it was. Before the first list nothing is counted. */
function moved({ totals, elsewhere }: Snapshot, from: string, to: string): Counts {
  const left = totals.get(from);
  if (from === to || !left) return { totals, elsewhere };
  const next = new Map(totals);
  if (left.total > 1) next.set(from, { ...left, total: left.total - 1 });
  else next.delete(from);
  const joined = next.get(to) ?? { total: 0, isExact: left.isExact };
  next.set(to, { ...joined, total: joined.total + 1 });
  return { totals: next, elsewhere };
}

/** A job nobody had seen: one of those that the cloud has counted, until there are more rows than it counted. */
function arrived({ readAt, totals, elsewhere, total }: Snapshot, jobs: Snapshot["jobs"], state: string): Counts {
  const counted = totals.get(state);
  const rows = countOf(jobs, state);
  if (readAt === undefined || rows <= (counted?.total ?? 0)) return { totals, elsewhere };
  const isFromElsewhere = counted === undefined && elsewhere > 0;
  return {
    totals: new Map(totals).set(state, { isExact: !isFromElsewhere, ...counted, total: rows }),
    elsewhere: isFromElsewhere ? elsewhere - 1 : elsewhere,
    ...(total === undefined || isFromElsewhere ? {} : { total: total + 1 }),
  };
}

/** Deep equality of what came out of JSON. */
function isEqualJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && isEqualJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
