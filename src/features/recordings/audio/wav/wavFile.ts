// What the header of a WAV says once it was read: how its samples are laid out, where they are, and what was wrong but readable.

export type SampleEncoding = "unsigned" | "signed" | "float" | "aLaw" | "muLaw";

export interface SampleFormat {
  readonly encoding: SampleEncoding;
  /** Bits that each sample takes in the file: 8, 16, 24, 32 or 64. */
  readonly bits: number;
  /** Bits that mean something, where the header says so. */
  readonly validBits: number;
  readonly channels: number;
  /** Samples of one channel in a second. */
  readonly rate: number;
  /** Bytes of one sample of all channels, computed: the header's own figure may be wrong. */
  readonly frameBytes: number;
}

/** Flaws of a header with which the sound can be read all the same. */
export type HeaderFlaw =
  | { readonly flaw: "unfinished" }
  | { readonly flaw: "cutOff"; readonly missingSeconds: number }
  | { readonly flaw: "riffSize" }
  | { readonly flaw: "brokenLastFrame"; readonly bytes: number };

export interface WavFile {
  readonly kind: "wav";
  readonly format: SampleFormat;
  readonly dataOffset: number;
  /** Samples of one channel. */
  readonly frames: number;
  readonly flaws: readonly HeaderFlaw[];
}

/** What a file is that no samples can be read from. */
export type NotWav =
  | { readonly kind: "other"; readonly is: FileKind }
  /** A WAV whose samples are compressed: the number of its format. */
  | { readonly kind: "compressed"; readonly tag: number }
  /** A WAV whose header contradicts itself or lacks a part. */
  | { readonly kind: "broken"; readonly because: BrokenHeader }
  | { readonly kind: "noSamples" };

export type BrokenHeader = "noFormat" | "noData" | "channels" | "rate" | "bits";

export const fileKinds = [
  "empty",
  "mp3",
  "m4a",
  "aac",
  "ogg",
  "flac",
  "aiff",
  "amr",
  "wma",
  "webm",
  "au",
  "rifx",
  "w64",
  "avi",
  "html",
  "json",
  "zip",
  "lfsPointer",
  "text",
  "zeros",
  "unknown",
] as const;
export type FileKind = (typeof fileKinds)[number];

const soundKinds: readonly FileKind[] = ["mp3", "m4a", "aac", "ogg", "flac", "aiff", "amr", "wma", "webm", "au", "rifx", "w64"];

/** It holds sound, if not as a WAV does. */
export function isSoundKind(kind: FileKind): boolean {
  return soundKinds.includes(kind);
}
