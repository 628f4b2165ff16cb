// The extension's finished words in one language, and questions answered in their order, which is the same in every language.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DemoCloud } from "../../../src/demoCloud/index";
import { repository } from "../../host/editors/cache";
import type { Workbench } from "../../host/workbench/workbench";
import { type Answer, give, untilClosed } from "./typing";

/** By the English words or the key of the manifest; values go where {0}, {1}… stand. */
export type Word = (key: string, ...values: readonly string[]) => string;

export async function readWords(language: string): Promise<Word> {
  const read = async (file: string) => JSON.parse(await readFile(join(repository, file), "utf8")) as Record<string, string>;
  const ending = language === "en" ? "" : `.${language}`;
  const words = {
    ...(await read(`package.nls${ending}.json`)),
    ...(ending ? await read(`l10n/bundle.l10n${ending}.json`) : {}),
  };
  return (key, ...values) => values.reduce((text, value, place) => text.replaceAll(`{${place}}`, () => value), words[key] ?? key);
}

/** Runs a command of the extension by the name that it has in `src/contributions.ts`, without its prefix. */
export function run(workbench: Workbench, word: Word, command: string): Promise<void> {
  return workbench.runCommand(`${word("category")}: ${word(`command.${command}`)}`);
}

/** `look`: at each question before it is answered, counted from 1. */
export async function answerInOrder(
  workbench: Workbench,
  answers: readonly Answer[],
  look?: (number: number) => Promise<void>,
): Promise<void> {
  for (const [index, answer] of answers.entries()) {
    await workbench.quickInput.step(`(${index + 1}/`);
    await workbench.quickInput.box.locator(".quick-input-box input:not([disabled])").waitFor();
    await look?.(index + 1);
    await give(workbench, answer);
  }
}

/** Adds a connection to the Huawei side of the local cloud. */
export function connectHuawei(workbench: Workbench, word: Word, { huawei }: DemoCloud, name: string): Promise<void> {
  return connect(workbench, word, [
    { pick: word("Another {0} endpoint…", word("Huawei")) },
    { type: huawei.endpoint },
    { type: huawei.projectId },
    { type: name },
    { pick: word("Access key") },
    { type: huawei.accessKeyId },
    { type: huawei.secretAccessKey },
  ]);
}

/** Adds a connection to each side of the local cloud. */
export async function connectBoth(
  workbench: Workbench,
  word: Word,
  cloud: DemoCloud,
  names: { readonly huawei: string; readonly alibaba: string },
): Promise<void> {
  await connectHuawei(workbench, word, cloud, names.huawei);
  const { alibaba } = cloud;
  await connect(workbench, word, [
    { pick: word("Another {0} endpoint…", word("Alibaba")) },
    { type: alibaba.endpoint },
    { type: names.alibaba },
    { pick: word("Access key") },
    { type: alibaba.accessKeyId },
    { type: alibaba.accessKeySecret },
  ]);
}

async function connect(workbench: Workbench, word: Word, answers: readonly Answer[]): Promise<void> {
  await run(workbench, word, "addConnection");
  await answerInOrder(workbench, answers);
  await untilClosed(workbench);
}
