// The rows of the page of recordings: as they are now, and which of them the page lacks.
import type { RecordingRow } from "../../../protocol/recordings.js";
import { isEqualJson } from "../../../services/jobs/equality.js";
import type { RecordingReport } from "../report.js";

export class PageRows {
  private rows: RecordingRow[] = [];
  private readonly places = new Map<string, number>();
  /** As the page has them. */
  private readonly sent = new Map<string, RecordingRow>();

  constructor(private readonly rowOf: (recording: RecordingReport, index: number) => RecordingRow) {}

  take(recordings: readonly RecordingReport[]): void {
    this.rows = recordings.map(this.rowOf);
    this.places.clear();
    for (const [index, { id }] of recordings.entries()) this.places.set(id, index);
  }

  update(recording: RecordingReport): void {
    const at = this.places.get(recording.id);
    if (at !== undefined) this.rows[at] = this.rowOf(recording, at);
  }

  /** A page that was hidden has none. */
  forget(): void {
    this.sent.clear();
  }

  /** What is sent now; undefined = the page has it all. `all`: these are the rows, in the place of those before. */
  changes(): { readonly rows: readonly RecordingRow[]; readonly all: boolean } | undefined {
    const isSame = this.sent.size === this.rows.length && this.rows.every(({ id }) => this.sent.has(id));
    const rows = isSame ? this.rows.filter((row) => !isEqualJson(row, this.sent.get(row.id))) : this.rows;
    if (isSame && rows.length === 0) return undefined;
    if (!isSame) this.sent.clear();
    for (const row of rows) this.sent.set(row.id, row);
    return { rows, all: !isSame };
  }
}
