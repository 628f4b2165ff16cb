// Runs stages, some at a time, and judges each by its exit code and its count.
import { spawn } from "node:child_process";
import { type Counts, readCounts } from "./counts";
import type { Stage } from "./stages";

export interface StageResult {
  readonly stage: Stage;
  readonly good: boolean;
  readonly counts: Counts;
  readonly output: string;
  readonly seconds: number;
  /** When it began, as `Date.now()` says it. */
  readonly began?: number;
}

/** Minutes after which a stage is stopped that names no other limit. */
const usualMinutes = 45;

/** Starts each stage as soon as what it needs has ended well and a place is free; `report` hears of each end. */
export async function runStages(
  stages: readonly Stage[],
  places: number,
  run: (stage: Stage) => Promise<StageResult>,
  report: (result: StageResult) => void,
): Promise<StageResult[]> {
  const waiting = [...stages];
  const running = new Map<Stage, Promise<void>>();
  const results: StageResult[] = [];
  const end = (result: StageResult) => {
    results.push(result);
    report(result);
  };
  const isLost = ({ needs }: Stage) => results.some((result) => !result.good && needs.includes(result.stage.group));
  while (waiting.length > 0 || running.size > 0) {
    for (let lost = waiting.find(isLost); lost; lost = waiting.find(isLost)) {
      waiting.splice(waiting.indexOf(lost), 1);
      end(judge(lost, 1, "Did not run: a stage that it needs has failed.", 0));
    }
    const isPending = (group: string) => [...waiting, ...running.keys()].some((stage) => stage.group === group);
    const isReady = ({ needs, after = [] }: Stage) => ![...needs, ...after].some(isPending);
    const ready = waiting.filter(isReady).slice(0, places - running.size);
    for (const stage of ready) {
      waiting.splice(waiting.indexOf(stage), 1);
      running.set(
        stage,
        run(stage)
          .then(end)
          .finally(() => running.delete(stage)),
      );
    }
    if (running.size > 0) await Promise.race(running.values());
  }
  return results;
}

export function judge(stage: Stage, exitCode: number, output: string, seconds: number): StageResult {
  const none = { passed: 0, failed: 0, skipped: 0 };
  const read = stage.counts === "mocha" ? readCounts(output) : stage.counts === "one" ? { ...none, passed: 1 } : none;
  const ranNothing =
    stage.counts === "mocha" && read.passed + read.failed === 0 && !(stage.mayBeUntried && output.includes("UNTRIED:"));
  const good = exitCode === 0 && read.failed === 0 && !ranNothing;
  // A stage that failed without a failed test counts as one failure itself.
  const counts = good || read.failed > 0 ? read : { ...read, passed: stage.counts === "one" ? 0 : read.passed, failed: 1 };
  return { stage, good, counts, output, seconds };
}

export async function runStage(stage: Stage, directory: string): Promise<StageResult> {
  const start = Date.now();
  const { exitCode, output } = await runCommand(stage, directory);
  return { ...judge(stage, exitCode, output, (Date.now() - start) / 1000), began: start };
}

function runCommand({ command, env, minutes = usualMinutes }: Stage, cwd: string): Promise<{ exitCode: number; output: string }> {
  const [program, ...parameters] = command;
  return new Promise((resolve) => {
    const child = spawn(program!, parameters, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    const parts: string[] = [];
    const timer = setTimeout(() => child.kill(), minutes * 60_000);
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => parts.push(text));
    child.once("error", (error) => parts.push(`${error.message}\n`));
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      if (signal) parts.push(`Stopped by ${signal} after at most ${minutes} minutes\n`);
      resolve({ exitCode: code ?? 1, output: parts.join("") });
    });
  });
}
