// Which UI test files run in which editor: many in one of both, what depends on the editor's version in both.
import type { EditorName } from "./versions";

/** Tests of our own words, looks and requests, which no version of the editor changes: one editor is enough, and CI stays short. */
const inOne: Readonly<Record<string, EditorName>> = {
  "access.test.ts": "floor",
  "diagnosing.test.ts": "newest",
  "harness.test.ts": "floor",
  "hostile.test.ts": "newest",
  "keyImport.test.ts": "floor",
  "leaks.test.ts": "newest",
  "lifeOfConnection.test.ts": "floor",
  "thirdCloud.test.ts": "newest",
  "twoWindows.test.ts": "floor",
};

/** `isEvery`: all of them in each editor. */
export function filesFor(editor: EditorName, files: readonly string[], isEvery: boolean): string[] {
  return files.filter((file) => isEvery || (inOne[file] ?? editor) === editor);
}

/** Files that are named and not there. */
export function unknownFiles(files: readonly string[]): string[] {
  return Object.keys(inOne).filter((file) => !files.includes(file));
}
