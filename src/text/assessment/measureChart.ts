// Draws a measure beside what is expected of it: reads "180-260", ">=35" and the like, and places the number among them.
import type { Chart } from "../../protocol/pageParts.js";

/** Either end may be open. */
export interface ExpectedRange {
  readonly low?: number;
  readonly high?: number;
  /** The limit itself is not within it. */
  readonly isStrict?: boolean;
}

const number = String.raw`[-+−]?\d+(?:\.\d+)?`;
const between = new RegExp(`^(${number})\\s*(?:-|–|—|~|～|to|至)\\s*(${number})$`, "i");
const bound = new RegExp(`^(>=|≥|>|<=|≤|<)\\s*(${number})$`);

/** Room on the side of a limit, at least: of the width of the range, or of the limit where the other side is open. */
const room = 0.3;

/** Undefined for words that are no numbers, or say nothing to compare with: those stay text. */
export function measureChart(expected: unknown, actual: unknown): Chart | undefined {
  return measureCharts([{ expected, actual }])[0];
}

/** The same measure of several jobs on one scale. */
export function measureCharts(
  measures: readonly { readonly expected: unknown; readonly actual: unknown }[],
): readonly (Chart | undefined)[] {
  const read = measures.map(({ expected, actual }) => {
    const [range, at] = [readRange(expected), readNumber(actual)];
    return range && at !== undefined ? { ...range, at } : undefined;
  });
  const ends = read.flatMap((each) => (each ? [endsOf(each)] : []));
  const start = Math.min(...ends.map(([first]) => first));
  const end = Math.max(...ends.map(([, last]) => last));
  const place = (value: number) => Math.round(((value - start) / (end - start)) * 1000) / 10;
  return read.map(
    (each) =>
      each && {
        from: each.low === undefined ? 0 : place(each.low),
        to: each.high === undefined ? 100 : place(each.high),
        at: place(each.at),
        isWithin: each.at >= (each.low ?? each.at) && each.at <= (each.high ?? each.at),
      },
  );
}

/** What a scale has to show of one measure. */
function endsOf({ low, high, at }: ExpectedRange & { readonly at: number }): readonly [number, number] {
  const unit = low !== undefined && high !== undefined ? high - low : Math.abs(low ?? high ?? 0) || Math.abs(at) || 1;
  const limits = [low, high].filter((limit) => limit !== undefined);
  return [
    Math.min(...limits.map((limit) => limit - unit * room), at - unit * room * 0.3),
    Math.max(...limits.map((limit) => limit + unit * room), at + unit * room * 0.3),
  ];
}

/** "180-260", ">=35" and the like; undefined for everything else. */
export function readRange(expected: unknown): ExpectedRange | undefined {
  if (typeof expected !== "string") return undefined;
  const text = expected.trim();
  const [, low, high] = between.exec(text) ?? [];
  const [from, to] = [readNumber(low), readNumber(high)];
  if (from !== undefined && to !== undefined) return from < to ? { low: from, high: to } : undefined;
  const [, sign = "", limit] = bound.exec(text) ?? [];
  const end = readNumber(limit);
  if (end === undefined) return undefined;
  const strict = sign === ">" || sign === "<" ? ({ isStrict: true } as const) : {};
  return /[>≥]/.test(sign) ? { low: end, ...strict } : { high: end, ...strict };
}

function readNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !new RegExp(`^${number}$`).test(value.trim())) return undefined;
  return Number(value.trim().replace("−", "-"));
}
