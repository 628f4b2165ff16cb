// Words what was found in a sound file, with the numbers that were measured.
import * as l10n from "@vscode/l10n";
import { list } from "../../../../text/punctuation.js";
import type { Finding } from "../../finding.js";
import { advice } from "../../judge/limits.js";
import { fileKindTitle } from "../fileKindText.js";
import { textOrSetText } from "./fileFindingText.js";
import { duration, hertz, megabytes, number, percent, seconds } from "./units.js";

/** A sentence, with the numbers that were measured. */
export function foundText(finding: Finding, locale: string): string {
  const { measured = 0, at = 0, lasts = 0, times = 0, detail = "", others = [] } = finding;
  const n = (digits = 0) => number(measured, locale, digits);
  const place = seconds(at, locale);
  switch (finding.code) {
    case "reviewRefused":
      return l10n.t("Refused by the review: {0}", detail);
    case "notConfirmed":
      return l10n.t("Not confirmed by the cloud: {0}", detail);
    case "notSound":
      return l10n.t("This is not an audio file but {0}.", fileKindTitle(detail));
    case "misnamed":
      return l10n.t("This is not an ordinary WAV file but {0}.", fileKindTitle(detail));
    case "compressed":
      return l10n.t("The WAV holds compressed sound (format {0}), which cannot be checked here.", n());
    case "brokenHeader":
      return brokenHeaderText(detail);
    case "noSamples":
      return l10n.t("The file has a header, but no sound.");
    case "unreadable":
      return unreadableText(detail);
    case "notMeasured":
      return l10n.t("The sound was not measured: {0}. Only WAV files are.", fileKindTitle(detail));
    case "wrongFormat":
      return l10n.t(
        "The file is {0}. Required: {1}.",
        fileKindTitle(detail),
        list(
          others.map((each) => each.toUpperCase()),
          locale,
        ),
      );
    case "headerUnfinished":
      return l10n.t("The header does not say how long the sound is: the recording program did not finish the file.");
    case "cutOff":
      return l10n.t("The file was cut off: {0} are missing at the end.", seconds(measured, locale));
    case "riffSize":
      return l10n.t("The header gives a wrong size of the file.");
    case "brokenLastFrame":
      return l10n.t("The file ends in the middle of a sample.");
    case "partlyMeasured":
      return l10n.t("Only the first {0} were measured.", duration(measured, locale));
    case "tooManyBytes":
      return l10n.t("The file size is {0}.", megabytes(measured, locale));
    case "rate":
      return l10n.t("The sample rate is {0}.", hertz(measured, locale));
    case "bits":
      return l10n.t("The bit depth is {0}.", n());
    case "channelCount":
      return l10n.t("Number of channels: {0}.", n());
    case "stereo":
      return l10n.t("The channels differ. One channel is enough for a voice; some services use the first only.");
    case "monoTwice":
      return l10n.t("Both channels hold the same sound.");
    case "silentChannel":
      return l10n.t("One of the two channels is silent.");
    case "invertedChannels":
      return l10n.t("One channel is the inverse of the other: mixed together they cancel out.");
    case "tooShort":
      return l10n.t("The recording is too short: {0}.", seconds(measured, locale));
    case "tooLong":
      return l10n.t("The recording is too long: {0}.", seconds(measured, locale));
    case "noSpeech":
      return noSpeechText(finding.measured, locale);
    case "startCut":
      return l10n.t("The sound begins at once: the first word may be cut off.");
    case "endCut":
      return l10n.t("The sound goes on to the very end: the last word may be cut off.");
    case "startSilence":
      return l10n.t("Silence at the start: {0}.", seconds(lasts, locale));
    case "endSilence":
      return l10n.t("Silence at the end: {0}.", seconds(lasts, locale));
    case "pause":
      return l10n.t("A pause of {0} at {1}.", seconds(lasts, locale), place);
    case "fewPauses":
      return l10n.t("Pauses of 1.5 s or more, at which the service can cut: {0}.", n());
    case "clipped":
      return l10n.t("The sound is clipped at full scale. Places: {0}; the longest is at {1}.", number(times, locale), place);
    case "flatTops":
      return l10n.t(
        "The sound was clipped, and its level was changed afterwards. Places: {0}; the first is at {1}.",
        number(times, locale),
        place,
      );
    case "overFullScale":
      return l10n.t("The peak is {0} dB above full scale: it will be clipped as soon as the file is converted.", n(1));
    case "peak":
      return l10n.t("The peak is {0} dBFS.", n(1));
    case "truePeak":
      return l10n.t("The true peak, between the samples, is {0} dBTP.", n(1));
    case "level":
      return l10n.t("The level of the speech is {0} dBFS.", n(1));
    case "loudness":
      return l10n.t("The loudness is {0} LUFS.", n(1));
    case "dc":
      return l10n.t("The sound is not centered on zero: its DC offset is {0}.", percent(measured, locale));
    case "snr":
      return l10n.t("The speech is only {0} dB above the noise.", n(1));
    case "noiseFloor":
      return l10n.t("The noise in the pauses is {0} dBFS.", n(1));
    case "noPauses":
      return l10n.t("There are no pauses in which noise could be measured.");
    case "gated":
      return l10n.t("The pauses are as good as silent: a noise gate or an editor has probably removed what was there.");
    case "hum":
      return l10n.t("Mains hum in the pauses: {0} at {1} dBFS.", hertz(finding.hertz ?? 0, locale), n(1));
    case "bandwidth":
      return l10n.t(
        "There is nothing above {0}: the sound was probably made at a lower sample rate, such as {1}.",
        hertz(measured, locale),
        hertz(finding.hertz ?? 0, locale),
      );
    case "dropout":
      return l10n.t(
        "Samples are missing within the speech. Places: {0}; the first is at {1} and lasts {2} ms.",
        number(times, locale),
        place,
        number(lasts * 1_000, locale),
      );
    case "sameSound":
      return l10n.t("The same sound as {0}.", list(others, locale));
    default:
      return textOrSetText(finding, locale);
  }
}

/** `loudest`: dBFS of the loudest moment; undefined = digital silence. */
function noSpeechText(loudest: number | undefined, locale: string): string {
  if (loudest === undefined) return l10n.t("No speech was detected.");
  if (loudest >= advice.speech.loudest) return l10n.t("Hardly any speech was detected.");
  return l10n.t("No speech was detected: the loudest moment is {0} dBFS.", number(loudest, locale, 1));
}

function brokenHeaderText(because: string): string {
  switch (because) {
    case "noFormat":
      return l10n.t("The header of the WAV does not say how its sound is written.");
    case "noData":
      return l10n.t("The WAV has a header, but no part with sound.");
    case "channels":
      return l10n.t("The header of the WAV gives an impossible number of channels.");
    case "rate":
      return l10n.t("The header of the WAV gives an impossible sample rate.");
    default:
      return l10n.t("The header of the WAV gives a sample size that does not exist.");
  }
}

/** `code`: what the file system or the archive's reader calls it. */
function unreadableText(code: string): string {
  switch (code) {
    case "linkOutside":
      return l10n.t("This link leads out of the folder, or nowhere, and was not followed.");
    case "notRegular":
      return l10n.t("This is not a regular file and was not opened.");
    case "encrypted":
      return l10n.t("This file in the archive is encrypted.");
    case "zipDamaged":
      return l10n.t("This file in the archive is damaged, or packed in a way that cannot be read here.");
    case "zipBomb":
      return l10n.t("This file would become implausibly large when unpacked and was not read.");
    default:
      return l10n.t("The file could not be read ({0}).", code);
  }
}
