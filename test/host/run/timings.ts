// Where the time goes: marked lines that the runs of tests print where `npm test -- --timings` asks for it, and the tables made of them.

export interface TestTime {
  readonly title: string;
  readonly ms: number;
}

/** Part of a stage: a file of tests, or surroundings of an editor. */
export interface PartTime {
  readonly part: string;
  readonly seconds: number;
}

const mark = "TIME ";
/** Tests of a stage that are told, beginning with the slowest. */
const mostTests = 15;

export function tellPart({ part, seconds }: PartTime): string {
  return `${mark}${seconds.toFixed(1)} s ${part}`;
}

export function tellTest({ title, ms }: TestTime): string {
  return `${mark}${Math.round(ms)} ms ${title}`;
}

export function readTimes(output: string): { readonly parts: PartTime[]; readonly tests: TestTime[] } {
  const parts: PartTime[] = [];
  const tests: TestTime[] = [];
  for (const [, time, unit, name = ""] of output.matchAll(/^TIME ([\d.]+) (s|ms) (.*)$/gm)) {
    if (unit === "s") parts.push({ part: name, seconds: Number(time) });
    else tests.push({ title: name, ms: Number(time) });
  }
  return { parts, tests };
}

/** The same output without those lines. */
export function withoutTimes(output: string): string {
  return output.replace(/^TIME .*\n?/gm, "");
}

export interface StageTime {
  readonly name: string;
  /** Seconds after the begin of the run. */
  readonly start: number;
  readonly seconds: number;
  readonly output: string;
}

/** Stages by their start, with their parts and slowest tests below. */
export function timeTable(stages: readonly StageTime[]): string[] {
  const number = (seconds: number) => seconds.toFixed(1).padStart(7);
  const lines = ["  start     end seconds  stage"];
  for (const { name, start, seconds, output } of [...stages].sort((one, other) => one.start - other.start)) {
    lines.push(`${number(start)} ${number(start + seconds)} ${number(seconds)}  ${name}`);
    const { parts, tests } = readTimes(output);
    for (const each of parts.sort((one, other) => other.seconds - one.seconds))
      lines.push(`${" ".repeat(16)}${number(each.seconds)}    ${each.part}`);
    for (const { title, ms } of tests.sort((one, other) => other.ms - one.ms).slice(0, mostTests))
      lines.push(`${" ".repeat(16)}${number(ms / 1000)}      ${title}`);
  }
  return lines;
}
