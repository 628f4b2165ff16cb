// Refreshes many jobs and connections: jobs one by one, or with their whole connection where that takes fewer requests.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Snapshot } from "../../services/jobs/snapshot.js";
import { smallAccount } from "../../services/refresh/lists/listPages.js";

/** What clouds give at most in one answer. */
const pageSize = 100;

/** How many requests a refresh of the whole connection takes, about. */
export function requestsOfRefresh(cloud: Cloud, snapshot: Snapshot): number {
  const { listing, states } = cloud;
  // Never listed: it is not known how long its list is.
  if (snapshot.total === undefined) return Number.POSITIVE_INFINITY;
  const pages = Math.ceil(Math.max(snapshot.total, snapshot.jobs.size) / pageSize);
  if (!listing.countsByState) return pages + (listing.typesApart?.length ?? 1);
  const isSmall = snapshot.total <= smallAccount;
  return isSmall ? Math.max(1, pages) : 1 + states.length + Math.ceil(snapshot.jobs.size / pageSize);
}

export interface Named {
  readonly connectionId: string;
  readonly jobId: string;
}

export interface RefreshPlan {
  readonly connections: readonly string[];
  readonly jobs: readonly Named[];
}

/** `wholes`: connections that are refreshed anyway. A job whose row is not loaded is read by itself: its connection's refresh may not meet it. */
export function planRefresh(
  wholes: readonly string[],
  jobs: readonly Named[],
  lookUp: (connectionId: string) => { readonly cloud: Cloud; readonly snapshot: Snapshot } | undefined,
): RefreshPlan {
  const connections = new Set(wholes);
  const alone: Named[] = [];
  for (const connectionId of new Set(jobs.map((job) => job.connectionId))) {
    const named = jobs.filter((job) => job.connectionId === connectionId);
    const found = lookUp(connectionId);
    if (!found) continue;
    const loaded = named.filter(({ jobId }) => found.snapshot.jobs.has(jobId));
    if (loaded.length > requestsOfRefresh(found.cloud, found.snapshot)) connections.add(connectionId);
    alone.push(...(connections.has(connectionId) ? named.filter((each) => !loaded.includes(each)) : named));
  }
  return { connections: [...connections], jobs: alone };
}
