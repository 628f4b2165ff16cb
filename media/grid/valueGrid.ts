// One grid: jobs by fields, gone through with the keys of a spreadsheet. One cell has the keys, and maybe an editor.
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { GridCell, GridColumn, GridPlace, GridRequest, GridRow, GridTable } from "../../src/protocol/grid.js";
import { iconButton } from "../shared/controls.js";
import { cellEditor, cellValue, type EditorField, giveKeys } from "./cellEditor.js";
import { gridKey } from "./keys.js";

interface Editing {
  readonly place: GridPlace;
  /** What the editor begins with. */
  readonly begin: string;
  /** What was there. */
  readonly before: string;
}

export class ValueGrid extends LitElement {
  static override properties = {
    table: { attribute: false },
    row: { state: true },
    column: { state: true },
    editing: { state: true },
  };
  private static send: (request: GridRequest) => void = () => {};

  declare table: GridTable | undefined;
  /** Of the cell with the keys; column −1 is the job's name. */
  declare private row: number;
  declare private column: number;
  declare private editing: Editing | undefined;
  wasUsed = false;
  /** The keys go to the cell, or its editor, once it is painted. */
  private isFocusOwed = false;

  constructor() {
    super();
    this.row = 0;
    this.column = 0;
  }

  static define(send: (request: GridRequest) => void): void {
    ValueGrid.send = send;
    customElements.define("value-grid", ValueGrid);
  }

  takeKeys(): void {
    this.isFocusOwed = true;
    this.requestUpdate();
  }

  goTo({ row, column }: GridPlace): void {
    this.editing = undefined;
    this.row = Math.max(0, this.table?.rows.findIndex(({ id }) => id === row) ?? 0);
    this.column = this.table?.columns.findIndex(({ id }) => id === column) ?? 0;
    this.takeKeys();
  }

  /** With a value that was asked for. */
  edit(place: GridPlace, value: string): void {
    this.goTo(place);
    this.editing = { place, begin: value, before: value };
  }

  paste(): void {
    const place = this.place();
    if (place) ValueGrid.send({ type: "paste", place });
    this.takeKeys();
  }

  /** What stands in the editor becomes the value. */
  commit(): void {
    const { editing } = this;
    const field = this.querySelector<EditorField>(".editor");
    this.editing = undefined;
    if (editing && field && field.value !== editing.before)
      ValueGrid.send({ type: "set", place: editing.place, value: field.value });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    if (!this.isFocusOwed) return;
    this.isFocusOwed = false;
    const field = this.querySelector<EditorField>(".editor");
    if (field) giveKeys(field, this.editing?.begin !== this.editing?.before);
    else this.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  }

  protected override willUpdate(): void {
    // Jobs that were left out make room.
    this.row = Math.min(this.row, (this.table?.rows.length ?? 1) - 1);
    this.column = Math.min(this.column, (this.table?.columns.length ?? 1) - 1);
  }

  protected override render() {
    const { table } = this;
    if (!table) return nothing;
    return html`<div class="gridFrame">
      <table role="grid" aria-label=${table.title} aria-rowcount=${table.rows.length + 1} @keydown=${this.onKey}
        @focusin=${() => {
          this.wasUsed = true;
        }}>
        <thead><tr>
          <th scope="col" class="job">${table.corner}</th>
          ${table.columns.map(({ title, hint }) => html`<th scope="col" title=${hint || nothing}>${title}</th>`)}
        </tr></thead>
        <tbody>${repeat(
          table.rows,
          ({ id }) => id,
          (row, at) => this.rowOf(row, at, table),
        )}</tbody>
      </table>
    </div>`;
  }

  private rowOf(row: GridRow, at: number, { columns }: GridTable): TemplateResult {
    const { title, detail, cells, leaveOut } = row;
    return html`<tr class=${leaveOut === undefined ? "forAll" : ""}>
      <th scope="row" class="job" tabindex=${this.isActive(at, -1) ? 0 : -1} @mousedown=${() => this.point(at, -1)}>
        <div class="name">
          <span class="words"><bdi class="title" title=${title}>${title}</bdi><bdi class="detail">${detail}</bdi></span>
          ${
            leaveOut === undefined
              ? nothing
              : html`<span class="leave">${iconButton("close", `${leaveOut}: ${title}`, () => ValueGrid.send({ type: "leaveOut", row: row.id }), "quiet")}</span>`
          }
        </div>
      </th>
      ${columns.map((column, index) => this.cellOf(cells[index] ?? { text: "" }, at, index, column, row))}
    </tr>`;
  }

