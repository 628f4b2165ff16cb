// A small extension that does what other extensions can: calls tools for language models, and makes or opens links; asked through files.
import { strict as assert } from "node:assert";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../../host/workbench/eventually";
import { makeExtension } from "./madeUp";

const main = `const { lm, env, Uri } = require("vscode");
const { readdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const questions = join(__dirname, "questions");
const answer = async ({ tool, input, external, open }) => {
  if (external) return (await env.asExternalUri(Uri.parse(external))).toString(true);
  if (open) return String(await env.openExternal(await env.asExternalUri(Uri.parse(open))));
  const { content } = await lm.invokeTool(tool, { input, toolInvocationToken: undefined });
  return content.map(({ value }) => value).join("");
};
const take = async (name) => {
  const path = join(questions, name);
  const question = JSON.parse(readFileSync(path, "utf8"));
  renameSync(path, path.replace(/asked$/, "taken"));
  const text = await answer(question).catch((error) => "error: " + error.message);
  writeFileSync(path + ".part", text);
  renameSync(path + ".part", path.replace(/asked$/, "answered"));
};
exports.activate = ({ subscriptions }) => {
  const timer = setInterval(() => {
    for (const name of readdirSync(questions)) if (name.endsWith(".asked")) void take(name);
  }, 100);
  subscriptions.push({ dispose: () => clearInterval(timer) });
};`;

export type Asked =
  | { readonly tool: string; readonly input: object }
  /** For what the editor makes of an address that leads to an extension. */
  | { readonly external: string }
  /** Opens that, as outside of the editor. */
  | { readonly open: string };

export interface Caller {
  /** Folder of the extension. */
  readonly folder: string;
  ask(question: Asked): Promise<string>;
  remove(): Promise<void>;
}

export async function makeCaller(): Promise<Caller> {
  const folder = await makeExtension({ name: "caller", main });
  const questions = join(folder, "questions");
  await mkdir(questions);
  let count = 0;
  return {
    folder,
    async ask(question) {
      count += 1;
      const name = join(questions, String(count));
      await writeFile(`${name}.part`, JSON.stringify(question));
      await rename(`${name}.part`, `${name}.asked`);
      return eventually(async () => {
        const text = await readFile(`${name}.answered`, "utf8").catch(() => undefined);
        assert.ok(text !== undefined, `no answer yet: ${JSON.stringify(question)}`);
        return text;
      });
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
