// Words a filter: in one line beside the view's name, and part by part where it is chosen.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../core/cloud/cloud.js";
import { type JobFilter, type ListedPart, listedParts } from "../core/jobs/filter/jobFilter.js";
import { count } from "./counts.js";
import { escapeLabel } from "./escape.js";
import { coverPrivate } from "./fields/privateText.js";
import { stateInfo, stateTitle } from "./phases.js";
import { bracketed, list } from "./punctuation.js";
import { absoluteTime } from "./time.js";
import { choiceTitle, translate } from "./translate.js";

/** The parts that a person chooses one by one. */
export const filterParts = [
  "states",
  "types",
  "tags",
  "languages",
  "sexes",
  "batches",
  "customers",
  "onDemand",
  "reasons",
  "created",
  "updated",
  "text",
] as const;
export type FilterPart = (typeof filterParts)[number];

/** Several values of a part are too long for a line. */
const namedValues = 2;

/** Empty for no filter. */
export function filterText(filter: JobFilter, clouds: readonly Cloud[], locale: string): string {
  return filterParts
    .map((part) => partText(part, filter, clouds, locale))
    .filter(Boolean)
    .join(" · ");
}

/** What a part lets through; empty = everything. */
export function partText(part: FilterPart, filter: JobFilter, clouds: readonly Cloud[], locale: string): string {
  if (part === "text") return filter.text ? `“${escapeLabel(filter.text, 40)}”` : "";
  if (part === "reasons")
    return listText(
      (filter.reasons ?? []).map((reason) => coverPrivate(reason) || l10n.t("No reason")),
      locale,
    );
  if (part === "created") return rangeText(l10n.t("created"), filter.createdSince, filter.createdUntil, locale);
  if (part === "updated") return rangeText(l10n.t("changed"), filter.updatedSince, filter.updatedUntil, locale);
  return listText(
    // Clouds call different states the same.
    [...new Set((filter[part] ?? []).map((value) => valueTitle(part, value, clouds)))],
    locale,
  );
}

/** What the person has chosen not to see, by cloud; empty for nothing. Clouds without a connection have nothing to hide. */
export function hiddenText(
  hidden: Readonly<Record<string, readonly string[]>>,
  clouds: readonly Cloud[],
  locale: string,
): string {
  const lists = clouds.flatMap((cloud) => {
    const titles = (hidden[cloud.id] ?? []).map((state) => stateTitle(cloud, state));
    // Clouds call different states the same.
    if (titles.length === 0) return [];
    const text = listText(titles, locale);
    return [clouds.length > 1 ? bracketed(text, translate(cloud.shortTitle)) : text];
  });
  return lists.length > 0 ? l10n.t("Hidden: {0}", lists.join(" · ")) : "";
}

function listText(values: readonly string[], locale: string): string {
  const titles = values.map((value) => escapeLabel(value, 40));
  const named = list(titles.slice(0, namedValues), locale);
  return titles.length > namedValues ? l10n.t("{0} and {1} more", named, count(titles.length - namedValues, locale)) : named;
}

/** The values of a part that a cloud describes, with their English titles, by which guides name them in every language. */
export function describedValues(
  part: ListedPart,
  { states, values, listing }: Cloud,
): readonly { readonly value: string; readonly title: string }[] {
  const property = listedParts[part];
  if (property === "state") return states.map(({ state, title }) => ({ value: state, title }));
  if (property === "onDemand")
    return listing.serves.includes("onDemand") ? ["yes", "no"].map((value) => ({ value, title: value })) : [];
  if (property === "batch" || property === "customer") return [];
  return values[property].map(({ value, title }) => ({ value, title }));
}

/** In the words of the first cloud that has some. */
export function valueTitle(part: ListedPart, value: string, clouds: readonly Cloud[]): string {
  if (value === "") return missingTitles[part]();
  if (part === "states") {
    const cloud = clouds.find((each) => stateInfo(each, value));
    return cloud ? stateTitle(cloud, value) : value;
  }
  const property = listedParts[part];
  if (property === "batch" || property === "customer") return value;
  if (property === "onDemand") return onDemandTitles.get(value)?.() ?? value;
  const cloud = clouds.find(({ values }) => values[property].some((choice) => choice.value === value));
  return cloud ? choiceTitle(cloud.values[property], value) : value;
}

const onDemandTitles: ReadonlyMap<string, () => string> = new Map([
  ["yes", () => l10n.t("On demand")],
  ["no", () => l10n.t("Not on demand")],
]);

/** Jobs that have no such value. */
const missingTitles: Readonly<Record<ListedPart, () => string>> = {
  states: () => l10n.t("No state"),
  types: () => l10n.t("No type"),
  tags: () => l10n.t("No tag"),
  languages: () => l10n.t("No language"),
  sexes: () => l10n.t("Sex not given"),
  batches: () => l10n.t("No batch"),
  customers: () => l10n.t("No customer"),
  onDemand: () => l10n.t("Resource not given"),
};

export function partTitle(part: FilterPart): string {
  return partTitles[part]();
}

const partTitles: Readonly<Record<FilterPart, () => string>> = {
  states: () => l10n.t("State"),
  types: () => l10n.t("Type"),
  tags: () => l10n.t("Tag"),
  languages: () => l10n.t("Language"),
  sexes: () => l10n.t("Sex"),
  batches: () => l10n.t("Batch"),
  customers: () => l10n.t("Customer"),
  onDemand: () => l10n.t("On-demand resource"),
  reasons: () => l10n.t("Reason"),
  created: () => l10n.t("Created"),
  updated: () => l10n.t("Last changed"),
  text: () => l10n.t("Name or ID"),
};

function rangeText(what: string, since: number | undefined, until: number | undefined, locale: string): string {
  const from = since === undefined ? undefined : absoluteTime(since, locale);
  const to = until === undefined ? undefined : absoluteTime(until, locale);
  if (from !== undefined && to !== undefined) return l10n.t("{0} from {1} to {2}", what, from, to);
  if (from !== undefined) return l10n.t("{0} since {1}", what, from);
  return to === undefined ? "" : l10n.t("{0} until {1}", what, to);
}
