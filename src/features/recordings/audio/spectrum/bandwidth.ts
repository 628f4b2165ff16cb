// Finds the frequency above which a recording has nothing, as one has that was made at a lower rate and resampled.
import { powerDb } from "../decibel.js";
import { Fft } from "./fft.js";

export interface BandEdge {
  /** Hertz. */
  readonly frequency: number;
  /** By how much it falls there, dB. */
  readonly fall: number;
  /** The rate that the sound was probably made at: the lowest usual one that lets this frequency through. */
  readonly madeAt: number;
}

/** Frames that are enough, and how many are needed to say anything. */
export const spectrumFrames = 64;
const leastFrames = 8;
const leastFall = 12;
/** Nearer to half the rate it is the recording's own filter. */
const ownFilter = 0.88;
const usualRates = [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
/** Resamplers let this much more through than half the old rate. */
const leak = 1.17;

/** Averages the spectra of frames of one recording. */
export class SpectrumAverage {
  readonly size: number;
  readonly #rate: number;
  readonly #fft: Fft;
  readonly #window: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #power: Float64Array;
  #count = 0;

  constructor(rate: number) {
    this.size = 2 ** Math.max(5, Math.round(Math.log2(rate / 47)));
    this.#rate = rate;
    this.#fft = fftOf(this.size);
    this.#window = windowOf(this.size);
    this.#re = new Float64Array(this.size);
    this.#im = new Float64Array(this.size);
    this.#power = new Float64Array(this.size / 2 + 1);
  }

  /** Two frames in one transform, one as its real and one as its imaginary part. */
  addTwo(one: Float32Array, other: Float32Array): void {
    fill(this.#re, one, this.#window);
    fill(this.#im, other, this.#window);
    this.#fft.transform(this.#re, this.#im);
    addPowers(this.#re, this.#im, this.#power);
    this.#count += 2;
  }

  /** Undefined = it goes up as far as its rate lets it, or too little was heard. */
  edge(): BandEdge | undefined {
    return this.#count < leastFrames ? undefined : findEdge(this.#power, this.#rate / this.size);
  }
}

const transforms = new Map<number, Fft>();

function fftOf(size: number): Fft {
  const known = transforms.get(size) ?? new Fft(size);
  transforms.set(size, known);
  return known;
}

const windows = new Map<number, Float64Array>();

/** By Hann. */
function windowOf(size: number): Float64Array {
  const window =
    windows.get(size) ?? Float64Array.from({ length: size }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / size));
  windows.set(size, window);
  return window;
}

/** A frame at the end of a recording may be shorter. */
function fill(into: Float64Array, frame: Float32Array, window: Float64Array): void {
  const count = Math.min(into.length, frame.length);
  for (let at = 0; at < count; at++) into[at] = frame[at]! * window[at]!;
  into.fill(0, count);
}

/** Of both frames together: |X|² + |Y|² of z = x + iy is half of |Z(k)|² + |Z(-k)|². */
function addPowers(re: Float64Array, im: Float64Array, power: Float64Array): void {
  const size = re.length;
  for (let bin = 1; bin < power.length; bin++) {
    const mirror = size - bin;
    const one = re[bin]! * re[bin]! + im[bin]! * im[bin]!;
    const other = re[mirror]! * re[mirror]! + im[mirror]! * im[mirror]!;
    power[bin] = power[bin]! + (one + other) / 2;
  }
}

/** `power`: bins from 0 to half the rate. */
function findEdge(power: Float64Array, hertzPerBin: number): BandEdge | undefined {
  const bins = power.length - 1;
  const sums = new Float64Array(power.length + 1);
  for (let bin = 0; bin < power.length; bin++) sums[bin + 1] = sums[bin]! + powerDb(power[bin]! + 1e-18);
  const mean = (from: number, to: number) => (sums[to]! - sums[from]!) / (to - from);
  const narrow = Math.max(1, Math.round(200 / hertzPerBin));
  const wide = Math.max(1, Math.round(400 / hertzPerBin));
  const beyond = Math.max(1, Math.round(250 / hertzPerBin));
  // Highest mean of a narrow band that begins at this bin or above.
  const highest = new Float64Array(power.length + 1).fill(Number.NEGATIVE_INFINITY);
  for (let bin = bins - narrow; bin >= 0; bin--) highest[bin] = Math.max(highest[bin + 1]!, mean(bin, bin + narrow));
  const last = Math.min(Math.floor(ownFilter * bins), bins - narrow - beyond);
  let best = { bin: 0, fall: 0 };
  for (let bin = Math.max(wide, Math.ceil(2_000 / hertzPerBin)); bin < last; bin++) {
    const fall = mean(bin - wide, bin) - highest[bin + beyond]!;
    if (fall > best.fall) best = { bin, fall };
  }
  if (best.fall < leastFall) return undefined;
  const frequency = best.bin * hertzPerBin;
  const madeAt = usualRates.find((rate) => rate / 2 >= frequency / leak) ?? usualRates.at(-1)!;
  return { frequency, fall: best.fall, madeAt };
}
