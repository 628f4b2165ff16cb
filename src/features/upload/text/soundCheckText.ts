// Words what a cloud has measured of recordings apart from any job, and why there is no measurement.
import * as l10n from "@vscode/l10n";
import type { JobField } from "../../../core/cloud/jobField.js";
import type { VoiceError } from "../../../core/errors.js";
import type { CloudSound } from "../../../core/ports/recordingPackages.js";
import { expectedText, missedMeasures, plainText } from "../../../text/assessment/assessmentText.js";
import { measureChart } from "../../../text/assessment/measureChart.js";
import { escapeModal } from "../../../text/escape.js";
import { isRecord } from "../../../text/fields/rawFields.js";
import { sentences } from "../../../text/punctuation.js";
import { choiceTitle } from "../../../text/translate.js";
import type { SoundCheckOutcome } from "../soundCheck.js";
import { refusalText } from "./uploadText.js";

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

/** Under the question whether the cloud shall measure. */
export function soundCheckDetail(connection: string, cloud: string, size: string): string {
  return [
    l10n.t("Connection: {0}", escapeModal(connection)),
    "",
    l10n.t(
      "A package ({0}) is uploaded to the store that {1} names, and measured there. No job is made, and nothing is submitted.",
      size,
      cloud,
    ),
    l10n.t("What this costs is not documented. Look into the cloud's price list before you use it often."),
  ].join("\n");
}

/** Why there is no measurement. Not escaped. */
export function soundCheckProblem(
  outcome: Exclude<SoundCheckOutcome, { kind: "measured" }>,
  explain: (error: VoiceError) => string,
): string {
  switch (outcome.kind) {
    case "refused": {
      const { state, failure } = outcome.state;
      const said = failure?.message ?? failure?.code ?? state;
      return l10n.t("The cloud measured nothing: {0}", said);
    }
    case "late":
      return l10n.t("The cloud has not finished after 15 minutes. Whether it goes on is not known.");
    case "notSent": {
      const { outcome: sent } = outcome;
      if (sent.kind === "changed") return l10n.t("A file was changed while it was uploaded. Check the sound again.");
      if (sent.kind === "noAddress") return l10n.t("The store refused the upload. Nothing was measured.");
      return sent.byStore ? refusalText(sent.error) : explain(sent.error);
    }
    case "failed":
      return sentences(
        explain(outcome.error),
        outcome.at === "measuring" && l10n.t("Whether the measurement has begun is not known."),
      );
  }
}
