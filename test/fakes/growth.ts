// How much longer work takes on more: a ratio of this process's own time in one run, which no busy machine bends as it bends milliseconds.

/** The least time on `large`, as a multiple of that on `small`; both take turns, each for about as long. */
export function growth<Input>(work: (input: Input) => unknown, small: Input, large: Input, rounds = 7): number {
  const repeats = Math.max(1, Math.round(timed(work, large, 1) / timed(work, small, 1)));
  let [leastSmall, leastLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round += 1) {
    leastSmall = Math.min(leastSmall, timed(work, small, repeats) / repeats);
    leastLarge = Math.min(leastLarge, timed(work, large, 1));
  }
  return leastLarge / leastSmall;
}

/** Microseconds of this process's own time, of which a clock that ticks slowly gives one at least. */
function timed<Input>(work: (input: Input) => unknown, input: Input, times: number): number {
  const start = process.cpuUsage();
  for (let time = 0; time < times; time += 1) work(input);
  const { user, system } = process.cpuUsage(start);
  return Math.max(user + system, 1);
}
