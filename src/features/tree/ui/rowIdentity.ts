// The rows that the tree is made of, and which of them are the same row as before.
import type { Grouping } from "../../../core/jobs/arrangement.js";

/** One row. The same row is the same object for as long as it lives: the editor looks rows up by reference. */
export interface TreeRow {
  readonly kind:
    | "needsMe"
    | "showAll"
    | "connection"
    | "group"
    | "elsewhere"
    | "job"
    | "more"
    | "stopped"
    | "loading"
    | "unmatched"
    | "allHidden"
    | "empty"
    | "error";
  /** Empty for a row that stands above all connections. */
  readonly connectionId: string;
  /** Of rows that stand below *Needs me*; a job has a second row in its group. */
  readonly section?: "needsMe";
  /** Of a group and what is in it. */
  readonly grouping?: Grouping;
  /** Key of that group. */
  readonly group?: string;
  /** Of a group that is a state. */
  readonly state?: string;
  readonly jobId?: string;
  /** What a click on the row loads more of. */
  readonly list?: string;
}

/** The same in every window, so that the editor remembers what was open. */
export function rowId({ kind, connectionId, section, grouping, group = "", list = "-", jobId = "" }: TreeRow): string {
  if (section) return `${section}/${kind}/${connectionId}/${jobId}`;
  // What a person or a cloud named may hold a slash; an id does no harm at the end.
  return `${kind}/${connectionId}/${grouping ?? ""}/${plain(group)}/${plain(list)}/${jobId}`;
}

export class RowIdentities {
  /** By parent, then by id. Without a parent: the connections. */
  private readonly children = new Map<TreeRow | undefined, Map<string, TreeRow>>();

  /** The rows below a row, from now on. Those that were there stay the same objects; the others are forgotten with all below them. */
  replace(parent: TreeRow | undefined, rows: readonly TreeRow[]): TreeRow[] {
    const before = this.children.get(parent) ?? new Map<string, TreeRow>();
    const now = new Map<string, TreeRow>();
    for (const row of rows) {
      const id = rowId(row);
      now.set(id, before.get(id) ?? row);
    }
    for (const [id, row] of before) if (!now.has(id)) this.forget(row);
    this.children.set(parent, now);
    return [...now.values()];
  }

  /** The row that stands below its parent already. */
  known(parent: TreeRow | undefined, row: TreeRow): TreeRow | undefined {
    return this.children.get(parent)?.get(rowId(row));
  }

  /** The same row, taken in where it is new. */
  same(parent: TreeRow | undefined, row: TreeRow): TreeRow {
    const known = this.known(parent, row);
    if (known) return known;
    const beside = this.children.get(parent) ?? new Map<string, TreeRow>();
    this.children.set(parent, beside.set(rowId(row), row));
    return row;
  }

  /** All rows below a row that is shown. */
  *all(): Iterable<TreeRow> {
    for (const rows of this.children.values()) yield* rows.values();
  }

  /** How many rows are kept. */
  get size(): number {
    return [...this.children.values()].reduce((sum, rows) => sum + rows.size, 0);
  }

  private forget(row: TreeRow): void {
    for (const child of this.children.get(row)?.values() ?? []) this.forget(child);
    this.children.delete(row);
  }
}

function plain(text: string): string {
  return /[%/]/.test(text) ? text.replaceAll("%", "%25").replaceAll("/", "%2f") : text;
}
