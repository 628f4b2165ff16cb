// Command: runs test/ui against the npm-carried editors, several files at a time: `--editor floor|newest`, `--vsix FILE`, `--reach usual|full|every`, `--files a.test.ts,floor:b.test.ts`, `--workers 2`, `--grep TEXT`, `--development`.
import { fork } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildDevelopment, type Development } from "../development";
import { editorVersions, isEditorName } from "../editors/versions";
import { packagedExtension } from "../workbench/session";
import { tellPart, tellTest } from "./timings";
import { parseTasks, type Reach, taskName, type UiTask, uiTasks, uiTestFiles } from "./uiFiles";
import type { UiOrder, UiOutcome } from "./uiWorker";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      editor: { type: "string" },
      vsix: { type: "string" },
      development: { type: "boolean", default: false },
      reach: { type: "string", default: "usual" },
      files: { type: "string" },
      workers: { type: "string", default: "2" },
      grep: { type: "string" },
    },
  });
  const { editor, vsix, grep } = values;
  if (editor !== undefined && !isEditorName(editor)) throw new Error("--editor is floor or newest");
  const files = [...uiTestFiles().keys()];
  const chosen = values.files
    ? parseTasks(values.files, editor)
    : uiTasks(files, values.reach as Reach).filter((task) => !editor || task.editor === editor);
  const tasks = values.development ? chosen.map((task) => ({ ...task, build: "development" as const })) : chosen;
  const development = tasks.some(({ build }) => build === "development") ? await buildDevelopment() : undefined;
  const begin = Date.now();
  const order = (task: UiTask): UiOrder => ({ task, extension: extensionFor(task, vsix, development), grep });
  const outcomes = await handOut(tasks.map(order), Number(values.workers));
  await development?.remove();
  // A browser that does not close must not hold the whole run up.
  setTimeout(() => process.exit(), 20_000).unref();
  tell(outcomes, (Date.now() - begin) / 1000);
}

function extensionFor({ build }: UiTask, vsix: string | undefined, development: Development | undefined): string {
  if (build === "development") return development!.folder;
  return vsix ? resolve(vsix) : packagedExtension();
}

interface Done extends UiOutcome {
  readonly task: UiTask;
}

/** From one queue to each worker that is free, so that all are busy to the end. */
async function handOut(orders: UiOrder[], workers: number): Promise<Done[]> {
  const queue = [...orders];
  const done: Done[] = [];
  await Promise.all(
    Array.from({ length: Math.min(workers, orders.length) }, async () => {
      for (let next = queue.shift(); next; ) {
        const worker = fork(join(__dirname, "uiWorker.ts"), { execArgv: ["--import", "tsx"] });
        const ended = new Promise<never>((_, reject) => {
          worker.once("error", reject);
          worker.once("exit", (code, signal) => reject(new Error(`The worker ended with ${signal ?? code}`)));
        });
        ended.catch(() => {});
        let isAlive = true;
        while (next && isAlive) {
          const { task } = next;
          const answered = new Promise<UiOutcome>((answer) => {
            worker.once("message", (message) => answer(message as UiOutcome));
          });
          worker.send(next);
          const outcome = await Promise.race([answered, ended]).catch((error: Error): UiOutcome => {
            isAlive = false;
            return { passed: 0, failed: 1, output: error.message, seconds: 0, times: [] };
          });
          done.push({ task, ...outcome });
          report({ task, ...outcome });
          next = queue.shift();
        }
        if (isAlive) worker.send("end");
      }
    }),
  );
  return done;
}

function report({ task, output, seconds, passed, failed }: Done): void {
  const { vscode } = editorVersions[task.editor];
  console.log(`\n── ${taskName(task)} in VS Code ${vscode}: ${seconds.toFixed(1)} s, ${passed} passed, ${failed} failed`);
  // The counts of a part stand above; in mocha's words they would be taken for those of the whole.
  console.log(output.replace(/^ +\d+ (passing|failing|pending)\b.*$/gm, "").trim());
}

function tell(outcomes: readonly Done[], seconds: number): void {
  const [passed, failed] = (["passed", "failed"] as const).map((key) => outcomes.reduce((sum, each) => sum + each[key], 0));
  for (const each of outcomes) {
    if (process.env.VOICE_JOBS_TIMINGS) {
      console.log(tellPart({ part: taskName(each.task), seconds: each.seconds }));
      for (const time of each.times) console.log(tellTest({ ...time, title: `${taskName(each.task)}: ${time.title}` }));
    }
  }
  // In mocha's words, since the last ones of an output are those that count; what failed stands below, where a reader looks first.
  console.log(`\n  ${passed} passing (${seconds.toFixed(0)}s)`);
  if (failed === 0 && passed! > 0) return;
  console.log(`  ${failed} failing`);
  for (const { task, output, failed: count, passed: good } of outcomes) {
    if (count === 0) continue;
    const at = output.search(/^ +\d+ failing$/m);
    console.log(
      (at < 0 ? output.slice(-2_000) : output.slice(at))
        .replace(/^ +\d+ failing$/m, "")
        .trimEnd()
        .slice(0, 3_000),
    );
    // As `--files` takes it.
    console.log(`FAILED IN ${taskName(task)}: ${good} passed, ${count} failed`);
  }
  process.exitCode = 1;
}

void main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
