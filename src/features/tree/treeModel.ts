// What is seen of a connection through the lens: groups, what is known of their size, and where more can be had. Facts, unworded.
import type { Cloud } from "../../core/cloud/cloud.js";
import { arrange, compareKeys, type Order } from "../../core/jobs/arrangement.js";
import { filterOf, fitting, isEmpty, serve } from "../../core/jobs/filter/jobFilter.js";
import { servedTimes } from "../../core/jobs/filter/servedTimes.js";
import type { JobRecord } from "../../services/jobs/jobRecord.js";
import type { Snapshot, StateTotal } from "../../services/jobs/snapshot.js";
import { everything, isWhole } from "../../services/jobs/snapshot.js";
import type { ChosenOptions } from "../../services/view/storedViewOptions.js";

export interface TreeCoverage {
  /** Rows that are here. */
  readonly loaded: number;
  /** Rows that the cloud has; absent = it has not told yet. */
  readonly total?: number;
}

/** `exact`: so many the cloud has. `counting`: so many so far. `loaded`: so many of the rows that are here. */
export type Certainty = "exact" | "counting" | "loaded";

export interface GroupModel {
  /** Value that its jobs share; empty = they have none. */
  readonly key: string;
  readonly rows: readonly JobRecord[];
  readonly count: number;
  readonly certainty: Certainty;
  /** Rows of this state that the filter was tried on; absent = the server knows what fits. */
  readonly among?: TreeCoverage;
  /** Jobs that may belong here and are not loaded. */
  readonly left: number;
  readonly isLoading: boolean;
  /** Every row that is loaded is shown: when the group is opened, the first ones may be loaded without being asked for. */
  readonly isWorthwhile: boolean;
}

/** The last row of a connection, where not everything is loaded and the groups do not say so. */
export type UnloadedRows =
  | { readonly kind: "loading"; readonly coverage: TreeCoverage; readonly isStoppable: boolean }
  | { readonly kind: "more" | "stopped"; readonly coverage: TreeCoverage };

export interface FilterMatch {
  readonly count: number;
  readonly certainty: Certainty;
  /** Rows that the filter was tried on; absent = all jobs. */
  readonly among?: TreeCoverage;
}

export interface TreeModel {
  readonly snapshot: Snapshot;
  readonly chosen: ChosenOptions;
  readonly groups: readonly GroupModel[];
  /** Jobs in undocumented states that no row has shown; only where groups are states and nothing is filtered. */
  readonly elsewhere: number;
  /** Absent = nothing is filtered, or nothing has been read. */
  readonly finding?: FilterMatch;
  readonly rest?: UnloadedRows;
  /** When the rows were read, where this window has read none of them. Milliseconds since 1970. */
  readonly age?: number;
}

export function buildTreeModel(snapshot: Snapshot, cloud: Cloud, chosen: ChosenOptions, order: Order): TreeModel {
  const base = baseOf(snapshot, cloud, chosen);
  const { arrangement } = chosen;
  const arranged = arrange(snapshot.jobs.values(), cloud, arrangement, chosen.filter, order);
  const hasBegun = snapshot.readAt !== undefined || snapshot.total !== undefined;
  const rest = restOf(snapshot, cloud, base, arrangement.grouping === "state");
  return {
    snapshot,
    chosen,
    groups: base.isCounted
      ? countedGroups(snapshot, cloud, chosen, base, arranged, order)
      : looseGroups(snapshot, base, arranged),
    elsewhere: arrangement.grouping === "state" && isEmpty(chosen.filter) ? snapshot.elsewhere : 0,
    ...(isEmpty(chosen.filter) || !hasBegun ? {} : { finding: findingOf(base, cloud, chosen, sum(arranged)) }),
    ...(rest ? { rest } : {}),
    ...(snapshot.isRemembered && snapshot.readAt !== undefined ? { age: snapshot.readAt } : {}),
  };
}

type Arranged = readonly { readonly key: string; readonly rows: readonly JobRecord[] }[];

/** Among which jobs is looked: all of the cloud, or those that the server has found already. */
interface Base {
  readonly isWhole: boolean;
  /** Nothing is filtered, or the server has found and counted exactly what fits. */
  readonly isExact: boolean;
  readonly isCounting: boolean;
  /** The groups are states, and their numbers are the server's. */
  readonly isCounted: boolean;
  /** The groups are states, of which more rows can be asked for one by one. */
  readonly isPagedByState: boolean;
  readonly coverage: TreeCoverage;
  readonly totals: ReadonlyMap<string, StateTotal>;
  readonly loadedByState: ReadonlyMap<string, number>;
}

