// Collects every sentence a person can read: calls of l10n.t in the sources, and the words in the descriptions of the clouds.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-api";
import { clouds } from "../../src/clouds/index.js";
import type { Advice } from "../../src/core/cloud/advice.js";
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

/** Reading all sources takes a second. */
let collected: Promise<readonly string[]> | undefined;

/** Looks words of descriptions up, which are collected from those. */
const lookup = "src/text/translate.ts";

async function collect(): Promise<readonly string[]> {
  const called = l10nCalls().map(({ sentence }) => sentence);
  const advised = await Promise.all(clouds.map((cloud) => cloud.advice?.()));
  const advice = advised.flatMap((each) => (each ? adviceWords(each) : []));
  const places = (await Promise.all(clouds.map((cloud) => cloud.keySources?.() ?? []))).flat();
  const modes = await Promise.all(places.map((source) => source.unsupportedModes?.()));
  const kinds = await Promise.all(
    clouds.flatMap((cloud) => [cloud.kinds?.(), cloud.recordingRequirements?.(), cloud.uploadParts?.()]),
  );
  const stores = await Promise.all(clouds.map(async (cloud) => ({ ...(await cloud.ownStorage?.()), contentTypes: {} })));
  const speech = await Promise.all(clouds.map(async (cloud) => (await cloud.speech?.())?.description));
  return [
    ...new Set([
      ...called,
      ...cloudWords(),
      ...advice,
      ...cloudWords(kinds),
      ...cloudWords(stores),
      ...cloudWords(speech),
      ...cloudWords(places),
      ...cloudWords(modes),
      ...cloudWords([endpointField, nameField]),
    ]),
  ].sort();
}

export interface L10nCall {
  readonly sentence: string;
  /** The code of what fills its places. */
  readonly places: readonly string[];
}

export function l10nCalls(): L10nCall[] {
  return filesBelow("src", /\.ts$/)
    .filter(({ path, text }) => text.includes("l10n") && path !== lookup)
    .flatMap(({ path, text }) => callsIn(path, text));
}

/**
 * Each call of `l10n.t`. The editor's own collector finds the same, a hundred times as slowly.
 * @throws where a sentence is not a literal, which nothing could translate
 */
function callsIn(path: string, text: string): L10nCall[] {
  const calls: L10nCall[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText(source))) {
      const [sentence, ...places] = node.arguments;
      if (!sentence || !ts.isStringLiteralLike(sentence)) throw new Error(`Not a literal in ${path}: ${node.getText(source)}`);
      calls.push({ sentence: sentence.text, places: places.map((place) => place.getText(source)) });
    }
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  visit(source);
  return calls;
}

/** What `src/text` looks up of a cloud's description. */
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
