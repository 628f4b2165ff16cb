// Which rows stand below which, for what is seen of a connection.
import type { Grouping } from "../../../core/jobs/arrangement.js";
import { elsewhere, everything } from "../../../services/jobs/snapshot.js";
import type { NeedsMe } from "../needsMe.js";
import type { GroupModel, TreeModel } from "../treeModel.js";
import type { TreeRow } from "./rowIdentity.js";

/** A group that is opened shows at least so many rows, where it has them, without being asked for more. */
const openedRows = 20;

/** So many that the connections stay in sight below. */
export const firstNeeding = 8;

export const needsMeRow: TreeRow = { kind: "needsMe", connectionId: "" };

/** `isTried`: rows were requested already, and none came. */
export function needingRows(
  { rows, left, next }: NeedsMe,
  isAll: boolean,
  isTried: boolean,
): { readonly rows: TreeRow[]; readonly isAsking: boolean } {
  const section = "needsMe";
  // One row more than fits is shown itself, not a row that says so.
  const isCut = !isAll && rows.length + left > firstNeeding + 1;
  const shown = isCut ? rows.slice(0, firstNeeding) : rows;
  const jobs = shown.map(({ connectionId, record }): TreeRow => ({ kind: "job", connectionId, section, jobId: record.job.id }));
  const isAsking = next !== undefined && !next.isLoading && !isTried && rows.length < firstNeeding;
  if (!next || rows.length >= firstNeeding) {
    if (isCut) return { rows: [...jobs, { kind: "showAll", connectionId: "", section }], isAsking: false };
    if (!next) return { rows: jobs, isAsking: false };
  }
  const { connectionId, state } = next;
  const end: TreeRow =
    isAsking || next.isLoading
      ? { kind: "loading", connectionId, section }
      : { kind: "more", connectionId, section, list: state };
  return { rows: [...jobs, end], isAsking };
}

export function connectionRows(connectionId: string, model: TreeModel): TreeRow[] {
  const { snapshot, chosen, groups, rest, finding } = model;
  const error: TreeRow[] = snapshot.error ? [{ kind: "error", connectionId }] : [];
  const body: TreeRow[] = groups.map(({ key }) => groupRow(connectionId, chosen.arrangement.grouping, key));
  if (model.elsewhere > 0) body.push({ kind: "elsewhere", connectionId });
  // What a refresh reads again is known meanwhile; what is read for the first time, or goes on being read, is not.
  const isKnown = !snapshot.isLoading || (snapshot.readAt !== undefined && rest?.kind !== "loading");
  if (body.length === 0 && finding && isKnown) body.push({ kind: "unmatched", connectionId });
  if (rest) body.push({ kind: rest.kind, connectionId, list: everything });
  if (body.length > 0 || snapshot.error) return [...error, ...body];
  if (snapshot.readAt === undefined) return [{ kind: "loading", connectionId }];
  const isAnyHidden = snapshot.jobs.size > 0 && Object.keys(chosen.arrangement.hidden).length > 0;
  return [{ kind: isAnyHidden ? "allHidden" : "empty", connectionId }];
}

/** `isTried`: rows were requested already, and none came. */
export function groupRows(
  connectionId: string,
  { chosen, snapshot }: TreeModel,
  group: GroupModel,
  isTried: boolean,
): { readonly rows: TreeRow[]; readonly isAsking: boolean } {
  const { grouping } = chosen.arrangement;
  const { key } = group;
  const inGroup = { connectionId, grouping, group: key };
  // Spread, each of ten thousand rows would take five times as long.
  const jobs = group.rows.map(({ job }): TreeRow => ({ kind: "job", connectionId, grouping, group: key, jobId: job.id }));
  const loading: TreeRow = { kind: "loading", ...inGroup };
  if (group.isLoading) return { rows: [...jobs, loading], isAsking: false };
  if (group.left === 0) return { rows: jobs, isAsking: false };
  // Opened before enough of its rows were loaded to be worth a look.
  const isAsking = group.isWorthwhile && !isTried && jobs.length < openedRows && !snapshot.error;
  return { rows: [...jobs, isAsking ? loading : { kind: "more", ...inGroup, list: key }], isAsking };
}

export function elsewhereRows(connectionId: string, { snapshot }: TreeModel): TreeRow[] {
  return [{ kind: snapshot.loadingStates.has(elsewhere) ? "loading" : "more", connectionId, list: elsewhere }];
}

export function parentOf({ kind, connectionId, section, grouping, group, list }: TreeRow): TreeRow | undefined {
  if (section) return needsMeRow;
  if (kind === "connection" || kind === "needsMe") return undefined;
  if (kind !== "group" && list === elsewhere) return { kind: "elsewhere", connectionId };
  if (kind === "group" || grouping === undefined || group === undefined) return { kind: "connection", connectionId };
  return groupRow(connectionId, grouping, group);
}

export function groupRow(connectionId: string, grouping: Grouping, key: string): TreeRow {
  return { kind: "group", connectionId, grouping, group: key, ...(grouping === "state" ? { state: key } : {}) };
}
