// Command: takes every picture that is for people to look at, into folders below one, `out/looks` by default; `[folder] [names]`. Fails where one of the commands beside this one does not run any more.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";

const folder = resolve(process.argv[2] ?? "out/looks");
const chosen = process.argv[3]?.split(",");
/** Minutes for one command, on a machine several times as slow as a quiet one. */
const minutes = 20;

const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" }).filter((file) =>
  /^looks.*\.ts$/.test(basename(file)),
);
const failed: string[] = [];
for (const file of files.sort()) {
  const name = basename(file, ".ts");
  if (chosen && !chosen.includes(name)) continue;
  const parameters = ["--import", "tsx", join(__dirname, file), join(folder, name)];
  const { status, stderr } = spawnSync(process.execPath, parameters, { encoding: "utf8", timeout: minutes * 60_000 });
  console.log(`${name}: ${status === 0 ? "taken" : `FAILED\n${stderr.slice(0, 2_000)}`}`);
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? `The pictures are in ${folder}` : `Not taken any more: ${failed.join(", ")}`);
if (failed.length > 0) process.exitCode = 1;
