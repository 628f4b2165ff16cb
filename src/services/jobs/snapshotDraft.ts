// A change of one connection that is being made: takes in and drops rows, and lets the totals follow.

import { filterOf, fits } from "../../core/jobs/filter/jobFilter.js";
import type { JobQuery } from "../../core/jobs/filter/jobQuery.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import { isEqualJson } from "./equality.js";
import type { JobRecord } from "./jobRecord.js";
import { PersistentMap } from "./persistentMap.js";
import type { FilterScope, Snapshot, StateTotal } from "./snapshot.js";
import type { StaleCounts, TotalsValidity } from "./totalsValidity.js";

type Totals = Map<string, StateTotal>;

export class SnapshotDraft {
  /** Ids of jobs that came, went or differ. */
  readonly changed = new Set<string>();
  /** Before the first list nothing is counted. */
  isCounted: boolean;
  /** Every job of the cloud has its row. */
  isWhole: boolean;
  totals: Totals;
  elsewhere: number;
  total: number | undefined;
  scope: { query: JobQuery; totals: Totals; total: number | undefined } | undefined;
  private readonly puts = new Map<string, JobRecord>();
  private readonly gone = new Set<string>();

  /** `rows`: how many each state has; a copy that is kept up to date here. `validity`: keeps what cannot be followed. */
  constructor(
    readonly before: Snapshot,
    readonly validity: TotalsValidity,
    readonly rows: Map<string, number>,
  ) {
    const { totals, elsewhere, total, scope, readAt, isWhole = false } = before;
    this.isCounted = readAt !== undefined;
    this.isWhole = isWhole;
    this.totals = new Map(totals);
    this.elsewhere = elsewhere;
    this.total = total;
    this.scope = scope && { query: scope.query, totals: new Map(scope.totals), total: scope.total };
  }

  at(id: string): JobRecord | undefined {
    return this.puts.get(id) ?? (this.gone.has(id) ? undefined : this.before.jobs.get(id));
  }

  /** A late answer never paints over a newer one. `isCounted`: the totals have it already. */
  put(record: JobRecord, isCounted = false): void {
    const { id } = record.job;
    const old = this.at(id);
    if (old && old.asked > record.asked) return;
    if (record.asked <= (this.validity.gone.get(id) ?? -1)) return;
    this.validity.gone.delete(id);
    if (old && this.validity.untimed.has(id) && this.isLate(record)) this.surface(old.job);
    // Equal jobs keep the object they had, so that "changed" is a comparison of references.
    const job = old && isEqualJson(old.job, record.job) ? old.job : record.job;
    this.puts.set(id, job === record.job ? record : { ...record, job });
    this.gone.delete(id);
    if (old?.job === job) {
      if (old.error !== record.error || old.isRemembered !== record.isRemembered) this.changed.add(id);
      return;
    }
    this.changed.add(id);
    if (old) this.addRows(old.job.state, -1);
    this.addRows(job.state, 1);
    if (!isCounted) this.follow(old?.job, record);
  }

  drop(id: string, isCounted = false): void {
    const old = this.at(id);
    if (!old) return;
    this.puts.delete(id);
    if (this.before.jobs.has(id)) this.gone.add(id);
    this.changed.add(id);
    this.addRows(old.job.state, -1);
    if (!isCounted) this.follow(old.job, undefined);
  }

  /** The rows are all that is known of the totals. */
  countRows(isExact: boolean): void {
    this.totals = new Map([...this.rows].map(([state, total]) => [state, { total, isExact }]));
  }

  finish(): Pick<Snapshot, "jobs" | "totals" | "elsewhere"> & { total: number | undefined; scope: FilterScope | undefined } {
    const isSame = this.puts.size === 0 && this.gone.size === 0;
    const jobs = isSame ? this.before.jobs : PersistentMap.of(this.before.jobs).with(this.puts, this.gone);
    return { jobs, totals: this.totals, elsewhere: this.elsewhere, total: this.total, scope: this.finishScope() };
  }

  private finishScope(): FilterScope | undefined {
    if (!this.scope) return undefined;
    const { query, total } = this.scope;
    if (total === undefined || !isByState(query))
      return { query, totals: this.scope.totals, ...(total === undefined ? {} : { total }) };
    const kept = (query.states ?? []).flatMap((state) => {
      const { [state]: found } = Object.fromEntries(this.totals);
      return found ? [[state, found] as const] : [];
    });
    return { query, totals: new Map(kept), total: kept.reduce((sum, [, each]) => sum + each.total, 0) };
  }

