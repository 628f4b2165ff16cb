// Runs bundled editor tests inside the extension host of an npm-carried editor.
import { startBrowser } from "./editors/browser";
import { repository } from "./editors/cache";
import { installEditor } from "./editors/editors";
import { startServer } from "./editors/server";
import type { EditorName } from "./editors/versions";
import { type ReportedWindow, writeFailure } from "./workbench/failureReport";
import { openWorkbench } from "./workbench/workbench";

export interface EditorTestOptions {
  /** The module that exports `run`. */
  readonly tests: string;
  /** Folder of the extension under test. */
  readonly extension?: string;
  /** Variables for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Paths of modules that the editor loads before anything else. */
  readonly preload?: readonly string[];
  /** Folder to open; an empty window by default. */
  readonly folder?: string;
  /** Whether that folder opens in Restricted Mode. */
  readonly workspaceTrust?: boolean;
  /** Gets what mocha prints. */
  readonly print: (line: string) => void;
  /** Gets what the workbench, its extensions and the tests print besides. */
  readonly printEditor: (line: string) => void;
  /** Milliseconds after which a run that does not end has failed. */
  readonly timeout?: number;
}

/** Marks what mocha prints in the console that it shares with the workbench. */
const tag = "[test] ";

/** How mocha tells of a failed test while it runs: its number and its title. */
const failed = /^ +\d+\) (.+)$/;
const ended = /^ +\d+ passing/;

/** Gives the exit code that the editor reports: 0 if `run` resolved. */
export async function runEditorTests(name: EditorName, options: EditorTestOptions): Promise<number> {
  const [editor, browser] = await Promise.all([installEditor(name), startBrowser()]);
  const server = await startServer(editor, {
    development: true,
    workspaceTrust: options.workspaceTrust ?? false,
    env: { VOICE_JOBS_TEST_TAG: tag, ...options.env },
    preload: options.preload ?? [],
  });
  const windows: ReportedWindow[] = [];
  const lines: string[] = [];
  const reports: Promise<void>[] = [];
  const report = (title: string) => {
    const writing = writeFailure({ editor: name, title: `editor test ${title}`, windows, servers: [server] });
    reports.push(writing.then((folder) => options.print(`      report: ${folder}`)));
  };
  const remote = (path: string) => `vscode-remote://${new URL(server.url).host}${path}`;
  try {
    return await new Promise<number>((resolve, reject) => {
      setTimeout(reject, options.timeout ?? 2_400_000, new Error("The editor tests did not end in time")).unref();
      openWorkbench(browser, server, {
        ...(options.folder !== undefined && { folder: options.folder }),
        payload: [
          ["extensionDevelopmentPath", remote(options.extension ?? repository)],
          ["extensionTestsPath", remote(options.tests)],
        ],
        prepare: async (page) => {
          page.on("crash", () => reject(new Error("The page with the workbench crashed")));
          windows.push({ page, console: lines });
          let hasEnded = false;
          await page.exposeFunction("codeAutomationLog", (_kind: string, parts: unknown[]) => {
            const text = parts.join(" ");
            lines.push(text);
            if (!text.startsWith(tag)) return options.printEditor(text);
            const line = text.slice(tag.length);
            options.print(line);
            // After the last test the failures are listed once more.
            hasEnded ||= ended.test(line);
            const [, title] = (!hasEnded && failed.exec(line)) || [];
            if (title) report(title);
          });
          await page.exposeFunction("codeAutomationExit", resolve);
        },
      }).catch(reject);
    });
  } catch (error) {
    report("that did not end");
    throw error;
  } finally {
    await Promise.allSettled(reports);
    await browser.close();
    await server.stop();
  }
}
