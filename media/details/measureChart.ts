// A number drawn beside what is expected of it: a band, and a mark inside or outside. For the eye only: the number stands beside it.
import { html, svg, type TemplateResult } from "lit";
import type { Chart } from "../../src/protocol/pageParts.js";

export function measureChart({ from, to, at, isWithin }: Chart): TemplateResult {
  // Told by shape as well as by colour.
  const mark = isWithin ? svg`<circle r="4" />` : svg`<path d="M0 -5.5 5 0 0 5.5 -5 0Z" />`;
  return html`<svg class="measure ${isWithin ? "within" : "outside"}" aria-hidden="true" focusable="false">
    ${svg`<line class="scale" x1="0" x2="100%" y1="50%" y2="50%" />
      <rect class="expected" x="${from}%" width="${to - from}%" y="3" height="8" rx="2" />
      <svg class="mark" x="${at}%" y="7">${mark}</svg>`}
  </svg>`;
}
