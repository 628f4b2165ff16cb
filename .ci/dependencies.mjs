// Sees to it that node_modules holds what package-lock.json names, so that `npm start` and `npm test` work on a fresh clone; node builtins only.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Runs `npm ci` if a package is missing or of another version. */
export async function ensureDependencies() {
  if (isInstalled(readLock("package-lock.json"), readLock("node_modules/.package-lock.json"))) return;
  console.log("Installing dependencies (npm ci) …");
  await run("npm", ["ci", "--no-audit", "--no-fund"]);
}

/** Compares the lock file with npm's own record of what it installed. Packages for other platforms are marked optional. */
export function isInstalled(wanted, installed) {
  if (!wanted || !installed) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    const found = installed.packages[path];
    if (path === "" || (!found && entry.optional)) return true;
    return found?.version === entry.version;
  });
}

/** Runs a program in the repository with this terminal's input and output; ends this process if it fails. */
export async function run(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  // Who stops this process means what it runs: an editor's server would stay behind.
  const passOn = (signal) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, passOn);
  const code = await new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("exit", (status) => resolve(status ?? 1));
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, passOn);
  if (code !== 0) process.exit(code);
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8"));
  } catch {
    return undefined;
  }
}
