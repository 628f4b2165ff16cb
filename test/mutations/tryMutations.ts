// Command: tries each mutation in a copy of the checkout, and fails where the tests that stand for it do not: `--only TEXT` by file or promise.
import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../host/editors/cache";
import { type Mutation, mutations } from "./mutations";

async function main(): Promise<void> {
  const { only = "" } = parseArgs({ options: { only: { type: "string" } } }).values;
  const chosen = mutations.filter(({ file, breaks }) => file.includes(only) || breaks.includes(only));
  if (chosen.length === 0) throw new Error(`No mutation has “${only}”`);
  const copy = await copyOfCheckout();
  try {
    const tests = [...new Set(chosen.flatMap((mutation) => mutation.tests))];
    // Tests that fail by themselves would notice everything.
    if (!passes(copy, tests)) throw new Error("The tests fail without any mutation.");
    let missed = 0;
    for (const mutation of chosen) {
      const isNoticed = await isNoticedIn(copy, mutation);
      if (!isNoticed) missed += 1;
      console.log(`${isNoticed ? "✔" : "✖ not noticed:"} ${mutation.breaks} (${mutation.file})`);
    }
    console.log(`\n${chosen.length - missed} of ${chosen.length} mutations are noticed.`);
    if (missed > 0) process.exitCode = 1;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** What git keeps, as it is now, with the installed packages beside it. */
async function copyOfCheckout(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "voice-jobs-mutations-"));
  const listed = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: repository });
  for (const file of listed.stdout.toString().split("\0").filter(Boolean)) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    // A file that is deleted and not committed yet is listed, too.
    await cp(join(repository, file), join(copy, file)).catch(() => undefined);
  }
  await symlink(join(repository, "node_modules"), join(copy, "node_modules"));
  return copy;
}

async function isNoticedIn(copy: string, { file, was, becomes, tests }: Mutation): Promise<boolean> {
  const path = join(copy, "src", file);
  const text = await readFile(path, "utf8");
  await writeFile(
    path,
    text.replace(was, () => becomes),
  );
  try {
    return !passes(copy, tests);
  } finally {
    await writeFile(path, text);
  }
}

function passes(copy: string, tests: readonly string[]): boolean {
  const mocha = join("node_modules", "mocha", "bin", "mocha.js");
  const files = tests.map((test) => join("test", "unit", `${test}.test.ts`));
  const options = ["--bail", "--reporter", "dot", "--require", "./test/fakes/seed.ts", "--timeout", "600000"];
  const { status } = spawnSync(process.execPath, ["--import", "tsx", mocha, ...options, ...files], {
    cwd: copy,
    // A mutation may make a test wait for ever.
    timeout: 30 * 60_000,
  });
  return status === 0;
}

void main();
