// Counts where a sound was cut off at full scale, and where it was cut off and made quieter or louder afterwards.

/** 32 767 of 32 768: what lies below it has room left, however loud it is. */
export const fullScale = 32_767 / 32_768;
const clippedRun = 3;
const flatRun = 4;

/** Runs of samples at full scale in one channel. */
export class ClippingCounter {
  runs = 0;
  samples = 0;
  longest = 0;
  /** Index of the sample at which the longest begins. */
  longestAt = 0;
  #run = 0;

  /** `from`, `to`: in `x`; `start`: index of its first sample in the recording. Frames must come one after the other. */
  add(x: Float32Array, from: number, to: number, start: number, least: number, most: number): void {
    if (most < fullScale && least > -fullScale) this.#run = 0;
    else this.#count(x, from, to, start);
  }

  #count(x: Float32Array, from: number, to: number, start: number): void {
    let run = this.#run;
    for (let at = from; at < to; at++) {
      const value = x[at]!;
      if (value < fullScale && value > -fullScale) {
        run = 0;
        continue;
      }
      run += 1;
      if (run < clippedRun) continue;
      this.samples += run === clippedRun ? clippedRun : 1;
      if (run === clippedRun) this.runs += 1;
      if (run <= this.longest) continue;
      this.longest = run;
      this.longestAt = start + at - run + 1;
    }
    this.#run = run;
  }
}

/** Runs of identical samples at a channel's own highest (`sign` 1) or lowest (-1) value, whatever that turns out to be. */
export class FlatTopCounter {
  tops = 0;
  /** Index of the sample at which the first one begins. */
  firstAt = 0;
  #level = 0;
  #run = 0;
  readonly #sign: 1 | -1;

  constructor(sign: 1 | -1) {
    this.#sign = sign;
  }

  /** Highest value so far, as a distance from zero. */
  get level(): number {
    return this.#level;
  }

  add(x: Float32Array, from: number, to: number, start: number, extreme: number): void {
    const height = extreme * this.#sign;
    if (height < this.#level || height <= 0) {
      this.#run = 0;
      return;
    }
    if (height > this.#level) {
      this.#level = height;
      this.#run = 0;
      this.tops = 0;
    }
    this.#count(x, from, to, start, extreme);
  }

  #count(x: Float32Array, from: number, to: number, start: number, extreme: number): void {
    let run = this.#run;
    for (let at = from; at < to; at++) {
      if (x[at] !== extreme) {
        run = 0;
        continue;
      }
      run += 1;
      if (run !== flatRun) continue;
      if (this.tops === 0) this.firstAt = start + at - run + 1;
      this.tops += 1;
    }
    this.#run = run;
  }
}
