// What stands in a cell of the grid: its value, and the editor over it, an input or a list where the cell has choices.
import { html, nothing, type TemplateResult } from "lit";
import type { GridCell, GridColumn } from "../../src/protocol/grid.js";
import { icon } from "../shared/controls.js";

export type EditorField = HTMLInputElement | HTMLSelectElement;

/** Stays, unseen, while the cell is edited: so that no column moves. */
export function cellValue({ text, difference, problem }: GridCell): TemplateResult {
  return html`<span class="value">${problem ? icon("error") : difference ? icon("edit") : nothing}<bdi title=${text || nothing}>${text}</bdi></span>
      ${difference ? html`<span class="hiddenText">${difference}</span>` : nothing}
      ${problem ? html`<span class="problem"><bdi>${problem}</bdi></span>` : nothing}`;
}

export function cellEditor(
  begin: string,
  label: string,
  choices: GridColumn["choices"],
  onKey: (event: KeyboardEvent) => void,
  left: () => void,
): TemplateResult {
  if (!choices)
    return html`<input class="editor" type="text" dir="auto" spellcheck="false" aria-label=${label} .value=${begin}
        @keydown=${onKey} @blur=${left}>`;
  const known = choices.some(({ value }) => value === begin) ? choices : [{ value: begin, label: begin }, ...choices];
  return html`<select class="editor" aria-label=${label} @keydown=${onKey} @blur=${left}>
      ${known.map(({ value, label: words }) => html`<option value=${value} ?selected=${value === begin}>${words}</option>`)}
    </select>`;
}

/** `isTyped`: it begins with what was typed, and that goes on; else all of it is marked. */
export function giveKeys(field: EditorField, isTyped: boolean): void {
  if (document.activeElement === field) return;
  field.focus();
  if (field instanceof HTMLInputElement) field.setSelectionRange(isTyped ? field.value.length : 0, field.value.length);
}
