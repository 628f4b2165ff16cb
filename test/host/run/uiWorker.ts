// A process that runs one UI test file after the other, as `runUiTests` hands them out, with one browser for all of them.
import { format } from "node:util";
import Mocha from "mocha";
import { closeBrowser, closeWindows } from "../workbench/session";
import { holdToOrder, tidyUp } from "../workbench/uiHooks";
import type { TestTime } from "./timings";
import { type UiTask, uiTestFiles } from "./uiFiles";

export interface UiOrder {
  readonly task: UiTask;
  /** The packaged file or the folder of the build. */
  readonly extension: string;
  readonly grep?: string | undefined;
}

export interface UiOutcome {
  readonly passed: number;
  readonly failed: number;
  /** All that mocha and the tests printed. */
  readonly output: string;
  readonly seconds: number;
  readonly times: readonly TestTime[];
}

const lines: string[] = [];
// One file's lines must not mix with those of the other worker.
console.log = Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => void lines.push(format(...parts));

async function run({ task, extension, grep }: UiOrder): Promise<UiOutcome> {
  const begin = Date.now();
  process.env.VOICE_JOBS_TEST_EDITOR = task.editor;
  process.env.VOICE_JOBS_TEST_VSIX = extension;
  process.env.VOICE_JOBS_TEST_ALL_EXTENSIONS = task.build === "development" ? "1" : "";
  lines.length = 0;
  // A busy machine is ten times as slow: what hangs is ended by the time-outs of what it waits for.
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", color: false, timeout: 600_000, slow: 10_000, ...(grep && { grep }) });
  mocha.rootHooks({
    afterEach(this: Mocha.Context) {
      return tidyUp(this.currentTest);
    },
    afterAll: closeWindows,
  });
  const path = uiTestFiles().get(task.file);
  if (!path) throw new Error(`There is no UI test file ${task.file}`);
  mocha.addFile(path);
  await mocha.loadFilesAsync();
  holdToOrder(mocha.suite);
  const times: TestTime[] = [];
  let failed = 0;
  const runner = await new Promise<Mocha.Runner>((done) => {
    const running = mocha.run(() => done(running));
    running.on("pass", (test) => times.push({ title: test.fullTitle(), ms: test.duration ?? 0 }));
    running.on("fail", () => failed++);
  });
  // The other editor may run the same file in this process.
  mocha.unloadFiles();
  const passed = runner.stats?.passes ?? 0;
  return { passed, failed, output: lines.join("\n"), seconds: (Date.now() - begin) / 1000, times };
}

process.on("message", async (order: UiOrder | "end") => {
  if (order === "end") {
    await closeBrowser();
    process.exit();
  }
  try {
    process.send!(await run(order));
  } catch (error) {
    const output = [...lines, (error as Error).stack].join("\n");
    process.send!({ passed: 0, failed: 1, output, seconds: 0, times: [] } satisfies UiOutcome);
  }
});
// Who started this is gone.
process.on("disconnect", () => process.exit());
