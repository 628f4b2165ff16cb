// Command: runs test/theia against Eclipse Theia with the packaged extension: `--vsix FILE`, `--grep TEXT`; `--install-only` just makes the application.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import Mocha from "mocha";
import { installTheia, runningTheias } from "../../theia/application";
import { openTheiaWindows } from "../../theia/window";
import { repository } from "../editors/cache";
import { theiaVersion } from "../editors/versions";
import { writeFailure } from "../workbench/failureReport";
import { reportHooks } from "../workbench/uiHooks";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { vsix: { type: "string" }, grep: { type: "string" }, "install-only": { type: "boolean", default: false } },
  });
  console.log(`Eclipse Theia ${theiaVersion}: ${await installTheia()}`);
  if (values["install-only"]) return;
  const { vsix, grep } = values;
  if (vsix) process.env.VOICE_JOBS_TEST_VSIX = resolve(vsix);
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", color: false, timeout: 600_000, slow: 20_000, ...(grep && { grep }) });
  mocha.rootHooks({
    async afterEach(this: Mocha.Context) {
      if (this.currentTest?.state !== "failed") return;
      console.log(`      report: ${await report(this.currentTest.fullTitle(), this.currentTest.err)}`);
    },
  });
  const folder = join(repository, "test/theia");
  for (const file of readdirSync(folder)) if (file.endsWith(".test.ts")) mocha.addFile(join(folder, file));
  await mocha.loadFilesAsync();
  reportHooks(mocha.suite, report);
  const failures = await new Promise<number>((done) => mocha.run(done));
  if (failures > 0) process.exitCode = 1;
  // A browser that does not close must not hold the whole run up.
  setTimeout(() => process.exit(), 20_000).unref();
}

function report(title: string, error: unknown): Promise<string> {
  return writeFailure({ editor: "Theia", title, error, windows: openTheiaWindows(), servers: runningTheias() });
}

void main();
