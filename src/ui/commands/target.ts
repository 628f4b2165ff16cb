// What a command is about: read from its arguments, which may be rows, id pairs from elsewhere, or nothing.
import type { JobKey } from "../../core/jobs/job.js";

/** Any part may be missing: a row of a connection has no job. */
export interface Target {
  readonly connectionId?: string;
  readonly jobId?: string;
  /** What a row is; absent = it is no row. */
  readonly kind?: string;
  /** Of a row that is a group: what it is grouped by, and the key of the group. */
  readonly grouping?: string;
  readonly group?: string;
  /** Of others: all jobs in that state are meant. */
  readonly state?: string;
  /** A row that stands for what is not loaded. */
  readonly list?: string;
}

/** What keybindings hand over: they know no row, so the selected ones are meant. */
export const selectedRows = "selection";

/** A row that was clicked: the next click may be on another. */
export function asGlance<Row extends object>(row: Row): Row & { readonly isGlance: true } {
  return { ...row, isGlance: true };
}

export function isGlance(argument: unknown): boolean {
  return typeof argument === "object" && argument !== null && "isGlance" in argument && argument.isGlance === true;
}

/** Anything can be handed to a command, also by other extensions. */
export function readTarget(argument: unknown): Target {
  if (typeof argument !== "object" || argument === null) return {};
  const found = argument as Record<string, unknown>;
  const target = Object.fromEntries(parts.flatMap((part) => (typeof found[part] === "string" ? [[part, found[part]]] : [])));
  // A row that stands above all connections is about none.
  if (target.connectionId === "") delete target.connectionId;
  return target;
}

const parts = [
  "connectionId",
  "jobId",
  "kind",
  "grouping",
  "group",
  "state",
  "list",
] as const satisfies readonly (keyof Target)[];

/**
 * All that the command is about, each once: menus hand over the row and, where it is one of several selected ones, all of these.
 * Empty = nothing that says which connection.
 */
export function readTargets(argument: unknown, others: unknown, selection: () => readonly unknown[]): readonly Target[] {
  const given = argument === selectedRows ? selection() : Array.isArray(others) && others.length > 0 ? others : [argument].flat();
  const targets = given.map(readTarget).filter(({ connectionId }) => connectionId !== undefined);
  return [...new Map(targets.map((target) => [nameOf(target), target])).values()];
}

/** The jobs among them. */
export function jobsOf(targets: readonly Target[]): readonly JobKey[] {
  return targets.flatMap(({ connectionId, jobId }) =>
    connectionId !== undefined && jobId !== undefined ? [{ connectionId, jobId }] : [],
  );
}

/** Rows that load more or tell something stand for no jobs. */
export function isAboutJobs({ kind, jobId }: Target): boolean {
  return jobId !== undefined || kind === undefined || kind === "connection" || kind === "group" || kind === "elsewhere";
}

/** A job is the same one in whatever group its row stands. */
function nameOf({ connectionId, jobId, ...group }: Target): string {
  return JSON.stringify(jobId === undefined ? [connectionId, group] : [connectionId, jobId]);
}
