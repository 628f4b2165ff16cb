// Command: runs test/editor in the desktop editor that @vscode/test-electron downloads, or says that it is untried here: `--editor floor|newest`, `--grep TEXT`.
import { parseArgs } from "node:util";
import { bundleEditorTests } from "../editorBundle";
import { lookAround, runDesktopTests } from "../editors/desktop";
import { editorVersions, isEditorName } from "../editors/versions";
import { desktopObstacle } from "../routes";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { editor: { type: "string", default: "newest" }, grep: { type: "string" } } });
  if (!isEditorName(values.editor)) throw new Error("--editor is floor or newest");
  const { vscode } = editorVersions[values.editor];
  const obstacle = desktopObstacle(await lookAround());
  if (obstacle) {
    console.log(`UNTRIED: the editor tests did not run in the desktop editor ${vscode}, because ${obstacle}.`);
    return;
  }
  console.log(`Editor tests in the desktop editor ${vscode}`);
  const tests = await bundleEditorTests(`desktop-${values.editor}`);
  process.exitCode = await runDesktopTests(vscode, tests, values.grep ? { VOICE_JOBS_TEST_GREP: values.grep } : {});
}

void main();
