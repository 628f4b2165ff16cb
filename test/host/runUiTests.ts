// Command: runs test/ui against an npm-carried editor with the packaged extension or a build for a debugger: `--editor floor|newest`, `--vsix FILE` or `--development`, `--part 1/2`, `--files a.test.ts,b.test.ts`, `--every`, `--grep TEXT`.
import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import Mocha from "mocha";
import { repository } from "./cache";
import { buildDevelopment } from "./development";
import { type FileCounts, tellFile } from "./secondLook";
import { closeEverything, photographAll } from "./session";
import { partOf } from "./stages";
import { filesFor } from "./uiFiles";
import { editorVersions, isEditorName } from "./versions";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      editor: { type: "string", default: "newest" },
      vsix: { type: "string" },
      development: { type: "boolean", default: false },
      part: { type: "string", default: "1/1" },
      files: { type: "string" },
      every: { type: "boolean", default: false },
      grep: { type: "string" },
    },
  });
  const { editor, vsix, part, grep } = values;
  const chosen = values.files?.split(",");
  if (!isEditorName(editor)) throw new Error("--editor is floor or newest");
  process.env.VOICE_JOBS_TEST_EDITOR = editor;
  if (vsix) process.env.VOICE_JOBS_TEST_VSIX = resolve(vsix);
  const development = values.development ? await buildDevelopment() : undefined;
  if (development) process.env.VOICE_JOBS_TEST_VSIX = development.folder;
  console.log(`UI tests in VS Code ${editorVersions[editor].vscode}`);
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", color: false, timeout: 120_000, slow: 10_000, ...(grep && { grep }) });
  mocha.rootHooks({
    async afterEach(this: Mocha.Context) {
      if (this.currentTest?.state !== "failed") return;
      const pictures = await photographAll(`${editor} ${this.currentTest.fullTitle()}`);
      console.log(pictures.map((file) => `      picture: ${file}`).join("\n"));
    },
    afterAll: closeEverything,
  });
  const folder = join(repository, "test/ui");
  const files = readdirSync(folder).filter((file) => file.endsWith(".test.ts"));
  for (const file of chosen ?? partOf(filesFor(editor, files.sort(), values.every || grep !== undefined), part))
    mocha.addFile(join(folder, file));
  await mocha.loadFilesAsync();
  const counts = new Map<string, FileCounts>();
  const times: string[] = [];
  const runner = await new Promise<Mocha.Runner>((done) => {
    const running = mocha.run(() => done(running));
    running.on("pass", (test) => count(counts, test, { passed: 1, failed: 0 }));
    running.on("fail", (test) => count(counts, test, { passed: 0, failed: 1 }));
    let begin = Date.now();
    running.on("suite end", ({ root, parent, file = "" }) => {
      if (root || !parent?.root) return;
      times.push(`${basename(file, ".test.ts")} ${((Date.now() - begin) / 1000).toFixed(0)} s`);
      begin = Date.now();
    });
  });
  await development?.remove();
  console.log(`Time of each file: ${times.join(", ")}`);
  for (const each of counts.values()) if (each.failed > 0) console.log(tellFile(each));
  if (runner.stats!.failures > 0 || runner.stats!.passes === 0) process.exitCode = 1;
  // A browser that does not close must not hold the whole run up.
  setTimeout(() => process.exit(), 20_000).unref();
}

/** A hook that fails belongs to the file of its suite. */
function count(counts: Map<string, FileCounts>, { file, parent }: Mocha.Runnable, add: Omit<FileCounts, "file">): void {
  const name = basename(file ?? parent?.file ?? "");
  const { passed = 0, failed = 0 } = counts.get(name) ?? {};
  counts.set(name, { file: name, passed: passed + add.passed, failed: failed + add.failed });
}

void main();
