// Which rows of the table are selected, and which one the keyboard is on: by job, so that another order or filter changes neither.
import type { TableEntry } from "./tableModel.js";

export class TableSelection {
  private readonly ids = new Set<string>();
  /** Where a range begins. */
  private anchor: string | undefined;
  /** The row that the keyboard is on. */
  private active: string | undefined;

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** In the order of the rows. */
  of(rows: readonly TableEntry[]): readonly TableEntry[] {
    return rows.filter(({ id }) => this.ids.has(id));
  }

  /** Index of the row that the keyboard is on; -1 = none. */
  activeIn(rows: readonly TableEntry[]): number {
    return this.active === undefined ? -1 : rows.findIndex(({ id }) => id === this.active);
  }

  only({ id }: TableEntry): void {
    this.ids.clear();
    this.ids.add(id);
    this.anchor = id;
    this.active = id;
  }

  toggle({ id }: TableEntry): void {
    if (!this.ids.delete(id)) this.ids.add(id);
    this.anchor = id;
    this.active = id;
  }

  /** The keyboard goes on; what is selected stays. */
  go({ id }: TableEntry): void {
    this.active = id;
  }

  /** All from the row where the last range began to this one, and no others. */
  extend(to: TableEntry, rows: readonly TableEntry[]): void {
    const anchor = this.anchor ?? this.active;
    const last = rows.indexOf(to);
    const begun = rows.findIndex(({ id }) => id === anchor);
    const first = begun < 0 ? last : begun;
    this.ids.clear();
    for (const { id } of rows.slice(Math.min(first, last), Math.max(first, last) + 1)) this.ids.add(id);
    this.anchor = rows[first]?.id;
    this.active = to.id;
  }

  all(rows: readonly TableEntry[]): void {
    for (const { id } of rows) this.ids.add(id);
    this.active ??= rows[0]?.id;
  }

  /** Nothing is done to a job that is not seen: what left the table is not selected any more. */
  keepOnly(rows: readonly TableEntry[]): void {
    if (this.ids.size === 0) return;
    const kept = rows.flatMap(({ id }) => (this.ids.has(id) ? [id] : []));
    if (kept.length === this.ids.size) return;
    this.ids.clear();
    for (const id of kept) this.ids.add(id);
  }
}
