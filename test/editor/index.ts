// Runs the editor tests by mocha inside the extension host, in the npm-carried editor and under @vscode/test-electron alike.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { tellTest } from "../host/run/timings.js";
import { trustTestAuthorities } from "./network/networkSurroundings.js";

/** Where the code under test lies: rejections born elsewhere in the host are not ours. */
const ours = ["dist", "out"].map((folder) => join(resolve(__dirname, "../.."), folder));

/** The editor calls this and ends with failure if it rejects. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  trustTestAuthorities();
  Mocha.reporters.Base.consoleLog = print;
  const rejections = watchRejections();
  const grep = process.env.VOICE_JOBS_TEST_GREP;
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", color: false, timeout: 300_000, slow: 1_000, ...(grep && { grep }) });
  const surroundings = process.env.VOICE_JOBS_TEST_SURROUNDINGS ?? "plain";
  for (const file of readdirSync(__dirname)) {
    const [, kind = "plain"] = /^\w+(?:\.(\w+))?\.test\.js$/.exec(file) ?? [];
    if (file.endsWith(".test.js") && kind === surroundings) mocha.addFile(join(__dirname, file));
  }
  const failures = await new Promise<number>((done) => {
    const runner = mocha.run(done);
    if (process.env.VOICE_JOBS_TIMINGS)
      runner.on("pass", (test) => print(tellTest({ title: test.fullTitle(), ms: test.duration ?? 0 })));
  });
  if (failures > 0) throw new Error(`${failures} editor tests failed`);
  if (rejections.size === 0) return;
  print(`Promises were rejected and nobody caught it:\n${[...rejections].join("\n")}`);
  throw new Error("Unhandled rejections");
}

/** Prints a finished, marked line: the editor hands a console on argument by argument, between what itself prints. */
function print(...parts: unknown[]): void {
  console.log((process.env.VOICE_JOBS_TEST_TAG ?? "") + format(...parts));
}

/** Stacks of unhandled rejections, which the extension host would only log. */
function watchRejections(): ReadonlySet<string> {
  const stacks = new Set<string>();
  process.on("unhandledRejection", (reason) => {
    const stack = String((reason as Error | undefined)?.stack ?? reason);
    if (ours.some((folder) => stack.includes(folder))) stacks.add(stack);
  });
  return stacks;
}
