// Words the verdict of a check: whether the set fits, and what stands in the way.
import * as l10n from "@vscode/l10n";
import { evenGaps } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import type { CheckedKind, RecordingsReport, SummaryLine } from "../report.js";
import { findingText } from "./findings/findingText.js";
import { duration, number } from "./findings/units.js";

/** "Huawei Basic". */
export function kindTitle({ cloudTitle, requirements }: CheckedKind): string {
  return evenGaps(l10n.t("{0} {1}", translate(cloudTitle), translate(requirements.title)));
}

/** One sentence. It says what was checked here, and nothing of what a review will say. */
export function verdictText({ verdict, kind }: RecordingsReport, locale: string): string {
  const { refuse, warn, hint } = verdict.counts;
  if (kind && refuse > 0)
    return evenGaps(l10n.t("Not suitable for {0}. Reasons for a refusal: {1}.", kindTitle(kind), number(refuse, locale)));
  if (refuse > 0) return l10n.t("Some of it cannot be used. Places: {0}.", number(refuse, locale));
  if (warn > 0 && kind)
    return evenGaps(
      l10n.t("Nothing was found for which {0} would refuse it. Warnings: {1}.", kindTitle(kind), number(warn, locale)),
    );
  if (warn > 0) return l10n.t("Warnings: {0}.", number(warn, locale));
  if (kind)
    return evenGaps(
      l10n.t("Suitable for {0}, as far as can be checked here. Hints: {1}.", kindTitle(kind), number(hint, locale)),
    );
  return l10n.t("Nothing wrong was found. Hints: {0}.", number(hint, locale));
}

/** How many there are, and how long they are together. */
export function totalsText({ totals }: RecordingsReport, locale: string): string {
  return l10n.t(
    "Recordings: {0}, together {1}, of which {2} from the first to the last word.",
    number(totals.recordings, locale),
    duration(totals.seconds, locale),
    duration(totals.speechSeconds, locale),
  );
}

/** A line of the summary: one finding in words, and how many recordings have the same. */
export function summaryText({ example, files }: SummaryLine, locale: string, cloud?: string): string {
  const text = findingText(example, locale, cloud);
  return files.length > 1 ? l10n.t("{0} The same in others: {1}.", text, number(files.length - 1, locale)) : text;
}
