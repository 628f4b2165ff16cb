// The measures of all jobs laid over each other: one scale a measure, one lane and one letter a job. The numbers stand in the table, too.
import { html, nothing, svg, type TemplateResult } from "lit";
import type { CompareView, MeasureOverlay } from "../../src/protocol/compare.js";

/** Pixels. */
const lane = 18;

export function measures({ measures: drawn, columns }: CompareView): TemplateResult | typeof nothing {
  if (!drawn) return nothing;
  return html`<section class="measures" aria-labelledby="measures">
    <h2 id="measures">${drawn.title}</h2>
    <p class="note">${drawn.note}</p>
    <ul>
      ${drawn.overlays.map(
        (overlay) => html`<li>
          <span class="measureTitle"><bdi>${overlay.title}</bdi></span>
          ${chart(
            overlay,
            columns.map(({ letter }) => letter),
          )}
          <span class="detail">${overlay.expected}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}

function chart({ charts, label }: MeasureOverlay, letters: readonly string[]): TemplateResult {
  const height = charts.length * lane;
  return html`<svg class="overlay" height=${height} role="img" aria-label=${label}>
    ${charts.map((each, index) => {
      const middle = index * lane + lane / 2;
      if (!each) return svg`<line class="scale none" x1="0" x2="100%" y1=${middle} y2=${middle} />`;
      // Told by shape as well as by colour.
      const shape = each.isWithin ? svg`<circle r="8" />` : svg`<path d="M0 -10 10 0 0 10 -10 0Z" />`;
      return svg`<line class="scale" x1="0" x2="100%" y1=${middle} y2=${middle} />
        <rect class="expected" x="${each.from}%" width="${each.to - each.from}%" y=${index * lane} height=${lane} />
        <svg class="mark ${each.isWithin ? "within" : "outside"}" x="${each.at}%" y=${middle}>${shape}<text dy="0.36em">${letters[index]}</text></svg>`;
    })}
  </svg>`;
}
