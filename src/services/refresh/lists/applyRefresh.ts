// Puts what a refresh found into the store, in one change: rows, then totals, then what may be stale.

import { everything, isNewsTo, type SnapshotParts } from "../../jobs/snapshot.js";
import type { SnapshotDraft } from "../../jobs/snapshotDraft.js";
import type { FullResult } from "./fullRefresh.js";
import type { IncrementalResult } from "./incrementalRefresh.js";
import { sum } from "./listPages.js";
import type { LoadedRanges } from "./loadedRanges.js";
import type { CountedScope, StateCounts } from "./stateCounts.js";

/** After a look at the head. */
export function applyIncrementalRefresh(draft: SnapshotDraft, found: IncrementalResult, ranges: LoadedRanges): SnapshotParts {
  const { validity, before } = draft;
  const { head, planned, counts, scope } = found;
  // Answers to other requests came between: what they changed may be in the counts or not.
  const isOvertaken = validity.followed !== found.followed;
  const isAsItWas = (id: string) => draft.at(id)?.asked === planned.before.jobs.get(id)?.asked;
  const missed = found.missed.filter(isAsItWas);
  const gone = found.gone.filter(isAsItWas);
  const unchecked = found.unchecked.filter(isAsItWas).flatMap((id) => draft.at(id) ?? []);
  for (const record of head.records.values()) draft.put(record);
  validity.placeUntimed(head.first.asked);
  for (const id of missed) draft.drop(id);
  draft.total = head.total + (draft.total ?? 0) - (planned.total ?? 0);
  for (const id of gone) draft.drop(id, true);
  for (const { job } of unchecked) draft.drop(job.id, true);
  validity.since = found.since;
  validity.headAsked = head.first.asked;
  validity.settledAsked = found.settled ?? head.first.asked;
  validity.lost = found.lost;
  setTotals(draft, counts);
  validity.all.isOpen = false;
  validity.all.isAll = (isOvertaken && counts.size > 0) || found.isUncertain;
  if (before.isWhole) validity.all.clear();
  // One of the rows is none any more, and it was not found: all are read again.
  if (before.isWhole && found.lost > 0) validity.since = undefined;
  ranges.add({}, everything, head, true);
  ranges.endBefore(unchecked);
  for (const record of found.others) draft.put(record);
  if (before.isWhole) draft.countRows(true);
  else countElsewhere(draft);
  if (scope) applyScope(draft, scope, ranges, true);
  return { requestId: head.first.requestId, ...markWhole(draft, ranges) };
}

/** After everything was read or counted again. */
export function applyFullRefresh(
  draft: SnapshotDraft,
  found: FullResult,
  ranges: LoadedRanges,
  isSorted: boolean,
): SnapshotParts {
  const { validity } = draft;
  const { order, jobs, counts, head, isWhole, scope } = found;
  let isOvertaken = false;
  for (const [id, old] of draft.before.jobs) {
    const isNews = isNewsTo(order, old);
    if (isNews && old.asked > (jobs.get(id)?.asked ?? 0)) isOvertaken = true;
    if (!jobs.has(id) && !isNews) draft.drop(id, true);
  }
  // What came with later answers may have changed after the head was read, and is followed; without times it cannot be known.
  const counted = isWhole || found.since === undefined ? jobs : head.records;
  for (const record of counted.values()) draft.put(record, true);
  validity.placeUntimed(head.first.asked);
  draft.isCounted = true;
  draft.isWhole = isWhole;
  draft.total = head.total;
  draft.elsewhere = 0;
  validity.all.clear();
  validity.scope.clear();
  validity.hidden = 0;
  validity.lost = 0;
  validity.since = found.since;
  validity.headAsked = head.first.asked;
  validity.settledAsked = found.settled ?? head.first.asked;
  ranges.clear();
  ranges.add({}, everything, head, isSorted);
  if (isWhole) draft.countRows(true);
  else {
    draft.totals = new Map();
    setTotals(draft, counts);
    for (const record of jobs.values()) if (counted.get(record.job.id) !== record) draft.put(record);
    for (const [state, run] of found.lists) ranges.add({}, state, run, isSorted);
    countElsewhere(draft);
    markWhole(draft, ranges);
  }
  if (isOvertaken && !isWhole) validity.all.isAll = true;
  if (scope && !isWhole) applyScope(draft, scope, ranges, isSorted);
  return { requestId: head.first.requestId, isWhole };
}

/** Unless the person has chosen another one meanwhile. */
export function applyScope(
  draft: SnapshotDraft,
  { query, first, counts }: CountedScope,
  ranges: LoadedRanges,
  isSorted: boolean,
): void {
  const { scope, validity } = draft;
  if (scope && JSON.stringify(scope.query) === JSON.stringify(query)) {
    for (const [state, { total }] of counts) setTotal(scope.totals, state, total);
    scope.total = first.total;
    validity.scope.confirm(counts, validity.headAsked);
    validity.scope.isOpen = false;
    validity.scope.isAll = false;
  }
  for (const record of first.records) draft.put(record);
  const isEnd = first.total <= first.records.length;
  ranges.addPage(query, everything, first, isEnd, isSorted);
}

export function setTotals(draft: SnapshotDraft, counts: StateCounts): void {
  for (const [state, { total }] of counts) setTotal(draft.totals, state, total);
  draft.validity.all.confirm(counts, draft.validity.headAsked);
}

function setTotal(totals: SnapshotDraft["totals"], state: string, total: number): void {
  const { isWhole = false } = totals.get(state) ?? {};
  if (total > 0) totals.set(state, { total, isExact: true, ...(isWhole ? { isWhole } : {}) });
  else totals.delete(state);
}

/** What no state accounts for is in undocumented states. */
export function countElsewhere(draft: SnapshotDraft): void {
  const rest = (draft.total ?? 0) - sum([...draft.totals.values()].map(({ total }) => total)) - draft.validity.hidden;
  draft.elsewhere = Math.max(0, rest);
  // Something moved while it was counted.
  if (rest < 0) draft.validity.all.isAll = true;
}

/** Which lists have no more rows to load; with every row there, the rows are all there is to count. */
export function markWhole(draft: SnapshotDraft, ranges: LoadedRanges): SnapshotParts {
  if (draft.isWhole) return {};
  const rows = sum(draft.rows.values());
  if (ranges.isWhole({}, everything) && rows === draft.total && draft.validity.since !== undefined) {
    draft.isWhole = true;
    draft.scope = undefined;
    draft.elsewhere = 0;
    draft.countRows(true);
    draft.validity.all.clear();
    return { isWhole: true };
  }
  mark(draft.totals, (state) => ranges.isWhole({}, state));
  const { scope } = draft;
  if (scope) mark(scope.totals, (state) => ranges.isWhole(scope.query, state));
  return {};
}

function mark(totals: SnapshotDraft["totals"], isWhole: (state: string) => boolean): void {
  for (const [state, { isWhole: was = false, ...known }] of totals) {
    const is = isWhole(state);
    if (is !== was) totals.set(state, is ? { ...known, isWhole: true } : known);
  }
}
