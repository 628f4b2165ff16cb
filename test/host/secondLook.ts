// A second look at UI tests that failed: their files run once more, one at a time and alone; what passes only then is told as unsteady.
import type { Counts } from "./counts";
import type { StageResult } from "./stageRun";
import type { Stage } from "./stages";

/** More broken files than that are no accident of a busy machine. */
const mostFiles = 3;

/** What one file of a stage came to. */
export interface FileCounts {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
}

/** One line of a stage's output, written by `tellFile` and read by `failedFiles`. */
const told = /^FAILED IN (\S+): (\d+) passed, (\d+) failed$/gm;

export function tellFile({ file, passed, failed }: FileCounts): string {
  return `FAILED IN ${file}: ${passed} passed, ${failed} failed`;
}

export function failedFiles(output: string): FileCounts[] {
  return [...output.matchAll(told)].map(([, file = "", passed, failed]) => ({
    file,
    passed: Number(passed),
    failed: Number(failed),
  }));
}

/** The stage that runs the failed files of another once more; undefined = there is nothing that a second run could tell. */
export function secondLook({ stage, good, counts, output }: StageResult): Stage | undefined {
  if (good || stage.group !== "ui") return undefined;
  const files = failedFiles(output);
  // A failure that belongs to no file is one of the run itself.
  const isWhole = counts.failed === files.reduce((sum, { failed }) => sum + failed, 0);
  if (files.length === 0 || files.length > mostFiles || !isWhole) return undefined;
  const command = [...stage.command, "--workers", "1", "--files", files.map(({ file }) => file).join(",")];
  return { ...stage, name: `${stage.name} again, alone`, command };
}

/** What both runs come to: each test counts as it ended the last time it ran. */
export function bothCounts(first: StageResult, again: StageResult): Counts {
  const files = failedFiles(first.output);
  const before = (key: "passed" | "failed") => files.reduce((sum, each) => sum + each[key], 0);
  return {
    passed: first.counts.passed - before("passed") + again.counts.passed,
    failed: first.counts.failed - before("failed") + again.counts.failed,
    skipped: first.counts.skipped,
  };
}
