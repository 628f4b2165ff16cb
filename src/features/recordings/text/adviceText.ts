// Says what a person can do about a finding.
import * as l10n from "@vscode/l10n";
import type { FindingCode } from "../finding.js";

/** Undefined = the finding says it all. */
export function adviceText(code: FindingCode): string | undefined {
  switch (code) {
    case "clipped":
    case "flatTops":
      return l10n.t("Record it again with less gain: what was cut off cannot be brought back.");
    case "overFullScale":
      return l10n.t("Lower the volume before it is converted.");
    case "peak":
    case "truePeak":
    case "level":
    case "loudness":
    case "loudnessDiffers":
      return l10n.t("Set the gain so that peaks lie between −6 and −3 dBFS, and keep the distance to the microphone.");
    case "snr":
    case "noiseFloor":
    case "floorDiffers":
      return l10n.t("Record in a quieter room, closer to the microphone. Do not remove the noise with software.");
    case "hum":
      return l10n.t("Keep cables and power supplies away from the microphone, or record on battery.");
    case "gated":
      return l10n.t("Use the recording as it was before the noise was removed.");
    case "bandwidth":
    case "mixedBandwidth":
      return l10n.t("Use the original recording. A higher sample rate does not bring back what is not there.");
    case "rate":
    case "bits":
    case "channelCount":
    case "stereo":
    case "monoTwice":
    case "mixedRates":
    case "mixedBits":
    case "mixedChannels":
    case "wrongFormat":
    case "misnamed":
    case "compressed":
      return l10n.t("Convert it from the original: the ffmpeg command for that can be copied.");
    case "headerUnfinished":
    case "riffSize":
    case "brokenLastFrame":
      return l10n.t("Most programs read it anyway. Saving it again, or ffmpeg, repairs it.");
    case "silentChannel":
    case "invertedChannels":
      return l10n.t("Keep one channel only.");
    case "dc":
    case "dcShared":
      return l10n.t("Check the microphone and its preamplifier; a high-pass filter removes it.");
    case "startCut":
    case "endCut":
    case "startSilence":
    case "endSilence":
      return l10n.t("Leave 100 to 200 ms of silence before the first and after the last word.");
    case "tooShort":
    case "tooLong":
    case "pause":
      return l10n.t("Cut the recording differently, or record it again.");
    case "fewPauses":
      return l10n.t("Pause for 2 to 3 seconds after each sentence.");
    case "noSpeech":
    case "noSamples":
    case "cutOff":
    case "dropout":
    case "brokenHeader":
      return l10n.t("Record it again, or copy it again from where it was recorded.");
    case "notSound":
      return l10n.t("Replace it with the recording that should be here.");
    case "sameSound":
    case "sameText":
      return l10n.t("Leave one of them out.");
    case "textUnspoken":
    case "textLatin":
    case "textFullWidth":
    case "textEmoji":
      return l10n.t("Write out what was spoken, word by word.");
    case "textMarkup":
    case "textPinyin":
    case "textNumbering":
    case "textControl":
    case "textPrivateUse":
    case "textNul":
      return l10n.t("Remove it: only what was spoken belongs in the text.");
    case "textEmpty":
    case "soundWithoutText":
      return l10n.t("Write down what was spoken.");
    case "textUnknownEncoding":
    case "textReplacement":
      return l10n.t("Save the text again as UTF-8 from where it was written.");
    case "textLines":
    case "textLong":
      return l10n.t("One recording and its text should be one sentence.");
    case "paceFast":
    case "paceSlow":
    case "paceOdd":
    case "textsShifted":
      return l10n.t("Listen to it and compare it with the text.");
    case "textNoHan":
    case "textHan":
      return l10n.t("Text, speech and the language of the job must agree.");
    case "twinNames":
    case "doubleEnding":
    case "fullWidthName":
    case "sameNumber":
    case "unsafeName":
      return l10n.t("Rename it. A package made here has new names in any case.");
    default:
      return undefined;
  }
}
