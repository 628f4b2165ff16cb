// Writes selected rows as a table for the clipboard: cells between tabs, as spreadsheets and chats take them.
import type { LaidColumn } from "../../../protocol/tableLayout.js";
import { escapeTabbed } from "../../../text/cells/cellEscape.js";
import type { TableEntry } from "../tableModel.js";
import { cellText, columnTitle, isTimeColumn, type TablePlace } from "./cellText.js";

/** With the columns' titles; nothing in it is a formula, a cell or a row of its own. */
export function tableForClipboard(
  entries: readonly TableEntry[],
  columns: readonly LaidColumn[],
  placeOf: (connectionId: string) => TablePlace | undefined,
  locale: string,
): string {
  const lines = entries.flatMap(({ connectionId, record }) => {
    const place = placeOf(connectionId);
    if (!place) return [];
    return [columns.map(({ id }) => escapeTabbed(cellText(id, record.job, place, locale), !isTimeColumn(id))).join("\t")];
  });
  return [columns.map(({ id }) => escapeTabbed(columnTitle(id), true)).join("\t"), ...lines].join("\n");
}
