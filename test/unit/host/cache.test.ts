// Installs into the cache are whole or not there, done once, and survive an interruption.
import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { cached } from "../../host/editors/cache";

describe("cache", () => {
  let parent: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "voice-jobs-cache-"));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it("installs once, even when two ask at the same time", async () => {
    let installs = 0;
    const install = async (folder: string) => {
      installs++;
      await wait(20);
      await writeFile(join(folder, "file"), "");
    };
    const [one, two] = await Promise.all([cached("editor", install, parent), cached("editor", install, parent)]);
    await cached("editor", install, parent);
    assert.equal(one, two);
    assert.equal(installs, 1);
    assert.deepEqual(await readdir(parent), ["editor"]);
  });
  it("leaves nothing that looks installed when an install fails, and tries again", async () => {
    await assert.rejects(
      cached("editor", () => Promise.reject(new Error("no network")), parent),
      /no network/,
    );
    assert.equal((await readdir(parent)).includes("editor"), false);
    await cached("editor", async () => {}, parent);
    assert.deepEqual(await readdir(parent), ["editor"]);
  });
  it("takes over from a process that died in the middle", async () => {
    const dead = spawnSync(process.execPath, ["--version"]).pid;
    await mkdir(join(parent, `editor.partial-${dead}`));
    await writeFile(join(parent, "editor.lock"), String(dead));
    await cached("editor", async () => {}, parent);
    assert.deepEqual(await readdir(parent), ["editor"]);
  });
});
