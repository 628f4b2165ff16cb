// Compares the two channels of a recording.

export class StereoComparison {
  /** Largest difference between two samples of the same moment. */
  difference = 0;
  #product = 0;
  readonly #squares: [number, number] = [0, 0];

  add(left: Float32Array, right: Float32Array, count: number): void {
    const found = compare(left, right, count);
    this.difference = Math.max(this.difference, found.difference);
    this.#product += found.product;
    this.#squares[0] += found.left;
    this.#squares[1] += found.right;
  }

  /** From -1 to 1; 0 where a channel is silent. */
  get correlation(): number {
    const scale = Math.sqrt(this.#squares[0] * this.#squares[1]);
    return scale > 0 ? this.#product / scale : 0;
  }
}

function compare(left: Float32Array, right: Float32Array, count: number) {
  let difference = 0;
  let product = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let at = 0; at < count; at++) {
    const one = left[at]!;
    const other = right[at]!;
    const gap = Math.abs(one - other);
    if (gap > difference) difference = gap;
    product += one * other;
    leftSquares += one * one;
    rightSquares += other * other;
  }
  return { difference, product, left: leftSquares, right: rightSquares };
}
