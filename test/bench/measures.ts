// What the benchmark found, budget by budget, and how people read it.

export interface Measure {
  /** Heading it stands under. */
  readonly group: string;
  readonly name: string;
  /** Absent = could not be measured; `note` says why. */
  readonly value?: number;
  readonly unit: "KB" | "ms" | "requests" | "times" | "events" | "bytes" | "jobs/s";
  /** The most it may be, in the same unit; absent = only for comparison. */
  readonly budget?: number;
  readonly note?: string;
}

export function isMet({ value, budget }: Measure): boolean | undefined {
  return value === undefined || budget === undefined ? undefined : value <= budget;
}

/** One line for each measure below the heading of its group. */
export function printTable(measures: readonly Measure[], print: (line: string) => void): void {
  const width = Math.max(...measures.map(({ name }) => name.length));
  for (const group of new Set(measures.map((measure) => measure.group))) {
    print(`\n${group}`);
    for (const measure of measures.filter((each) => each.group === group)) print(`  ${lineOf(measure, width)}`.trimEnd());
  }
  const judged = measures.filter((measure) => isMet(measure) !== undefined);
  print(`\n${judged.filter(isMet).length} of ${judged.length} budgets are met`);
}

function lineOf(measure: Measure, width: number): string {
  const { name, value, unit, budget, note = "" } = measure;
  const found = value === undefined ? "not measured" : `${rounded(value)} ${unit}`;
  const limit = budget === undefined ? "" : `≤ ${rounded(budget)} ${unit}`;
  const verdict = { true: "met", false: "MISSED", undefined: "" }[`${isMet(measure)}`];
  return [name.padEnd(width), found.padStart(15), limit.padStart(15), verdict.padEnd(6), note].join("  ");
}

function rounded(value: number): string {
  return String(Number(value.toFixed(value < 100 ? 1 : 0)));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
