// A bar for each reason or group, with its number; of a Pareto chart also the line of the shares so far.
import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { ChartBody } from "../../src/protocol/overview.js";
import { clipped, mark, type Pick } from "./marks.js";

const line = 24;
const head = 24;

export function rows({ groups }: Extract<ChartBody, { kind: "rows" }>, title: string, width: number, pick: Pick): TemplateResult {
  const isNarrow = width < 480;
  // In a narrow page the words stand above their bar.
  const wordsWidth = isNarrow ? width : Math.min(300, width * 0.42);
  const tall = isNarrow ? line * 1.75 : line;
  const left = isNarrow ? 0 : wordsWidth + 10;
  const room = Math.max(40, width - left - 112);
  let y = 0;
  let isFirst = true;
  const sums: string[] = [];
  const words: SVGTemplateResult[] = [];
  const drawn = groups.map((group) => {
    const above = group.title === undefined ? "" : svg`<text class="group" x="0" y=${y + 16}>${group.title}</text>`;
    if (group.title !== undefined) y += head;
    const own = group.rows.map((row) => {
      const from = y;
      y += tall;
      const middle = from + (isNarrow ? line * 1.15 : line / 2);
      if (row.sum !== undefined) sums.push(`${left + (room * row.sum) / 100},${middle}`);
      const shape = svg`<rect class="hit" x="0" y=${from} width=${width} height=${tall} />
        <rect class="track" x=${left} y=${middle - 7} width=${room} height="14" />
        <rect class="row" x=${left} y=${middle - 7} width=${Math.max(2, (room * row.size) / 100)} height="14" />`;
      // The button says all of it already.
      words.push(svg`<text class="title" aria-hidden="true" x=${isNarrow ? 0 : wordsWidth} y=${isNarrow ? from + 13 : middle} dy=${isNarrow ? 0 : "0.34em"}
          text-anchor=${isNarrow ? "start" : "end"}>${clipped(row.title, wordsWidth)}</text>
        <text class="value" aria-hidden="true" x=${left + room + 8} y=${middle} dy="0.34em">${row.value}</text>`);
      const button = mark(row, isFirst, pick, shape);
      isFirst &&= row.id === undefined;
      return button;
    });
    y += 6;
    return svg`${above}${own}`;
  });
  const sum =
    sums.length > 1
      ? svg`<polyline class="sumEdge" points=${sums.join(" ")} /><polyline class="sum" points=${sums.join(" ")} />${sums.map(
          (point) => {
            const [cx, cy] = point.split(",");
            return svg`<circle class="sumPoint" cx=${cx} cy=${cy} r="2.5" />`;
          },
        )}`
      : "";
  return html`<svg width=${width} height=${Math.ceil(y)} role="group" aria-label=${title}>${drawn}${sum}${words}</svg>`;
}
