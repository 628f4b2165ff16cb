// Words each finding: what was found, what is asked and who asks it. Nothing is escaped here.
import * as l10n from "@vscode/l10n";
import type { Range } from "../../../core/recordingRequirements.js";
import { translate } from "../../../text/translate.js";
import type { Finding, Severity } from "../finding.js";
import { fileKindTitle } from "./fileKindText.js";

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
  return asked === undefined ? found : l10n.t("{0} Asked: {1}.", found, asked);
}

/** "at most 15 s (Huawei)"; undefined = nothing is asked, the file is so. */
export function askedText({ limit, source, code }: Finding, locale: string, cloud?: string): string | undefined {
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
  if (least !== undefined && most !== undefined) return l10n.t("{0} to {1}", worded(least), worded(most));
  if (least !== undefined) return l10n.t("at least {0}", worded(least));
  return most === undefined ? undefined : l10n.t("at most {0}", worded(most));
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

/** A sentence, with the numbers that were measured. */
export function foundText(finding: Finding, locale: string): string {
  const { measured = 0, at = 0, lasts = 0, times = 0, detail = "", others = [] } = finding;
  const n = (digits = 0) => number(measured, locale, digits);
  const place = seconds(at, locale);
  switch (finding.code) {
    case "reviewRefused":
      return l10n.t("Refused by the review: {0}", detail);
    case "notSound":
      return l10n.t("This is not a sound file but {0}.", fileKindTitle(detail));
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
      return l10n.t("The file is {0}. Asked: {1}.", fileKindTitle(detail), others.map((each) => each.toUpperCase()).join(", "));
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
      return l10n.t("The file has {0}.", megabytes(measured, locale));
    case "rate":
      return l10n.t("The sample rate is {0}.", hertz(measured, locale));
    case "bits":
      return l10n.t("The samples have {0} bits.", n());
    case "channelCount":
      return l10n.t("Number of channels: {0}.", n());
    case "stereo":
      return l10n.t("The channels differ. One channel is enough for a voice; some services use the first only.");
    case "monoTwice":
      return l10n.t("Both channels hold the same sound.");
    case "silentChannel":
      return l10n.t("One of both channels is silent.");
    case "invertedChannels":
      return l10n.t("One channel is the inverse of the other: mixed together they cancel out.");
    case "tooShort":
      return l10n.t("The recording is too short: {0}.", seconds(measured, locale));
    case "tooLong":
      return l10n.t("The recording is too long: {0}.", seconds(measured, locale));
    case "noSpeech":
      return l10n.t("No speech is heard.");
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
        "The sound was clipped and made quieter afterwards. Places: {0}; the first is at {1}.",
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
      return l10n.t("The sound does not lie around zero: its DC offset is {0}.", percent(measured, locale));
    case "snr":
      return l10n.t("The speech is only {0} dB above the noise.", n(1));
    case "noiseFloor":
      return l10n.t("The noise in the pauses is {0} dBFS.", n(1));
    case "noPauses":
      return l10n.t("There are no pauses in which noise could be measured.");
    case "gated":
      return l10n.t("The pauses are digital silence: a noise gate or an editor has removed what was there.");
    case "hum":
      return l10n.t("Mains hum in the pauses: {0} at {1} dBFS.", hertz(finding.hertz ?? 0, locale), n(1));
    case "bandwidth":
      return l10n.t(
        "Nothing is heard above {0}: the sound was probably made at a lower sample rate, such as {1}.",
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
      return l10n.t("The same sound as {0}.", others.join(", "));
    default:
      return textOrSetText(finding, locale);
  }
}

function textOrSetText(finding: Finding, locale: string): string {
  const { measured = 0, detail = "", others = [] } = finding;
  const n = (digits = 0) => number(measured, locale, digits);
  switch (finding.code) {
    case "textEmpty":
      return l10n.t("The text is empty.");
    case "textNul":
      return l10n.t("The text contains NUL characters.");
    case "textEncoding":
      return l10n.t("The text is not UTF-8, but {0}. A package made here has it in UTF-8.", encodingTitle(detail));
    case "textUnknownEncoding":
      return l10n.t("The encoding of the text is not known.");
    case "textLines":
      return l10n.t("The text has several lines: {0}.", n());
    case "textLong":
      return l10n.t("The text is very long: {0} characters.", n());
    case "textReplacement":
      return l10n.t("The text contains characters that were lost when it was converted (U+FFFD).");
    case "textPrivateUse":
      return l10n.t("The text contains characters for private use, which have no meaning elsewhere.");
    case "textControl":
      return l10n.t("The text contains control characters.");
    case "textMarkup":
      return l10n.t("The text contains markup: {0}", detail);
    case "textPinyin":
      return l10n.t("The text contains Pinyin with tone numbers.");
    case "textNumbering":
      return l10n.t("A number stands before the text: {0}", detail);
    case "textUnspoken":
      return l10n.t("Not written out as it is spoken: {0}", detail);
    case "textLatin":
      return l10n.t("Latin letters in a Chinese text: {0}", detail);
    case "textFullWidth":
      return l10n.t("Full-width letters or digits: {0}", detail);
    case "textEmoji":
      return l10n.t("The text contains emoji.");
    case "textNoFinalMark":
      return l10n.t("The text does not end with a punctuation mark.");
    case "textNoHan":
      return l10n.t("The text contains no Chinese characters.");
    case "textHan":
      return l10n.t("The text contains Chinese characters.");
    case "sameText":
      return l10n.t("The same text as {0}.", others.join(", "));
    case "paceFast":
      return l10n.t("Much text for so little sound: {0} characters per second.", n(1));
    case "paceSlow":
      return l10n.t("Little text for so much sound: {0} characters per second.", n(1));
    case "paceOdd":
      return l10n.t(
        "Text and sound probably do not belong together: {0} characters per second, unlike the other recordings.",
        n(1),
      );
    case "soundWithoutText":
      return l10n.t("There is no text for this recording.");
    case "textWithoutSound":
      return l10n.t("There is no recording for this text.");
    case "textNotUsed":
      return l10n.t("No recording is named in this file: it was not used.");
    case "missingSound":
      return l10n.t("There is no recording “{0}”.", detail);
    case "surplusFile":
      return l10n.t("This file belongs to no recording.");
    case "twinNames":
      return l10n.t("On some systems this has the same name as {0}.", others.join(", "));
    case "doubleEnding":
      return l10n.t("The name has its ending twice.");
    case "fullWidthName":
      return l10n.t("The name contains full-width letters or digits.");
    case "sameNumber":
      return l10n.t("The same number as {0}.", others.join(", "));
    case "numberingGap":
      return l10n.t("Numbers that are missing: {0}", others.join(", "));
    case "unsafeName":
      return l10n.t("The name contains characters that some systems do not allow.");
    case "linkOutside":
      return l10n.t("This link leads out of the folder, or nowhere, and was not followed.");
    case "notRegular":
      return l10n.t("This is not a regular file and was not opened.");
    case "commandLine":
      return l10n.t("“{0}” is made by a command, which was not run.", detail);
    case "encrypted":
      return l10n.t("This file in the archive is encrypted.");
    case "zipDamaged":
      return l10n.t("This file in the archive is damaged, or packed in a way that cannot be read here.");
    case "zipBomb":
      return l10n.t("This file would become implausibly large when unpacked and was not read.");
    default:
      return setText(finding, locale);
  }
}

function setText(finding: Finding, locale: string): string {
  const { measured = 0, others = [] } = finding;
  const n = (digits = 0) => number(measured, locale, digits);
  switch (finding.code) {
    case "nothingFound":
      return l10n.t("No recordings were found.");
    case "tooManyFiles":
      return l10n.t("There are more files or deeper folders than are looked at. Files looked at: {0}.", n());
    case "count":
      return l10n.t("Number of recordings: {0}.", n());
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
      return l10n.t("The texts look shifted against the recordings, by {0}.", signed(measured, locale, 0));
    case "fewQuestions":
      return l10n.t("Few of the texts are questions: {0}.", percent(measured, locale));
    case "fewExclamations":
      return l10n.t("Few of the texts are exclamations: {0}.", percent(measured, locale));
    default:
      // Each of the other codes has its words above.
      return finding.code;
  }
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

function encodingTitle(encoding: string): string {
  const titles: Readonly<Record<string, string>> = {
    "utf-16le": "UTF-16",
    "utf-16be": "UTF-16",
    gb18030: "GB 18030 (GBK)",
    big5: "Big5",
  };
  return Object.hasOwn(titles, encoding) ? titles[encoding]! : encoding;
}

/** `48000:19` and `44100:1`: the value and how many recordings have it. */
function sharesText(shares: readonly string[], worded: (value: number) => string, locale: string): string {
  const parts = shares.map((share) => {
    const [value = 0, times = 0] = share.split(":").map(Number);
    return l10n.t("{0} × {1}", number(times, locale), worded(value));
  });
  return parts.join(", ");
}

function bandText(value: number, locale: string): string {
  return value === 0 ? l10n.t("telephone") : l10n.t("{0} and more", hertz(value, locale));
}

export function number(value: number, locale: string, digits = 0): string {
  const shown = Object.is(value, -0) || Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(shown);
}

function signed(value: number, locale: string, digits = 1): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits, signDisplay: "exceptZero" }).format(value);
}

export function seconds(value: number, locale: string): string {
  return l10n.t("{0} s", number(value, locale, 2));
}

/** Minutes and seconds, where it is that long. */
export function duration(value: number, locale: string): string {
  if (value < 120) return seconds(value, locale);
  const whole = Math.round(value);
  return whole % 60 === 0
    ? l10n.t("{0} min", number(whole / 60, locale))
    : l10n.t("{0} min {1} s", number(Math.floor(whole / 60), locale), number(whole % 60, locale));
}

export function hertz(value: number, locale: string): string {
  return value >= 1_000 ? l10n.t("{0} kHz", number(value / 1_000, locale, 3)) : l10n.t("{0} Hz", number(value, locale));
}

function megabytes(value: number, locale: string): string {
  return l10n.t("{0} MB", number(value / 2 ** 20, locale, 1));
}

function percent(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(value);
}