  private cellOf(cell: GridCell, at: number, index: number, column: GridColumn, row: GridRow): TemplateResult {
    const { isFixed, isMuted, difference, problem } = cell;
    const isActive = this.isActive(at, index);
    const looks = [problem && "isWrong", difference && "isDifferent", isMuted && "isMuted", isFixed && "isFixed"].filter(Boolean);
    if (isActive && this.editing)
      return html`<td class="isEdited">${cellValue(cell)}${cellEditor(this.editing.begin, `${column.title}: ${row.title}`, column.choices, this.onEditorKey, () => this.commit())}</td>`;
    return html`<td class=${looks.join(" ")} tabindex=${isActive ? 0 : -1} aria-readonly=${isFixed ? "true" : nothing}
      aria-invalid=${problem ? "true" : nothing} title=${difference ?? nothing}
      @mousedown=${(event: MouseEvent) => this.press(event, at, index, cell)} @dblclick=${() => this.begin(cell)}>
      ${cellValue(cell)}
    </td>`;
  }

  private isActive(row: number, column: number): boolean {
    return row === this.row && column === this.column;
  }

  private place(): GridPlace | undefined {
    const { table, row, column } = this;
    const [job, field] = [table?.rows[row], table?.columns[Math.max(0, column)]];
    return table && job && field ? { table: table.id, row: job.id, column: field.id } : undefined;
  }

  private point(row: number, column: number): void {
    if (this.editing) this.commit();
    this.row = row;
    this.column = column;
  }

  /** A second press on the same cell edits it. */
  private press(event: MouseEvent, row: number, column: number, cell: GridCell): void {
    const isAgain = this.isActive(row, column) && document.activeElement === event.currentTarget;
    this.point(row, column);
    event.preventDefault();
    this.takeKeys();
    if (isAgain) this.begin(cell);
  }

  private begin({ value, isFixed }: GridCell, typed?: string): void {
    const place = this.place();
    if (!place || isFixed || this.column < 0 || this.editing) return;
    if (value === undefined && typed === undefined) return ValueGrid.send({ type: "open", place });
    this.editing = { place, begin: typed ?? value ?? "", before: value ?? "" };
    this.isFocusOwed = true;
    // At once: the letter that an input method composes belongs into the editor already.
    this.performUpdate();
  }

  private move(rows: number, columns: number): void {
    const { table } = this;
    if (!table) return;
    this.row = Math.max(0, Math.min(table.rows.length - 1, this.row + rows));
    this.column = Math.max(-1, Math.min(table.columns.length - 1, this.column + columns));
    this.takeKeys();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (this.editing || event.defaultPrevented) return;
    if (event.target instanceof HTMLButtonElement) return;
    if (this.isDone(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /** False = the key goes on to the editor of the cell, or is none of ours. */
  private isDone(event: KeyboardEvent): boolean {
    const isText = this.table?.columns[this.column]?.choices === undefined;
    const meant = gridKey(event, isText, document.documentElement.dir === "rtl");
    if (meant?.kind === "move") {
      this.move(...meant.by);
      return true;
    }
    const place = this.place();
    const row = this.table?.rows[this.row];
    if (!meant || !place || !row) return false;
    switch (meant.kind) {
      case "clear":
        if (this.column >= 0) ValueGrid.send({ type: "clear", place });
        else if (row.leaveOut !== undefined) ValueGrid.send({ type: "leaveOut", row: row.id });
        this.takeKeys();
        return true;
      case "paste":
        this.paste();
        return true;
      case "undo":
        ValueGrid.send({ type: "undo" });
        return true;
      case "edit": {
        const cell = row.cells[this.column];
        if (cell) this.begin(cell, meant.typed);
        return cell !== undefined && !meant.isComposed;
      }
    }
  }

  private readonly onEditorKey = (event: KeyboardEvent): void => {
    // Enter may end what an input method composes.
    if (event.isComposing) return;
    const { key, shiftKey } = event;
    const isSent = (event.ctrlKey || event.metaKey) && key === "Enter";
    if (isSent) return;
    if (key === "Escape") this.editing = undefined;
    else if (key === "Enter" || key === "Tab") this.commit();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (key === "Enter") this.move(1, 0);
    else if (key === "Tab") this.move(0, shiftKey ? -1 : 1);
    else this.takeKeys();
  };
}
