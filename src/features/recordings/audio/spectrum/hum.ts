// Looks for the hum of the mains in pauses: single frequencies that stand out of their neighbourhood.
import { powerDb } from "../decibel.js";

export interface Hum {
  /** Hertz. */
  readonly frequency: number;
  /** RMS of that tone, dBFS. */
  readonly level: number;
}

const tones = [50, 100, 150, 60, 120, 180];
const neighbours = [-20, -15, -10, 10, 15, 20];
const outstanding = 10;
const audible = -70;
/** Samples per second that are enough for these tones. */
const lowRate = 2_000;

/** Averages over windows of pauses. */
export class HumMeter {
  readonly #rate: number;
  readonly #powers = new Map<number, number>();
  #windows = 0;

  constructor(rate: number) {
    this.#rate = rate;
  }

  add(pause: Float32Array): void {
    const factor = Math.max(1, Math.floor(this.#rate / lowRate));
    const { values, weights } = windowed(decimate(pause, factor));
    if (weights === 0) return;
    this.#windows += 1;
    for (const tone of tones) {
      for (const near of [0, ...neighbours]) {
        const frequency = tone + near;
        // The mean of neighbouring samples is quieter than they are, by a known amount.
        const droop = letThrough(Math.PI * (frequency / this.#rate), factor) ** 2;
        const power = (2 * binPower(values, (frequency * factor) / this.#rate)) / (weights * weights) / droop;
        const key = tone * 1_000 + near;
        this.#powers.set(key, (this.#powers.get(key) ?? 0) + power);
      }
    }
  }

  /** RMS level of one tone in the windows that were added, dBFS. */
  level(tone: number): number {
    return powerDb((this.#powers.get(tone * 1_000) ?? 0) / this.#windows);
  }

  /** The strongest tone that stands out and can be heard. */
  get hum(): Hum | undefined {
    const found = tones.filter((tone) => this.#standsOut(tone)).map((tone) => ({ frequency: tone, level: this.level(tone) }));
    return found.sort((one, other) => other.level - one.level)[0];
  }

  #standsOut(tone: number): boolean {
    if (this.#windows === 0 || !(this.level(tone) > audible)) return false;
    const around = neighbours.reduce((total, near) => total + this.#powers.get(tone * 1_000 + near)!, 0) / neighbours.length;
    return this.level(tone) > powerDb(around / this.#windows) + outstanding;
  }
}

function decimate(x: Float32Array, factor: number): Float64Array {
  const slow = new Float64Array(Math.floor(x.length / factor));
  for (let at = 0, from = 0; at < slow.length; at++) {
    let total = 0;
    for (let each = 0; each < factor; each++) total += x[from++]!;
    slow[at] = total / factor;
  }
  return slow;
}

/** How much of a tone the mean of `count` samples lets through. `half`: half the angle of one sample. */
function letThrough(half: number, count: number): number {
  return half === 0 ? 1 : Math.sin(half * count) / (count * Math.sin(half));
}

/** Without its mean and under a Hann window; `weights`: the sum of the window. */
function windowed(x: Float64Array): { readonly values: Float64Array; readonly weights: number } {
  const mean = x.reduce((total, value) => total + value, 0) / x.length;
  let weights = 0;
  const values = x.map((value, at) => {
    const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / x.length);
    weights += weight;
    return (value - mean) * weight;
  });
  return { values, weights };
}

/** Power of a single bin of the Fourier transform, by Goertzel. `frequency`: as a part of the rate. */
function binPower(x: Float64Array, frequency: number): number {
  const twice = 2 * Math.cos(2 * Math.PI * frequency);
  let before = 0;
  let last = 0;
  for (let at = 0; at < x.length; at++) {
    const now = x[at]! + twice * last - before;
    before = last;
    last = now;
  }
  return last * last + before * before - twice * last * before;
}
