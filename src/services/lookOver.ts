// Finds out at the head of a list that is sorted by change what is new; asks for nothing when nothing is.
import type { Draft } from "./draft.js";
import { type Field, smallAccount } from "./field.js";
import { checkRows } from "./goneRows.js";
import type { JobRecord, Snapshot } from "./jobStore.js";
import { isSamePage, newestFirst, pageSize, readStretch, type Stretch, type Told, timeOf } from "./pages.js";
import { type Counts, countStates, type FoundScope, readScope } from "./scopes.js";

/** More changes than on so many pages: everything is counted anew. */
const mostPages = 10;
/** A cloud's machines need not agree on the time. Milliseconds. */
const slack = 2000;
/** After this time nothing happens any more in a second that was seen to have begun. Milliseconds. */
const settling = 5000;

export interface Findings {
  /** Everything that changed, among what did not. */
  readonly head: Stretch;
  /** Rows that were missing there. */
  readonly missed: readonly string[];
  /** Rows that were looked for, and have been counted as gone. */
  readonly gone: readonly string[];
  /** Rows that came with other answers. */
  readonly others: readonly JobRecord[];
  readonly counts: Counts;
  readonly scope: FoundScope | undefined;
  /** As it looked before anything was counted. */
  readonly planned: Draft;
  /** How many changes the totals had followed then. */
  readonly followed: number;
  readonly since: number;
  /** See `Trust.lost`. */
  readonly lost: number;
  /** Turn of a last look at the head, where it showed that nothing had happened while states were counted. */
  readonly settled: number | undefined;
}

/** Undefined = the head does not tell; everything must be read or counted anew. */
export async function lookOver(field: Field, first: Told): Promise<Findings | undefined> {
  const { cloud, trust, ask } = field;
  const { since } = trust;
  if (since === undefined) return undefined;
  const isEnough = (page: Told, offset: number) => lastOf(page) < since || offset + pageSize >= mostPages * pageSize;
  const head = await readStretch(ask, { sort: newestFirst }, first, isEnough);
  if (!head.isOrdered || head.isTorn || !(head.until < since)) return undefined;
  const { followed } = trust;
  const planned = field.preview();
  const unloaded = [...planned.totals].filter(([state, { total }]) => (planned.rows.get(state) ?? 0) < total);
  for (const record of head.records.values()) planned.put(record);
  const isEven = planned.total === head.total;
  const missed = isEven ? [] : absent(planned.before, head);
  for (const id of missed) planned.drop(id);
  const lost = (planned.total ?? 0) - head.total;
  const { isWhole = false } = planned.before;
  // Jobs with old times came from nowhere, or the rows are fewer than it takes to find those that are gone.
  if (lost < 0 || (lost > 0 && isWhole && head.total <= smallAccount)) return undefined;
  const { all, scope: scoped } = planned.trust;
  const states = new Set(isWhole ? [] : all.states);
  if (!isWhole && all.isOpen) for (const [state] of unloaded) states.add(state);
  if (lost > 0 || (all.isAll && !isWhole))
    for (const state of [...cloud.states.map((each) => each.state), ...planned.totals.keys()]) states.add(state);
  const { counts, records } = await countStates(cloud, ask, {}, states);
  const isSought = lost > 0 || trust.lost > 0;
  const checked = isSought ? await checkRows(field, planned, counts) : { found: 0, gone: [], records: [] };
  const scope = await lookOverScope(field, planned, lost > 0 || scoped.isAll);
  const settled = counts.size > 0 || scope ? await lookAgain(field, first) : first.asked;
  return {
    head,
    settled,
    missed,
    gone: checked.gone,
    others: [...records, ...checked.records],
    counts,
    scope,
    planned,
    followed,
    since: Math.max(since, sinceOf(field, first)),
    // Where all states were counted while nothing happened, they are none of the rows; without a count nothing took their place.
    lost: (lost > 0 && settled !== undefined) || states.size === 0 ? 0 : Math.max(0, trust.lost + lost - checked.found),
  };
}

/** The turn of the look, if nothing has happened since that page. */
export async function lookAgain({ ask }: Pick<Field, "ask">, first: Told): Promise<number | undefined> {
  const again = await ask({ sort: newestFirst }, 0);
  return isSamePage(first, again) ? again.asked : undefined;
}

async function lookOverScope(
  { cloud, ask, isScopeUnderWay }: Field,
  planned: Draft,
  isAll: boolean,
): Promise<FoundScope | undefined> {
  const { scope, before, trust } = planned;
  if (!scope || before.isWhole || isScopeUnderWay()) return undefined;
  const { states, isOpen } = trust.scope;
  if (scope.total === undefined || isAll || isOpen) return readScope(cloud, ask, scope.query);
  return states.size > 0 ? readScope(cloud, ask, scope.query, states) : undefined;
}

/** Changes after this page have at least this time by the cloud's clock. Notes when the head was seen first. */
export function sinceOf({ trust }: Field, { records }: Told): number {
  const newest = records[0];
  if (!newest) return 0;
  const time = timeOf(newest.job);
  if (trust.head?.time !== time) trust.head = { time, seenAt: newest.readAt };
  return newest.readAt - trust.head.seenAt >= settling ? time + 1 : time - slack;
}

function lastOf({ records }: Told): number {
  const last = records.at(-1);
  return last ? timeOf(last.job) : Number.NEGATIVE_INFINITY;
}

/** Rows that should have been among those that were read. */
function absent({ jobs }: Snapshot, { records, until, first }: Stretch): string[] {
  const ids: string[] = [];
  for (const [id, { job, asked, error }] of jobs) {
    if (records.has(id)) continue;
    const isNews = asked > first.asked;
    if (error?.kind === "notFound" || (!isNews && timeOf(job) > until)) ids.push(id);
  }
  return ids;
}
