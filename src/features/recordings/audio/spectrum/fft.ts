// The discrete Fourier transform of a power of two of points, in place.

export class Fft {
  readonly size: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint32Array;

  /** `size`: a power of two, 4 at least. */
  constructor(size: number) {
    this.size = size;
    this.#cos = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.#sin = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
    const bits = Math.log2(size);
    this.#reversed = new Uint32Array(size);
    for (let at = 0; at < size; at++) this.#reversed[at] = (this.#reversed[at >> 1]! >> 1) | ((at & 1) << (bits - 1));
  }

  transform(re: Float64Array, im: Float64Array): void {
    shuffle(re, im, this.#reversed);
    firstStages(re, im, this.size);
    for (let half = 4; half < this.size; half *= 2) stage(re, im, half, this.#cos, this.#sin);
  }
}

function shuffle(re: Float64Array, im: Float64Array, reversed: Uint32Array): void {
  for (let at = 0; at < reversed.length; at++) {
    const other = reversed[at]!;
    if (other <= at) continue;
    const keptRe = re[at]!;
    const keptIm = im[at]!;
    re[at] = re[other]!;
    im[at] = im[other]!;
    re[other] = keptRe;
    im[other] = keptIm;
  }
}

/** Two stages in one, whose factors are 1 and -i. */
function firstStages(re: Float64Array, im: Float64Array, size: number): void {
  for (let at = 0; at < size; at += 4) {
    const ar = re[at]! + re[at + 1]!;
    const ai = im[at]! + im[at + 1]!;
    const br = re[at]! - re[at + 1]!;
    const bi = im[at]! - im[at + 1]!;
    const cr = re[at + 2]! + re[at + 3]!;
    const ci = im[at + 2]! + im[at + 3]!;
    const dr = im[at + 2]! - im[at + 3]!;
    const di = re[at + 3]! - re[at + 2]!;
    re[at] = ar + cr;
    im[at] = ai + ci;
    re[at + 1] = br + dr;
    im[at + 1] = bi + di;
    re[at + 2] = ar - cr;
    im[at + 2] = ai - ci;
    re[at + 3] = br - dr;
    im[at + 3] = bi - di;
  }
}

function stage(re: Float64Array, im: Float64Array, half: number, cos: Float64Array, sin: Float64Array): void {
  const size = re.length;
  const stride = cos.length / half;
  for (let from = 0; from < size; from += 2 * half) {
    for (let one = from, turn = 0; one < from + half; one++, turn += stride) {
      const other = one + half;
      const c = cos[turn]!;
      const s = sin[turn]!;
      const r = re[other]!;
      const i = im[other]!;
      const tre = r * c - i * s;
      const tim = r * s + i * c;
      const a = re[one]!;
      const b = im[one]!;
      re[other] = a - tre;
      im[other] = b - tim;
      re[one] = a + tre;
      im[one] = b + tim;
    }
  }
}