  private follow(old: VoiceJob | undefined, record: JobRecord | undefined): void {
    if (!this.isCounted) return;
    this.validity.followed += 1;
    const isBorn = record !== undefined && old === undefined && this.isBorn(record);
    if (old && record) this.move(old.state, record.job.state);
    else if (old) this.leave(old.state);
    else if (record) this.arrive(record, isBorn);
    if (this.scope?.total !== undefined && !isByState(this.scope.query)) this.followScope(this.scope, old, record, isBorn);
  }

  private move(from: string, to: string): void {
    if (from === to) return this.invalidate(this.validity.all);
    const left = this.totals.get(from);
    add(this.totals, from, -1);
    if (left) add(this.totals, to, 1, left.isExact);
    this.invalidate(this.validity.all, from, to);
  }

  private leave(state: string): void {
    add(this.totals, state, -1);
    if (this.total !== undefined) this.total -= 1;
    this.invalidate(this.validity.all, state);
  }

  /** Changed after the totals were taken. */
  private isLate({ job: { updatedAt, createdAt }, changedBy }: JobRecord): boolean {
    const { since } = this.validity;
    return since !== undefined && (updatedAt ?? changedBy ?? createdAt ?? 0) >= since;
  }

  /** Came after the totals were taken, or where every job is known. */
  private isBorn(record: JobRecord): boolean {
    return this.isWhole || (this.isLate(record) && (record.job.createdAt ?? 0) >= (this.validity.since ?? 0));
  }

  /** A job without a time was read by itself before the list showed that it had changed: what it left is not known. */
  private surface(job: VoiceJob): void {
    this.validity.untimed.delete(job.id);
    add(this.totals, job.state, 1);
    this.validity.all.isOpen = true;
    this.validity.all.states.add(job.state);
    if (this.scope && isFor(job, this.scope.query)) this.validity.scope.isOpen = true;
  }

  /** A job that had not been seen. */
  private arrive(record: JobRecord, isBorn: boolean): void {
    const { state, id, updatedAt } = record.job;
    if (isBorn || this.isLate(record)) {
      add(this.totals, state, 1);
      if (isBorn && this.total !== undefined) this.total += 1;
      // It is older, and left another state.
      if (!isBorn) this.validity.all.isOpen = true;
      this.invalidate(this.validity.all, state);
      return;
    }
    if (updatedAt === undefined) this.validity.untimed.set(id, record.asked);
    // One of those that the cloud has counted, until there are more rows than it counted.
    const counted = this.totals.get(state);
    const rows = this.rows.get(state) ?? 0;
    if (rows <= (counted?.total ?? 0)) return;
    const isFromElsewhere = counted?.isExact !== true && this.elsewhere > 0;
    this.totals.set(state, { isExact: !isFromElsewhere, ...counted, total: rows });
    if (isFromElsewhere) this.elsewhere -= 1;
    else if (this.total !== undefined) this.total += 1;
    this.invalidate(this.validity.all, state);
  }

  private followScope(
    scope: NonNullable<SnapshotDraft["scope"]>,
    old: VoiceJob | undefined,
    record: JobRecord | undefined,
    isBorn: boolean,
  ): void {
    const isKnown = old !== undefined || isBorn;
    const job = record?.job;
    if (record && job && !isKnown) {
      const { states: _, ...besides } = scope.query;
      if (this.isLate(record)) this.invalidate(this.validity.scope);
      if (this.isLate(record) && isFor(job, besides)) this.validity.scope.isOpen = true;
      return;
    }
    this.invalidate(this.validity.scope);
    const [left, entered] = [old && isFor(old, scope.query), job && isFor(job, scope.query)];
    if (left && entered && old?.state === job?.state) return;
    if (left && old) add(scope.totals, old.state, -1);
    if (entered && job) add(scope.totals, job.state, 1);
    scope.total = (scope.total ?? 0) + (entered ? 1 : 0) - (left ? 1 : 0);
  }

  private invalidate(stale: StaleCounts, ...states: readonly string[]): void {
    stale.invalidate(this.validity.settledAsked, states);
  }

  private addRows(state: string, change: number): void {
    const rows = (this.rows.get(state) ?? 0) + change;
    if (rows > 0) this.rows.set(state, rows);
    else this.rows.delete(state);
  }
}

/** The part of a list's question that a row can be tried by. */
export function isFor(job: VoiceJob, query: JobQuery): boolean {
  return fits(job, filterOf(query));
}

/** Its totals are among those of all jobs. */
export function isByState(query: JobQuery): boolean {
  return Object.keys(query).every((part) => part === "states");
}

function add(totals: Totals, state: string, change: number, isExact = true): void {
  const known = totals.get(state) ?? { total: 0, isExact };
  if (known.total + change > 0) totals.set(state, { ...known, total: known.total + change });
  else totals.delete(state);
}
