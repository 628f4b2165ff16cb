// Words the groups of the tree: what they are called, how many jobs they have and how sure that is.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Grouping, Sorting } from "../../../core/jobs/arrangement.js";
import { phases } from "../../../core/jobs/job.js";
import { amongText, type Count, count } from "../../../text/counts.js";
import { escapeLabel } from "../../../text/escape.js";
import type { RowView } from "../../../text/jobText.js";
import { type Look, looks, phaseTitle, stateInfo, stateTitle } from "../../../text/phases.js";
import { named } from "../../../text/punctuation.js";
import { dateOf } from "../../../text/time.js";
import { choiceTitle, translate } from "../../../text/translate.js";

export function groupRow(cloud: Cloud, grouping: Grouping, key: string, jobs: Count, locale: string): RowView {
  const label = escapeLabel(groupTitle(cloud, grouping, key, locale));
  const number = count(jobs.count, locale);
  const look = groupLook(cloud, grouping, key);
  if (jobs.certainty === "exact") {
    return { label, description: number, look, accessibilityLabel: spokenRow(label, jobs.count, locale) };
  }
  if (jobs.certainty === "counting") {
    const accessibilityLabel =
      jobs.count === 1 ? l10n.t("{0}: one job so far", label) : l10n.t("{0}: {1} jobs so far", label, number);
    return { label, description: l10n.t("{0} so far", number), look, accessibilityLabel };
  }
  const description = jobs.among ? amongText(jobs.count, jobs.among, locale) : l10n.t("{0} loaded", number);
  return { label, description, look, accessibilityLabel: named(label, description) };
}

/** Jobs in undocumented states that no loaded row has shown yet. */
export function elsewhereRow(total: number, locale: string): RowView {
  const label = l10n.t("Other states");
  const number = count(total, locale);
  return { label, description: number, look: looks.unknown, accessibilityLabel: spokenRow(label, total, locale) };
}

/** The cloud's own word for a state, and what it means for a person. */
export function stateTip(cloud: Cloud, state: string): string {
  const hint = stateInfo(cloud, state)?.hint;
  return hint ? named(state, translate(hint)) : state;
}

function spokenRow(label: string, number: number, locale: string): string {
  return number === 1 ? l10n.t("{0}: one job", label) : l10n.t("{0}: {1} jobs", label, count(number, locale));
}

/** A value without a description is shown verbatim. */
export function groupTitle(cloud: Cloud, grouping: Grouping, key: string, locale: string): string {
  if (key === "") return emptyTitles[grouping]();
  switch (grouping) {
    case "state":
      return stateTitle(cloud, key);
    case "phase":
      return phaseTitle(phases.find((phase) => phase === key) ?? "unknown");
    case "type":
    case "tag":
    case "language":
      return choiceTitle(cloud.values[grouping], key);
    case "day":
      return dateOf(key, locale) ?? key;
    case "batch":
    case "customer":
      return key;
  }
}

/** As the choice of a menu. */
export function groupingTitle(grouping: Grouping): string {
  return groupingTitles[grouping]();
}

const groupingTitles: Readonly<Record<Grouping, () => string>> = {
  state: () => l10n.t("State"),
  phase: () => l10n.t("Phase"),
  type: () => l10n.t("Type"),
  tag: () => l10n.t("Tag"),
  batch: () => l10n.t("Batch"),
  language: () => l10n.t("Language"),
  customer: () => l10n.t("Customer"),
  day: () => l10n.t("Day of the last change"),
};

export function sortingTitle(sorting: Sorting): string {
  switch (sorting) {
    case "updated":
      return l10n.t("Last change, latest first");
    case "created":
      return l10n.t("Creation, latest first");
    case "name":
      return l10n.t("Name");
  }
}

/** A group of jobs without the value. */
const emptyTitles: Readonly<Record<Grouping, () => string>> = {
  state: () => l10n.t("No state"),
  phase: () => l10n.t("Other states"),
  type: () => l10n.t("No type"),
  tag: () => l10n.t("No tag"),
  batch: () => l10n.t("No batch"),
  language: () => l10n.t("No language"),
  customer: () => l10n.t("No customer"),
  day: () => l10n.t("No date"),
};

function groupLook(cloud: Cloud, grouping: Grouping, key: string): Look {
  if (grouping === "state") return looks[stateInfo(cloud, key)?.phase ?? "unknown"];
  if (grouping === "phase") return looks[phases.find((phase) => phase === key) ?? "unknown"];
  return { icon: groupIcons[grouping] };
}

const groupIcons = {
  type: "symbol-class",
  tag: "tag",
  batch: "layers",
  language: "globe",
  customer: "account",
  day: "calendar",
} as const satisfies Partial<Record<Grouping, string>>;
