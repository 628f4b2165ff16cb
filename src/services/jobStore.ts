// What is known of the jobs of each connection: immutable snapshots, and one event when one of them changes.
import type { VoiceError } from "../core/errors.js";
import { Emitter } from "../core/event.js";
import type { VoiceJob } from "../core/job.js";

/** One job as it was last read. */
export interface JobRecord {
  readonly job: VoiceJob;
  /** Milliseconds since 1970. */
  readonly readAt: number;
  /** Of the answer it came with. */
  readonly requestId?: string;
  /** Why the last attempt to read it anew failed. */
  readonly error?: VoiceError;
}

/** How many jobs of a state the cloud has; the rows are the records of that state. */
export interface StateTotal {
  readonly total: number;
  /** False while the cloud is still being paged through: there may be more. */
  readonly isExact: boolean;
}

export interface Snapshot {
  readonly jobs: ReadonlyMap<string, JobRecord>;
  /** By state; states without jobs are left out. */
  readonly totals: ReadonlyMap<string, StateTotal>;
  /** Jobs in states nobody has documented and no loaded row has shown yet. */
  readonly elsewhere: number;
  /** All jobs in the cloud; absent = never told. */
  readonly total?: number;
  /** Last complete refresh. Milliseconds since 1970. */
  readonly readAt?: number;
  readonly requestId?: string;
  /** Why the last refresh failed; the rows are still the last good ones. */
  readonly error?: VoiceError;
  readonly isLoading: boolean;
  /** States whose next page is under way. */
  readonly loadingStates: ReadonlySet<string>;
}

export interface StoreChange {
  readonly connectionId: string;
  /** Ids of jobs that came, went or differ. */
  readonly jobs: ReadonlySet<string>;
  /** Totals, loading or error changed too. */
  readonly isWide: boolean;
}

const nothing: Snapshot = { jobs: new Map(), totals: new Map(), elsewhere: 0, isLoading: false, loadingStates: new Set() };

export class JobStore {
  private readonly snapshots = new Map<string, Snapshot>();
  private readonly changed = new Emitter<StoreChange>();
  readonly onDidChange = this.changed.event;

  get(connectionId: string): Snapshot {
    return this.snapshots.get(connectionId) ?? nothing;
  }

  record(connectionId: string, jobId: string): JobRecord | undefined {
    return this.get(connectionId).jobs.get(jobId);
  }

  forget(connectionId: string): void {
    this.snapshots.delete(connectionId);
  }

  /** Replaces parts of a snapshot. Jobs that are equal keep their object; nobody hears of what did not change. */
  update(connectionId: string, parts: SnapshotParts): void {
    const before = this.get(connectionId);
    const next = withParts(before, parts);
    this.snapshots.set(connectionId, next);
    const jobs = changedJobs(before, next);
    const isWide = !sameBesidesJobs(before, next);
    if (jobs.size > 0 || isWide) this.changed.fire({ connectionId, jobs, isWide });
  }

  /** Takes in one job that was read; its old and new state's totals follow. */
  putJob(connectionId: string, record: JobRecord): void {
    const before = this.get(connectionId);
    const old = before.jobs.get(record.job.id);
    const jobs = new Map(before.jobs).set(record.job.id, record);
    const hasMoved = old !== undefined && old.job.state !== record.job.state;
    const totals = hasMoved ? movedTotals(before.totals, old.job.state, record.job.state) : before.totals;
    this.update(connectionId, { jobs, totals });
  }

  /** The cloud no longer knows the job. */
  dropJob(connectionId: string, jobId: string): void {
    const before = this.get(connectionId);
    const old = before.jobs.get(jobId);
    if (!old) return;
    const jobs = new Map(before.jobs);
    jobs.delete(jobId);
    const { total } = before;
    this.update(connectionId, {
      jobs,
      totals: movedTotals(before.totals, old.job.state, undefined),
      ...(total === undefined ? {} : { total: Math.max(0, total - 1) }),
    });
  }

  /** Reading one job failed: its row stays, the error stands beside it. */
  putJobError(connectionId: string, jobId: string, error: VoiceError): void {
    const before = this.get(connectionId);
    const old = before.jobs.get(jobId);
    if (old) this.update(connectionId, { jobs: new Map(before.jobs).set(jobId, { ...old, error }) });
  }
}

/** `undefined` takes a part away. */
export type SnapshotParts = { readonly [Part in keyof Snapshot]?: Snapshot[Part] | undefined };

function withParts(before: Snapshot, parts: SnapshotParts): Snapshot {
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

function sameBesidesJobs(a: Snapshot, b: Snapshot): boolean {
  if (a.total !== b.total || a.elsewhere !== b.elsewhere || a.isLoading !== b.isLoading || a.error !== b.error) return false;
  if ((a.readAt === undefined) !== (b.readAt === undefined)) return false;
  if (a.loadingStates !== b.loadingStates && [...a.loadingStates].join() !== [...b.loadingStates].join()) return false;
  if (a.totals === b.totals) return true;
  if (a.totals.size !== b.totals.size) return false;
  for (const [state, { total, isExact }] of a.totals) {
    const other = b.totals.get(state);
    if (other?.total !== total || other.isExact !== isExact) return false;
  }
  return true;
}

function movedTotals(
  totals: ReadonlyMap<string, StateTotal>,
  from: string,
  to: string | undefined,
): ReadonlyMap<string, StateTotal> {
  const next = new Map(totals);
  const left = next.get(from);
  if (left && left.total > 1) next.set(from, { ...left, total: left.total - 1 });
  else next.delete(from);
  if (to !== undefined) {
    const joined = next.get(to) ?? { total: 0, isExact: left?.isExact ?? true };
    next.set(to, { ...joined, total: joined.total + 1 });
  }
  return next;
}

/** Deep equality of what came out of JSON. */
export function isEqualJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && isEqualJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
