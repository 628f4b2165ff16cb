// A package appears on the disk when it is whole, or not at all, and what it was made of stays as it was.
import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clouds } from "../../../../../src/clouds/index.js";
import { checkedKinds, kindName } from "../../../../../src/features/recordings/kinds.js";
import { PackageError } from "../../../../../src/features/recordings/package/packageError.js";
import { checkerHere, type Files, folderWith, goodWav, removeFolders } from "../folders.js";

const kindOf = async (name: string) => (await checkedKinds(clouds)).find((kind) => kindName(kind) === name)!;
const set: Files = {
  "b10.wav": goodWav(5, 3),
  "b10.txt": Buffer.from("\ufeff第三句。", "utf16le"),
  "b2.wav": goodWav(6, 2),
  "b2.txt": "第二句。",
};
const refusedWith = (reason: string) => (thrown: unknown) => thrown instanceof PackageError && thrown.reason === reason;

describe("a package on the disk", () => {
  after(removeFolders);

  async function checked(files: Files, kind: string) {
    const [checker, path] = [checkerHere(), folderWith(files)];
    return { checker, path, report: await checker.check({ kind: "folder", path }, { kind: await kindOf(kind) }) };
  }

  it("is a zip for a kind that asks for one, and nothing is wrong with it that was not before", async () => {
    const { checker, path, report } = await checked(set, "huawei/basic");
    const before = readdirSync(path).map((name) => [name, readFileSync(join(path, name)).toString("base64")]);
    const out = folderWith({});
    const parts: number[] = [];
    const [draft, to] = [join(out, "set.part"), join(out, "set.zip")];
    const made = await checker.makePackage(report, { draft, to }, { onProgress: (part) => parts.push(part) });
    assert.deepEqual(
      made.files.map(({ name, from }) => [name, from]),
      [
        ["0.wav", "b2.wav"],
        ["0.txt", "b2.txt"],
        ["1.wav", "b10.wav"],
        ["1.txt", "b10.txt"],
      ],
    );
    assert.deepEqual(readdirSync(out), ["set.zip"]);
    assert.equal(statSync(to).size, made.bytes);
    assert.equal(parts.at(-1), 1);
    const again = await checkerHere().check({ kind: "zip", path: to }, { kind: report.kind! });
    assert.deepEqual(
      again.recordings.map(({ id, text }) => [id, text?.text, text?.encoding]),
      [
        ["0.wav", "第二句。", "utf-8"],
        ["1.wav", "第三句。", "utf-8"],
      ],
    );
    assert.deepEqual(
      readdirSync(path).map((name) => [name, readFileSync(join(path, name)).toString("base64")]),
      before,
    );
  });

  it("is a folder for a kind whose recordings are uploaded one by one", async () => {
    const { checker, report, path } = await checked(set, "alibaba/basic");
    const out = folderWith({});
    const to = join(out, "set");
    await checker.makePackage(report, { draft: join(out, "set.part"), to });
    assert.deepEqual([readdirSync(out), readdirSync(to).sort()], [["set"], ["0.txt", "0.wav", "1.txt", "1.wav"]]);
    assert.ok(readFileSync(join(to, "1.wav")).equals(readFileSync(join(path, "b10.wav"))));
  });

  it("leaves nothing where it cannot be whole", async () => {
    const out = folderWith({});
    const [draft, to] = [join(out, "set.part"), join(out, "set.zip")];
    const noText = await checked({ "a.wav": goodWav() }, "huawei/basic");
    await assert.rejects(noText.checker.makePackage(noText.report, { draft, to }), refusedWith("missingText"));
    const gone = await checked(set, "huawei/basic");
    writeFileSync(join(gone.path, "b10.wav"), "");
    const elsewhere = join(out, "nowhere/set.part");
    await assert.rejects(gone.checker.makePackage(gone.report, { draft: elsewhere, to }), refusedWith("ENOENT"));
    assert.deepEqual(readdirSync(out), []);
  });

  it("replaces no folder that has something in it", async () => {
    const { checker, report } = await checked(set, "alibaba/basic");
    const out = folderWith({ "set/precious.wav": "x" });
    await assert.rejects(checker.makePackage(report, { draft: join(out, "set.part"), to: join(out, "set") }), PackageError);
    assert.deepEqual([readdirSync(out), readdirSync(join(out, "set"))], [["set"], ["precious.wav"]]);
  });

  it("never replaces the archive that it is made of", async () => {
    const { checker, report } = await checked(set, "huawei/basic");
    const out = folderWith({});
    const zip = join(out, "set.zip");
    await checker.makePackage(report, { draft: join(out, "set.part"), to: zip });
    const bytes = readFileSync(zip);
    const zipped = await checker.check({ kind: "zip", path: zip }, { kind: report.kind! });
    const making = checker.makePackage(zipped, {
      draft: join(out, "other.part"),
      to: join(out, "../", out.split("/").at(-1)!, "set.zip"),
    });
    await assert.rejects(making, refusedWith("original"));
    assert.ok(readFileSync(zip).equals(bytes));
    await checker.makePackage(zipped, { draft: join(out, "other.part"), to: join(out, "other.zip") });
    assert.ok(readFileSync(join(out, "other.zip")).equals(bytes), "packed again it is the same");
    assert.ok(!existsSync(join(out, "other.part")));
  });
});
