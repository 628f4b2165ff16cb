// Command: runs test/editor inside an npm-carried editor: `--editor floor|newest`, `--grep TEXT`; `--bundle-only` just prepares them for a debugger.
import { parseArgs } from "node:util";
import { isGood, readCounts } from "./counts";
import { bundleEditorTests } from "./editorBundle";
import { runEditorTests } from "./editorTests";
import { editorVersions, isEditorName } from "./versions";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { editor: { type: "string", default: "newest" }, grep: { type: "string" }, "bundle-only": { type: "boolean" } },
  });
  if (values["bundle-only"]) {
    await bundleEditorTests("debug");
    return;
  }
  if (!isEditorName(values.editor)) throw new Error("--editor is floor or newest");
  console.log(`Editor tests in VS Code ${editorVersions[values.editor].vscode}`);
  const lines: string[] = [];
  const editorLines: string[] = [];
  const exitCode = await runEditorTests(values.editor, {
    // Each version bundles for itself, so that two may run at the same time.
    tests: await bundleEditorTests(values.editor),
    env: values.grep ? { VOICE_JOBS_TEST_GREP: values.grep } : {},
    print: (line) => {
      lines.push(line);
      console.log(line);
    },
    printEditor: (line) => editorLines.push(line),
  });
  if (isGood(exitCode, readCounts(lines.join("\n")))) return;
  // Without a single line of the tests, only the editor can tell why they did not run.
  if (lines.length === 0) console.log(editorLines.join("\n").slice(-20_000));
  console.log(`The editor tests in VS Code ${editorVersions[values.editor].vscode} failed (exit code ${exitCode})`);
  process.exitCode = 1;
}

void main();
