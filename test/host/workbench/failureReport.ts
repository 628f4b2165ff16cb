// What a failed test leaves behind in a folder of its own: a picture and the words of each window, its console, the logs and settings of its editor; no secret in it.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Page } from "playwright-core";
import { Redactor } from "../../../src/core/privacy/redactor";
import * as keys from "../../../src/demoCloud/keys";
import { repository } from "../editors/cache";
import type { Server } from "../editors/server";
import { openWidgets } from "./openWidgets";

/** A window with what it has printed so far. */
export interface ReportedWindow {
  readonly page: Page;
  readonly console: readonly string[];
}

export interface FailureReport {
  readonly editor: string;
  /** The whole title of the test or hook. */
  readonly title: string;
  readonly error?: unknown;
  readonly windows: readonly ReportedWindow[];
  readonly servers: readonly Pick<Server, "folder" | "output">[];
}

/** Lines of each log that are kept: the last ones. */
const mostLines = 300;
/** Nothing may hold the run up: a page that hangs is a finding too. */
const patience = 10_000;

/** Name of the folder: letters and digits of any script, short enough for every file system. */
export function failureName(editor: string, title: string): string {
  const words = `${editor}-${title}`.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return [...words].slice(0, 70).join("").replace(/-$/, "");
}

/** Hides what the local clouds call secrets, and whatever else looks like one. */
export function makeMask(): (text: string) => string {
  const redactor = new Redactor();
  const learn = (value: unknown, name = ""): void => {
    if (typeof value === "object" && value !== null) for (const [inner, each] of Object.entries(value)) learn(each, inner);
    else if (typeof value === "string" && /secret|token|password/i.test(name)) redactor.know(value);
  };
  learn({ ...keys });
  return (text) => redactor.redact(text);
}

/** Gives the folder. */
export async function writeFailure(report: FailureReport, root = join(repository, "out/failures")): Promise<string> {
  const folder = join(root, failureName(report.editor, report.title));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const mask = makeMask();
  const write = (name: string, text: string) => writeFile(join(folder, name), mask(text));
  const { error } = report;
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error ?? "");
  await write("test.txt", `${report.title}\nin the ${report.editor} editor\n\n${words}\n`);
  for (const [index, window] of report.windows.entries()) {
    const name = `window-${index + 1}`;
    const seen = await within(describeWindow(window.page), "The window does not answer\n");
    await write(`${name}.txt`, `${seen}\n== Console\n${lastLines(window.console.join("\n"))}\n`);
    await within(window.page.screenshot({ path: join(folder, `${name}.png`), timeout: patience }), undefined);
  }
  for (const [index, { folder: data, output }] of report.servers.entries()) {
    const name = `server-${index + 1}`;
    await write(`${name}.txt`, lastLines(output.join("\n")));
    await write(`${name}-logs.txt`, await readAll(data, (path) => path.endsWith(".log")));
    await write(`${name}-settings.txt`, await readAll(data, (path) => /(Machine|User|data)[\\/]settings\.json$/.test(path)));
  }
  return folder;
}

async function describeWindow(page: Page): Promise<string> {
  const parts: [string, string][] = [["Open", (await openWidgets(page)).join("\n")]];
  for (const frame of page.frames()) {
    const seen = await within(
      frame.evaluate(() => {
        let focused: Element | null = document.activeElement;
        while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
        return {
          focus: focused?.outerHTML.slice(0, 500) ?? "",
          hasFocus: document.hasFocus(),
          text: document.body?.innerText ?? "",
        };
      }),
      undefined,
    );
    if (seen?.text.trim())
      parts.push(
        [`Focus (${seen.hasFocus ? "in" : "outside of"} ${frame.url().slice(0, 80)})`, seen.focus],
        ["Visible text", seen.text.slice(0, 20_000)],
      );
  }
  return parts.map(([heading, text]) => `== ${heading}\n${text}\n`).join("\n");
}

/** The last lines of the chosen files of an editor's folder, under their names. */
async function readAll(folder: string, isWanted: (path: string) => boolean): Promise<string> {
  const data = join(folder, "data");
  const files = await readdir(data, { recursive: true, withFileTypes: true }).catch(() => []);
  const texts: string[] = [];
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    if (!file.isFile() || !isWanted(path)) continue;
    const text = (await readFile(path, "utf8").catch(() => "")).trim();
    if (text) texts.push(`== ${relative(data, path)}\n${lastLines(text)}\n`);
  }
  return texts.join("\n");
}

function lastLines(text: string): string {
  return text.split("\n").slice(-mostLines).join("\n");
}

/** Takes the other value where the work fails or does not end. */
async function within<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<U>((resolve) => {
    timer = setTimeout(resolve, patience, otherwise);
  });
  try {
    return await Promise.race([work.catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
