// Which rows are shown, and in which order: filtered by words, by findings or by one kind of finding, and sorted by a column.
import type { RecordingColumn, RecordingRow } from "../../src/protocol/recordings.js";

export interface Order {
  readonly column: RecordingColumn["id"];
  readonly isDescending: boolean;
}

export interface RowFilter {
  readonly words: string;
  readonly isWithFindings: boolean;
  /** Of a finding. */
  readonly code?: string | undefined;
}

const columns: readonly RecordingColumn["id"][] = ["name", "length", "level", "snr", "text", "finding"];
const quiet = ["good", "waiting", "out"];

export function chosenRows(
  rows: readonly RecordingRow[],
  filter: RowFilter,
  order: Order,
  language: string,
): readonly RecordingRow[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ name, text, finding, codes, tone }: RecordingRow) => {
    if (filter.code !== undefined && !codes.includes(filter.code)) return false;
    if (filter.isWithFindings && quiet.includes(tone)) return false;
    const all = `${name}\n${text}\n${finding}`.toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const sign = order.isDescending ? -1 : 1;
  const at = columns.indexOf(order.column);
  const collator = new Intl.Collator(language, { numeric: true });
  const compare = (one: RecordingRow, other: RecordingRow) => {
    if (order.column === "text") return sign * collator.compare(one.text, other.text);
    const [a, b] = [one.keys[at] ?? null, other.keys[at] ?? null];
    // What has no number comes last, whichever way.
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return sign * (a - b);
  };
  return rows.filter(fits).sort(compare);
}

/** Those that were sent again, in the place of what they were. */
export function replaced(rows: readonly RecordingRow[], by: readonly RecordingRow[]): readonly RecordingRow[] {
  const known = new Map(by.map((row) => [row.id, row]));
  return rows.map((row) => known.get(row.id) ?? row);
}
