// Whether work grows with its input or with the square of it: a ratio of this process's own time in one run, with room for what a busy machine adds.

const tries = 3;
const rounds = 3;

/**
 * How many times as long the work takes on `to` as on `from`, where that is nearer to a square than to a line; undefined = it grows as it may.
 *
 * From 200 to 20 000 a line is 100 times as long, a square 10 000 times: only from 1 000 times on it counts as one. Other work that takes the
 * caches of the machine makes a line three or four times as steep, and sorting twice.
 */
export function squareGrowth<Input>(
  work: (input: Input) => unknown,
  inputOf: (size: number) => Input,
  from: number,
  to: number,
): number | undefined {
  const [small, large] = [inputOf(from), inputOf(to)];
  const bound = (to / from) ** 1.5;
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < tries && least >= bound; count += 1) least = Math.min(least, growth(work, small, large));
  return least < bound ? undefined : least;
}

/** The least time on `large`, as a multiple of that on `small`; both take turns, each for about as long. */
function growth<Input>(work: (input: Input) => unknown, small: Input, large: Input): number {
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
