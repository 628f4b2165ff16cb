// Command: everything that `npm test` runs; `--only unit,editor` chooses stages, `--editor floor` one of both editors, `--grep TEXT` tests; `--full` runs each UI test, `--every` in both editors; `--timings` tells where the time goes.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../editors/cache";
import { isEditorName } from "../editors/versions";
import { addCounts } from "./counts";
import { runStage, runStages, type StageResult } from "./stageRun";
import { allStages, chooseStages } from "./stages";
import { timeTable, withoutTimes } from "./timings";

/** Stages at a time: an editor with its browser keeps a core busy, and what shares one misses moments. */
const places = Math.max(2, Math.min(availableParallelism(), 4));
/** Characters of a failed stage's output that are told again. */
const mostOfFailures = 6_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      editor: { type: "string" },
      grep: { type: "string" },
      full: { type: "boolean", default: false },
      every: { type: "boolean", default: false },
      timings: { type: "boolean", default: false },
    },
  });
  const { only, editor, grep, full, every, timings } = values;
  if (editor !== undefined && !isEditorName(editor)) throw new Error("--editor is floor or newest");
  if (timings) process.env.VOICE_JOBS_TIMINGS = "1";
  const start = Date.now();
  const reach = every ? "every" : full ? "full" : "usual";
  const stages = chooseStages(allStages(join(repository, "voice-training-jobs.vsix"), { grep, reach, editor }), only, editor);
  const results = await runStages(stages, places, (stage) => runStage(stage, repository), report);
  const counts = addCounts(results.map((result) => result.counts));
  // Once more at the end, where a log that was cut off still has it.
  for (const { stage, good, output } of results)
    if (!good) console.log(`\n━━ what failed in ${stage.name}\n${failures(withoutTimes(output))}`);
  if (timings) {
    const times = results.map(({ stage, began = Date.now(), ...rest }) => ({
      ...rest,
      name: stage.name,
      start: (began - start) / 1000,
    }));
    console.log(`\nWhere the time goes:\n${timeTable(times).join("\n")}`);
  }
  console.log(`\nStages (${seconds((Date.now() - start) / 1000)} together):`);
  for (const result of results) console.log(`  ${result.good ? "✔" : "✖"} ${summary(result)}`);
  for (const { output } of results) for (const [line] of output.matchAll(/^UNTRIED:.*$/gm)) console.log(`  ${line}`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  if (results.some(({ good }) => !good) || counts.passed === 0) process.exitCode = 1;
}

/** What mocha says of failed tests, or the end of the output where it says nothing; bounded. */
function failures(output: string): string {
  const at = output.search(/^ +\d+ failing$/m);
  return at < 0 ? output.trimEnd().slice(-mostOfFailures) : output.slice(at).trimEnd().slice(0, mostOfFailures);
}

/** Prints the whole of a stage once it has ended, so that two at a time do not mix. */
function report(result: StageResult): void {
  console.log(`\n━━ ${summary(result)}\n${withoutTimes(result.output).trimEnd()}`);
}

function summary({ stage, counts, seconds: time, good }: StageResult): string {
  const count = stage.counts === "mocha" ? `, ${counts.passed} passed, ${counts.failed} failed` : "";
  return `${stage.name}: ${good ? "ok" : "FAILED"} in ${seconds(time)}${count}`;
}

function seconds(time: number): string {
  return `${time.toFixed(1)} s`;
}

void main();
