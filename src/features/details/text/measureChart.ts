// Draws a measure beside what is expected of it: reads "180-260", ">=35" and the like, and places the number among them.
import type { Chart } from "../../../protocol/details.js";

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
  const range = readRange(expected);
  const at = readNumber(actual);
  if (!range || at === undefined) return undefined;
  const { low, high } = range;
  const unit = low !== undefined && high !== undefined ? high - low : Math.abs(low ?? high ?? 0) || Math.abs(at) || 1;
  const limits = [low, high].filter((limit) => limit !== undefined);
  const start = Math.min(...limits.map((limit) => limit - unit * room), at - unit * room * 0.3);
  const end = Math.max(...limits.map((limit) => limit + unit * room), at + unit * room * 0.3);
  const place = (value: number) => Math.round(((value - start) / (end - start)) * 1000) / 10;
  return {
    from: low === undefined ? 0 : place(low),
    to: high === undefined ? 100 : place(high),
    at: place(at),
    isWithin: at >= (low ?? at) && at <= (high ?? at),
  };
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
