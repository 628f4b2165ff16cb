// How the jobs table is laid out: its columns, its order and its filter. The page remembers it, saved views are made of it, and it is read back from anything.

export const tableColumnIds = [
  "name",
  "state",
  "updated",
  "type",
  "language",
  "batch",
  "reason",
  "connection",
  "created",
  "sex",
  "tag",
  "customer",
  "jobId",
  "voiceId",
] as const;
export type TableColumnId = (typeof tableColumnIds)[number];

export interface LaidColumn {
  readonly id: TableColumnId;
  /** Pixels. */
  readonly width: number;
}

export interface JobsTableLayout {
  /** Those that are shown, at least one. */
  readonly columns: readonly LaidColumn[];
  readonly sort: { readonly column: TableColumnId; readonly isDescending: boolean };
  /** As it is typed. */
  readonly filter: string;
}

/** Pixels that a column can have. */
export const columnWidths = { least: 60, most: 900 } as const;
/** UTF-16 code units. */
const longestFilter = 2_000;

const usualWidths: Readonly<Record<TableColumnId, number>> = {
  name: 240,
  state: 190,
  updated: 180,
  type: 130,
  language: 110,
  batch: 130,
  reason: 280,
  connection: 150,
  created: 180,
  sex: 90,
  tag: 110,
  customer: 130,
  jobId: 240,
  voiceId: 200,
};

export function usualColumn(id: TableColumnId): LaidColumn {
  return { id, width: usualWidths[id] };
}

/** `hasMany`: the jobs of several connections stand in it. */
export function usualLayout(hasMany: boolean): JobsTableLayout {
  const ids = tableColumnIds.slice(0, hasMany ? 8 : 7);
  return { columns: ids.map(usualColumn), sort: { column: "updated", isDescending: true }, filter: "" };
}

/** Undefined = it is no layout. What of it is not known, or out of bounds, is left out. */
export function readTableLayout(value: unknown): JobsTableLayout | undefined {
  const { columns, sort, filter } = asRecord(value);
  if (!Array.isArray(columns)) return undefined;
  const known = new Map<TableColumnId, LaidColumn>();
  for (const each of columns.slice(0, 100)) {
    const { id: found, width } = asRecord(each);
    const id = tableColumnIds.find((column) => column === found);
    if (id) known.set(id, isColumnWidth(width) ? { id, width: Math.round(width) } : usualColumn(id));
  }
  if (known.size === 0) return undefined;
  const { column: wanted, isDescending } = asRecord(sort);
  const column = tableColumnIds.find((each) => each === wanted);
  return {
    columns: [...known.values()],
    sort: column ? { column, isDescending: isDescending === true } : usualLayout(false).sort,
    filter: typeof filter === "string" && filter.length <= longestFilter ? filter : "",
  };
}

export function isColumnWidth(value: unknown): value is number {
  return typeof value === "number" && value >= columnWidths.least && value <= columnWidths.most;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
