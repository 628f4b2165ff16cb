// Keeps what npm carries for the tests in .vscode-test: installed once, whole or not at all, by one process at a time.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

export const repository = resolve(__dirname, "../../..");
const cacheFolder = join(repository, ".vscode-test");

/**
 * Gives the folder `name` of the cache, after filling it by `install` if it is not there.
 * The folder appears by a rename, so its presence is the mark that it is complete; the lock only saves double work.
 */
export async function cached(
  name: string,
  install: (folder: string) => Promise<void>,
  parent: string = cacheFolder,
): Promise<string> {
  const folder = join(parent, name);
  if (existsSync(folder)) return folder;
  await mkdir(parent, { recursive: true });
  const unlock = await lock(`${folder}.lock`, () => existsSync(folder));
  try {
    if (existsSync(folder)) return folder;
    await removeLeftovers(parent, `${name}.partial-`);
    const partial = `${folder}.partial-${process.pid}`;
    await mkdir(partial);
    await install(partial);
    await rename(partial, folder);
    return folder;
  } finally {
    await unlock();
  }
}

/** Waits until this process owns the lock, its owner has died, or what it guards is done. */
async function lock(file: string, isDone: () => boolean): Promise<() => Promise<void>> {
  while (!isDone()) {
    try {
      await writeFile(file, String(process.pid), { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (isOwnerGone(file)) await rm(file, { force: true });
      else await wait(200);
    }
  }
  return async () => {};
}

function isOwnerGone(file: string): boolean {
  let owner: number;
  try {
    owner = Number(readFileSync(file, "utf8"));
  } catch {
    return false; // just unlocked: the next round sees
  }
  if (!owner) return false; // created but not yet written
  return !isAlive(owner);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Removes the folders of interrupted installs. */
async function removeLeftovers(parent: string, prefix: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    if (entry.startsWith(prefix)) await rm(join(parent, entry), { recursive: true, force: true });
  }
}

/** Installs one npm package into a folder of the cache. */
export async function installPackage(folder: string, spec: string): Promise<void> {
  await writeFile(join(folder, "package.json"), "{}");
  await npm(folder, "install", spec, "--no-save");
}

/** Runs npm in a folder and fails with what it said. Install scripts never run: they download and compile. */
export async function npm(folder: string, ...args: readonly string[]): Promise<void> {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  await promisify(execFile)("npm", [...args, ...quiet], {
    cwd: folder,
    maxBuffer: 1 << 26,
    // A run started by `npm test` hands its own npm settings down, which would make this npm work in the wrong project.
    env: Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^npm_(config_local_prefix|package_|lifecycle_|command$)/.test(name)),
    ),
    shell: process.platform === "win32",
  });
}
