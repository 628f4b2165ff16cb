// Which jobs rows stand for: the selected jobs, or all jobs of groups and connections under the filter in force.

import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import { createOrder, type Grouping, groupings, groupKey } from "../../core/jobs/arrangement.js";
import { fitting, type JobFilter, listedParts } from "../../core/jobs/filter/jobFilter.js";
import type { JobSelection } from "../../core/jobs/filter/jobSelection.js";
import type { JobKey, VoiceJob } from "../../core/jobs/job.js";
import type { JobStore } from "../../services/jobs/jobStore.js";
import type { Kernel } from "../../services/kernel.js";
import type { ViewOptions } from "../../services/view/viewOptions.js";
import { isAboutJobs, jobsOf, type Target } from "./target.js";

export interface SelectionScope {
  readonly portions: readonly JobSelection[];
  /** For the file's name; absent = several connections. */
  readonly connection?: Connection;
  /** Jobs in states that the view hides are left out. */
  readonly hidesStates?: boolean;
}

export type ScopeKernel = Pick<Kernel, "connectionStore" | "sessions" | "locale"> & {
  readonly viewOptions: Pick<ViewOptions, "chosen">;
};

/**
 * Jobs that are selected are meant one by one. Rows of groups and connections among them were swept up on the way from one job to the next;
 * without any job they stand for all of theirs, loaded or not. Undefined = the rows stand for no jobs.
 */
export function scopeOf(kernel: ScopeKernel, targets: readonly Target[]): SelectionScope | undefined {
  const jobs = jobsOf(targets);
  const rows = targets.filter(isAboutJobs);
  const ids = new Set((jobs.length > 0 ? jobs : rows).flatMap(({ connectionId }) => connectionId ?? []));
  const connections = [...ids].flatMap((id) => kernel.connectionStore.find(id) ?? []);
  const portions = connections.map((connection): JobSelection => {
    const connectionId = connection.id;
    const own = jobs.filter((job) => job.connectionId === connectionId).map(({ jobId }) => jobId);
    if (own.length > 0) return { connectionId, jobIds: own };
    return portionOf(
      kernel,
      connection,
      rows.filter((row) => row.connectionId === connectionId),
    );
  });
  if (portions.length === 0) return undefined;
  const { hidden } = kernel.viewOptions.chosen.arrangement;
  // A group of one state is shown, or was named.
  const isOfMany = jobs.length === 0 && rows.some((row) => row.kind !== "elsewhere" && groupOf(row)?.grouping !== "state");
  const hidesStates = isOfMany && connections.some((each) => (hidden[kernel.sessions.cloudOf(each).id]?.length ?? 0) > 0);
  return {
    portions,
    ...(connections.length === 1 && connections[0] ? { connection: connections[0] } : {}),
    ...(hidesStates ? { hidesStates } : {}),
  };
}

/** Those of a portion whose rows are loaded, and those that were named. */
export function loadedOf(store: JobStore, portion: JobSelection): readonly JobKey[] {
  const { connectionId } = portion;
  if ("jobIds" in portion) return portion.jobIds.map((jobId) => ({ connectionId, jobId }));
  const { filter, keeps = () => true } = portion;
  const fits = fitting(filter);
  const jobs = [...store.get(connectionId).jobs.values()].map(({ job }) => job);
  return jobs.filter((job) => fits(job) && keeps(job)).map(({ id }) => ({ connectionId, jobId: id }));
}

/** What the view shows of a connection, or of the groups whose rows these are. */
function portionOf(kernel: ScopeKernel, connection: Connection, rows: readonly Target[]): JobSelection {
  const { filter, arrangement } = kernel.viewOptions.chosen;
  const cloud = kernel.sessions.cloudOf(connection);
  const hidden = new Set(arrangement.hidden[cloud.id]);
  const isShown = ({ state }: VoiceJob) => !hidden.has(state);
  const groups = rows.map(groupOf);
  const isWhole = rows.some(({ kind }, index) => kind !== "elsewhere" && !groups[index]);
  if (isWhole) return { connectionId: connection.id, filter, keeps: isShown };
  const documented = new Set(cloud.states.map(({ state }) => state));
  const isElsewhere = rows.some(({ kind }) => kind === "elsewhere");
  const order = createOrder(kernel.locale);
  const keeps = (job: VoiceJob) =>
    (isElsewhere && !documented.has(job.state)) ||
    groups.some((group) => group && groupKey(job, group.grouping, order) === group.key && (group.isNamed || isShown(job)));
  return { connectionId: connection.id, filter: isElsewhere ? filter : { ...filter, ...askedFor(groups, cloud) }, keeps };
}

interface NamedGroup {
  readonly grouping: Grouping;
  readonly key: string;
  /** Not by its row. */
  readonly isNamed: boolean;
}

function groupOf({ grouping, group, state }: Target): NamedGroup | undefined {
  const known = groupings.find((each) => each === grouping);
  if (known && group !== undefined) return { grouping: known, key: group, isNamed: false };
  return state === undefined ? undefined : { grouping: "state", key: state, isNamed: true };
}

/** What of the groups a server may be able to find: the rest is tried row by row. */
function askedFor(groups: readonly (NamedGroup | undefined)[], { states }: Cloud): JobFilter {
  const [first] = groups;
  if (!first || groups.some((group) => group?.grouping !== first.grouping)) return {};
  const keys = groups.flatMap((group) => group?.key ?? []);
  if (first.grouping === "phase") {
    const isOpen = keys.includes("unknown");
    return isOpen ? {} : { states: states.filter(({ phase }) => keys.includes(phase)).map(({ state }) => state) };
  }
  const part = (Object.keys(listedParts) as (keyof typeof listedParts)[]).find((each) => listedParts[each] === first.grouping);
  return part ? { [part]: keys } : {};
}
