// Pairs of the lowest and the highest sample of short stretches: what a waveform is drawn from.

export interface Peaks {
  /** Lowest and highest in turns, from -1 to 1; values beyond are kept. */
  readonly pairs: Float32Array;
  /** Seconds of one pair. */
  readonly secondsPerPair: number;
}

/** Ten minutes of 10 ms; a longer recording gets longer stretches. */
const mostPairs = 60_000;

export class PeakCollector {
  readonly #pairs: Float32Array;
  readonly #hopsPerPair: number;
  readonly #hopSeconds: number;

  constructor(hops: number, hopSeconds: number) {
    this.#hopsPerPair = Math.max(1, Math.ceil(hops / mostPairs));
    this.#hopSeconds = hopSeconds;
    this.#pairs = new Float32Array(2 * Math.ceil(hops / this.#hopsPerPair));
  }

  /** Of each channel in turn: the picture shows the widest. */
  add(hop: number, least: number, most: number, channel: number): void {
    const at = 2 * Math.floor(hop / this.#hopsPerPair);
    const isNew = channel === 0 && hop % this.#hopsPerPair === 0;
    if (isNew || least < this.#pairs[at]!) this.#pairs[at] = least;
    if (isNew || most > this.#pairs[at + 1]!) this.#pairs[at + 1] = most;
  }

  get peaks(): Peaks {
    return { pairs: this.#pairs, secondsPerPair: this.#hopsPerPair * this.#hopSeconds };
  }
}
