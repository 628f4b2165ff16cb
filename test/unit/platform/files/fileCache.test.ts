// A file cache in a real folder.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileCache } from "../../../../src/core/ports/ports.js";
import { createFileCache } from "../../../../src/platform/files/fileCache.js";

describe("drawer", () => {
  let parent: string;
  let folder: string;
  let fileCache: FileCache;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "voice-drawer-"));
    folder = join(parent, "deep", "remembered");
    fileCache = createFileCache(folder);
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it("makes no folder before there is something to put into it", async () => {
    assert.equal(await fileCache.read("a.rows.json", 100), undefined);
    await fileCache.remove("a.rows.json");
    await fileCache.keepOnly([]);
    assert.deepEqual(await readdir(parent), []);
  });

  it("replaces a whole file, for this person's eyes only, and leaves nothing beside it", async () => {
    await fileCache.write("a.rows.json", "a long old text");
    await fileCache.write("a.rows.json", "语音");
    assert.equal(await fileCache.read("a.rows.json", 100), "语音");
    assert.deepEqual(await readdir(folder), ["a.rows.json"]);
    if (process.platform !== "win32") assert.equal((await stat(join(folder, "a.rows.json"))).mode & 0o077, 0);
  });

  it("always holds the whole text of one writer while many write and read", async () => {
    const texts = Array.from({ length: 8 }, (_, writer) => String(writer).repeat(50_000));
    await fileCache.write("a.json", texts[0]!);
    const reads: string[] = [];
    const windows = texts.map(async (text) => {
      const own = createFileCache(folder);
      for (let turn = 0; turn < 5; turn += 1) {
        await own.write("a.json", text);
        reads.push((await own.read("a.json", 100_000))!);
      }
    });
    await Promise.all(windows);
    assert.equal(reads.length, 40);
    assert.ok(reads.every((read) => texts.includes(read)));
  });

  it("leaves no draft where a file cannot be replaced", async () => {
    await mkdir(join(folder, "a.json"), { recursive: true });
    await assert.rejects(fileCache.write("a.json", "new"));
    assert.deepEqual(await readdir(folder), ["a.json"]);
  });

  it("does not read what is too large", async () => {
    await fileCache.write("a.json", "语音");
    assert.equal(await fileCache.read("a.json", 6), "语音");
    assert.equal(await fileCache.read("a.json", 5), "tooLarge");
  });

  it("sweeps what is not needed, drafts of crashed windows too, but nothing of this minute", async () => {
    const names = ["kept.rows.json", "left.rows.json", ".left.rows.json.4711-0", "fresh.rows.json"];
    for (const name of names) await (name.startsWith(".") ? writeFile(join(folder, name), "") : fileCache.write(name, ""));
    const longAgo = new Date(Date.now() - 61_000);
    for (const name of names.slice(0, 3)) await utimes(join(folder, name), longAgo, longAgo);
    await fileCache.keepOnly(["kept.rows.json"]);
    assert.deepEqual((await readdir(folder)).sort(), ["fresh.rows.json", "kept.rows.json"]);
  });

  it("refuses names that lead elsewhere", async () => {
    for (const name of ["", "../..", "../a", "a/b", ".hidden", "a\\b", "a:b"]) {
      await assert.rejects(fileCache.read(name, 1), /no name/);
      await assert.rejects(fileCache.write(name, ""), /no name/);
      await assert.rejects(fileCache.remove(name), /no name/);
    }
  });
});
