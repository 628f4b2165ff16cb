// Collects everything that a run left behind, in the browser and on disk, and looks for texts that must not be there.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Frame } from "playwright-core";
import type { Workbench } from "./workbench";

export interface Trace {
  /** For example "indexedDB vscode-web-state-db-global/ItemTable/key" or a file's path. */
  readonly where: string;
  readonly text: string;
}

/** What the windows and their servers keep: IndexedDB, local and session storage, cookies, consoles, webviews' HTML, server output, files. */
export async function collectTraces(workbenches: readonly Workbench[]): Promise<Trace[]> {
  const traces: Trace[] = [];
  for (const context of new Set(workbenches.map(({ page }) => page.context()))) traces.push(...(await contextTraces(context)));
  for (const workbench of workbenches) traces.push({ where: "console", text: workbench.console.join("\n") });
  for (const server of new Set(workbenches.map(({ server }) => server))) {
    traces.push({ where: "server output", text: server.output.join("\n") }, ...(await fileTraces(server.folder)));
  }
  return traces;
}

/** The traces that contain one of the texts, as it is or encoded. */
export function findTraces(traces: readonly Trace[], texts: readonly string[]): { where: string; found: string }[] {
  return texts.flatMap((text) => {
    const forms = encodings(text);
    return traces.filter((trace) => forms.some((form) => trace.text.includes(form))).map(({ where }) => ({ where, found: text }));
  });
}

/** A text as it stands in JSON, addresses and base64 (at each of the three places where it can begin in a group of bytes). */
export function encodings(text: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
    // Characters at both ends depend on the neighbours: leave them out.
    return bytes.toString("base64").slice(shift === 0 ? 0 : 4, Math.floor(bytes.length / 3) * 4);
  });
  const url = base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  const all = [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    Buffer.from(text).toString("hex"),
    ...base64,
    ...url,
  ];
  return [...new Set(all.filter((form) => form.length >= 8 || form === text))];
}

async function contextTraces(context: BrowserContext): Promise<Trace[]> {
  const traces: Trace[] = [{ where: "cookies", text: JSON.stringify(await context.cookies()) }];
  const origins = new Set<string>();
  for (const frame of context.pages().flatMap((page) => page.frames())) {
    traces.push({ where: `html ${frame.url().split("?")[0]}`, text: await frame.content().catch(() => "") });
    const origin = await frame.evaluate(() => globalThis.origin).catch(() => "null");
    if (origin === "null" || origins.has(origin)) continue;
    origins.add(origin);
    traces.push(...(await storageTraces(frame)));
  }
  return traces;
}

function storageTraces(frame: Frame): Promise<Trace[]> {
  return frame.evaluate(async () => {
    const readable = (value: unknown): string => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
        return new TextDecoder("latin1").decode(value as ArrayBuffer);
      return typeof value === "string"
        ? value
        : (JSON.stringify(value, (_, part) => (ArrayBuffer.isView(part) ? readable(part) : part)) ?? "");
    };
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const traces: { where: string; text: string }[] = [];
    for (const [name, storage] of [
      ["localStorage", localStorage],
      ["sessionStorage", sessionStorage],
    ] as const) {
      for (const key of Object.keys(storage)) traces.push({ where: `${name} ${key}`, text: storage.getItem(key) ?? "" });
    }
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(objects.getAllKeys()), done(objects.getAll())]);
        keys.forEach((key, index) => {
          traces.push({ where: `indexedDB ${name}/${store}/${readable(key)}`, text: readable(values[index]) });
        });
      }
      database.close();
    }
    return traces;
  });
}

async function fileTraces(folder: string): Promise<Trace[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (where) => ({ where, text: await readFile(where, "utf8").catch(() => "") })));
}
