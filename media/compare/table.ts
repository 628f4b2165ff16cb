// The table: a column for each job, its head with state and page, and the rows by section; what differs has a mark, a word and a line.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { CompareCell, CompareColumn, CompareRow } from "../../src/protocol/compare.js";
import { icon, iconButton } from "../shared/controls.js";
import type { ComparePaint } from "./paint.js";

export function comparison(paint: ComparePaint): TemplateResult {
  const { view, hasEqual } = paint;
  const { columns, words } = view;
  const shown = view.sections
    .map((section) => ({ ...section, rows: section.rows.filter(({ status }) => hasEqual || status !== "equal") }))
    .filter(({ rows }) => rows.length > 0);
  const differs = view.sections.some(({ rows }) => rows.some(({ status }) => status === "different"));
  return html`<div class="tableFrame" role="region" aria-label=${words.table} tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col" class="corner"><span class="hiddenText">${words.field}</span></th>
            ${columns.map((column, index) => columnHead(paint, column, index))}
          </tr>
        </thead>
        ${repeat(
          shown,
          ({ id }) => id,
          ({ title, rows }) => html`<tbody>
            <tr class="section"><th scope="rowgroup" colspan=${columns.length + 1}><h2>${title}</h2></th></tr>
            ${repeat(
              rows,
              ({ id }) => id,
              (row) => fieldRow(paint, row),
            )}
          </tbody>`,
        )}
      </table>
    </div>
    ${differs ? nothing : html`<p class="calm">${icon("check")} ${words.nothingDiffers}</p>`}
    ${view.more === undefined ? nothing : html`<p class="calm">${icon("info")} ${view.more}</p>`}`;
}

function columnHead({ send }: ComparePaint, column: CompareColumn, index: number): TemplateResult {
  const { letter, name, place, jobId, state, open, notice } = column;
  return html`<th scope="col">
    <div class="head">
      <span class="letter" aria-hidden="true">${letter}</span>
      <div class="job">
        <button type="button" class="open" title=${`${name}\n${open}`} aria-label=${`${letter}: ${name}. ${open}`}
          @click=${() => send({ type: "open", column: index })}><bdi>${name}</bdi></button>
        ${
          state
            ? html`<span class="state tone-${state.tone}" title=${state.verbatim}>${icon(state.icon)}<bdi>${state.label}</bdi></span>`
            : nothing
        }
        <span class="place"><bdi>${place}</bdi></span>
        <span class="code"><bdi>${jobId}</bdi></span>
        ${
          notice
            ? html`<div class="notice ${notice.tone}">${icon(notice.icon)}<span>${notice.text}</span>
                ${
                  notice.nextAct === undefined
                    ? nothing
                    : html`<button type="button" class="link" @click=${() => send({ type: "nextAct", column: index })}>${notice.nextAct}</button>`
                }</div>`
            : nothing
        }
      </div>
    </div>
  </th>`;
}

function fieldRow(paint: ComparePaint, row: CompareRow): TemplateResult {
  const marks = { different: "diff-modified", equal: "blank", single: "blank", unknown: "question" } as const;
  return html`<tr class="row ${row.status}" data-row=${row.id}>
    <th scope="row" title=${row.hint ?? nothing}>
      <span class="sign" title=${row.statusLabel}>${icon(marks[row.status])}</span><bdi>${row.label}</bdi
      ><span class="hiddenText">, ${row.statusLabel}</span>
    </th>
    ${row.cells.map((cell, index) => valueCell(paint, row, cell, index))}
  </tr>`;
}

function valueCell({ view, copied, send }: ComparePaint, row: CompareRow, cell: CompareCell, column: number): TemplateResult {
  const { mask, copy } = cell;
  const id = `${column} ${row.id}`;
  if (cell.look === "absent")
    return html`<td class="absent ${cell.isOdd ? "odd" : ""}"><span class="hiddenText">${cell.tooltip}</span><span aria-hidden="true" title=${cell.tooltip ?? nothing}>·</span></td>`;
  const toggle = () => send({ type: mask?.isRevealed ? "hide" : "reveal", column, field: row.id });
  // No white space around the value: it is kept where the cloud sent it.
  return html`<td class=${cell.isOdd ? "odd" : ""}>${
    cell.isOdd
      ? html`<span class="oddMark" title=${view.words.odd}>${icon("circle-small-filled")}<span class="hiddenText">${view.words.odd}: </span></span>`
      : nothing
  }<span class="value look-${cell.look}" dir="auto" title=${cell.tooltip ?? nothing}>${cell.value}</span>${
    cell.detail === undefined ? nothing : html` <span class="detail">${cell.detail}</span>`
  }${
    mask || copy
      ? html`<span class="controls">${
          mask ? iconButton(mask.isRevealed ? "eye-closed" : "eye", mask.label, toggle, "mask") : nothing
        }${copy ? iconButton(copied === id ? "check" : "copy", copy.label, () => send({ type: "copy", column, field: row.id }), "copy") : nothing}</span>`
      : nothing
  }</td>`;
}
