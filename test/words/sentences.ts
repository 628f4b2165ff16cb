// Collects every sentence a person can read: calls of l10n.t in the sources, and the words in the descriptions of the clouds.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getL10nJson } from "@vscode/l10n-dev";
import { clouds } from "../../src/clouds/index.js";
import type { Advice } from "../../src/core/advice.js";
import { endpointField, nameField } from "../../src/core/connection.js";

export const root = join(import.meta.dirname, "../..");

export function filesBelow(folder: string, ending: RegExp): { readonly path: string; readonly text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(root.length + 1).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }));
}

/** English sentences, sorted. */
export function collectSentences(): Promise<readonly string[]> {
  collected ??= collect();
  return collected;
}

/** Reading all sources takes seconds. */
let collected: Promise<readonly string[]> | undefined;

async function collect(): Promise<readonly string[]> {
  // The collector takes long for each file, and one that never says the name calls nothing of it.
  const worded = filesBelow("src", /\.ts$/).filter(({ text }) => text.includes("l10n"));
  const sources = worded.map(({ text }) => ({ extension: ".ts" as const, contents: text }));
  const called = Object.entries(await getL10nJson(sources)).map(([key, value]) =>
    typeof value === "string" ? key : value.message,
  );
  const advised = await Promise.all(clouds.map((cloud) => cloud.advice?.()));
  const advice = advised.flatMap((each) => (each ? adviceWords(each) : []));
  const places = clouds.flatMap(({ keySources = [] }) => keySources);
  const modes = await Promise.all(places.map((source) => source.unsupportedModes?.()));
  const kinds = await Promise.all(clouds.flatMap((cloud) => [cloud.kinds?.(), cloud.recordingRequirements?.()]));
  return [
    ...new Set([
      ...called.map(String),
      ...cloudWords(),
      ...advice,
      ...cloudWords(kinds),
      ...cloudWords(modes),
      ...cloudWords([endpointField, nameField]),
    ]),
  ].sort();
}

/** What the present floor looks up of a cloud's description. */
const wordKeys = new Set([
  "title",
  "shortTitle",
  "hint",
  "problem",
  "placeholder",
  "loss",
  "unclear",
  "warning",
  "next",
  "refusal",
]);

export function cloudWords(described: unknown = clouds): string[] {
  if (typeof described !== "object" || described === null || described instanceof RegExp) return [];
  return Object.entries(described).flatMap(([key, value]) =>
    typeof value === "string" ? (wordKeys.has(key) ? [value] : []) : cloudWords(value),
  );
}

export function adviceWords({ states, codes }: Advice): string[] {
  return [...Object.values(states), ...codes].flatMap(({ meaning, causes = [], steps = [], needs = [] }) => [
    meaning,
    ...[...causes, ...steps, ...needs].map((point) => (typeof point === "string" ? point : point.text)),
  ]);
}
