// Marks of charts as buttons: one stop of the Tab key a chart, the arrow keys from mark to mark, Enter or a click for its jobs.
import { type SVGTemplateResult, svg } from "lit";
import type { ChartMark } from "../../src/protocol/overview.js";

export type Pick = (mark: string) => void;

/** `isFirst`: where the Tab key comes to. What no filter finds is no button. */
export function mark({ id, label }: ChartMark, isFirst: boolean, pick: Pick, shape: SVGTemplateResult): SVGTemplateResult {
  if (id === undefined) return svg`<g class="mark" role="img" aria-label=${label}>${shape}<title>${label}</title></g>`;
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pick(id);
  };
  return svg`<g class="mark isButton" role="button" tabindex=${isFirst ? 0 : -1} aria-label=${label} data-mark=${id}
    @click=${() => pick(id)} @keydown=${press}>${shape}<title>${label}</title></g>`;
}

/** In the order of reading: columns from below, rows from the left. */
export function moveFocus(event: KeyboardEvent): void {
  const steps = new Map([["ArrowRight", 1], ["ArrowDown", 1], ["ArrowLeft", -1], ["ArrowUp", -1]]); // biome-ignore format: pairs
  const all = [...(event.currentTarget as Element).querySelectorAll<SVGGElement>(".mark.isButton")];
  const at = all.indexOf(document.activeElement as SVGGElement);
  if (at < 0) return;
  const ends = new Map([["Home", 0], ["End", all.length - 1]]); // biome-ignore format: pairs
  const to = ends.get(event.key) ?? at + (steps.get(event.key) ?? 0);
  const next = all[Math.max(0, Math.min(all.length - 1, to))];
  if (!next || next === all[at]) return;
  event.preventDefault();
  for (const each of all) each.setAttribute("tabindex", each === next ? "0" : "-1");
  next.focus();
}

/** As much as fits: a letter takes some seven pixels, a Chinese one nearly twice that. */
export function clipped(text: string, width: number, letterWidth = 7): string {
  let room = width;
  let kept = "";
  for (const letter of text) {
    room -= letter > "\u2e7f" ? letterWidth * 1.9 : letterWidth;
    if (room < letterWidth) return `${kept.trimEnd()}…`;
    kept += letter;
  }
  return kept;
}