function baseOf(snapshot: Snapshot, cloud: Cloud, { filter, arrangement }: ChosenOptions): Base {
  const { scope } = snapshot;
  const { query, isExact: isServed } = serve(filter, cloud.listing.serves, servedTimes(scope?.query));
  const isScoped = scope?.total !== undefined && JSON.stringify(scope.query) === JSON.stringify(query);
  const isInside = fitting(isScoped ? filterOf(query) : {});
  const loadedByState = new Map<string, number>();
  let loaded = 0;
  for (const { job } of snapshot.jobs.values()) {
    if (!isInside(job)) continue;
    loaded += 1;
    loadedByState.set(job.state, (loadedByState.get(job.state) ?? 0) + 1);
  }
  const total = isScoped ? scope.total : snapshot.total;
  const isAll = isWhole(snapshot);
  const isExact = isEmpty(filter) || (isScoped && isServed);
  const isCounting = !isAll && (!cloud.listing.countsByState || isFirstLoad(snapshot));
  const isByState = arrangement.grouping === "state";
  return {
    isWhole: isAll,
    isExact,
    isCounting,
    // Of all jobs, the cloud also counts those that cannot be shown.
    isCounted: isByState && !isCounting && isExact && (!isAll || isEmpty(filter)),
    isPagedByState: isByState && !isCounting && !isAll,
    coverage: { loaded, ...(total === undefined ? {} : { total: Math.max(total, loaded) }) },
    totals: isScoped ? scope.totals : snapshot.totals,
    loadedByState,
  };
}

function isFirstLoad({ isLoading, readAt }: Snapshot): boolean {
  return isLoading && readAt === undefined;
}

/** A group for each state that has jobs, loaded or not. */
function countedGroups(
  snapshot: Snapshot,
  cloud: Cloud,
  { arrangement }: ChosenOptions,
  { totals, isPagedByState }: Base,
  arranged: Arranged,
  order: Order,
): readonly GroupModel[] {
  const rowsOf = new Map(arranged.map(({ key, rows }) => [key, rows]));
  const hidden = new Set(arrangement.hidden[cloud.id]);
  const states = [...totals.keys()].filter((state) => !hidden.has(state)).sort(compareKeys(cloud, "state", order));
  return states.map((key) => {
    const rows = rowsOf.get(key) ?? [];
    const { total, isWhole } = totals.get(key) ?? { total: 0 };
    return {
      key,
      rows,
      count: Math.max(total, rows.length),
      certainty: "exact",
      // Jobs without an id are counted and have no row: asking for them again and again brings none.
      left: isPagedByState && !isWhole ? Math.max(0, total - rows.length) : 0,
      isLoading: snapshot.loadingStates.has(key),
      isWorthwhile: true,
    };
  });
}

/** Groups of the rows that are here. */
function looseGroups(snapshot: Snapshot, base: Base, arranged: Arranged): readonly GroupModel[] {
  const { coverage, totals, loadedByState, isPagedByState } = base;
  const isAllHere = base.isWhole || (base.isExact && sum(arranged) >= (coverage.total ?? Number.POSITIVE_INFINITY));
  const certainty = isAllHere ? "exact" : base.isCounting ? "counting" : "loaded";
  return arranged.map(({ key, rows }) => {
    const loaded = loadedByState.get(key) ?? 0;
    const { total, isWhole } = totals.get(key) ?? { total: loaded };
    return {
      key,
      rows,
      count: rows.length,
      certainty,
      ...(isPagedByState ? { among: { loaded, total: Math.max(total, loaded) } } : {}),
      left: isPagedByState && !isWhole ? Math.max(0, total - loaded) : 0,
      isLoading: isPagedByState && snapshot.loadingStates.has(key),
      isWorthwhile: false,
    };
  });
}

function findingOf(
  { isWhole, isExact, isCounting, coverage, totals }: Base,
  cloud: Cloud,
  { arrangement }: ChosenOptions,
  found: number,
): FilterMatch {
  if (isWhole) return { count: found, certainty: "exact" };
  if (isCounting) return { count: found, certainty: "counting", among: coverage };
  if (!isExact) return { count: found, certainty: "loaded", among: coverage };
  const hidden = arrangement.hidden[cloud.id] ?? [];
  const unseen = hidden.reduce((count, state) => count + (totals.get(state)?.total ?? 0), 0);
  return { count: Math.max(found, (coverage.total ?? 0) - unseen), certainty: "exact" };
}

function restOf(snapshot: Snapshot, cloud: Cloud, base: Base, isByState: boolean): UnloadedRows | undefined {
  const { coverage, totals } = base;
  const { loaded, total } = coverage;
  const { countsByState } = cloud.listing;
  // The first rows may be here before the cloud has told how many there are.
  if (base.isWhole || (total === undefined && loaded === 0)) return undefined;
  const isPaging = isFirstLoad(snapshot) || (snapshot.isLoading && snapshot.isStopped === true);
  if (isPaging || snapshot.loadingStates.has(everything))
    return { kind: "loading", coverage, isStoppable: isPaging && !countsByState };
  if (snapshot.isStopped) return { kind: "stopped", coverage };
  if (total === undefined || loaded >= total) return undefined;
  if (!isByState || !base.isExact || base.isCounting) return { kind: "more", coverage };
  // The groups page for themselves; but what the server found in undocumented states is in none of them.
  const placed = [...totals.values()].reduce((count, each) => count + each.total, 0);
  return totals !== snapshot.totals && placed < total ? { kind: "more", coverage } : undefined;
}

function sum(groups: Arranged): number {
  return groups.reduce((count, { rows }) => count + rows.length, 0);
}
