// Which UI test files run in which editor: many in one of both, what depends on the editor's version in both.
import type { EditorName } from "./versions";

/** Tests of our own words, looks and requests, which no version of the editor changes: one editor is enough, and CI stays short. */
const inOne: Readonly<Record<string, EditorName>> = {
  "access.test.ts": "floor",
  "advice.test.ts": "floor",
  "connections.test.ts": "newest",
  "creating.test.ts": "newest",
  "deleting.test.ts": "floor",
  "diagnosing.test.ts": "newest",
  "faults.test.ts": "floor",
  "firstMinute.test.ts": "floor",
  "following.test.ts": "floor",
  "harness.test.ts": "floor",
  "hostile.test.ts": "newest",
  "keyImport.test.ts": "floor",
  "leaks.test.ts": "newest",
  "lifeOfConnection.test.ts": "newest",
  "many.test.ts": "floor",
  "panelAccess.test.ts": "newest",
  "panelLive.test.ts": "newest",
  "readme.test.ts": "newest",
  "remembering.test.ts": "floor",
  "story.test.ts": "newest",
  "submitMany.test.ts": "floor",
  "submitting.test.ts": "newest",
  "thirdCloud.test.ts": "newest",
  "tools.test.ts": "floor",
  "twoWindows.test.ts": "newest",
  "waysIn.test.ts": "floor",
};

/** Minutes long: run where everything is. */
const long = ["submitReloads.test.ts"];

/** `isEvery`: all of them in each editor. */
export function filesFor(editor: EditorName, files: readonly string[], isEvery: boolean): string[] {
  return files.filter((file) => isEvery || (!long.includes(file) && (inOne[file] ?? editor) === editor));
}

/** Files that are named and not there. */
export function unknownFiles(files: readonly string[]): string[] {
  return [...Object.keys(inOne), ...long].filter((file) => !files.includes(file));
}
