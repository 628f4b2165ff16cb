// Files that appear whole or not at all.
import { strict as assert } from "node:assert";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAtomicFile } from "../../../../src/platform/files/atomicWriter.js";

describe("a draft", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-drafts-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const names = () => readdir(folder);

  it("is not there before it is finished, and then has everything in order", async () => {
    const path = join(folder, "jobs.csv");
    const draft = await openAtomicFile(path);
    await draft.write("\ufeff晓晴\r\n");
    await draft.write("two");
    assert.ok(!(await names()).includes("jobs.csv"));
    await draft.finish();
    assert.deepEqual(await names(), ["jobs.csv"]);
    assert.deepEqual(await readFile(path), Buffer.from("\ufeff晓晴\r\ntwo", "utf8"));
  });

  it("is not held up by what processes of the same number left when they died, nor by a long name in any alphabet", async () => {
    const path = join(folder, "jobs.csv");
    for (let number = 0; number < 50; number += 1) await writeFile(join(folder, `.jobs.csv.${process.pid}-${number}.part`), "");
    await (await openAtomicFile(path)).discard();
    const long = join(folder, `${"音".repeat(80)}.csv`);
    const draft = await openAtomicFile(long);
    await draft.write("whole");
    await draft.finish();
    assert.equal(await readFile(long, "utf8"), "whole");
  });

  it("leaves nothing when it is given up, and the old file as it was", async () => {
    const path = join(folder, "jobs.csv");
    await writeFile(path, "old");
    const draft = await openAtomicFile(path);
    await draft.write("half");
    await draft.discard();
    assert.deepEqual(await names(), ["jobs.csv"]);
    assert.equal(await readFile(path, "utf8"), "old");
    await draft.discard();
  });

  it("takes the old file's place and its rights, behind a link too", async () => {
    const path = join(folder, "real.csv");
    await writeFile(path, "old");
    await chmod(path, 0o600);
    await symlink(path, join(folder, "link.csv"));
    const draft = await openAtomicFile(join(folder, "link.csv"));
    await draft.write("new");
    await draft.finish();
    assert.equal(await readFile(path, "utf8"), "new");
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.deepEqual((await names()).sort(), ["link.csv", "real.csv"]);
  });

  it("leaves nothing when it cannot take its place", async () => {
    const path = join(folder, "taken");
    const draft = await openAtomicFile(path);
    await draft.write("new");
    // A folder that is not empty cannot be replaced.
    await mkdir(join(path, "inside"), { recursive: true });
    await assert.rejects(draft.finish());
    assert.deepEqual(await names(), ["taken"]);
    assert.ok((await stat(path)).isDirectory());
  });

  it("is refused where there is no such folder", async () => {
    await assert.rejects(openAtomicFile(join(folder, "no", "such", "jobs.csv")), { code: "ENOENT" });
  });
});
