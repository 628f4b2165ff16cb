// The small language of the filter box: `state:failed type:basic,premium age:<7d noise`. Read, written and completed; one pass over the text.
//
// Parts stand beside each other and all must fit; of several values of one part, after commas, any may. A value is the cloud's own
// word or its title, or the beginning of one, in any case; what has spaces stands in quotes, a quote in it twice. What has no part
// is looked for in names and IDs. `age` is the time since the last change, `created` since the creation: `<7d` for younger, `>7d`
// for older (m, h, d, w), a day (2026-01-31), or a range of days with `..`.

import { type JobFilter, type ListedPart, listedParts } from "./jobFilter.js";

/** A value of a part, as people call it. */
export interface NamedValue {
  readonly value: string;
  readonly label: string;
}

type TimePart = "created" | "updated";
export type FilterKey = ListedPart | TimePart | "reasons";

/** The word of each part; words of the person's language come beside them. */
export const filterWords: Readonly<Record<FilterKey, string>> = {
  ...listedParts,
  reasons: "reason",
  created: "created",
  updated: "age",
};

export interface FilterVocabulary {
  /** Further words for the parts. */
  readonly words: ReadonlyMap<string, FilterKey>;
  valuesOf(part: ListedPart): readonly NamedValue[];
}

export interface ReadFilter {
  readonly filter: JobFilter;
  /** What cannot be understood, verbatim. */
  readonly problems: readonly string[];
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
const longest = 2000;

export function readFilter(text: string, vocabulary: FilterVocabulary, now: number): ReadFilter {
  const lists = new Map<ListedPart, Set<string>>();
  const times: Record<string, number> = {};
  const reasons = new Set<string>();
  const words: string[] = [];
  const problems: string[] = [];
  const given = text.slice(0, longest);
  for (const { key, values, from, to } of tokensOf(given, vocabulary)) {
    if (key === undefined) words.push(...values);
    else if (key === "reasons") for (const value of values) reasons.add(value);
    else if (key === "created" || key === "updated") {
      const range = values.length === 1 ? readRange(values[0]!, now) : undefined;
      if (!range) problems.push(given.slice(from, to));
      if (range?.since !== undefined) times[`${key}Since`] = range.since;
      if (range?.until !== undefined) times[`${key}Until`] = range.until;
    } else {
      const found = lists.get(key) ?? new Set<string>();
      lists.set(key, found);
      for (const value of values) for (const each of meant(value, vocabulary.valuesOf(key))) found.add(each);
    }
  }
  const listed = Object.fromEntries([...lists].flatMap(([part, values]) => (values.size > 0 ? [[part, [...values]]] : [])));
  return {
    filter: {
      ...listed,
      ...(reasons.size > 0 && { reasons: [...reasons] }),
      ...(words.length > 0 && { text: words.join(" ") }),
      ...times,
    },
    problems,
  };
}

/** The text that is read as this filter. */
export function writeFilter(filter: JobFilter): string {
  const lists = (Object.keys(listedParts) as ListedPart[]).flatMap((part) => {
    const values = filter[part] ?? [];
    return values.length > 0 ? [`${filterWords[part]}:${values.map(quoted).join(",")}`] : [];
  });
  const ranges = (["created", "updated"] as const).flatMap((part) => {
    const [since, until] = [filter[`${part}Since`], filter[`${part}Until`]];
    if (since === undefined && until === undefined) return [];
    return [`${filterWords[part]}:${since === undefined ? "" : isoText(since)}..${until === undefined ? "" : isoText(until)}`];
  });
  const reasons = filter.reasons ?? [];
  const why = reasons.length > 0 ? [`${filterWords.reasons}:${reasons.map(quoted).join(",")}`] : [];
  return [...lists, ...why, ...ranges, ...(filter.text ? [quoted(filter.text)] : [])].join(" ");
}

/** A text that goes on where the person is. */
export interface Completion {
  readonly text: string;
  /** Of a part. */
  readonly key?: FilterKey;
  /** Of a value. */
  readonly value?: NamedValue;
}

/** What the last word of the text can become. */
export function completions(text: string, vocabulary: FilterVocabulary): readonly Completion[] {
  const last = tokensOf(text.slice(0, longest), vocabulary).at(-1);
  const isOpen = last !== undefined && last.to === text.length;
  const typed = isOpen ? last.typed.toLowerCase() : "";
  if (!isOpen || last.key === undefined) {
    const before = isOpen ? text.slice(0, last.from) : text;
    const keys = (Object.keys(filterWords) as FilterKey[]).filter((key) => filterWords[key].startsWith(typed));
    return keys.map((key) => ({ text: `${before}${filterWords[key]}:`, key }));
  }
  const { key } = last;
  if (key === "created" || key === "updated" || key === "reasons" || last.isClosed) return [];
  const chosen = new Set(last.done.flatMap((value) => meant(value, vocabulary.valuesOf(key))));
  const before = `${text.slice(0, last.from)}${filterWords[key]}:${last.done.map((value) => `${quoted(value)},`).join("")}`;
  const values = vocabulary.valuesOf(key);
  const open = values.filter(({ value, label }) => !chosen.has(value) && `${value}\n${label}`.toLowerCase().includes(typed));
  // By its title, as on the screen; of several that are called the same, all are meant.
  const texts = new Map(open.map((value) => [`${before}${quoted(value.label === "" ? value.value : value.label)}`, value]));
  return [...texts].map(([each, value]) => ({ text: each, value }));
}

/** The cloud's word, else the title; else what begins so, else what has it somewhere; else the word as it is: not all of them are known. */
function meant(typed: string, values: readonly NamedValue[]): readonly string[] {
  const wanted = typed.toLowerCase();
  const exact = values.filter(({ value, label }) => value.toLowerCase() === wanted || label.toLowerCase() === wanted);
  if (exact.length > 0 || wanted === "") return exact.length > 0 ? exact.map(({ value }) => value) : [""];
  const begins = values.filter(({ value, label }) => [value, label].some((word) => word.toLowerCase().startsWith(wanted)));
  if (begins.length > 0) return begins.map(({ value }) => value);
  const has = values.filter(({ value, label }) => `${value}\n${label}`.toLowerCase().includes(wanted));
  return has.length > 0 ? has.map(({ value }) => value) : [typed];
}

function tokensOf(text: string, { words }: FilterVocabulary): readonly Token[] {
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
function readRange(text: string, now: number): { readonly since?: number; readonly until?: number } | undefined {
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

function isoText(at: number): string {
  return new Date(at).toISOString();
}

function quoted(text: string): string {
  const isPlain = text !== "" && !/[\s,，、:："“”]/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

function isSpace(sign: string): boolean {
  return /\s/.test(sign);
}
