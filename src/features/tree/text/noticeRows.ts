// Words the rows of the tree that are no jobs: what is missing, what is being read, what went wrong, and what a click does about it.
import * as l10n from "@vscode/l10n";
import { type Coverage, count, coverageText } from "../../../text/counts.js";
import type { Explanation } from "../../../text/errors/errorText.js";
import { escapeLabel } from "../../../text/escape.js";
import type { RowView } from "../../../text/jobText.js";
import { looks } from "../../../text/phases.js";
import { inOneBreath, sentences } from "../../../text/punctuation.js";

/** In a group. */
export function moreRow(left: number, locale: string): RowView {
  return spoken(l10n.t("Load more"), l10n.t("{0} not loaded", count(left, locale)), "ellipsis");
}

/** At the end of a connection. */
export function moreOfAllRow(coverage: Coverage, locale: string): RowView {
  return spoken(l10n.t("Load more"), coverageText(coverage, locale), "ellipsis");
}

/** Loading went on until the person stopped it. */
export function stoppedRow(coverage: Coverage, locale: string): RowView {
  return spoken(l10n.t("Stopped. Load the rest"), coverageText(coverage, locale), "debug-continue");
}

/** `coverage`: how far it is, where that is known. */
export function loadingRow(coverage?: Coverage, locale = ""): RowView {
  const isKnown = coverage?.total !== undefined;
  const progress = isKnown ? l10n.t("{0} of {1}", count(coverage.loaded, locale), count(coverage.total!, locale)) : "";
  return spoken(l10n.t("Loading…"), progress, "loading~spin");
}

/** `act`: what a click does about it; none where jobs come from elsewhere. */
export function emptyRow(act = ""): RowView {
  return spoken(l10n.t("No jobs yet"), act, "info");
}

/** A click takes the filter away. */
export function unmatchedRow(): RowView {
  return spoken(l10n.t("Nothing matches the filter"), l10n.t("Clear Filter"), "filter");
}

/** A click leads to where states are hidden. */
export function allHiddenRow(): RowView {
  return spoken(l10n.t("All jobs are in hidden states"), l10n.t("Group and Sort…"), "eye-closed");
}

/** The sentence of an error; the act that a click starts is named behind it. */
export function errorRow(explanation: Explanation): RowView {
  const label = escapeLabel(explanation.sentence, 500);
  const description = explanation.nextAct.label;
  return { label, description, look: looks.failed, accessibilityLabel: sentences(label, description) };
}

function spoken(label: string, description: string, icon: string): RowView {
  return { label, description, look: { icon }, accessibilityLabel: inOneBreath([label, description]) };
}
