// The stages of `npm test`: what each runs, what it needs, and which ones a choice asks for.

import type { EditorName } from "../editors/versions";
import type { Reach } from "./uiFiles";

export interface Stage {
  readonly name: string;
  /** Names that `--only` knows it by. */
  readonly group: string;
  /** The editor that it runs in; absent = in none. */
  readonly editor?: EditorName;
  readonly command: readonly string[];
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Groups that must have ended well before. */
  readonly needs: readonly string[];
  /** Groups that must have ended, well or not: on two cores they would take the time that this one waits for. */
  readonly after?: readonly string[];
  /** What it adds to the count: nothing, one for a check as a whole, or what mocha counted. */
  readonly counts: "nothing" | "one" | "mocha";
  /** Whether it may end well without a test, saying why. */
  readonly mayBeUntried?: boolean;
  /** Whether it runs only where its group is named. */
  readonly isExtra?: boolean;
  /** Minutes after which it is stopped, on a machine several times as slow as a quiet one. */
  readonly minutes?: number;
}

export interface StageOptions {
  readonly grep?: string | undefined;
  /** How far UI tests reach; with `every`, what is repeated many times is repeated as often as it should. */
  readonly reach?: Reach;
  /** Where only one editor is asked for. */
  readonly editor?: EditorName | undefined;
}

const npmRun = (name: string, ...parameters: string[]) => ["npm", "run", "--silent", name, "--", ...parameters];
const script = (file: string, ...parameters: string[]) => [
  process.execPath,
  "--import",
  "tsx",
  `test/host/${file}.ts`,
  ...parameters,
];

const takeLooks = [process.execPath, "--import", "tsx", "test/pictures/allLooks.ts"];

/** The same of the two thousand uploads. */
const fewUploads = 150;
/** Of the ten thousand submits, where not everything is run: seconds instead of a minute. */
const fewSubmits = 2_000;
/** Asks unit tests that try much of one kind for a part of it, in the run that a person waits for. */
const brief = { VOICE_JOBS_BRIEF: "1" };

/** Minutes for the UI tests of each reach: ten times of what a quiet machine needs. */
const uiMinutes: Readonly<Record<Reach, number>> = { usual: 60, full: 90, every: 240 };

export function allStages(vsix: string, { grep, reach = "usual", editor: chosen }: StageOptions = {}): Stage[] {
  const isEvery = reach === "every";
  const only = grep ? ["--grep", grep] : [];
  const inEditor = (kind: string, run: string, ...parameters: string[]): Stage[] =>
    (["floor", "newest"] as const).map((editor) => ({
      name: `${kind} ${editor}`,
      group: kind,
      editor,
      command: script(`run/${run}`, "--editor", editor, ...parameters, ...only),
      needs: ["install", "package"],
      counts: "mocha",
    }));
  // A stage of its own at the end: its two workers keep two cores busy. Where tests are chosen, they may be in any file.
  const ui: Stage = {
    name: "ui",
    group: "ui",
    command: script(
      "run/runUiTests",
      ...["--vsix", vsix, "--reach", grep ? "every" : reach],
      ...(chosen ? ["--editor", chosen] : []),
      ...only,
    ),
    needs: ["install", "package"],
    after: ["types", "lint", "unit", "submits", "editor", "desktop", "installTheia", "theia"],
    counts: "mocha",
    minutes: uiMinutes[reach],
  };
  const submits: Stage = {
    name: "submits",
    group: "submits",
    command: npmRun("submits", "--no-color", ...only),
    ...(isEvery ? {} : { env: { VOICE_JOBS_SUBMITS: String(fewSubmits), VOICE_JOBS_UPLOADS: String(fewUploads) } }),
    needs: [],
    counts: "mocha",
  };
  return [
    { name: "install", group: "install", command: script("editors/install"), needs: [], counts: "nothing" },
    { name: "package", group: "package", command: npmRun("package"), needs: [], counts: "nothing" },
    { name: "types", group: "types", command: npmRun("types"), needs: [], counts: "one" },
    { name: "lint", group: "lint", command: npmRun("lint"), needs: [], counts: "one" },
    {
      name: "unit",
      group: "unit",
      command: npmRun("unit", "--no-color", ...only),
      ...(reach === "usual" ? { env: brief } : {}),
      needs: [],
      counts: "mocha",
    },
    ...inEditor("editor", "runEditorTests"),
    // It keeps one core busy: beside the end of the unit tests.
    ...(grep && !isEvery ? [] : [submits]),
    ...inEditor("desktop", "runDesktopTests").map((stage) => ({ ...stage, needs: ["package"], mayBeUntried: true })),
    ...theia(vsix, only, isEvery),
    ui,
    ...unjudged(isEvery),
  ];
}

/** What people read and look at: whether it still runs. At the very end, since a benchmark wants the machine for itself. */
function unjudged(isEvery: boolean): Stage[] {
  const shared = { editor: "newest", ...(isEvery ? {} : { isExtra: true }), counts: "one", minutes: 120 } as const;
  return [
    { ...shared, name: "looks", group: "looks", command: takeLooks, needs: ["install", "package"], after: ["ui"] },
    { ...shared, name: "bench", group: "bench", command: npmRun("bench"), needs: ["install", "package"], after: ["looks", "ui"] },
  ];
}

/** Another editor with the same API. Its installation takes minutes; what it gets is unpacked by the newest of ours. */
function theia(vsix: string, only: readonly string[], isEvery: boolean): Stage[] {
  const shared = { editor: "newest", ...(isEvery ? {} : { isExtra: true }) } as const;
  const install = { name: "install Theia", group: "installTheia", command: script("run/runTheiaTests", "--install-only") };
  const tests = { name: "theia", group: "theia", command: script("run/runTheiaTests", "--vsix", vsix, ...only) };
  return [
    { ...shared, ...install, needs: [], counts: "nothing" },
    { ...shared, ...tests, needs: ["install", "installTheia", "package"], after: ["types", "unit", "submits"], counts: "mocha" },
  ];
}

/** The stages of the chosen groups and of the groups that those need; all that are not extra without a choice. `editor`: leaves out those in the other one. */
export function chooseStages(all: readonly Stage[], only: string | undefined, editor?: EditorName): Stage[] {
  const stages = all.filter((stage) => !editor || !stage.editor || stage.editor === editor);
  if (!only) return stages.filter(({ isExtra }) => !isExtra);
  const groups = new Set(only.split(",").map((group) => group.trim()));
  const unknown = [...groups].filter((group) => !stages.some((stage) => stage.group === group));
  if (unknown.length > 0)
    throw new Error(`--only knows ${[...new Set(stages.map(({ group }) => group))].join(", ")}; not ${unknown.join(", ")}`);
  for (const stage of stages) if (groups.has(stage.group)) for (const need of stage.needs) groups.add(need);
  return stages.filter((stage) => groups.has(stage.group));
}
