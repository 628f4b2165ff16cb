// Starts a real VS Code server for the tests and makes sure that it ends with them.
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Editor } from "./editors";
import { installExtension } from "./extensions";

export interface ServerOptions {
  /** Extensions to install: .vsix files, or built folders with a package.json. None in development mode. */
  readonly extensions?: readonly string[];
  /** Development mode: extension tests may run, and the editor refuses every modal dialog. */
  readonly development?: boolean;
  /** Machine settings; they reach machine and window scopes, and the colour theme. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether workspace trust is on, so that folders open in Restricted Mode until trusted. Off by default. */
  readonly workspaceTrust?: boolean;
  /** Variables for the server and so for the extension host, which are also told where extensions keep their files. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the editor has all of its own extensions, as a person has them; by default the few that tests need. */
  readonly allExtensions?: boolean;
  /** Paths of modules that the server and its extension hosts load before anything else. */
  readonly preload?: readonly string[];
  /** A fixed port; a free one by default. */
  readonly port?: number;
}

export interface Server {
  readonly editor: Editor;
  /** For example http://127.0.0.1:41234, without a slash at the end. */
  readonly url: string;
  /** Holds settings, logs and extensions; removed by `stop`. */
  readonly folder: string;
  /** Every line the server has printed so far. */
  readonly output: readonly string[];
  stop(): Promise<void>;
}

const calmSettings = {
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "editor.accessibilitySupport": "off",
  "editor.cursorBlinking": "solid",
};

export async function startServer(editor: Editor, options: ServerOptions = {}): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), "voice-jobs-editor-"));
  const machine = join(folder, "data/Machine");
  await mkdir(machine, { recursive: true });
  await writeFile(join(machine, "settings.json"), JSON.stringify({ ...calmSettings, ...options.settings }));
  for (const extension of options.extensions ?? []) await installExtension(editor, extension, folder);
  const port = options.port ?? (await freePort());
  const preload = [join(__dirname, "endWithParent.cjs"), ...(options.preload ?? [])].flatMap((path) => ["--require", path]);
  const few = options.allExtensions ? [] : ["--builtin-extensions-dir", editor.fewExtensions];
  const child = spawn(editor.node, [...preload, editor.main, ...serverArguments(port, folder, options), ...few], {
    stdio: ["pipe", "pipe", "pipe"],
    // A process group of its own, so that extension hosts end with it: they outlive their server now and then.
    detached: true,
    env: { ...process.env, VOICE_JOBS_TEST_STORAGE: join(folder, "data/User/globalStorage"), ...options.env },
  });
  const output: string[] = [];
  const stop = async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await ready(child, output, "Extension host agent listening");
  } catch (error) {
    await stop();
    throw error;
  }
  return { editor, url: `http://127.0.0.1:${port}`, folder, output, stop };
}

export function serverArguments(port: number, folder: string, options: ServerOptions): string[] {
  return [
    ...["--host", "127.0.0.1", "--port", String(port), "--server-data-dir", folder],
    ...["--without-connection-token", "--accept-server-license-terms", "--disable-telemetry"],
    ...(options.development ? ["--enable-smoke-test-driver"] : []),
    ...(options.workspaceTrust ? [] : ["--disable-workspace-trust"]),
  ];
}

/** Milliseconds: two seconds on a quiet machine. */
const readyLimit = 180_000;

/** Waits for a line that contains `sign`, and keeps all lines in `output`. */
export function ready(child: ChildProcess, output: string[], sign: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The editor's server is not ready after ${readyLimit / 1000} s:\n${output.join("\n")}`)),
      readyLimit,
    );
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on("line", (line) => {
        output.push(line);
        if (!line.includes(sign)) return;
        clearTimeout(timer);
        resolve();
      });
    }
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`The editor's server ended with ${code}:\n${output.join("\n")}`));
    });
  });
}

/** Ends the server and all that it started. Nothing of it is kept, so there is nothing to end gently for. */
export async function end(child: ChildProcess): Promise<void> {
  if (!child.pid) return;
  const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The whole group is gone already.
  }
  await ended;
}

/** A free port that stays so until it is used: systems hand out higher ones to who asks for any (from 32 768 on, or 49 152). */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
