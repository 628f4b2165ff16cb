// What `npm run bench -- --json` prints: one object with every measure, each under a name of its own, for machines that compare runs.
import { isMet, type Measure } from "./measures";

/** What the numbers were measured on. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  /** Cores that programs may use. */
  readonly cores: number;
}

export interface Report extends Machine {
  /** Rises when a key changes its meaning or goes. */
  readonly format: 2;
  /** Of the extension. */
  readonly version: string;
  /** When the measuring ended, ISO 8601 in UTC. */
  readonly at: string;
  readonly measures: readonly ReportedMeasure[];
  /** Measures that have a budget, by what became of it. */
  readonly budgets: { readonly met: number; readonly missed: number; readonly unmeasured: number };
}

export interface ReportedMeasure {
  readonly group: string;
  /** Unique within its group. */
  readonly name: string;
  readonly value: number | null;
  readonly unit: Measure["unit"];
  /** The most it may be; null = only for comparison. */
  readonly budget: number | null;
  readonly isMet: boolean | null;
  readonly note: string;
}

export function reportOf(measures: readonly Measure[], machine: Machine, version: string, now: number): Report {
  const reported = measures.map((measure, index): ReportedMeasure => {
    const { group, value = null, unit, budget = null, note = "" } = measure;
    return { group, name: nameOf(measures, index), value, unit, budget, isMet: isMet(measure) ?? null, note };
  });
  const limited = reported.filter(({ budget }) => budget !== null);
  const count = (verdict: boolean | null) => limited.filter((measure) => measure.isMet === verdict).length;
  const budgets = { met: count(true), missed: count(false), unmeasured: count(null) };
  return { format: 2, version, ...machine, at: new Date(now).toISOString(), measures: reported, budgets };
}

/** Names of lines that go on from the one above ("… requests") say on from what. */
function nameOf(measures: readonly Measure[], index: number): string {
  const { name } = measures[index]!;
  if (!name.startsWith("… ")) return name;
  const above = measures.slice(0, index).findLast((measure) => !measure.name.startsWith("… "));
  return above ? `${above.name}: ${name.slice(2)}` : name.slice(2);
}
