// The small language of the filter box: `state:failed type:basic,premium age:<7d noise`. Read, written and completed; one pass over the text.
//
// Parts stand beside each other and all must fit; of several values of one part, after commas, any may. A value is the cloud's own
// word or its title, or the beginning of one, in any case; what has spaces stands in quotes, a quote in it twice. What has no part
// is looked for in names and IDs. `age` is the time since the last change, `created` since the creation: `<7d` for younger, `>7d`
// for older (m, h, d, w), a day (2026-01-31), or a range of days with `..`.

import {
  type FilterKey,
  type FilterVocabulary,
  filterWords,
  longest,
  type NamedValue,
  readRange,
  tokensOf,
} from "./filterTokens.js";
import { type JobFilter, type ListedPart, listedParts } from "./jobFilter.js";

export interface ReadFilter {
  readonly filter: JobFilter;
  /** What cannot be understood, verbatim. */
  readonly problems: readonly string[];
}

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
  const open = values.filter(
    ({ value, label, others = [] }) => !chosen.has(value) && [value, label, ...others].join("\n").toLowerCase().includes(typed),
  );
  // By its title, as on the screen; of several that are called the same, all are meant.
  const texts = new Map(open.map((value) => [`${before}${quoted(value.label === "" ? value.value : value.label)}`, value]));
  return [...texts].map(([each, value]) => ({ text: each, value }));
}

/** The cloud's word, else the title; else what begins so, else what has it somewhere; else the word as it is: not all of them are known. */
function meant(typed: string, values: readonly NamedValue[]): readonly string[] {
  const wanted = typed.toLowerCase();
  const names = ({ value, label, others = [] }: NamedValue) => [value, label, ...others].map((word) => word.toLowerCase());
  const exact = values.filter((each) => names(each).includes(wanted));
  if (exact.length > 0 || wanted === "") return exact.length > 0 ? exact.map(({ value }) => value) : [""];
  const begins = values.filter((each) => names(each).some((word) => word.startsWith(wanted)));
  if (begins.length > 0) return begins.map(({ value }) => value);
  const has = values.filter((each) => names(each).some((word) => word.includes(wanted)));
  return has.length > 0 ? has.map(({ value }) => value) : [typed];
}

function isoText(at: number): string {
  return new Date(at).toISOString();
}

function quoted(text: string): string {
  const isPlain = text !== "" && !/[\s,，、:："“”]/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}
