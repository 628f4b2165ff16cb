// Writes the numbers of a chart for spreadsheets.
import type { ChartView } from "../../../protocol/overview.js";
import { escapeCsv } from "../../../text/cells/cellEscape.js";

/** With byte order mark and the spreadsheets' line ends. */
export function overviewCsv({ table }: Pick<ChartView, "table">): string {
  const lines = [table.columns, ...table.rows].map((cells) => cells.map(escapeCsv).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}
