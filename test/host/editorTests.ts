// Runs bundled editor tests inside the extension host of an npm-carried editor.
import { startBrowser } from "./browser";
import { repository } from "./cache";
import { installEditor } from "./editors";
import { startServer } from "./server";
import type { EditorName } from "./versions";
import { openWorkbench } from "./workbench";

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

/** Gives the exit code that the editor reports: 0 if `run` resolved. */
export async function runEditorTests(name: EditorName, options: EditorTestOptions): Promise<number> {
  const [editor, browser] = await Promise.all([installEditor(name), startBrowser()]);
  const server = await startServer(editor, {
    development: true,
    workspaceTrust: options.workspaceTrust ?? false,
    env: { VOICE_JOBS_TEST_TAG: tag, ...options.env },
    preload: options.preload ?? [],
  });
  const remote = (path: string) => `vscode-remote://${new URL(server.url).host}${path}`;
  try {
    return await new Promise<number>((resolve, reject) => {
      setTimeout(reject, options.timeout ?? 900_000, new Error("The editor tests did not end in time")).unref();
      openWorkbench(browser, server, {
        ...(options.folder !== undefined && { folder: options.folder }),
        payload: [
          ["extensionDevelopmentPath", remote(options.extension ?? repository)],
          ["extensionTestsPath", remote(options.tests)],
        ],
        prepare: async (page) => {
          page.on("crash", () => reject(new Error("The page with the workbench crashed")));
          await page.exposeFunction("codeAutomationLog", (_kind: string, parts: unknown[]) => {
            const text = parts.join(" ");
            if (text.startsWith(tag)) options.print(text.slice(tag.length));
            else options.printEditor(text);
          });
          await page.exposeFunction("codeAutomationExit", resolve);
        },
      }).catch(reject);
    });
  } finally {
    await browser.close();
    await server.stop();
  }
}
