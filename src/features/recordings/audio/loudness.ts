// Loudness by ITU-R BS.1770 and EBU R 128: two filters, mean squares of 400 ms every 100 ms, two gates.
import { dbPower, powerDb } from "./decibel.js";

/** Shelf, then high pass, as `b0 b1 b2 a1 a2` each. */
function weighting(rate: number): Float64Array {
  const shelf = { k: Math.tan((Math.PI * 1681.974450955533) / rate), q: 0.7071752369554196 };
  const gain = 10 ** (3.999843853973347 / 20);
  const slope = gain ** 0.4996667741545416;
  const a0 = 1 + shelf.k / shelf.q + shelf.k ** 2;
  const pass = { k: Math.tan((Math.PI * 38.13547087602444) / rate), q: 0.5003270373238773 };
  const p0 = 1 + pass.k / pass.q + pass.k ** 2;
  return Float64Array.of(
    (gain + (slope * shelf.k) / shelf.q + shelf.k ** 2) / a0,
    (2 * (shelf.k ** 2 - gain)) / a0,
    (gain - (slope * shelf.k) / shelf.q + shelf.k ** 2) / a0,
    (2 * (shelf.k ** 2 - 1)) / a0,
    (1 - shelf.k / shelf.q + shelf.k ** 2) / a0,
    1,
    -2,
    1,
    (2 * (pass.k ** 2 - 1)) / p0,
    (1 - pass.k / pass.q + pass.k ** 2) / p0,
  );
}

/** Sections of 100 ms that the second of two streams is ahead with, so that its filters have settled: 300 ms change nothing any more. */
const settling = 3;
/** Below this a filter's memory is silence; left alone it would decay into numbers that processors are slow with. */
const nothing = 1e-30;

/** Filters one channel and sums its squares by sections; keeps its filters' memory from block to block. */
export class WeightedSums {
  readonly #c: Float64Array;
  readonly #state = new Float64Array(4);
  readonly #other = new Float64Array(4);
  readonly #both = new Float64Array(2);

  constructor(rate: number) {
    this.#c = weighting(rate);
  }

  /** Adds to `sums` from index `to` on one sum for each whole section of `x`; gives their number. */
  add(x: Float32Array, count: number, section: number, sums: Float32Array, to: number): number {
    const sections = Math.floor(count / section);
    // Two independent streams in one loop keep a processor busy where one would wait for its own results.
    const half = sections >= 4 * settling ? Math.floor(sections / 2) : 0;
    const [one, other, both] = [this.#state, this.#other, this.#both];
    if (half > 0) {
      other.fill(0);
      for (let each = half - settling; each < half; each++) filterOne(x, each * section, section, this.#c, other);
      for (let each = 0; each < half; each++) {
        filterTwo(x, each * section, (half + each) * section, section, this.#c, one, other, both);
        sums[to + each] = sums[to + each]! + both[0]!;
        sums[to + half + each] = sums[to + half + each]! + both[1]!;
      }
      one.set(other);
    }
    for (let each = 2 * half; each < sections; each++)
      sums[to + each] = sums[to + each]! + filterOne(x, each * section, section, this.#c, one);
    for (let at = 0; at < 4; at++) if (Math.abs(one[at]!) < nothing) one[at] = 0;
    return sections;
  }
}

function filterOne(x: Float32Array, from: number, length: number, c: Float64Array, state: Float64Array): number {
  const b0 = c[0]!;
  const b1 = c[1]!;
  const b2 = c[2]!;
  const a1 = c[3]!;
  const a2 = c[4]!;
  const p1 = c[8]!;
  const p2 = c[9]!;
  let s1 = calm(state[0]!);
  let s2 = calm(state[1]!);
  let t1 = calm(state[2]!);
  let t2 = calm(state[3]!);
  let sum = 0;
  for (let at = from; at < from + length; at++) {
    const v = x[at]!;
    const y = b0 * v + s1;
    s1 = b1 * v - a1 * y + s2;
    s2 = b2 * v - a2 * y;
    const z = y + t1;
    t1 = t2 - 2 * y - p1 * z;
    t2 = y - p2 * z;
    sum += z * z;
  }
  state[0] = s1;
  state[1] = s2;
  state[2] = t1;
  state[3] = t2;
  return sum;
}

function filterTwo(
  x: Float32Array,
  from: number,
  otherFrom: number,
  length: number,
  c: Float64Array,
  state: Float64Array,
  otherState: Float64Array,
  sums: Float64Array,
): void {
  const b0 = c[0]!;
  const b1 = c[1]!;
  const b2 = c[2]!;
  const a1 = c[3]!;
  const a2 = c[4]!;
  const p1 = c[8]!;
  const p2 = c[9]!;
  let s1 = calm(state[0]!);
  let s2 = calm(state[1]!);
  let t1 = calm(state[2]!);
  let t2 = calm(state[3]!);
  let u1 = calm(otherState[0]!);
  let u2 = calm(otherState[1]!);
  let w1 = calm(otherState[2]!);
  let w2 = calm(otherState[3]!);
  let sum = 0;
  let otherSum = 0;
  for (let at = from, other = otherFrom; at < from + length; at++, other++) {
    const v = x[at]!;
    const o = x[other]!;
    const y = b0 * v + s1;
    const q = b0 * o + u1;
    s1 = b1 * v - a1 * y + s2;
    u1 = b1 * o - a1 * q + u2;
    s2 = b2 * v - a2 * y;
    u2 = b2 * o - a2 * q;
    const z = y + t1;
    const r = q + w1;
    t1 = t2 - 2 * y - p1 * z;
    w1 = w2 - 2 * q - p1 * r;
    t2 = y - p2 * z;
    w2 = q - p2 * r;
    sum += z * z;
    otherSum += r * r;
  }
  state[0] = s1;
  state[1] = s2;
  state[2] = t1;
  state[3] = t2;
  otherState[0] = u1;
  otherState[1] = u2;
  otherState[2] = w1;
  otherState[3] = w2;
  sums[0] = sum;
  sums[1] = otherSum;
}

function calm(value: number): number {
  return value > -nothing && value < nothing ? 0 : value;
}

/** Sections in a block of 400 ms. */
const perBlock = 4;

/**
 * LUFS of a whole recording. `sums`: squares of all channels in each section of 100 ms; `section`: samples of one.
 * Undefined = it is too short or too quiet to have one.
 */
export function integratedLoudness(sums: Float32Array, section: number): number | undefined {
  const blocks = Math.max(0, sums.length - perBlock + 1);
  const absolute = gatedMean(sums, blocks, section, dbPower(-70 + 0.691));
  if (absolute === undefined) return undefined;
  const relative = gatedMean(sums, blocks, section, Math.max(absolute / 10, dbPower(-70 + 0.691)));
  return relative === undefined ? undefined : -0.691 + powerDb(relative);
}

/** Mean square of the blocks above the gate. */
function gatedMean(sums: Float32Array, blocks: number, section: number, gate: number): number | undefined {
  let total = 0;
  let count = 0;
  for (let at = 0; at < blocks; at++) {
    const mean = (sums[at]! + sums[at + 1]! + sums[at + 2]! + sums[at + 3]!) / (perBlock * section);
    if (mean <= gate) continue;
    total += mean;
    count += 1;
  }
  return count === 0 ? undefined : total / count;
}
