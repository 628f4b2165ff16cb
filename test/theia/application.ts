// Makes an application of Theia's packages, and starts it for a test with extensions of its choice.
import { execFile, spawn } from "node:child_process";
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { cached, npm } from "../host/editors/cache";
import { end, freePort, ready } from "../host/editors/server";
import { theiaPackages, theiaVersion } from "../host/editors/versions";

/** Gives the folder of the built application; making it takes minutes, once. */
export function installTheia(): Promise<string> {
  return cached(`theia-${theiaVersion}`, async (folder) => {
    const dependencies = Object.fromEntries(theiaPackages.map((name) => [name, theiaVersion]));
    const manifest = { private: true, name: "theia-for-tests", version: "0.0.0", theia: { target: "browser" }, dependencies };
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
    await npm(folder, "install");
    await copyFile(join(__dirname, "noDrives.cjs"), join(folder, "node_modules/drivelist/js/index.js"));
    const run = (...parameters: readonly string[]) =>
      promisify(execFile)(process.execPath, parameters, { cwd: folder, maxBuffer: 1 << 26 });
    await run("node_modules/@theia/cli/bin/theia.js", "generate", "--mode", "production");
    await run("esbuild.mjs");
    await copyFile(join(folder, "src-gen/frontend/index.html"), join(folder, "lib/frontend/index.html"));
    // Everything is in the bundles: what is left is a tenth.
    await rm(join(folder, "node_modules"), { recursive: true });
  });
}

export interface Theia {
  /** Holds settings and logs below `data`; removed by `stop`. */
  readonly folder: string;
  /** For example http://localhost:41234: by this name its webviews know it. */
  readonly url: string;
  /** Every line the server has printed so far. */
  readonly output: readonly string[];
  /** Ends the server and all that it started, and removes its files. */
  stop(): Promise<void>;
}

const running = new Set<Theia>();

/** Those that run now, for the report of a failure. */
export function runningTheias(): readonly Theia[] {
  return [...running];
}

/** `extensions`: folders with a package.json. */
export async function startTheia(extensions: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Theia> {
  const application = await installTheia();
  const folder = await mkdtemp(join(tmpdir(), "voice-jobs-theia-"));
  const place = (name: string) => join(folder, name);
  await Promise.all(["plugins", "workspace", "data"].map((name) => mkdir(place(name))));
  // Else it asks first whether the folder is to be trusted.
  await writeFile(join(place("data"), "settings.json"), JSON.stringify({ "security.workspace.trust.enabled": false }));
  await Promise.all(extensions.map((each) => cp(each, join(place("plugins"), basename(each)), { recursive: true })));
  const port = await freePort();
  const main = join(application, "lib/backend/main.js");
  const options = ["--hostname", "127.0.0.1", "--port", String(port), `--plugins=local-dir:${place("plugins")}`];
  const child = spawn(
    process.execPath,
    ["--require", join(__dirname, "../host/editors/endWithParent.cjs"), main, ...options, place("workspace")],
    {
      cwd: application,
      stdio: ["pipe", "pipe", "pipe"],
      // A process group of its own, so that plugin hosts end with it.
      detached: true,
      env: { ...process.env, THEIA_WEBVIEW_EXTERNAL_ENDPOINT: "{{hostname}}", THEIA_CONFIG_DIR: place("data"), ...env },
    },
  );
  const output: string[] = [];
  const stop = async () => {
    running.delete(theia);
    await end(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const theia: Theia = { folder, url: `http://localhost:${port}`, output, stop };
  running.add(theia);
  try {
    await ready(child, output, "Theia app listening on");
  } catch (error) {
    await stop();
    throw error;
  }
  return theia;
}
