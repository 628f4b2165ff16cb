// Made recordings of the sentences that the local Alibaba gives: twenty, one of which is overdriven, and the same with that one read again.
import { wavOf } from "../sound/wav.js";
import { madeSpeech, speechRate } from "./demoRecordings.js";

/** Number of the sentence that is overdriven. */
export const overdrivenSentence = 7;

/** Files by their names below the folder. `isRetake`: without the fault. */
export function demoSentences(isRetake: boolean): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (let number = 1; number <= 20; number++) {
    const sound = madeSpeech(3.2 + (number % 5) * 0.3, 2 + number * 0.4);
    const isLoud = number === overdrivenSentence && !isRetake;
    files.set(`${number}.wav`, wavOf(isLoud ? sound.map((value) => value * 3) : sound, speechRate));
  }
  return files;
}
