// A sound from a file of this computer, which a voice is heard beside: told apart from what cannot be played by its own bytes.
import { isCutOff, isPage, kindOf, type Sound } from "./sound.js";

/** As much as is fetched of a cloud. */
export const mostRecordingBytes = 50_000_000;

/** Endings that file dialogs show, without the dot. */
export const recordingEndings = ["wav", "mp3", "m4a", "flac", "ogg"] as const;

export type RecordedSound = { readonly kind: "sound"; readonly sound: Sound } | { readonly kind: "empty" | "noSound" | "cutOff" };

export function recordedSound(bytes: Uint8Array): RecordedSound {
  if (bytes.byteLength === 0) return { kind: "empty" };
  const kind = isPage(bytes) ? undefined : kindOf(bytes);
  if (!kind) return { kind: "noSound" };
  return isCutOff(bytes) ? { kind: "cutOff" } : { kind: "sound", sound: { bytes, ...kind } };
}
