// Words a finding: what was found, what is asked and who asks it. Nothing is escaped here.
import * as l10n from "@vscode/l10n";
import type { Range } from "../../../../core/recordings/recordingRequirements.js";
import { evenGaps } from "../../../../text/punctuation.js";
import { translate } from "../../../../text/translate.js";
import type { Finding, Severity } from "../../finding.js";
import { foundText } from "./soundFindingText.js";
import { duration, hertz, megabytes, number, percent, seconds } from "./units.js";

export function severityTitle(severity: Severity): string {
  switch (severity) {
    case "refuse":
      return l10n.t("Will be refused");
    case "warn":
      return l10n.t("Warning");
    case "hint":
      return l10n.t("Hint");
  }
}

/** What was found, what is asked where a limit is, and who asks it. `cloud`: as people know the vendor. */
export function findingText(finding: Finding, locale: string, cloud?: string): string {
  const asked = askedText(finding, locale, cloud);
  const found = foundText(finding, locale);
  return asked === undefined ? found : l10n.t("{0} Required: {1}.", found, asked);
}

/** "at most 15 s (Huawei)"; undefined = nothing is asked, the file is so. */
function askedText({ limit, source, code }: Finding, locale: string, cloud?: string): string | undefined {
  const range = limit && rangeText(limit, locale, code);
  if (range === undefined) return undefined;
  switch (source) {
    case "cloud":
      return cloud === undefined ? range : l10n.t("{0} ({1})", range, translate(cloud));
    case "account":
      return l10n.t("{0} (your account)", range);
    case "related":
      return cloud === undefined ? range : l10n.t("{0} ({1}, for a related service)", range, translate(cloud));
    case "advice":
      return l10n.t("{0} (common advice)", range);
    case "fact":
      return undefined;
  }
}

function rangeText({ least, most }: Range, locale: string, code: Finding["code"]): string | undefined {
  const worded = (value: number) => withUnit(value, code, locale);
  if (least !== undefined && least === most) return l10n.t("exactly {0}", worded(least));
  if (least !== undefined && most !== undefined) return evenGaps(l10n.t("{0} to {1}", worded(least), worded(most)));
  if (least !== undefined) return evenGaps(l10n.t("at least {0}", worded(least)));
  return most === undefined ? undefined : evenGaps(l10n.t("at most {0}", worded(most)));
}

/** A limit in the unit in which its finding is measured. */
function withUnit(value: number, code: Finding["code"], locale: string): string {
  switch (code) {
    case "rate":
    case "bandwidth":
      return hertz(value, locale);
    case "bits":
      return l10n.t("{0} bit", number(value, locale));
    case "tooShort":
    case "tooLong":
    case "startSilence":
    case "endSilence":
    case "pause":
      return seconds(value, locale);
    case "totalShort":
    case "totalLong":
      return duration(value, locale);
    case "peak":
    case "level":
    case "noiseFloor":
      return l10n.t("{0} dBFS", number(value, locale));
    case "truePeak":
      return l10n.t("{0} dBTP", number(value, locale));
    case "loudness":
      return l10n.t("{0} LUFS", number(value, locale));
    case "snr":
    case "floorDiffers":
      return l10n.t("{0} dB", number(value, locale));
    case "loudnessDiffers":
      return l10n.t("{0} LU", number(value, locale));
    case "tooManyBytes":
      return megabytes(value, locale);
    case "dc":
    case "fewQuestions":
    case "fewExclamations":
      return percent(value, locale);
    case "paceFast":
    case "paceSlow":
    case "paceOdd":
      return l10n.t("{0} characters per second", number(value, locale, 1));
    default:
      return number(value, locale, 3);
  }
}
