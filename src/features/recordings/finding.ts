// What can be wrong with a recording, its text or the set: a closed list of findings, each with its number, its limit and who asks.
import type { LimitSource, Range } from "../../core/recordings/recordingRequirements.js";

/** `refuse`: the chosen cloud would. Ordered from bad to good. */
export const severities = ["refuse", "warn", "hint"] as const;
export type Severity = (typeof severities)[number];

/** `fact`: no rule, the file itself is so. */
export type FindingSource = LimitSource | "fact";

/** Of the sound file. */
export const soundCodes = [
  // What the file is
  "notSound",
  "misnamed",
  "compressed",
  "brokenHeader",
  "noSamples",
  "unreadable",
  "notMeasured",
  "wrongFormat",
  "headerUnfinished",
  "cutOff",
  "riffSize",
  "brokenLastFrame",
  "partlyMeasured",
  "tooManyBytes",
  // How it is written
  "rate",
  "bits",
  "channelCount",
  "stereo",
  "monoTwice",
  "silentChannel",
  "invertedChannels",
  // How long it is
  "tooShort",
  "tooLong",
  "noSpeech",
  "startCut",
  "endCut",
  "startSilence",
  "endSilence",
  "pause",
  "fewPauses",
  // How it sounds
  "clipped",
  "flatTops",
  "overFullScale",
  "peak",
  "truePeak",
  "level",
  "loudness",
  "dc",
  "snr",
  "noiseFloor",
  "noPauses",
  "gated",
  "hum",
  "bandwidth",
  "dropout",
  "sameSound",
  // What the cloud's review said of it
  "reviewRefused",
  "notConfirmed",
] as const;

/** Of the text, and of the text against the sound. */
export const textCodes = [
  "textEmpty",
  "textNul",
  "textEncoding",
  "textUnknownEncoding",
  "textLines",
  "textLong",
  "textReplacement",
  "textPrivateUse",
  "textControl",
  "textMarkup",
  "textPinyin",
  "textNumbering",
  "textUnspoken",
  "textLatin",
  "textFullWidth",
  "textEmoji",
  "textNoFinalMark",
  "textNoHan",
  "textHan",
  "sameText",
  "paceFast",
  "paceSlow",
  "paceOdd",
] as const;

/** Of files and names. */
export const fileCodes = [
  "soundWithoutText",
  "textWithoutSound",
  "textNotUsed",
  "missingSound",
  "surplusFile",
  "twinNames",
  "doubleEnding",
  "fullWidthName",
  "sameNumber",
  "numberingGap",
  "unsafeName",
  "linkOutside",
  "notRegular",
  "commandLine",
  "encrypted",
  "zipDamaged",
  "zipBomb",
] as const;

/** Of the set as a whole. */
export const setCodes = [
  "nothingFound",
  "tooManyFiles",
  "count",
  "soundCheck",
  "totalShort",
  "totalLong",
  "mixedRates",
  "mixedBits",
  "mixedChannels",
  "mixedBandwidth",
  "loudnessDiffers",
  "floorDiffers",
  "dcShared",
  "textsShifted",
  "fewQuestions",
  "fewExclamations",
] as const;

export type SoundCode = (typeof soundCodes)[number];
export type TextCode = (typeof textCodes)[number];
export type FileCode = (typeof fileCodes)[number];
export type SetCode = (typeof setCodes)[number];
export type FindingCode = SoundCode | TextCode | FileCode | SetCode;

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly source: FindingSource;
  /** Path of the file that is meant, below the folder; absent = the set. */
  readonly file?: string;
  /** Place in the sound, in seconds, and how long it lasts. */
  readonly at?: number;
  readonly lasts?: number;
  /** Line of the text, from 1. */
  readonly line?: number;
  /** In the code's own unit: see its words. */
  readonly measured?: number;
  readonly limit?: Range;
  /** How often, where that is not `measured`. */
  readonly times?: number;
  /** Frequency or rate that is meant, beside what was measured. */
  readonly hertz?: number;
  /** A word that says more: what a file really is, the characters that are meant. From a file: to be escaped where it is shown. */
  readonly detail?: string;
  /** Paths or names of the others that it is about. */
  readonly others?: readonly string[];
}

/** Worst first; equal ones in the order of the sound. */
export function byWeight(one: Finding, other: Finding): number {
  return severities.indexOf(one.severity) - severities.indexOf(other.severity) || (one.at ?? 0) - (other.at ?? 0);
}
