// Finds out at the head of a list that is sorted by change what is new; asks for nothing when nothing is.
import { saysGone } from "../../../core/errors.js";
import type { JobRecord } from "../../jobs/jobRecord.js";
import type { Snapshot } from "../../jobs/snapshot.js";
import type { SnapshotDraft } from "../../jobs/snapshotDraft.js";
import { findDepartures, weighStates } from "./departedStates.js";
import {
  isSamePage,
  type ListPage,
  newestFirst,
  type PageRun,
  pageSize,
  placed,
  readPageRun,
  smallAccount,
  sum,
  timeOf,
} from "./listPages.js";
import { checkRows, nothingChecked } from "./missingRows.js";
import type { ReadContext } from "./readContext.js";
import { type CountedScope, countStates, readScope, type StateCounts } from "./stateCounts.js";

/** More changes than on so many pages: everything is counted again. */
const mostPages = 10;

/** Requests of one look that finds changes, where each state is counted; beyond that rows are not checked one by one. */
const mostRequests = 18;

/** A cloud's machines need not agree on the time. Milliseconds. */
const slack = 2000;

/** After this time nothing happens any more in a second that was seen to have begun. Milliseconds. */
const settling = 5000;

export interface IncrementalResult {
  /** Everything that changed, among what did not. */
  readonly head: PageRun;
  /** Rows that were missing there. */
  readonly missed: readonly string[];
  /** Rows that were looked for, and have been counted as gone. */
  readonly gone: readonly string[];
  /** See `CheckedRows.unchecked`. */
  readonly unchecked: readonly string[];
  /** Rows that came with other answers. */
  readonly others: readonly JobRecord[];
  readonly counts: StateCounts;
  readonly scope: CountedScope | undefined;
  /** As it looked before anything was counted. */
  readonly planned: SnapshotDraft;
  /** How many changes the totals had followed then. */
  readonly followed: number;
  readonly since: number;
  /** See `TotalsValidity.lost`. */
  readonly lost: number;
  /** Order of a last read of the head, where it showed that nothing had happened while states were counted. */
  readonly settled: number | undefined;
  /** Totals follow from others, and something happened meanwhile. */
  readonly isUncertain: boolean;
}

/** Undefined = the head does not show it; everything must be read or counted again. */
export async function refreshIncrementally(context: ReadContext, first: ListPage): Promise<IncrementalResult | undefined> {
  const { validity, ask } = context;
  const { since } = validity;
  if (since === undefined) return undefined;
  let pages = 0;
  const isEnough = (page: ListPage, offset: number) => {
    pages += 1;
    return lastOf(page) < since || offset + pageSize >= mostPages * pageSize;
  };
  const run = await readPageRun(ask, { sort: newestFirst }, first, isEnough);
  if (!run.isOrdered || run.isTorn || !(run.until < since)) return undefined;
  const head = { ...run, records: new Map(placed(run.records.values()).map((record) => [record.job.id, record])) };
  const { followed } = validity;
  const planned = context.preview();
  const { before } = planned;
  const unloaded = new Map<string, number>();
  for (const [state, { total }] of planned.totals) {
    const count = total - (planned.rows.get(state) ?? 0);
    if (count > 0) unloaded.set(state, count);
  }
  for (const record of head.records.values()) planned.put(record);
  const isEven = planned.total === head.total;
  const missed = isEven ? [] : absent(before, head);
  for (const id of missed) planned.drop(id);
  const lost = (planned.total ?? 0) - head.total;
  const { isWhole = false } = before;
  const { all, scope: scoped } = planned.validity;
  // Jobs came from nowhere, or the rows are fewer than it takes to find those that are gone.
  if ((lost < 0 && !all.isOpen) || (lost > 0 && isWhole && head.total <= smallAccount)) return undefined;
  const certain = new Set(isWhole ? [] : all.isAll ? statesOf(context, planned) : all.states);
  const { counts, records, asked, isDeduced } = await countChanged(context, planned, head, certain, unloaded);
  const isLacking = lost > 0 || validity.lost > 0;
  const most = Math.max(1, mostRequests - pages - asked - 1);
  const checked = isLacking ? await checkRows(context, planned, counts, most) : nothingChecked;
  // Rows that were dropped without a check would be missing from totals that are counted from rows.
  if (isWhole && checked.unchecked.length > 0) return undefined;
  const scope = await recountScope(context, planned, lost > 0 || scoped.isAll);
  const settled = counts.size > 0 || scope ? await rereadHead(context, first) : first.asked;
  const isSettled = settled !== undefined;
  return {
    head,
    settled,
    missed,
    gone: checked.gone,
    unchecked: checked.unchecked,
    others: [...records, ...checked.records],
    counts,
    scope,
    planned,
    followed,
    isUncertain: isDeduced && !isSettled,
    since: Math.max(since, sinceOf(context, first) ?? since),
    // While nothing happened: where states were counted until all jobs were found, the lost ones are none of the rows. Else what was
    // missing in its list may have moved instead.
    lost: counts.size === 0 || (lost > 0 && isSettled) ? 0 : Math.max(0, validity.lost + lost - (isSettled ? checked.found : 0)),
  };
}

