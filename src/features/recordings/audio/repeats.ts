// Finds stretches in which one value repeats, as they stand where samples were lost.
import { fullScale } from "./clipping.js";

export interface Repeat {
  /** In samples. */
  readonly start: number;
  readonly length: number;
}

/** A recording with more of them is no better understood by the rest. */
const mostKept = 1_000;

/** Follows one channel. Looks at every two milliseconds only, and widens where a value repeats. */
export class RepeatFinder {
  readonly found: Repeat[] = [];
  readonly #step: number;
  readonly #least: number;
  /** Run at the end of the block before. */
  #tail = { value: Number.NaN, length: 0 };

  constructor(rate: number) {
    this.#step = Math.max(1, Math.floor(rate * 0.002));
    this.#least = Math.ceil(rate * 0.005);
  }

  add(x: Float32Array, count: number, start: number): void {
    if (count === 0) return;
    const first = this.#finishTail(x, count, start);
    for (let at = first + 1; at < count; at += this.#step) {
      const value = x[at]!;
      if (value !== x[at - 1]) continue;
      let from = at - 1;
      while (from > first && x[from - 1] === value) from -= 1;
      let to = at + 1;
      while (to < count && x[to] === value) to += 1;
      if (to === count) break;
      this.#keep(value, start + from, to - from);
      at = Math.max(at, to - this.#step + 1);
    }
    this.#startTail(x, count, first);
  }

  /** The last run, which the end of the recording ends. */
  end(total: number): void {
    this.#keep(this.#tail.value, total - this.#tail.length, this.#tail.length);
    this.#tail = { value: Number.NaN, length: 0 };
  }

  /** Goes on with the run at the end of the block before; gives where it ends. */
  #finishTail(x: Float32Array, count: number, start: number): number {
    const { value, length } = this.#tail;
    let to = 0;
    while (to < count && x[to] === value) to += 1;
    if (to < count) this.#keep(value, start - length, length + to);
    else this.#tail = { value, length: length + count };
    return to;
  }

  #startTail(x: Float32Array, count: number, first: number): void {
    if (first === count) return;
    const value = x[count - 1]!;
    let from = count - 1;
    while (from > first && x[from - 1] === value) from -= 1;
    this.#tail = { value, length: count - from };
  }

  #keep(value: number, start: number, length: number): void {
    // What stands still at full scale was cut off there.
    if (length < this.#least || Math.abs(value) >= fullScale || this.found.length >= mostKept) return;
    this.found.push({ start, length });
  }
}
