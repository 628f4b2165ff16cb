// A line for each stage: the box of usual stays, the median in it, and a dot for each job that is there now. Short and long times share a scale of decades.
import { html, svg, type TemplateResult } from "lit";
import type { ChartBody } from "../../src/protocol/overview.js";
import { clipped, mark, type Pick } from "./marks.js";

const line = 40;
/** Pixels from one time of the scale to the next. */
const tickRoom = 36;

export function stages(
  { rows, ticks }: Extract<ChartBody, { kind: "stages" }>,
  title: string,
  width: number,
  pick: Pick,
): TemplateResult {
  const isNarrow = width < 480;
  const words = isNarrow ? width : Math.min(220, width * 0.32);
  const left = isNarrow ? 8 : words + 16;
  const room = width - left - 12;
  const tall = isNarrow ? 66 : line;
  const height = rows.length * tall + 22;
  const place = (percent: number) => left + (room * percent) / 100;
  let isFirst = true;
  const button: typeof mark = (...[given, , ...others]) => {
    const drawn = mark(given, isFirst, ...others);
    isFirst &&= given.id === undefined;
    return drawn;
  };
  return html`<svg width=${width} height=${height} role="group" aria-label=${title}>
    ${apart(ticks, place).map(
      ({ at, text }) => svg`<line class="grid" x1=${place(at)} x2=${place(at)} y1="0" y2=${height - 18} />
        <text class="tick" x=${Math.min(place(at), width - 24)} y=${height - 5} text-anchor="middle">${text}</text>`,
    )}
    ${rows.map((row, index) => {
      const top = index * tall;
      const middle = top + (isNarrow ? 50 : line / 2);
      const { box } = row;
      const isDense = row.dots.length > 12;
      // Where there are many, they do not lie upon each other.
      const lift = (at: number) => (isDense ? ((at % 3) - 1) * 5 : 0);
      const hit = svg`<rect class="hit" x="0" y=${top} width=${isNarrow ? width : words} height=${isNarrow ? 34 : tall} />`;
      // The button says all of it already.
      const told = svg`<text class="title" aria-hidden="true" x=${isNarrow ? 0 : words} y=${isNarrow ? top + 14 : middle - 3} text-anchor=${isNarrow ? "start" : "end"}>${clipped(row.title, words)}</text>
        <text class="detail" aria-hidden="true" x=${isNarrow ? 0 : words} y=${isNarrow ? top + 30 : middle + 13} text-anchor=${isNarrow ? "start" : "end"}>${clipped(row.value, words, 6)}</text>`;
      const boxed = box
        ? svg`<line class="whisker" x1=${place(box.low)} x2=${place(box.end)} y1=${middle} y2=${middle} />
            <rect class="box" x=${place(box.low)} y=${middle - 9} width=${Math.max(3, place(box.high) - place(box.low))} height="18" />
            <line class="median" x1=${place(box.median)} x2=${place(box.median)} y1=${middle - 9} y2=${middle + 9} />`
        : "";
      return svg`<line class="axis" x1=${left} x2=${width - 8} y1=${middle} y2=${middle} />
        ${boxed}${button(row, false, pick, hit)}${told}
        ${row.dots.map((dot, at) => button(dot, false, pick, svg`<circle class="dot" cx=${place(dot.at)} cy=${middle + lift(at)} r=${isDense ? 3.5 : 5} />`))}`;
    })}
  </svg>`;
}

/** What stands too near to the one before is left out. */
function apart<T extends { readonly at: number }>(ticks: readonly T[], place: (percent: number) => number): T[] {
  let last = Number.NEGATIVE_INFINITY;
  return ticks.filter(({ at }) => {
    if (place(at) - last < tickRoom) return false;
    last = place(at);
    return true;
  });
}
