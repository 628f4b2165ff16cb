// The fields of the job in their sections: a column of names, a column of values, tables where a field is one.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { marks, type SectionView } from "../../src/protocol/details.js";
import type { FieldRow, Table } from "../../src/protocol/pageParts.js";
import { iconButton } from "../shared/controls.js";
import { measureChart } from "./measureChart.js";
import { copyButton, type Paint, type Painted, referenceLine } from "./paint.js";

export function sections(paint: Paint): TemplateResult {
  return html`<div class="sections">
    ${repeat(
      paint.view.sections,
      (section) => section.id,
      (section) => sectionBlock(paint, section),
    )}
  </div>`;
}

export function footer(paint: Paint): Painted {
  const { readAt, requestId } = paint.view;
  if (!readAt && !requestId) return nothing;
  return html`<footer>
    ${readAt ? html`<span title=${readAt.tooltip}>${readAt.text}</span>` : nothing}
    ${requestId ? referenceLine(paint, requestId) : nothing}
  </footer>`;
}

function sectionBlock(paint: Paint, section: SectionView): TemplateResult {
  const heading = `section-${section.id}`;
  return html`<section class="fields ${section.tables.length > 0 ? "wide" : ""}" aria-labelledby=${heading}>
    <h2 id=${heading}>${section.title}</h2>
    ${
      section.rows.length > 0
        ? html`<dl>
            ${repeat(
              section.rows,
              (row) => row.id,
              (row) => fieldRow(paint, row),
            )}
          </dl>`
        : nothing
    }
    ${section.tables.map(tableBlock)}
  </section>`;
}

export function fieldRow(paint: Paint, row: FieldRow): TemplateResult {
  const { send } = paint;
  const hasControls = row.mask || row.open || row.copy;
  // No white space around the value: it is kept where the cloud sent it.
  return html`<div class="row" data-mark=${marks.row(row.id)}>
    <dt title=${row.hint ?? nothing}><bdi>${row.label}</bdi></dt>
    <dd>
      <span class="value look-${row.look}" dir="auto" title=${row.tooltip ?? nothing}>${row.value}</span>
      ${row.detail === undefined ? nothing : html`<span class="detail">${row.detail}</span>`}
      ${
        hasControls
          ? html`<span class="controls">${row.mask ? maskButton(row, send) : nothing}${
              row.open ? iconButton("link-external", row.open.label, () => send({ type: "openLink", field: row.id })) : nothing
            }${row.copy ? copyButton(paint, row.copy) : nothing}</span>`
          : nothing
      }
    </dd>
  </div>`;
}

function maskButton({ id, mask }: FieldRow, send: Paint["send"]): TemplateResult {
  const isRevealed = mask?.isRevealed ?? false;
  const onClick = () => send({ type: isRevealed ? "hide" : "reveal", field: id });
  return iconButton(isRevealed ? "eye-closed" : "eye", mask?.label ?? "", onClick, "mask");
}

export function tableBlock({ caption, columns, rows }: Table): TemplateResult {
  return html`<div class="tableFrame" role="region" aria-label=${caption} tabindex="0">
    <table>
      <caption>${caption}</caption>
      <thead>
        <tr>${columns.map((column, index) => html`<th scope="col" class=${isNumeric(rows, index - 1) ? "number" : ""}>${column}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            <th scope="row" title=${row.tooltip ?? nothing}><bdi>${row.title}</bdi></th>
            ${row.cells.map(
              (cell, index) =>
                html`<td class=${isNumeric(rows, index) ? "number" : isSentence(cell.text) ? "words" : ""} title=${cell.tooltip ?? nothing}>
                  ${
                    cell.chart
                      ? html`<span class="charted">${measureChart(cell.chart)}<bdi>${cell.text}</bdi></span>`
                      : html`<bdi>${cell.text}</bdi>`
                  }
                </td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** What may be broken into lines: Chinese says in eight characters what fills a column. */
function isSentence(text: string): boolean {
  return text.length > 20 || (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 8;
}

/** A column of numbers is set to the right, its heading too; one with charts, so that all of its texts stand beside them. */
function isNumeric(rows: Table["rows"], index: number): boolean {
  if (rows.some((row) => row.cells[index]?.chart)) return true;
  return (
    rows.some((row) => row.cells[index]?.isNumber) &&
    rows.every((row) => row.cells[index]?.isNumber || row.cells[index]?.text === "–")
  );
}
