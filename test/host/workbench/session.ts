// Opens editors for the UI tests, with the packaged extension installed, and closes them all at the end of the run.
import { strict as assert } from "node:assert";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { startBrowser } from "../editors/browser";
import { repository } from "../editors/cache";
import { installEditor } from "../editors/editors";
import { type Server, type ServerOptions, startServer } from "../editors/server";
import { type EditorName, isEditorName } from "../editors/versions";
import { type ReportedWindow, writeFailure } from "./failureReport";
import { openWorkbench, printedBy, type Workbench, type WorkbenchOptions } from "./workbench";

/** What is open now. */
let browser: Promise<Browser> | undefined;
const servers = new Set<Server>();
const workbenches = new Set<Workbench>();

/** Starts a server in the editor version of this run and opens a window; `extensions` defaults to the packaged extension. */
export async function openEditor(options: ServerOptions & WorkbenchOptions = {}): Promise<Workbench> {
  browser ??= startBrowser();
  const server = await startServer(await installEditor(editorName()), {
    extensions: [packagedExtension()],
    allExtensions: Boolean(process.env.VOICE_JOBS_TEST_ALL_EXTENSIONS),
    ...options,
  });
  servers.add(server);
  const workbench = await openWorkbench(await browser, server, options);
  workbenches.add(workbench);
  return workbench;
}

function editorName(): EditorName {
  const name = process.env.VOICE_JOBS_TEST_EDITOR ?? "newest";
  if (!isEditorName(name)) throw new Error(`No editor is called ${name}`);
  return name;
}

/** The .vsix file under test. */
export function packagedExtension(): string {
  return process.env.VOICE_JOBS_TEST_VSIX ?? join(repository, "voice-training-jobs.vsix");
}

/** What the editor says when it trips over a tree that changes under it. */
const trips = /is already registered|Actual command not found/;

/** Closes a window and its server before the end of the run; fails where the editor has tripped over the tree. */
export async function closeEditor(workbench: Workbench): Promise<void> {
  workbenches.delete(workbench);
  servers.delete(workbench.server);
  await workbench.close();
  await workbench.server.stop();
  assert.deepEqual(
    workbench.console.filter((line) => trips.test(line)),
    [],
  );
}

/** Every window that is open now, with what it has printed. */
export function windowsNow(): ReportedWindow[] {
  return [...workbenches].flatMap(({ page }) =>
    page
      .context()
      .pages()
      .map((window) => ({ page: window, console: printedBy(window) })),
  );
}

/** Writes what can be seen of a failure now; gives its folder. */
export function reportFailure(title: string, error: unknown): Promise<string> {
  return writeFailure({ editor: editorName(), title, error, windows: windowsNow(), servers: [...servers] });
}

/** Closes every window and its server; the browser stays for the next file. */
export async function closeWindows(): Promise<void> {
  const open = await browser?.catch(() => undefined);
  await Promise.all((open?.contexts() ?? []).map((context) => context.close().catch(() => {})));
  // One that has crashed is not asked again.
  if (!open?.isConnected()) browser = undefined;
  workbenches.clear();
  await Promise.all([...servers].map((server) => server.stop()));
  servers.clear();
}

export async function closeBrowser(): Promise<void> {
  await (await browser?.catch(() => undefined))?.close();
  browser = undefined;
}

export async function closeEverything(): Promise<void> {
  await closeWindows();
  await closeBrowser();
}
