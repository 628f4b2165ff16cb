// Smallest, largest, sum and sum of squares of a few milliseconds of samples: the loop that looks at every sample.

/** Where the results lie in the array that is handed in. */
export const low = 0;
export const high = 1;
export const sum = 2;
export const squares = 3;

/** One small function that is called for each frame is compiled at once; one large loop is not. */
export function frameStatistics(x: Float32Array, from: number, to: number, into: Float64Array): void {
  let least = x[from]!;
  let most = least;
  let total = 0;
  let square = 0;
  let otherTotal = 0;
  let otherSquare = 0;
  let at = from;
  for (; at + 1 < to; at += 2) {
    const one = x[at]!;
    const other = x[at + 1]!;
    if (one < least) least = one;
    if (one > most) most = one;
    if (other < least) least = other;
    if (other > most) most = other;
    total += one;
    otherTotal += other;
    square += one * one;
    otherSquare += other * other;
  }
  if (at < to) {
    const one = x[at]!;
    if (one < least) least = one;
    if (one > most) most = one;
    total += one;
    square += one * one;
  }
  into[low] = least;
  into[high] = most;
  into[sum] = total + otherTotal;
  into[squares] = square + otherSquare;
}
