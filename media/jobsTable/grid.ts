// The table as a grid: only the rows that are seen exist, at their places in a list of any length.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { JobsTableRow, JobsTableView, TableColumn } from "../../src/protocol/jobsTable.js";
import { icon } from "../shared/controls.js";
import type { HeadDrag } from "./headDrag.js";

/** Pixels of a row, and of the heads above them. */
export const [rowHeight, headHeight] = [26, 30];

export interface GridInput {
  readonly view: JobsTableView;
  /** Index of the first of these rows, and how many there are in all. */
  readonly from: number;
  readonly count: number;
  readonly rows: readonly JobsTableRow[];
  /** Index of the row that the keyboard is on; -1 = none. */
  readonly active: number;
  /** Of a head that is dragged, and the place where it would be. */
  readonly dragged: { readonly column: string; readonly to: number } | undefined;
  readonly drag: HeadDrag;
  /** Pixels. */
  widthOf(column: TableColumn): number;
  sort(column: TableColumn["id"]): unknown;
  choose(row: JobsTableRow, event: MouseEvent): void;
  open(row: JobsTableRow): void;
  onKey(event: KeyboardEvent): void;
  onScroll(): void;
}

export function grid(input: GridInput): TemplateResult {
  const { view, from, count, rows, active } = input;
  const { columns, words } = view;
  const template = columns.map((column) => `${input.widthOf(column)}px`).join(" ");
  const isHere = active >= from && active < from + rows.length;
  return html`<div
    class="grid"
    role="grid"
    tabindex="0"
    aria-label=${words.table}
    aria-description=${words.keys}
    aria-multiselectable="true"
    aria-rowcount=${count + 1}
    aria-colcount=${columns.length}
    aria-activedescendant=${isHere ? `row${active}` : nothing}
    .style=${`--columns: ${template}`}
    @keydown=${(event: KeyboardEvent) => input.onKey(event)}
    @scroll=${() => input.onScroll()}
  >
    <div role="rowgroup" class="head">
      <div role="row" class="row" aria-rowindex="1">${columns.map((column, index) => head(column, index, input))}</div>
    </div>
    <div role=${rows.length > 0 ? "rowgroup" : "presentation"} class="body" .style=${`height: ${count * rowHeight}px`}>
      ${repeat(
        rows,
        ({ id }) => id,
        (row, index) => rowOf(row, from + index, input),
      )}
    </div>
    ${view.empty ? html`<div class="empty">${view.empty}</div>` : nothing}
  </div>`;
}

function head(column: TableColumn, index: number, { view, dragged, drag, sort }: GridInput): TemplateResult {
  const { id, title, sorted } = column;
  const isTarget = dragged?.to === index && dragged.column !== id;
  return html`<div role="columnheader" class="cell ${isTarget ? "target" : ""} ${dragged?.column === id ? "dragged" : ""}" aria-sort=${sorted ?? "none"}>
    <button
      type="button"
      aria-description=${view.words.headKeys}
      title=${title}
      @click=${() => sort(id)}
      @keydown=${(event: KeyboardEvent) => drag.onKey(event, column, index, view.columns.length)}
      @pointerdown=${(event: PointerEvent) => drag.beginMove(event, column)}
    ><span class="clip">${title}</span>${sorted ? icon(sorted === "descending" ? "arrow-down" : "arrow-up") : nothing}</button>
    <span class="edge" aria-hidden="true" @pointerdown=${(event: PointerEvent) => drag.beginResize(event, column)}></span>
  </div>`;
}

function rowOf(row: JobsTableRow, index: number, input: GridInput): TemplateResult {
  const isActive = index === input.active;
  const { columns } = input.view;
  return html`<div
    role="row"
    id="row${index}"
    class="row item tone-${row.tone} ${isActive ? "active" : ""} ${row.isStale ? "stale" : ""}"
    aria-rowindex=${index + 2}
    aria-selected=${row.isSelected ? "true" : "false"}
    .style=${`transform: translateY(${index * rowHeight}px)`}
    @click=${(event: MouseEvent) => input.choose(row, event)}
    @dblclick=${() => input.open(row)}
  >${row.cells.map((cell, at) => {
    const id = columns[at]?.id;
    return html`<div role="gridcell" class="cell ${id}" title=${cell}>${id === "state" ? icon(row.icon) : nothing}<bdi class="clip">${cell}</bdi></div>`;
  })}</div>`;
}
