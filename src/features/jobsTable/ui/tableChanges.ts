// What a person changes of a table's layout by its heads: order, widths, places of columns.
import type { JobsTableLayout, TableColumnId } from "../../../protocol/tableLayout.js";

/** Times begin with the latest, all else with the first; a second time turns it around. */
export function sortedBy(layout: JobsTableLayout, column: TableColumnId): JobsTableLayout {
  const { sort } = layout;
  const isDescending = sort.column === column ? !sort.isDescending : column === "updated" || column === "created";
  return { ...layout, sort: { column, isDescending } };
}

export function resized(layout: JobsTableLayout, column: TableColumnId, width: number): JobsTableLayout {
  const columns = layout.columns.map((each) => (each.id === column ? { ...each, width: Math.round(width) } : each));
  return { ...layout, columns };
}

export function moved(layout: JobsTableLayout, column: TableColumnId, to: number): JobsTableLayout {
  const own = layout.columns.find(({ id }) => id === column);
  if (!own) return layout;
  const others = layout.columns.filter((each) => each !== own);
  return { ...layout, columns: [...others.slice(0, to), own, ...others.slice(to)] };
}
