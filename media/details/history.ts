// A job's past: what its reviews said, and what happened when as one list, the latest first.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ReviewView, TimelineLine } from "../../src/protocol/details.js";
import type { FieldRow } from "../../src/protocol/pageParts.js";
import type { Paint, Painted } from "./paint.js";
import { fieldRow, tableBlock } from "./sections.js";

export function reviews(paint: Paint): Painted {
  return paint.view.history.reviews.map((review) => reviewBlock(paint, review));
}

function reviewBlock(paint: Paint, { id, title, time, quote, tables, rows }: ReviewView): TemplateResult {
  const heading = `review-${id.replace(/\W+/g, "")}`;
  return html`<section class="fields review" aria-labelledby=${heading}>
    <div class="heading">
      <h2 id=${heading}>${title}</h2>
      ${time ? html`<span class="time" title=${time.tooltip}>${time.text}</span>` : nothing}
    </div>
    ${quote === undefined ? nothing : html`<blockquote dir="auto">${quote}</blockquote>`}
    ${tables.map(tableBlock)} ${rowList(paint, rows)}
  </section>`;
}

export function timeline(paint: Paint): Painted {
  const block = paint.view.history.timeline;
  if (!block) return nothing;
  const { title, lines, earlier, notes, read } = block;
  const open = earlier ? lines.slice(0, earlier.from) : lines;
  return html`<section class="fields timeline" aria-labelledby="timeline">
    <h2 id="timeline">${title}</h2>
    ${
      notes.length > 0
        ? html`<p class="gaps">
            ${notes.map((note) => html`<span>${note}</span>`)}
            ${read === undefined ? nothing : html`<vscode-button secondary @click=${() => paint.send({ type: "readHistory" })}>${read}</vscode-button>`}
          </p>`
        : nothing
    }
    ${lineList(paint, open)}
    ${
      earlier
        ? html`<details>
            <summary>${earlier.label}</summary>
            ${lineList(paint, lines.slice(earlier.from))}
          </details>`
        : nothing
    }
  </section>`;
}

function lineList(paint: Paint, lines: readonly TimelineLine[]): Painted {
  if (lines.length === 0) return nothing;
  return html`<ol>
    ${repeat(
      lines,
      ({ id }) => id,
      (line) => lineItem(paint, line),
    )}
  </ol>`;
}

function lineItem(paint: Paint, { title, tooltip, time, gap, who, isObserved, quotes, rows }: TimelineLine): TemplateResult {
  return html`<li class="event ${isObserved ? "observed" : ""}">
    <div class="what">
      <bdi class="eventTitle" title=${tooltip ?? nothing}>${title}</bdi>
      ${who === undefined ? nothing : html`<bdi class="who">${who}</bdi>`}
    </div>
    <div class="when">
      ${time ? html`<span title=${time.tooltip}>${time.text}</span>` : nothing}
      <span class="gap">${gap}</span>
    </div>
    ${quotes.map((quote) => html`<blockquote dir="auto">${quote}</blockquote>`)} ${rowList(paint, rows)}
  </li>`;
}

function rowList(paint: Paint, rows: readonly FieldRow[]): Painted {
  if (rows.length === 0) return nothing;
  return html`<dl>
    ${repeat(
      rows,
      ({ id }) => id,
      (row) => fieldRow(paint, row),
    )}
  </dl>`;
}
