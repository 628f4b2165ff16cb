// Finds a Chromium or takes the one that npm carries, and starts it with fonts that can show Chinese.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { findOnPath } from "../routes";
import { cached, installPackage } from "./cache";
import { fontEnvironment } from "./font";
import { chromiumVersion } from "./versions";

export interface BrowserProgram {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // No test reaches beyond this machine: the workbench asks for galleries and feeds, and a hostile name must lead nowhere.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/** Starts a headless browser; its windows are private to each context. */
export async function startBrowser(): Promise<Browser> {
  const { path, env } = await installBrowser();
  return chromium.launch({ executablePath: path, env: { ...process.env, ...env }, args: flags });
}

export async function installBrowser(): Promise<BrowserProgram> {
  const font = await fontEnvironment();
  const { platform, arch, env } = process;
  // The same browser wherever the tests run, unless another is named. An installed one is a whole browser, at twice the cost.
  const isCarried = platform === "linux" && arch === "x64";
  const installed = env.CHROME_PATH || (isCarried ? undefined : findBrowser(env, existsSync));
  if (installed) return { path: installed, env: font };
  const folder = await cached(`chromium-${chromiumVersion}`, unpackChromium);
  return { path: join(folder, "chromium"), env: { ...font, LD_LIBRARY_PATH: join(folder, "al2023", "lib") } };
}

/** The browser of this machine: what CHROME_PATH names, else one on the PATH, else in its usual place. */
export function findBrowser(env: NodeJS.ProcessEnv, exists: (path: string) => boolean): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const usual = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
  return env.CHROME_PATH || findOnPath(names, env, exists) || usual.find(exists);
}

async function unpackChromium(folder: string): Promise<void> {
  await installPackage(folder, `@sparticuz/chromium@${chromiumVersion}`);
  const script = 'import("@sparticuz/chromium").then((chromium) => chromium.default.executablePath())';
  // It unpacks into TMPDIR; the second variable makes it unpack the NSS libraries too, which a bare machine lacks.
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" };
  await promisify(execFile)(process.execPath, ["--eval", script], { cwd: folder, env });
  await rm(join(folder, "node_modules"), { recursive: true });
}
