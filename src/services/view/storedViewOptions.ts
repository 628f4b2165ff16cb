// What the person has chosen to see, as it is kept; read back from anything that an older or newer version may have left.
import { type Arrangement, groupings, sortings } from "../../core/jobs/arrangement.js";
import { type JobFilter, type ListedPart, listedParts } from "../../core/jobs/filter/jobFilter.js";
import { maskPhone } from "../../core/privacy/mask.js";

export interface ChosenOptions {
  readonly filter: JobFilter;
  readonly arrangement: Arrangement;
}

export const atFirst: ChosenOptions = { filter: {}, arrangement: { grouping: "state", sorting: "updated", hidden: {} } };

/** What cannot be read counts as not chosen. */
export function readChosen(stored: unknown): ChosenOptions {
  const { filter, arrangement } = asRecord(stored);
  const { grouping, sorting, hidden } = asRecord(arrangement);
  return {
    filter: tidyFilter(asRecord(filter)),
    arrangement: {
      grouping: groupings.find((each) => each === grouping) ?? atFirst.arrangement.grouping,
      sorting: sortings.find((each) => each === sorting) ?? atFirst.arrangement.sorting,
      hidden: Object.fromEntries(
        Object.entries(asRecord(hidden)).flatMap(([cloud, states]) => {
          const kept = asTexts(states);
          return kept.length > 0 ? [[cloud, kept]] : [];
        }),
      ),
    },
  };
}

/** Without what looks like a phone number, and without words of a cloud: such a filter lasts as long as its window. */
export function withoutPersonal({ filter, arrangement }: ChosenOptions): ChosenOptions {
  // Words of a cloud may hold links and names; a code holds none.
  const isKept = ([name, part]: readonly [string, unknown]) =>
    [part]
      .flat()
      .every(
        (value) => typeof value !== "string" || (maskPhone(value) === value && (name !== "reasons" || /^[\w.-]*$/.test(value))),
      );
  return { filter: Object.fromEntries(Object.entries(filter).filter(isKept)), arrangement };
}

/** A filter in its one form: empty parts are left out. */
export function tidyFilter(found: { readonly [Part in keyof JobFilter]?: unknown }): JobFilter {
  const filter: Record<string, unknown> = {};
  for (const part of Object.keys(listedParts) as ListedPart[]) {
    const values = asTexts(found[part]);
    if (values.length > 0) filter[part] = values;
  }
  const reasons = asTexts(found.reasons);
  if (reasons.length > 0) filter.reasons = reasons;
  const text = typeof found.text === "string" ? found.text.trim().slice(0, longest) : "";
  if (text !== "") filter.text = text;
  for (const part of ["createdSince", "createdUntil", "updatedSince", "updatedUntil"] as const)
    if (typeof found[part] === "number" && Math.abs(found[part]) <= latest) filter[part] = found[part];
  return filter;
}

/** Bounds of what is kept: in values, and in UTF-16 code units of one. */
const most = 500;
const longest = 500;
/** What Date can hold, in milliseconds since 1970. */
const latest = 8.64e15;

function asTexts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  const texts = value.filter((each): each is string => typeof each === "string" && each.length <= longest);
  return [...new Set(texts)].slice(0, most);
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
