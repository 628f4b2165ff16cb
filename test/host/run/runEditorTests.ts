// Command: runs test/editor inside an npm-carried editor: `--editor floor|newest`, `--around plain|proxied|fork`, `--grep TEXT`; `--bundle-only` just prepares them for a debugger.
import { parseArgs } from "node:util";
import { bundleEditorTests } from "../editorBundle";
import { type EditorName, editorVersions, isEditorName } from "../editors/versions";
import { runEditorTests } from "../editorTests";
import { makeSurroundings, type SurroundingKind, surroundingKinds } from "../surroundings";
import { addCounts, type Counts, isGood, readCounts } from "./counts";
import { tellPart } from "./timings";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      editor: { type: "string", default: "newest" },
      around: { type: "string" },
      grep: { type: "string" },
      "bundle-only": { type: "boolean" },
    },
  });
  if (values["bundle-only"]) {
    await bundleEditorTests("debug");
    return;
  }
  if (!isEditorName(values.editor)) throw new Error("--editor is floor or newest");
  console.log(`Editor tests in VS Code ${editorVersions[values.editor].vscode}`);
  // Each version bundles for itself, so that two may run at the same time.
  const tests = await bundleEditorTests(values.editor);
  const kinds = surroundingKinds.filter((kind) => !values.around || kind === values.around);
  const env = values.grep ? { VOICE_JOBS_TEST_GREP: values.grep } : {};
  // Side by side, since they wait more than they work.
  const name = values.editor;
  const runs = await Promise.all(kinds.map((kind) => runAround(kind, name, tests, env)));
  const counts = addCounts(runs.map((run) => run.counts));
  // In mocha's words, since the last ones of an output are those that count.
  console.log(`\n  ${counts.passed} passing\n  ${counts.skipped} pending\n  ${counts.failed} failing`);
  const exitCode = Math.max(...runs.map((run) => run.exitCode));
  if (isGood(exitCode, counts)) return;
  console.log(`The editor tests in VS Code ${editorVersions[values.editor].vscode} failed (exit code ${exitCode})`);
  process.exitCode = 1;
}

interface Run {
  readonly exitCode: number;
  readonly counts: Counts;
}

/** Runs the tests that are for these surroundings, in an editor of their own. */
async function runAround(kind: SurroundingKind, editor: EditorName, tests: string, env: Record<string, string>): Promise<Run> {
  const begin = Date.now();
  const surroundings = await makeSurroundings(kind);
  const lines: string[] = [];
  const editorLines: string[] = [];
  try {
    const exitCode = await runEditorTests(editor, {
      tests,
      env: { ...surroundings.env, ...env },
      folder: surroundings.folder,
      preload: surroundings.preload,
      workspaceTrust: !surroundings.isTrusted,
      print: (line) => lines.push(line),
      printEditor: (line) => editorLines.push(line),
    });
    // Without a single line of the tests, only the editor can tell why they did not run.
    console.log(lines.length > 0 ? lines.join("\n") : editorLines.join("\n").slice(-20_000));
    if (process.env.VOICE_JOBS_TIMINGS) console.log(tellPart({ part: kind, seconds: (Date.now() - begin) / 1000 }));
    return { exitCode, counts: readCounts(lines.join("\n")) };
  } finally {
    await surroundings.remove();
  }
}

void main();
