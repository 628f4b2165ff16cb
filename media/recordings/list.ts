// The list of recordings as a grid: only the rows that are seen exist, the keyboard goes from row to row.
import { html, nothing, svg, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { RecordingColumn, RecordingRow, RecordingsView } from "../../src/protocol/recordings.js";
import { icon } from "../shared/controls.js";
import type { Order } from "./rows.js";

/** Pixels of one row. */
export const rowHeight = 48;

export interface ListInput {
  readonly view: RecordingsView;
  readonly rows: readonly RecordingRow[];
  readonly order: Order;
  /** Index of the first row that is seen, and of the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Index of the row that the keyboard is on; -1 = none. */
  readonly active: number;
  readonly opened: string | undefined;
  sort(column: RecordingColumn["id"]): void;
  choose(index: number): void;
  onKey(event: KeyboardEvent): void;
}

export function list(input: ListInput): TemplateResult {
  const { view, rows, from, to, active } = input;
  const seen = rows.map((row, index) => ({ row, index })).slice(from, to);
  // The row that the keyboard is on is there even where it is not seen: readers of screens speak of it.
  if (active >= 0 && rows[active] && (active < from || active >= to)) seen.push({ row: rows[active], index: active });
  return html`<div
    class="grid"
    role="grid"
    tabindex="0"
    aria-label=${view.words.list}
    aria-description=${view.words.keys}
    aria-rowcount=${rows.length + 1}
    aria-colcount=${view.columns.length}
    aria-activedescendant=${active >= 0 && rows[active] ? `row${active}` : nothing}
    @keydown=${input.onKey}
  >
    <div role="rowgroup" class="head"><div role="row" class="row" aria-rowindex="1">${view.columns.map((column) => columnHead(column, input))}</div></div>
    <div role="rowgroup" class="body" .style=${`height: ${rows.length * rowHeight}px`}>
      ${repeat(
        seen,
        ({ row }) => row.id,
        ({ row, index }) => rowOf(row, index, input),
      )}
    </div>
    ${rows.length === 0 ? html`<div class="none">${view.words.noneShown}</div>` : nothing}
  </div>`;
}

function columnHead({ id, title }: RecordingColumn, { order, sort }: ListInput): TemplateResult {
  const isSorted = order.column === id;
  const sorted = isSorted ? (order.isDescending ? "descending" : "ascending") : "none";
  return html`<div role="columnheader" class="cell ${id}" aria-sort=${sorted}>
    <button type="button" @click=${() => sort(id)}>${title}${isSorted ? icon(order.isDescending ? "arrow-down" : "arrow-up") : nothing}</button>
  </div>`;
}

function rowOf(row: RecordingRow, index: number, { active, opened, choose }: ListInput): TemplateResult {
  const isActive = index === active;
  return html`<div
    role="row"
    id="row${index}"
    class="row item tone-${row.tone} ${isActive ? "active" : ""}"
    aria-rowindex=${index + 2}
    aria-selected=${row.id === opened ? "true" : "false"}
    .style=${`transform: translateY(${index * rowHeight}px)`}
    @click=${() => choose(index)}
  >
    <div role="gridcell" class="cell name">
      ${icon(row.icon)}<span class="hiddenText">${row.label}</span>
      <span class="number">${row.number}</span><bdi class="clip" title=${row.name}>${row.name}</bdi>
      ${picture(row.peaks)}
    </div>
    <div role="gridcell" class="cell length">${row.length}</div>
    <div role="gridcell" class="cell level">${row.level}</div>
    <div role="gridcell" class="cell snr">${row.snr}</div>
    <div role="gridcell" class="cell text" title=${row.text}><bdi class="clip">${row.text}</bdi></div>
    <div role="gridcell" class="cell finding" title=${row.finding}><span class="clip">${row.finding}</span>${row.more ? html`<span class="more">${row.more}</span>` : nothing}</div>
  </div>`;
}

/** For the eye only. */
function picture(peaks: readonly number[]): TemplateResult {
  const count = peaks.length / 2;
  const steps = Array.from({ length: count }, (_, at) => {
    const [least = 0, most = 0] = [peaks[2 * at], peaks[2 * at + 1]];
    const height = Math.max(6, (most - least) * 0.5);
    return `M${at * 2 + 1} ${50 - most * 0.5}v${height}`;
  });
  return html`<svg class="picture" aria-hidden="true" focusable="false" viewBox="0 0 ${Math.max(2, count * 2)} 100" preserveAspectRatio="none">${svg`<path d=${steps.join("")} />`}</svg>`;
}
