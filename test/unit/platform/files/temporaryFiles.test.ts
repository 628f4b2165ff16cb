// Files that are needed for a while: a new path each time, and nothing stays of a window that is gone.
import { strict as assert } from "node:assert";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createTemporaryFiles } from "../../../../src/platform/files/temporaryFiles.js";
import { FakeWindows } from "../../../fakes/editor/windows.js";

describe("temporary files", () => {
  let parent: string;
  let folder: string;
  let windows: FakeWindows;
  let number = 0;
  const nonce = () => String(++number);

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "voice-jobs-temporary-"));
    folder = join(parent, "packages");
    windows = new FakeWindows();
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  it("have a path of their own each, in a folder that need not be there yet", async () => {
    const files = createTemporaryFiles(folder, windows.enter(), nonce);
    const [one, other] = [await files.newPath(), await files.newPath()];
    assert.notEqual(one, other);
    await writeFile(one, "x");
    assert.deepEqual(await readdir(folder), [basename(one)]);
  });

  it("are removed with the draft beside them, and it does no harm where there is nothing", async () => {
    const files = createTemporaryFiles(folder, windows.enter(), nonce);
    const path = await files.newPath();
    await writeFile(path, "x");
    await writeFile(`${path}.part`, "x");
    await files.remove(path);
    await files.remove(path);
    assert.deepEqual(await readdir(folder), []);
  });

  it("go with the next one where their window is gone, and stay while it is there", async () => {
    const gone = windows.enter();
    const [left, kept] = [createTemporaryFiles(folder, gone, nonce), createTemporaryFiles(folder, windows.enter(), nonce)];
    await writeFile(await left.newPath(), "left");
    await writeFile(`${await left.newPath()}.part`, "left");
    const path = await kept.newPath();
    await writeFile(path, "kept");
    windows.close(gone.own);
    await createTemporaryFiles(folder, windows.enter(), nonce).newPath();
    assert.deepEqual(await readdir(folder), [basename(path)]);
  });
});
