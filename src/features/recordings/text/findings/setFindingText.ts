// Words what was found in the set as a whole.
import * as l10n from "@vscode/l10n";
import { list } from "../../../../text/punctuation.js";
import type { Finding } from "../../finding.js";
import { duration, hertz, number, percent, signed } from "./units.js";

export function setText(finding: Finding, locale: string): string {
  const { measured = 0, others = [], detail = "" } = finding;
  const n = (digits = 0) => number(measured, locale, digits);
  switch (finding.code) {
    case "nothingFound":
      return l10n.t("No recordings were found.");
    case "tooManyFiles":
      return l10n.t("There are more files or deeper folders than can be checked. Files checked: {0}.", n());
    case "count":
      return l10n.t("Number of recordings: {0}.", n());
    case "soundCheck":
      return l10n.t("Sound check by the cloud: {0}", detail);
    case "totalShort":
      return l10n.t("All recordings together are too short: {0}.", duration(measured, locale));
    case "totalLong":
      return l10n.t("All recordings together are too long: {0}.", duration(measured, locale));
    case "mixedRates":
      return l10n.t(
        "The sample rates differ: {0}.",
        sharesText(others, (value) => hertz(value, locale), locale),
      );
    case "mixedBits":
      return l10n.t(
        "The sample sizes differ: {0}.",
        sharesText(others, (value) => l10n.t("{0} bit", number(value, locale)), locale),
      );
    case "mixedChannels":
      return l10n.t(
        "The numbers of channels differ: {0}.",
        sharesText(others, (value) => number(value, locale), locale),
      );
    case "mixedBandwidth":
      return l10n.t(
        "Some recordings sound duller than others. Highest frequencies: {0}.",
        sharesText(others, (value) => bandText(value, locale), locale),
      );
    case "loudnessDiffers":
      return l10n.t("{0} LU from the median loudness of the recordings.", signed(measured, locale));
    case "floorDiffers":
      return l10n.t(
        "The noise is {0} dB from the median of the recordings: another room or another gain.",
        signed(measured, locale),
      );
    case "dcShared":
      return l10n.t("All recordings have a DC offset of the same sign: it comes from the recording device.");
    case "textsShifted":
      return l10n.t("The texts seem shifted relative to the recordings, by {0}.", signed(measured, locale, 0));
    case "fewQuestions":
      return l10n.t("Few of the texts are questions: {0}.", percent(measured, locale));
    case "fewExclamations":
      return l10n.t("Few of the texts are exclamations: {0}.", percent(measured, locale));
    default:
      // Each of the other codes has its words above.
      return finding.code;
  }
}

/** `48000:19` and `44100:1`: the value and how many recordings have it. */
function sharesText(shares: readonly string[], worded: (value: number) => string, locale: string): string {
  const parts = shares.map((share) => {
    const [value = 0, times = 0] = share.split(":").map(Number);
    return l10n.t("{0} × {1}", number(times, locale), worded(value));
  });
  return list(parts, locale);
}

function bandText(value: number, locale: string): string {
  return value === 0 ? l10n.t("telephone") : l10n.t("{0} and more", hertz(value, locale));
}
