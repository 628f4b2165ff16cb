// A column for each day, parts upon each other; told apart by order and pattern as well as by colour. Days nothing is known of are hatched.
import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { ChartBody } from "../../src/protocol/overview.js";
import { mark, type Pick } from "./marks.js";

const height = 190;
const [left, top, bottom] = [36, 8, 22];

export function bars(
  { columns, most }: Extract<ChartBody, { kind: "bars" }>,
  title: string,
  width: number,
  pick: Pick,
): TemplateResult {
  const room = height - top - bottom;
  const step = (width - left - 4) / columns.length;
  const ticks = ticksOf(most);
  const end = ticks.at(-1) ?? 1;
  const place = (value: number) => top + room - (value / end) * room;
  let isFirst = true;
  const dated = columns.flatMap(({ tick }, at) => (tick === "" ? [] : [at]));
  const apart = ((dated[1] ?? columns.length) - (dated[0] ?? 0)) * step;
  /** In a narrow page each second date stands there, or fewer; the last always. */
  const every = Math.max(1, Math.ceil(dateRoom / apart));
  const isDated = (at: number) => (dated.length - 1 - dated.indexOf(at)) % every === 0;
  return html`<svg width=${width} height=${height} role="group" aria-label=${title}>
    ${ticks.map(
      (value) => svg`<line class="grid" x1=${left} x2=${width} y1=${place(value)} y2=${place(value)} />
        <text class="tick" x=${left - 6} y=${place(value)} dy="0.34em" text-anchor="end">${value}</text>`,
    )}
    ${columns.map(({ parts, tick, label }, at) => {
      const x = left + at * step + 1;
      const thick = Math.max(2, step - 2);
      let sum = 0;
      const drawn = (parts ?? []).map((part): SVGTemplateResult => {
        const [from, to] = [place(sum), place(sum + part.value)];
        sum += part.value;
        const tall = Math.max(1.5, from - to - 0.5);
        const shape = svg`<rect class="part tone-${part.tone}" x=${x} y=${to} width=${thick} height=${tall} />
          <rect class="texture tone-${part.tone}" x=${x + 1} y=${to + tall / 2 - 1} width=${Math.max(0, thick - 2)} height=${tall > 5 ? 2 : 0} />`;
        const button = mark(part, isFirst, pick, shape);
        isFirst &&= part.id === undefined;
        return button;
      });
      const day =
        parts === null
          ? svg`<line class="unknown" x1=${x + thick / 2} x2=${x + thick / 2} y1=${top} y2=${top + room}><title>${label}</title></line>`
          : "";
      return svg`${day}${drawn}<text class="tick" x=${Math.min(x + thick / 2, width - 14)} y=${height - 6} text-anchor="middle">${isDated(at) ? tick : ""}</text>`;
    })}
  </svg>`;
}

/** Pixels from date to date: the last one stands further left than its column. */
const dateRoom = 50;

/** Whole numbers, four at most. */
function ticksOf(most: number): number[] {
  const rough = Math.max(1, most / 3);
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * scale).find((each) => each >= rough) ?? rough;
  const whole = Math.max(1, Math.ceil(step));
  return Array.from({ length: Math.ceil(most / whole) + 1 }, (_, at) => at * whole);
}
