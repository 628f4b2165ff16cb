// The true peak by ITU-R BS.1770 annex 2: what lies between samples, found by interpolating four times as many near the highest ones.

const phases = 4;
const taps = 12;
const half = taps / 2;
/** Only between samples that come this near to the highest can be a higher one. */
const near = 0.7;
/** Below it a peak between samples cannot matter either: -12 dBFS. */
const quiet = 0.25;

/** Weights of the phases 1 to 3, `taps` each: a windowed sinc of 48 taps. */
const weights = new Float64Array((phases - 1) * taps);
for (let phase = 1; phase < phases; phase++) {
  let gain = 0;
  for (let tap = 0; tap < taps; tap++) {
    const distance = tap - (half - 1) - phase / phases;
    const window = Math.cos((Math.PI * distance) / taps) ** 2;
    const weight = (Math.sin(Math.PI * distance) / (Math.PI * distance)) * window;
    weights[(phase - 1) * taps + tap] = weight;
    gain += weight;
  }
  for (let tap = 0; tap < taps; tap++) weights[(phase - 1) * taps + tap]! /= gain;
}

/** Follows one channel. Amplitude, not decibels. */
export class TruePeakMeter {
  peak = 0;
  /** The last samples of the block before, and the first of this one. */
  readonly #seam = new Float32Array(2 * taps);
  #hasTail = false;

  /** Before the frames of a block are looked at. */
  begin(x: Float32Array, count: number): void {
    if (this.#hasTail && count >= taps) {
      this.#seam.set(x.subarray(0, taps), taps);
      this.peak = Math.max(this.peak, highestBetween(this.#seam, half, taps + half, near * this.peak));
    }
    this.#hasTail = count >= taps;
    if (this.#hasTail) this.#seam.set(x.subarray(count - taps, count), 0);
  }

  /** `extreme`: the frame's largest distance from zero. */
  add(x: Float32Array, from: number, to: number, count: number, extreme: number): void {
    if (extreme > this.peak) this.peak = extreme;
    const threshold = near * this.peak;
    if (extreme < threshold || this.peak < quiet) return;
    const found = highestBetween(x, Math.max(from, half), Math.min(to, count - half), threshold);
    if (found > this.peak) this.peak = found;
  }
}

/** Highest interpolated value between each sample of the stretch and the one before it, where either is above the threshold. */
function highestBetween(x: Float32Array, from: number, to: number, threshold: number): number {
  let highest = 0;
  let isHigh = from < to && Math.abs(x[from - 1]!) > threshold;
  for (let at = from; at < to; at++) {
    const wasHigh = isHigh;
    isHigh = Math.abs(x[at]!) > threshold;
    if (!isHigh && !wasHigh) continue;
    for (let phase = 0; phase < weights.length; phase += taps) {
      const value = Math.abs(interpolate(x, at - half, phase));
      if (value > highest) highest = value;
    }
  }
  return highest;
}

function interpolate(x: Float32Array, from: number, phase: number): number {
  let value = 0;
  for (let tap = 0; tap < taps; tap++) value += x[from + tap]! * weights[phase + tap]!;
  return value;
}
