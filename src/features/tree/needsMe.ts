// What waits for the person over all connections, oldest first: jobs whose state asks for an act, and jobs stuck in one. Facts, unworded.
import type { Cloud } from "../../core/cloud/cloud.js";
import { changedAt } from "../../core/jobs/arrangement.js";
import { fitting, isEmpty } from "../../core/jobs/filter/jobFilter.js";
import type { ObservedStays } from "../../core/jobs/history/stateObservation.js";
import type { JobRecord } from "../../services/jobs/jobRecord.js";
import type { Snapshot } from "../../services/jobs/snapshot.js";
import { isWhole } from "../../services/jobs/snapshot.js";
import type { ChosenOptions } from "../../services/view/storedViewOptions.js";

/** A job counts as stuck once it is in its state this many times as long as jobs usually are. */
const stuckAfter = 2;

export interface NeedingJob {
  readonly connectionId: string;
  readonly record: JobRecord;
  /** Of a job that is stuck. Milliseconds. */
  readonly stuck?: { readonly since: number; readonly usual: number };
}

export interface NeedsMe {
  /** Oldest first; times that the cloud does not tell come last. */
  readonly rows: readonly NeedingJob[];
  /** Jobs that are known to wait and have no row yet. */
  readonly left: number;
  /** There may be more: the filter was tried on the rows that are loaded. */
  readonly isPartial?: boolean;
  /** Where the next rows can be had. */
  readonly next?: { readonly connectionId: string; readonly state: string; readonly isLoading: boolean };
}

/** What is known of one connection. */
export interface KnownConnection {
  readonly connectionId: string;
  readonly cloud: Cloud;
  readonly snapshot: Snapshot;
  /** Absent = not read yet, or nothing is kept of how long its jobs take. */
  readonly stays?: ObservedStays;
}

/** Demo jobs need no action: they count only as long as there is no other connection. */
export function countedConnections<T extends { readonly isDemo?: boolean }>(connections: readonly T[]): readonly T[] {
  const own = connections.filter(({ isDemo }) => !isDemo);
  return own.length > 0 ? own : connections;
}

export function findNeeding(connections: readonly KnownConnection[], chosen: ChosenOptions): NeedsMe {
  const rows: { readonly job: NeedingJob; readonly at: number }[] = [];
  const isFitting = fitting(chosen.filter);
  const isFiltered = !isEmpty(chosen.filter);
  let isPartial = false;
  let left = 0;
  let next: NeedsMe["next"];
  for (const known of connections) {
    const { connectionId, cloud, snapshot } = known;
    const hidden = new Set(chosen.arrangement.hidden[cloud.id]);
    const loaded = new Map<string, number>();
    for (const record of snapshot.jobs.values()) {
      const { job } = record;
      const isAsking = job.phase === "attention";
      if (!isAsking && job.phase !== "running" && job.phase !== "waiting") continue;
      if (isAsking) loaded.set(job.state, (loaded.get(job.state) ?? 0) + 1);
      const stuck = isAsking ? undefined : stuckOf(record, known);
      if (!(isAsking || stuck) || hidden.has(job.state) || !isFitting(job)) continue;
      const at = stuck?.since ?? changedAt(job) ?? Number.POSITIVE_INFINITY;
      rows.push({ job: { connectionId, record, ...(stuck && { stuck }) }, at });
    }
    // Under a filter it is not known how many of the others fit.
    if (isWhole(snapshot)) continue;
    isPartial ||= isFiltered && snapshot.readAt !== undefined;
    if (isFiltered || !cloud.listing.countsByState) continue;
    for (const { state, phase } of cloud.states) {
      const { total = 0, isWhole = false } = snapshot.totals.get(state) ?? {};
      const missing = phase !== "attention" || hidden.has(state) || isWhole ? 0 : total - (loaded.get(state) ?? 0);
      if (missing <= 0) continue;
      left += missing;
      next ??= { connectionId, state, isLoading: snapshot.isLoading || snapshot.loadingStates.has(state) };
    }
  }
  rows.sort((a, b) => compare(a.at, b.at) || compare(a.job.record.job.id, b.job.record.job.id));
  return { rows: rows.map(({ job }) => job), left, ...(isPartial && { isPartial }), ...(next && { next }) };
}

/** Nothing in it looks different. */
export function isSameNeeding(a: NeedsMe, b: NeedsMe): boolean {
  return (
    a.left === b.left &&
    a.isPartial === b.isPartial &&
    a.rows.length === b.rows.length &&
    JSON.stringify(a.next) === JSON.stringify(b.next) &&
    a.rows.every((row, place) => isSameRow(row, b.rows[place]!))
  );
}

function isSameRow(a: NeedingJob, b: NeedingJob): boolean {
  return (
    a.connectionId === b.connectionId &&
    a.record.job === b.record.job &&
    a.record.error === b.record.error &&
    a.record.isRemembered === b.record.isRemembered &&
    a.stuck?.since === b.stuck?.since &&
    a.stuck?.usual === b.stuck?.usual
  );
}

/** As far as it was seen: whether a job of an earlier window is still where it was is not known. */
function stuckOf({ job, readAt, isRemembered }: JobRecord, { snapshot, stays }: KnownConnection): NeedingJob["stuck"] {
  const usual = stays?.usual.get(job.state);
  if (usual === undefined || isRemembered || snapshot.isRemembered) return undefined;
  const last = stays?.last.get(job.id);
  const since = job.updatedAt ?? (last?.state === job.state ? last.at : undefined);
  if (since === undefined) return undefined;
  return Math.max(readAt, snapshot.readAt ?? 0) - since > stuckAfter * usual ? { since, usual } : undefined;
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