interface Changed {
  readonly counts: StateCounts;
  readonly records: readonly JobRecord[];
  /** How many questions it took. */
  readonly asked: number;
  /** Some totals follow from others, which holds only if nothing happened meanwhile. */
  readonly isDeduced: boolean;
}

/** Counts the stale states, then finds those that unknown jobs have left: all others are as they were. */
async function countChanged(
  context: ReadContext,
  planned: SnapshotDraft,
  head: PageRun,
  certain: ReadonlySet<string>,
  unloaded: ReadonlyMap<string, number>,
): Promise<Changed> {
  const { cloud, ask } = context;
  const first = await countStates(cloud, ask, {}, certain);
  const none = { ...first, asked: first.counts.size, isDeduced: false };
  const { before, validity, elsewhere } = planned;
  const lost = (planned.total ?? 0) - head.total;
  if (lost === 0 && (!validity.all.isOpen || before.isWhole)) return none;
  const totals = new Map(planned.totals);
  for (const [state, { total }] of first.counts) totals.set(state, { total, isExact: true });
  const missing = sum([...totals.values()].map(({ total }) => total)) + elsewhere + validity.hidden - head.total;
  if (missing === 0 && lost <= 0) return none;
  // A lost job may have had a row, one that came from elsewhere had none.
  const jobs = lost > 0 ? new Map([...totals].map(([state, { total }]) => [state, total])) : unloaded;
  const arrived = [...head.records.values()].filter(({ job }) => !before.jobs.has(job.id)).map(({ job }) => job.state);
  const possible = new Map([...jobs].filter(([state, count]) => count > 0 && !first.counts.has(state)));
  const found = await findDepartures(ask, { totals, elsewhere }, weighStates(cloud, arrived, possible), missing);
  if (found)
    return { ...none, counts: new Map([...first.counts, ...found.counts]), asked: none.asked + found.asked, isDeduced: true };
  const rest = statesOf(context, planned).filter((state) => !first.counts.has(state));
  const others = await countStates(cloud, ask, {}, rest);
  const counts = new Map([...first.counts, ...others.counts]);
  return { counts, records: [...first.records, ...others.records], asked: counts.size, isDeduced: false };
}

function statesOf({ cloud }: ReadContext, planned: SnapshotDraft): string[] {
  return [...new Set([...cloud.states.map(({ state }) => state), ...planned.totals.keys()])];
}

/** The order of the request, if nothing has happened since that page. */
export async function rereadHead({ ask }: Pick<ReadContext, "ask">, first: ListPage): Promise<number | undefined> {
  const again = await ask({ sort: newestFirst }, 0);
  return isSamePage(first, again) ? again.asked : undefined;
}

async function recountScope(
  { cloud, ask, isScopeUnderWay }: ReadContext,
  planned: SnapshotDraft,
  isAll: boolean,
): Promise<CountedScope | undefined> {
  const { scope, before, validity } = planned;
  if (!scope || before.isWhole || isScopeUnderWay()) return undefined;
  const { states, isOpen } = validity.scope;
  if (scope.total === undefined || isAll || isOpen) return readScope(cloud, ask, scope.query);
  return states.size > 0 ? readScope(cloud, ask, scope.query, states) : undefined;
}

/** Changes after this page have at least this time by the cloud's clock; undefined where no row has one. Keeps when the head was seen first. */
export function sinceOf({ validity }: ReadContext, { records }: ListPage): number | undefined {
  if (records.length === 0) return 0;
  const newest = records.find(({ job }) => job.updatedAt !== undefined);
  if (!newest) return undefined;
  const time = timeOf(newest.job);
  if (validity.head?.time !== time) validity.head = { time, seenAt: newest.readAt };
  return newest.readAt - validity.head.seenAt >= settling ? time + 1 : time - slack;
}

function lastOf({ records }: ListPage): number {
  if (records.length === 0) return Number.NEGATIVE_INFINITY;
  const last = records.findLast(({ job }) => job.updatedAt !== undefined);
  return last ? timeOf(last.job) : Number.POSITIVE_INFINITY;
}

/** Rows that should have been among those that were read. */
function absent({ jobs }: Snapshot, { records, until, first }: PageRun): string[] {
  const ids: string[] = [];
  for (const [id, { job, asked, error }] of jobs) {
    if (records.has(id)) continue;
    const isNews = asked > first.asked;
    if ((error && saysGone(error)) || (!isNews && timeOf(job) > until)) ids.push(id);
  }
  return ids;
}
