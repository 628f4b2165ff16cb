// The words of a filter as they stand in its text: one pass over it, and the times that some of them mean.
import { type ListedPart, listedParts } from "./jobFilter.js";

/** A value of a part, as people call it. */
export interface NamedValue {
  readonly value: string;
  readonly label: string;
  /** What guides and colleagues in another language call it: its English titles. */
  readonly others?: readonly string[];
}

type TimePart = "created" | "updated";

export type FilterKey = ListedPart | TimePart | "reasons";

/** The word of each part; words of the person's language come beside them. */
export const filterWords: Readonly<Record<FilterKey, string>> = {
  ...listedParts,
  onDemand: "on-demand",
  reasons: "reason",
  created: "created",
  updated: "age",
};

export interface FilterVocabulary {
  /** Further words for the parts. */
  readonly words: ReadonlyMap<string, FilterKey>;
  valuesOf(part: ListedPart): readonly NamedValue[];
}

interface Token {
  /** Place of its first and behind its last character. */
  readonly from: number;
  readonly to: number;
  /** Absent = it has no part. */
  readonly key?: FilterKey;
  readonly values: readonly string[];
  /** Behind the last comma. */
  readonly typed: string;
  /** Before it. */
  readonly done: readonly string[];
  /** The last value was in quotes, and they are closed. */
  readonly isClosed: boolean;
}

const second = 1000;

const units = new Map([
  ["m", 60 * second],
  ["h", 3600 * second],
  ["d", 86_400 * second],
  ["w", 604_800 * second],
]);

/** In UTF-16 code units: longer ones were not typed. */
export const longest = 2000;

export function tokensOf(text: string, { words }: FilterVocabulary): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (isSpace(text[at]!)) {
      at += 1;
      continue;
    }
    const from = at;
    let key: FilterKey | undefined;
    let value = "";
    const values: string[] = [];
    /** The quote that closes what is open. */
    let open = "";
    let isQuoted = false;
    /** The first colon ends the word of a part, if it is one. */
    let isWordOpen = true;
    for (; at < text.length && (open !== "" || !isSpace(text[at]!)); at += 1) {
      const sign = text[at]!;
      if (open !== "") {
        if (sign !== open) value += sign;
        else if (text[at + 1] === open && open === '"') {
          value += sign;
          at += 1;
        } else open = "";
      } else if (value === "" && !isQuoted && (sign === '"' || sign === "“")) {
        open = sign === "“" ? "”" : '"';
        isQuoted = true;
      } else if (isWordOpen && !isQuoted && (sign === ":" || sign === "：")) {
        key = keyOf(value, words);
        isWordOpen = false;
        value = key ? "" : value + sign;
      } else if (key !== undefined && (sign === "," || sign === "，" || sign === "、")) {
        if (value !== "" || isQuoted) values.push(value);
        value = "";
        isQuoted = false;
      } else value += sign;
    }
    const done = [...values];
    if (value !== "" || isQuoted) values.push(value);
    const isClosed = isQuoted && open === "";
    tokens.push({
      from,
      to: at,
      ...(key && { key }),
      values,
      typed: value,
      done,
      isClosed,
    });
  }
  return tokens;
}

function keyOf(word: string, words: ReadonlyMap<string, FilterKey>): FilterKey | undefined {
  const wanted = word.toLowerCase();
  const own = (Object.keys(filterWords) as FilterKey[]).find((key) => filterWords[key] === wanted);
  return own ?? words.get(wanted);
}

/** Undefined = it says no time. */
export function readRange(text: string, now: number): { readonly since?: number; readonly until?: number } | undefined {
  const dots = text.indexOf("..");
  if (dots >= 0) {
    const [first, last] = [text.slice(0, dots), text.slice(dots + 2)];
    const [since, until] = [first === "" ? undefined : timeOf(first), last === "" ? undefined : timeOf(last)];
    if ((first !== "" && !since) || (last !== "" && !until) || (!since && !until)) return undefined;
    return { ...(since && { since: since.from }), ...(until && { until: until.to }) };
  }
  const sign = text[0] === "<" || text[0] === ">" ? text[0] : "";
  const rest = text.slice(sign.length);
  const age = ageOf(rest);
  // Younger is later.
  if (age !== undefined) return sign === ">" ? { until: now - age } : { since: now - age };
  const time = timeOf(rest);
  if (!time) return undefined;
  if (sign === "") return { since: time.from, until: time.to };
  return sign === ">" ? { since: time.to + 1 } : { until: time.from - 1 };
}

function ageOf(text: string): number | undefined {
  const unit = units.get(text.at(-1)?.toLowerCase() ?? "");
  const digits = text.slice(0, -1);
  return unit !== undefined && /^\d{1,5}$/.test(digits) ? Number(digits) * unit : undefined;
}

/** A day where the person is, from its first to its last millisecond; or one moment. */
function timeOf(text: string): { readonly from: number; readonly to: number } | undefined {
  const [, year, month, date] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  if (year === undefined) {
    const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(moment) ? undefined : { from: moment, to: moment };
  }
  const from = new Date(Number(year), Number(month) - 1, Number(date));
  if (from.getMonth() !== Number(month) - 1 || from.getDate() !== Number(date)) return undefined;
  const next = new Date(Number(year), Number(month) - 1, Number(date) + 1);
  return { from: from.getTime(), to: next.getTime() - 1 };
}

function isSpace(sign: string): boolean {
  return /\s/.test(sign);
}
