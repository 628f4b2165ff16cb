// Waveforms made small enough to be sent: fewer pairs, in whole percent.
import type { Peaks } from "../audio/peaks.js";

export interface ShrunkPeaks {
  /** Lowest and highest in turns, from -100 to 100. */
  readonly pairs: readonly number[];
  readonly secondsPerPair: number;
}

/** At most so many pairs, each the widest of those that it stands for. */
export function shrunkPeaks({ pairs, secondsPerPair }: Peaks, most: number): ShrunkPeaks {
  const count = pairs.length / 2;
  const step = Math.max(1, Math.ceil(count / most));
  const shrunk: number[] = [];
  for (let from = 0; from < count; from += step) {
    let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = from; at < Math.min(count, from + step); at++) {
      least = Math.min(least, pairs[2 * at]!);
      greatest = Math.max(greatest, pairs[2 * at + 1]!);
    }
    shrunk.push(percent(least), percent(greatest));
  }
  return { pairs: shrunk, secondsPerPair: step * secondsPerPair };
}

function percent(value: number): number {
  return Math.round(Math.max(-1, Math.min(1, value)) * 100) || 0;
}
