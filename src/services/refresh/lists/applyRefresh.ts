// Puts what a refresh found into the store, in one change: rows, then totals, then what can still be doubted.
import { isNewsTo, type SnapshotParts } from "../../jobs/snapshot.js";
import type { SnapshotDraft } from "../../jobs/snapshotDraft.js";
import type { FullResult } from "./fullRefresh.js";
import type { IncrementalResult } from "./incrementalRefresh.js";
import { sum } from "./listPages.js";
import { everything, type LoadedRanges } from "./loadedRanges.js";
import type { CountedScope, StateCounts } from "./stateCounts.js";

/** After a look at the head. */
export function applyIncrementalRefresh(draft: SnapshotDraft, found: IncrementalResult, reaches: LoadedRanges): SnapshotParts {
  const { trust, before } = draft;
  const { head, planned, counts, scope } = found;
  // Answers to other requests came between: what they changed may be in the counts or not.
  const isOvertaken = trust.followed !== found.followed;
  const isAsItWas = (id: string) => draft.at(id)?.asked === planned.before.jobs.get(id)?.asked;
  const missed = found.missed.filter(isAsItWas);
  const gone = found.gone.filter(isAsItWas);
  for (const record of head.records.values()) draft.put(record);
  trust.placeUntimed(head.first.asked);
  for (const id of missed) draft.drop(id);
  draft.total = head.total + (draft.total ?? 0) - (planned.total ?? 0);
  for (const id of gone) draft.drop(id, true);
  trust.since = found.since;
  trust.headTurn = head.first.asked;
  trust.settledTurn = found.settled ?? head.first.asked;
  trust.lost = found.lost;
  setTotals(draft, counts);
  trust.all.isOpen = false;
  trust.all.isAll = (isOvertaken && counts.size > 0) || found.isUncertain;
  if (before.isWhole) trust.all.clear();
  // One of the rows is none any more, and it was not found: all are read again.
  if (before.isWhole && found.lost > 0) trust.since = undefined;
  reaches.note({}, everything, head, true);
  for (const record of found.others) draft.put(record);
  if (before.isWhole) draft.countRows(true);
  else countElsewhere(draft);
  if (scope) applyScope(draft, scope, reaches, true);
  return { requestId: head.first.requestId, ...markWhole(draft, reaches) };
}

/** After everything was read or counted again. */
export function applyFullRefresh(
  draft: SnapshotDraft,
  found: FullResult,
  reaches: LoadedRanges,
  isSorted: boolean,
): SnapshotParts {
  const { trust } = draft;
  const { turns, jobs, counts, head, isWhole, scope } = found;
  let isOvertaken = false;
  for (const [id, old] of draft.before.jobs) {
    const isNews = isNewsTo(turns, old);
    if (isNews && old.asked > (jobs.get(id)?.asked ?? 0)) isOvertaken = true;
    if (!jobs.has(id) && !isNews) draft.drop(id, true);
  }
  // What came with later answers may have changed after the head was read, and is followed; without times it cannot be known.
  const counted = isWhole || found.since === undefined ? jobs : head.records;
  for (const record of counted.values()) draft.put(record, true);
  trust.placeUntimed(head.first.asked);
  draft.isCounted = true;
  draft.isWhole = isWhole;
  draft.total = head.total;
  draft.elsewhere = 0;
  trust.all.clear();
  trust.scope.clear();
  trust.hidden = 0;
  trust.lost = 0;
  trust.since = found.since;
  trust.headTurn = head.first.asked;
  trust.settledTurn = found.settled ?? head.first.asked;
  reaches.clear();
  reaches.note({}, everything, head, isSorted);
  if (isWhole) draft.countRows(true);
  else {
    draft.totals = new Map();
    setTotals(draft, counts);
    for (const record of jobs.values()) if (counted.get(record.job.id) !== record) draft.put(record);
    for (const [state, stretch] of found.lists) reaches.note({}, state, stretch, isSorted);
    countElsewhere(draft);
    markWhole(draft, reaches);
  }
  if (isOvertaken && !isWhole) trust.all.isAll = true;
  if (scope && !isWhole) applyScope(draft, scope, reaches, isSorted);
  return { requestId: head.first.requestId, isWhole };
}

/** Unless the person has chosen another one meanwhile. */
export function applyScope(
  draft: SnapshotDraft,
  { query, first, counts }: CountedScope,
  reaches: LoadedRanges,
  isSorted: boolean,
): void {
  const { scope, trust } = draft;
  if (scope && JSON.stringify(scope.query) === JSON.stringify(query)) {
    for (const [state, { total }] of counts) setTotal(scope.totals, state, total);
    scope.total = first.total;
    trust.scope.settle(counts, trust.headTurn);
    trust.scope.isOpen = false;
    trust.scope.isAll = false;
  }
  for (const record of first.records) draft.put(record);
  const isEnd = first.total <= first.records.length;
  reaches.notePage(query, everything, first, isEnd, isSorted);
}

export function setTotals(draft: SnapshotDraft, counts: StateCounts): void {
  for (const [state, { total }] of counts) setTotal(draft.totals, state, total);
  draft.trust.all.settle(counts, draft.trust.headTurn);
}

function setTotal(totals: SnapshotDraft["totals"], state: string, total: number): void {
  const { isWhole = false } = totals.get(state) ?? {};
  if (total > 0) totals.set(state, { total, isExact: true, ...(isWhole ? { isWhole } : {}) });
  else totals.delete(state);
}

/** What no state accounts for is in undocumented states. */
export function countElsewhere(draft: SnapshotDraft): void {
  const rest = (draft.total ?? 0) - sum([...draft.totals.values()].map(({ total }) => total)) - draft.trust.hidden;
  draft.elsewhere = Math.max(0, rest);
  // Something moved while it was counted.
  if (rest < 0) draft.trust.all.isAll = true;
}

/** Which lists have no more rows to load; with every row there, the rows are all there is to count. */
export function markWhole(draft: SnapshotDraft, reaches: LoadedRanges): SnapshotParts {
  if (draft.isWhole) return {};
  const rows = sum(draft.rows.values());
  if (reaches.isWhole({}, everything) && rows === draft.total && draft.trust.since !== undefined) {
    draft.isWhole = true;
    draft.scope = undefined;
    draft.elsewhere = 0;
    draft.countRows(true);
    draft.trust.all.clear();
    return { isWhole: true };
  }
  mark(draft.totals, (state) => reaches.isWhole({}, state));
  const { scope } = draft;
  if (scope) mark(scope.totals, (state) => reaches.isWhole(scope.query, state));
  return {};
}

function mark(totals: SnapshotDraft["totals"], isWhole: (state: string) => boolean): void {
  for (const [state, { isWhole: was = false, ...known }] of totals) {
    const is = isWhole(state);
    if (is !== was) totals.set(state, is ? { ...known, isWhole: true } : known);
  }
}
