// Command: everything that `npm test` runs; `--only unit,editor` chooses stages, `--grep TEXT` chooses tests.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "./cache";
import { addCounts } from "./counts";
import { runStage, runStages, type StageResult } from "./stageRun";
import { allStages, chooseStages } from "./stages";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string" }, grep: { type: "string" } } });
  const start = Date.now();
  const stages = chooseStages(allStages(join(repository, "voice-training-jobs.vsix"), values.grep), values.only);
  const results = await runStages(stages, 3, (stage) => runStage(stage, repository), report);
  const counts = addCounts(results.map((result) => result.counts));
  console.log(`\nStages (${seconds((Date.now() - start) / 1000)} together):`);
  for (const result of results) console.log(`  ${result.good ? "✔" : "✖"} ${summary(result)}`);
  for (const { output } of results) for (const [line] of output.matchAll(/^UNTRIED:.*$/gm)) console.log(`  ${line}`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  if (results.some(({ good }) => !good) || counts.passed === 0) process.exitCode = 1;
}

/** Prints the whole of a stage once it has ended, so that two at a time do not mix. */
function report(result: StageResult): void {
  console.log(`\n━━ ${summary(result)}\n${result.output.trimEnd()}`);
}

function summary({ stage, counts, seconds: time, good }: StageResult): string {
  const count = stage.counts === "mocha" ? `, ${counts.passed} passed, ${counts.failed} failed` : "";
  return `${stage.name}: ${good ? "ok" : "FAILED"} in ${seconds(time)}${count}`;
}

function seconds(time: number): string {
  return `${time.toFixed(1)} s`;
}

void main();
