// Words the question whether a cloud shall measure recordings apart from any job, and why there is no measurement.
import * as l10n from "@vscode/l10n";
import type { TypeLimits } from "../../../core/cloud/capabilities/accountLimits.js";
import type { VoiceError } from "../../../core/errors.js";
import { escapeModal } from "../../../text/escape.js";
import { inOneBreath, sentences } from "../../../text/punctuation.js";
import { duration } from "../../../text/time.js";
import type { SoundCheckOutcome } from "../soundCheck/soundCheck.js";
import { refusalText } from "./storeText.js";

/** Under the question whether the cloud shall measure. */
export function soundCheckDetail(connection: string, cloud: string, size: string, lengths = ""): string {
  return [
    ...(lengths === "" ? [] : [lengths, ""]),
    l10n.t("Connection: {0}", escapeModal(connection)),
    "",
    l10n.t(
      "A package ({0}) is uploaded to the store that {1} names, and measured there. No job is made, and nothing is submitted.",
      size,
      cloud,
    ),
    l10n.t("What this costs is not documented. See the cloud's price list before you use it often."),
  ].join("\n");
}

/** Whether a length of all recordings is one that the account's sound check takes, and both in a sentence. Seconds. */
export function soundCheckLengths(
  seconds: number,
  { least, most }: TypeLimits,
  locale: string,
): { readonly isOutside: boolean; readonly sentence: string } {
  const length = (value: number) => duration(value * 1_000, locale);
  const asked = inOneBreath([
    ...(least === undefined ? [] : [l10n.t("at least {0}", length(least))]),
    ...(most === undefined ? [] : [l10n.t("at most {0}", length(most))]),
  ]);
  if (asked === "") return { isOutside: false, sentence: "" };
  const isShort = seconds < (least ?? 0);
  const isLong = seconds > (most ?? Number.POSITIVE_INFINITY);
  return {
    isOutside: isShort || isLong,
    sentence: sentences(
      l10n.t("The account's limits for a sound check: {0}. These recordings together: {1}.", asked, length(seconds)),
      isShort && l10n.t("That is too short."),
      isLong && l10n.t("That is too long."),
    ),
  };
}

/** What became of a check that was under way when a window closed. Not escaped. */
export function foundOutText(folder: string, found: string): string {
  return l10n.t("Sound check of {0}: {1}", folder, found);
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
      if (sent.kind === "unreadable")
        return l10n.t("The file cannot be read. Check that it is still there, and its permissions.");
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
