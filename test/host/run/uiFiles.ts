// Which UI test files run in which editor, how far a run reaches, and in which order: the longest first, so that no core is idle at the end.
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { repository } from "../editors/cache";
import type { EditorName } from "../editors/versions";

/** `usual`: what `npm test` runs; `full`: each file in one editor at least; `every`: all in both. */
export type Reach = "usual" | "full" | "every";

/** A file in an editor; `development`: with the build for a debugger and all of the editor's own extensions, instead of the packaged file. */
export interface UiTask {
  readonly editor: EditorName;
  readonly file: string;
  readonly build: "package" | "development";
}

interface FilePlan {
  /** One editor is enough for tests of our own words, looks and requests; absent = both, always. */
  readonly editor?: EditorName;
  /** The least reach that runs it. */
  readonly from: Reach;
  /** On a quiet machine, roughly. */
  readonly seconds: number;
}

/** `usual` are the main job in both editors and whatever costs money or a job when it breaks; what lands has passed `full`. */
const plans: Readonly<Record<string, FilePlan>> = {
  "access.test.ts": { editor: "floor", from: "full", seconds: 45 },
  "advice.test.ts": { editor: "floor", from: "full", seconds: 25 },
  "browsing.test.ts": { editor: "newest", from: "full", seconds: 45 },
  "comparing.test.ts": { editor: "newest", from: "full", seconds: 50 },
  "connections.test.ts": { editor: "newest", from: "full", seconds: 55 },
  "creating.test.ts": { editor: "newest", from: "usual", seconds: 60 },
  "deleting.test.ts": { editor: "floor", from: "usual", seconds: 25 },
  "diagnosing.test.ts": { editor: "newest", from: "full", seconds: 35 },
  "faults.test.ts": { editor: "floor", from: "usual", seconds: 60 },
  "firstMinute.test.ts": { editor: "floor", from: "full", seconds: 45 },
  "following.test.ts": { editor: "floor", from: "full", seconds: 45 },
  "flows.test.ts": { editor: "newest", from: "full", seconds: 45 },
  "grid.test.ts": { editor: "newest", from: "full", seconds: 60 },
  "harness.test.ts": { editor: "floor", from: "full", seconds: 45 },
  "hostile.test.ts": { editor: "newest", from: "full", seconds: 60 },
  "jobsTable.test.ts": { editor: "newest", from: "full", seconds: 60 },
  "keyImport.test.ts": { editor: "floor", from: "full", seconds: 30 },
  "leaks.test.ts": { editor: "newest", from: "usual", seconds: 60 },
  "lifeOfConnection.test.ts": { editor: "newest", from: "full", seconds: 60 },
  "main.test.ts": { from: "usual", seconds: 70 },
  "listening.test.ts": { editor: "newest", from: "full", seconds: 55 },
  "mediaLibrary.test.ts": { editor: "newest", from: "full", seconds: 50 },
  "many.test.ts": { editor: "floor", from: "full", seconds: 35 },
  "ossUploading.test.ts": { editor: "newest", from: "full", seconds: 50 },
  "overview.test.ts": { editor: "newest", from: "full", seconds: 55 },
  "panelAccess.test.ts": { editor: "newest", from: "full", seconds: 75 },
  "panelLive.test.ts": { editor: "newest", from: "full", seconds: 50 },
  "readme.test.ts": { editor: "newest", from: "full", seconds: 40 },
  "recordings.test.ts": { editor: "newest", from: "usual", seconds: 60 },
  "remembering.test.ts": { editor: "floor", from: "full", seconds: 40 },
  "history.test.ts": { editor: "newest", from: "full", seconds: 50 },
  "submitMany.test.ts": { editor: "floor", from: "usual", seconds: 65 },
  "submitReloads.test.ts": { editor: "floor", from: "every", seconds: 240 },
  "submitting.test.ts": { editor: "newest", from: "usual", seconds: 50 },
  "thirdCloud.test.ts": { editor: "newest", from: "full", seconds: 35 },
  "tools.test.ts": { editor: "floor", from: "full", seconds: 40 },
  "twoWindows.test.ts": { editor: "newest", from: "full", seconds: 70 },
  "uploading.test.ts": { editor: "newest", from: "full", seconds: 30 },
  "waysIn.test.ts": { editor: "floor", from: "full", seconds: 60 },
  "wholeLife.test.ts": { from: "full", seconds: 110 },
};

/** The UI test files of all folders by their names, which are told apart without the folder. */
export function uiTestFiles(): ReadonlyMap<string, string> {
  const folder = join(repository, "test/ui");
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".test.ts"));
  return new Map(found.map((file) => [basename(file), join(folder, file)]));
}

/** A file that is not planned runs in both editors, always. */
const unplanned: FilePlan = { from: "usual", seconds: 60 };
const reaches: readonly Reach[] = ["usual", "full", "every"];

/** What a run of this reach runs, the longest first. */
export function uiTasks(files: readonly string[], reach: Reach): UiTask[] {
  const tasks = files.flatMap((file) => {
    const { editor: only, from } = plans[file] ?? unplanned;
    if (reaches.indexOf(reach) < reaches.indexOf(from)) return [];
    const editors = only && reach !== "every" ? [only] : (["floor", "newest"] as const);
    return editors.map((editor): UiTask => ({ editor, file, build: "package" }));
  });
  // The main job once more, as its developers see it.
  const developed = reach === "every" ? (["floor", "newest"] as const) : reach === "full" ? (["newest"] as const) : [];
  const development = developed.map((editor): UiTask => ({ editor, file: "main.test.ts", build: "development" }));
  const secondsOf = ({ file }: UiTask) => (plans[file] ?? unplanned).seconds;
  return [...tasks, ...development].sort((one, other) => secondsOf(other) - secondsOf(one));
}

/** As `--files` takes it and a failure names it. */
export function taskName({ editor, file, build }: UiTask): string {
  return [editor, file, ...(build === "development" ? [build] : [])].join(":");
}

/** "floor:main.test.ts", "newest:main.test.ts:development", or a file alone, in the editor of its plan or in those that are asked for. */
export function parseTasks(names: string, editor?: EditorName): UiTask[] {
  return names.split(",").flatMap((name): UiTask[] => {
    const [first = "", second, third] = name.split(":");
    if (second !== undefined)
      return [{ editor: first as EditorName, file: second, build: third === "development" ? third : "package" }];
    const only = editor ?? plans[first]?.editor;
    return (only ? [only] : (["floor", "newest"] as const)).map((each) => ({ editor: each, file: first, build: "package" }));
  });
}

/** Files that are named and not there. */
export function unknownFiles(files: readonly string[]): string[] {
  return Object.keys(plans).filter((file) => !files.includes(file));
}
