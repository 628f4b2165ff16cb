// Words what a cloud has measured of recordings apart from any job: one line, and each measure beside what was expected.
import * as l10n from "@vscode/l10n";
import type { JobField } from "../../core/cloud/jobField.js";
import type { CloudSound } from "../../core/ports/recordingPackages.js";
import { isRecord } from "../fields/rawFields.js";
import { sentences } from "../punctuation.js";
import { choiceTitle } from "../translate.js";
import { expectedText, missedMeasures, plainText } from "./assessmentText.js";
import { measureChart } from "./measureChart.js";

/** Measures that are shown, and UTF-16 code units of the verdict. */
const [mostMeasures, longestVerdict] = [12, 1_500];

/** `field`: the field of the cloud's jobs that is an assessment, which has the words for the measures. */
export function measuredSound(assessment: unknown, field: JobField, locale: string): CloudSound {
  const entries = isRecord(assessment) ? Object.entries(assessment).slice(0, mostMeasures) : [];
  const measures = entries.flatMap(([name, measure]) => {
    const chart = isRecord(measure) ? measureChart(measure.expected, measure.actual) : undefined;
    if (!isRecord(measure) || !chart) return [];
    const title = choiceTitle(field.choices ?? [], name);
    return [{ title, found: plainText(measure.actual), expected: expectedText(measure.expected), ...chart }];
  });
  const raw = Object.fromEntries([[field.path, Object.fromEntries(entries)]]);
  const missed = missedMeasures({ id: "", name: "", state: "", phase: "unknown", raw }, [{ ...field, kind: "assessment" }], {
    locale,
  });
  const good = l10n.t("all that was measured is as expected.");
  const unknown = l10n.t("the answer has no measure that is known here.");
  const verdict = missed.length > 0 ? sentences(...missed).slice(0, longestVerdict) : measures.length > 0 ? good : unknown;
  return { verdict, isGood: missed.length === 0, measures };
}
