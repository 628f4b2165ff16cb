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

/** What a piece of work took. */
export interface Spent {
  /** Milliseconds on the clock. */
  readonly ms: number;
  /** Milliseconds that this process computed; other programs take none of them, however busy the machine is. */
  readonly cpu: number;
}

/** Our work and the bare one, measured in turns, so that both met the same moods of the machine. */
export interface Beside {
  /** Medians, milliseconds on the clock. */
  readonly ms: number;
  readonly bareMs: number;
  /** Of the quickest round of each, which the machine disturbed least. Milliseconds. */
  readonly quickest: number;
  readonly bareQuickest: number;
}

export interface Rounds<Round> {
  readonly ours: readonly Round[];
  readonly bare: readonly Round[];
}

export async function spent(work: () => unknown): Promise<Spent> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000 };
}

/** Of work that only computes: judged by what it computes. */
export function besideByCpu({ ours, bare }: Rounds<Spent>): Beside {
  const least = (rounds: readonly Spent[]) => Math.min(...rounds.map(({ cpu }) => cpu));
  const middle = (rounds: readonly Spent[]) => median(rounds.map(({ ms }) => ms));
  return { ms: middle(ours), bareMs: middle(bare), quickest: least(ours), bareQuickest: least(bare) };
}

/** Of work that waits for others: milliseconds on the clock. */
export function besideByClock({ ours, bare }: Rounds<number>): Beside {
  return { ms: median(ours), bareMs: median(bare), quickest: Math.min(...ours), bareQuickest: Math.min(...bare) };
}

/** How many times the bare work ours is. */
export function ratioOf({ quickest, bareQuickest }: Beside): number {
  return quickest / bareQuickest;
}

export interface Limit {
  /** The most times the bare work that ours may be. */
  readonly ratio: number;
  /** Which absolute budget it stands for on a quiet machine. */
  readonly because: string;
}

/** Our time, the bare one of the same run, and the ratio of both, which alone is judged. */
export function besideLines(name: string, bareName: string, beside: Beside, limit: Limit): Omit<Measure, "group">[] {
  const quickest = (ms: number) => `quickest ${ms.toFixed(1)} ms`;
  return [
    { name, value: beside.ms, unit: "ms", note: quickest(beside.quickest) },
    { name: `… bare: ${bareName}`, value: beside.bareMs, unit: "ms", note: quickest(beside.bareQuickest) },
    { name: "… times the bare one", value: ratioOf(beside), unit: "times", budget: limit.ratio, note: limit.because },
  ];
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
