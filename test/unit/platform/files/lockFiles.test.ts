// Lock files in a real folder.
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LockFiles } from "../../../../src/core/ports/ports.js";
import { createLockFiles } from "../../../../src/platform/files/lockFiles.js";

describe("notes", () => {
  let parent: string;
  let folder: string;
  let lockFiles: LockFiles;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "voice-notes-"));
    folder = join(parent, "deep", "notes");
    lockFiles = createLockFiles(folder);
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it("finds nothing in a folder that is not there, and does not make it", async () => {
    assert.equal(await lockFiles.read("a.json"), undefined);
    assert.deepEqual(await lockFiles.names(), []);
    await lockFiles.remove("a.json");
    assert.deepEqual(await readdir(parent), []);
  });

  it("gives a note to one of many claimants, whichever window they sit in", async () => {
    const other = createLockFiles(folder);
    const claims = Array.from({ length: 20 }, (_, index) => (index % 2 ? lockFiles : other).claim("lock", `text ${index}`));
    const won = (await Promise.all(claims)).flatMap((isOurs, index) => (isOurs ? [index] : []));
    assert.equal(won.length, 1);
    assert.equal(await lockFiles.read("lock"), `text ${won[0]}`);
  });

  it("is there as a whole or not at all, however soon another window looks", async () => {
    const text = "x".repeat(2_000);
    const other = createLockFiles(folder);
    for (let round = 0; round < 150; round += 1) {
      let isClaimed = false;
      const claim = lockFiles.claim("a.json", text).then(() => {
        isClaimed = true;
      });
      while (!isClaimed)
        assert.ok([undefined, text].includes(await other.read("a.json")), "half a note is taken for a damaged one");
      await claim;
      await lockFiles.remove("a.json");
    }
    assert.deepEqual(await readdir(folder), []);
  });

  it("is not held up by what processes of the same number left when they died", async () => {
    await lockFiles.claim("b", "");
    for (let number = 0; number < 50; number += 1) await writeFile(join(folder, `.a.json.${process.pid}-${number}`), "");
    assert.ok(await lockFiles.claim("a.json", "x"));
    await lockFiles.replace("a.json", "y");
    assert.equal(await lockFiles.read("a.json"), "y");
  });

  it("goes to one of many claimants also on a disk that knows no links", async () => {
    const plain = createLockFiles(folder, async () => {
      throw Object.assign(new Error("not permitted"), { code: "EPERM" });
    });
    const claims = await Promise.all(Array.from({ length: 10 }, (_, index) => plain.claim("lock", `text ${index}`)));
    assert.equal(claims.filter(Boolean).length, 1);
    assert.equal(await plain.read("lock"), `text ${claims.indexOf(true)}`);
    assert.deepEqual(await readdir(folder), ["lock"]);
  });

  it("can be claimed again when it was removed, or the whole folder was", async () => {
    assert.ok(await lockFiles.claim("a.json", "1"));
    await lockFiles.remove("a.json");
    assert.ok(await lockFiles.claim("a.json", "2"));
    await rm(folder, { recursive: true });
    assert.ok(await lockFiles.claim("a.json", "语音"));
    assert.equal(await lockFiles.read("a.json"), "语音");
  });

  it("replaces a whole text and leaves nothing beside it", async () => {
    await lockFiles.claim("a.json", "a long old text");
    await lockFiles.replace("a.json", "new");
    assert.equal(await lockFiles.read("a.json"), "new");
    assert.deepEqual(await readdir(folder), ["a.json"]);
  });

  it("does not bring back what was removed", async () => {
    await assert.rejects(lockFiles.replace("a.json", "x"));
    await lockFiles.claim("b.json", "x");
    await assert.rejects(lockFiles.replace("a.json", "x"));
    assert.deepEqual(await lockFiles.names(), ["b.json"]);
  });

  it("lists its notes only", async () => {
    await lockFiles.claim("b.json", "");
    await lockFiles.claim("a", "");
    await writeFile(join(folder, ".a.123-0"), "a draft left by a crash");
    assert.deepEqual(await lockFiles.names(), ["a", "b.json"]);
  });

  it("is for this person's eyes only", async function () {
    if (process.platform === "win32") this.skip();
    await lockFiles.claim("a", "x");
    assert.equal((await stat(join(folder, "a"))).mode & 0o077, 0);
  });

  for (const name of ["", ".", "../..", "../a", "a/b", "a\\b", ".hidden", "a.", "a b", "a\0b", "con:", "x".repeat(200)]) {
    it(`takes no note called ${JSON.stringify(name.slice(0, 12))}`, async () => {
      await assert.rejects(lockFiles.claim(name, "x"));
      await assert.rejects(lockFiles.read(name));
      await assert.rejects(lockFiles.replace(name, "x"));
      await assert.rejects(lockFiles.remove(name));
    });
  }

  it("lets other failures through", async () => {
    await writeFile(join(parent, "file"), "");
    await assert.rejects(createLockFiles(join(parent, "file")).claim("a", "x"));
  });
});
