// Words why there is no sample, and what was wrong with what came in a sound's place: each with what to do.
import * as l10n from "@vscode/l10n";
import type { NoSampleReason } from "../../../core/cloud/capabilities/speech.js";
import type { VoiceError } from "../../../core/errors.js";
import { count } from "../../../text/counts.js";
import type { SoundError } from "../sound.js";

/** `cloud`: its title. `state`: the cloud's own word for the state of the voice. */
export function noSampleText(reason: NoSampleReason, cloud: string, state = "?"): string {
  switch (reason) {
    case "notRequested":
      return l10n.t(
        "There is no sample: none was asked for when the job was submitted. Have the voice say a text instead, and type a sample address the next time you submit a job.",
      );
    case "inactive":
      return l10n.t(
        "There is no sample to play: the voice is not active ({0}). Activate it in the console, then try again.",
        state,
      );
    case "blocked":
      return l10n.t("There is no sample to play: {0} has blocked the voice ({1}). Ask its support why.", cloud, state);
    case "deleted":
      return l10n.t(
        "There is no sample to play: the voice is deleted or about to be ({0}). Check in the console whether it can be restored.",
        state,
      );
    case "creating":
      return l10n.t("There is no sample yet: the voice is still being created ({0}). Try again later.", state);
    case "failed":
      return l10n.t("There is no sample: the voice could not be created ({0}). Ask the support of {1} why.", state, cloud);
    case "noFile":
      return l10n.t("{0} has no sample of this voice. Have the voice say a text instead.", cloud);
    case "noAddress":
      return l10n.t("{0} names a sample of this voice, but not where it is. Try again later.", cloud);
  }
}

/** The cloud has the job and not its voice. */
export function unknownVoiceText(cloud: string): string {
  return l10n.t("{0} does not know this voice: it may have been deleted. Check in the console whether it is there.", cloud);
}

/** Of a text that was sent: the cloud may mean the voice, or the bucket. */
export function unknownPartText(cloud: string): string {
  return l10n.t("{0} did not find the voice, or something else that was named. Check in the console whether it is there.", cloud);
}

/** Of a text that the cloud has taken. */
export function unknownAudioText(cloud: string): string {
  return l10n.t("{0} does not have this audio, or not yet.", cloud);
}

/** `isExplained`: the cloud sent a code or words, which stand below. */
export function refusedText({ cloudMessage, code }: Pick<VoiceError, "cloudMessage" | "code">, cloud: string): string {
  if (cloudMessage?.trim())
    return l10n.t("{0} refused to say the text. Its message says why: correct that, then try again.", cloud);
  return code === undefined
    ? l10n.t("{0} refused to say the text, and gave no reason. Change the text or the settings, then try again.", cloud)
    : l10n.t("{0} refused to say the text. Its code is all it says of the reason.", cloud);
}

/** Why a file of this computer is not played. `unreadable`: the disk refused it. */
export type RecordingFlaw = "empty" | "noSound" | "cutOff" | "tooLarge" | "unreadable";

export function recordingFlawText(flaw: RecordingFlaw, name: string, mostBytes: number, locale: string): string {
  switch (flaw) {
    case "empty":
      return l10n.t("{0} is empty.", name);
    case "noSound":
      return l10n.t("{0} cannot be played here. Supported formats: WAV, MP3, M4A, FLAC and Ogg.", name);
    case "cutOff":
      return l10n.t("{0} is incomplete: the file ends too early.", name);
    case "tooLarge":
      return l10n.t("{0} is larger than {1} MB.", name, count(Math.round(mostBytes / 1_000_000), locale));
    case "unreadable":
      return l10n.t("{0} cannot be read. Check that it is still there, and its permissions.", name);
  }
}

/** `mostBytes`: that are fetched. */
export function soundErrorText({ flaw, host, facts }: SoundError, mostBytes: number, locale: string): string {
  const status = String(facts.status ?? "?");
  switch (flaw) {
    case "notSecure":
      return l10n.t(
        "The audio was not downloaded: the cloud gave an address that is not a plain https address. Listen to it in the console.",
      );
    case "denied":
      return l10n.t(
        "{0} refused access to the audio (HTTP status {1}). A new address was requested once and was refused, too. Check this computer's clock and who may read that bucket, then try again.",
        host,
        status,
      );
    case "missing":
      return l10n.t(
        "{0} does not have the file (HTTP status 404): it was deleted or moved. Check in the console where the audio is.",
        host,
      );
    case "status":
      return l10n.t("{0} did not provide the audio: it answered with HTTP status {1}. Try again later.", host, status);
    case "page":
      return l10n.t(
        "{0} returned a web page instead of audio, often the sign-in page of a network. Sign in there, then try again.",
        host,
      );
    case "wrongType":
      return l10n.t(
        "{0} did not send audio: the type is “{1}”. Check in the console whether the file is the right one.",
        host,
        facts.type || "?",
      );
    case "empty":
      return l10n.t("{0} sent an empty file. Check in the console whether the audio is there.", host);
    case "cutOff":
      return l10n.t("The audio from {0} is incomplete: the file ends too early. Try again.", host);
    case "tooLarge":
      return l10n.t(
        "The audio at {0} is larger than {1} MB and was not downloaded. Download it in the console.",
        host,
        count(Math.round(mostBytes / 1_000_000), locale),
      );
    case "moved":
      return l10n.t(
        "{0} redirected the request to another address, which Voice Jobs never follows. Download the audio in the console.",
        host,
      );
  }
}
