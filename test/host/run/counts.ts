// Reads how many tests passed and failed from what mocha's spec reporter printed.

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts of one run; the last line of each kind counts, since a test may print such a line itself. */
export function readCounts(output: string): Counts {
  const last = (word: string) => Number([...output.matchAll(new RegExp(`^ +(\\d+) ${word}\\b`, "gm"))].at(-1)?.[1] ?? 0);
  return { passed: last("passing"), failed: last("failing"), skipped: last("pending") };
}

export function addCounts(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** A run is good if it ended well, ran a test and failed none. */
export function isGood(exitCode: number, counts: Counts): boolean {
  return exitCode === 0 && counts.failed === 0 && counts.passed > 0;
}
