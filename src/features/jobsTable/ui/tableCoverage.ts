// How much is known of the jobs of a table's connections: loaded, counted, being read, failed.
import type { Connection } from "../../../core/connection.js";
import { isWhole, type Snapshot } from "../../../services/jobs/snapshot.js";
import type { TableCoverage } from "../text/tableView.js";

export interface KnownOfTable {
  readonly coverage: TableCoverage;
  /** When the oldest rows were read, where they are older than they should be. Milliseconds since 1970. */
  readonly age?: number;
  /** Connections whose last refresh failed. */
  readonly failed: readonly { readonly connection: Connection; readonly snapshot: Snapshot }[];
}

export function knownOf(connections: readonly Connection[], snapshotOf: (connectionId: string) => Snapshot): KnownOfTable {
  const known = connections.map((connection) => ({ connection, snapshot: snapshotOf(connection.id) }));
  const snapshots = known.map(({ snapshot }) => snapshot);
  const loaded = snapshots.reduce((sum, { jobs }) => sum + jobs.size, 0);
  const isCounted = snapshots.every(({ total, jobs, readAt }) => total !== undefined || (readAt === undefined && jobs.size > 0));
  const total = snapshots.reduce((sum, { total = 0, jobs }) => sum + Math.max(total, jobs.size), 0);
  const old = snapshots.flatMap(({ isRemembered, error, readAt }) => ((isRemembered || error) && readAt ? [readAt] : []));
  return {
    coverage: {
      loaded,
      ...(isCounted && { total }),
      isWhole: snapshots.every(isWhole),
      isLoading: snapshots.some(({ isLoading, loadingStates }) => isLoading || loadingStates.size > 0),
      isUnread: snapshots.every(({ jobs, readAt }) => jobs.size === 0 && readAt === undefined),
    },
    ...(old.length > 0 && { age: Math.min(...old) }),
    failed: known.filter(({ snapshot }) => snapshot.error !== undefined),
  };
}
