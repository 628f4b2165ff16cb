// Small files below a home directory, in any encoding; what is there and cannot be read is not taken for missing.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readHomeFile } from "../../../../src/platform/files/homeFiles.js";

describe("files of the home directory", () => {
  const before = { HOME: process.env.HOME, USERPROFILE: process.env.USERPROFILE };
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "voice-jobs-home-"));
    Object.assign(process.env, { HOME: home, USERPROFILE: home });
  });
  afterEach(async () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await rm(home, { recursive: true, force: true });
  });

  it("are read as PowerShell writes them", async () => {
    await mkdir(join(home, ".aliyun"));
    await writeFile(
      join(home, ".aliyun/config.json"),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"a":1}', "utf16le")]),
    );
    assert.equal(await readHomeFile(".aliyun/config.json"), '{"a":1}');
  });

  it("may be missing", async () => {
    await writeFile(join(home, "file"), "");
    assert.equal(await readHomeFile(".aliyun/config.json"), undefined);
    assert.equal(await readHomeFile("file/config.json"), undefined);
  });

  it("are told apart from missing ones where they are too large, or no file at all", async () => {
    await writeFile(join(home, "large"), "x".repeat(1_000_001));
    await assert.rejects(readHomeFile("large"));
    await mkdir(join(home, "folder"));
    await assert.rejects(readHomeFile("folder"));
  });
});
