// How much longer work takes on more: a ratio of times of one run, which no busy machine bends as it bends milliseconds.

/** The least of several times on `large`, as a multiple of that on `small`; both take turns. */
export function growth<Input>(work: (input: Input) => unknown, small: Input, large: Input, rounds = 7): number {
  const least = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round += 1) {
    least.small = Math.min(
      least.small,
      timed(() => work(small)),
    );
    least.large = Math.min(
      least.large,
      timed(() => work(large)),
    );
  }
  return least.large / least.small;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  // A clock without fractions must not make a ratio of nothing.
  return Math.max(performance.now() - start, 0.005);
}
