// What is packed can be read again, by us and byte for byte; a zip is checked without unpacking it, and a hostile one does no harm.
import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { crc32 } from "../../../../src/features/recordings/package/crc32.js";
import { makePackage, packageFiles } from "../../../../src/features/recordings/package/makePackage.js";
import { PackageError } from "../../../../src/features/recordings/package/packageError.js";
import type { RecordingsReport } from "../../../../src/features/recordings/report.js";
import { namesTable } from "../../../../src/features/recordings/text/reportText.js";
import { openFile } from "../../../../src/features/recordings/worker/fileSource.js";
import { checkerHere, type Files, folderWith, goodWav, removeFolders } from "./folders.js";

const files: Files = {
  "b10.wav": goodWav(5, 3),
  "b2.wav": goodWav(6, 2),
  "a.wav": goodWav(5.5, 1),
  "list.txt": Buffer.from("\ufeffa.wav\t第一句。\nb2.wav\t第二句。\nb10.wav\t第三句。\n", "utf16le"),
};

async function checked(content: Files): Promise<{ readonly report: RecordingsReport; readonly folder: string }> {
  const folder = folderWith(content);
  return { report: await checkerHere().check({ kind: "folder", path: folder }), folder };
}

async function packed(content: Files): Promise<{ readonly zip: string; readonly report: RecordingsReport }> {
  const { report, folder } = await checked(content);
  const parts: Uint8Array[] = [];
  const output = { write: async (bytes: Uint8Array) => parts.push(Uint8Array.from(bytes)) };
  await makePackage(report, (id) => openFile(join(folder, id)), output);
  const zip = join(folderWith({}), "package.zip");
  writeFileSync(zip, Buffer.concat(parts));
  return { zip, report };
}

/** A zip of one deflated entry, whose directory may lie. */
function deflatedZip(name: string, content: Uint8Array, { size = content.length, flags = 0 } = {}): Buffer {
  const data = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x0403_4b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(Buffer.byteLength(name), 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x0201_4b50, 0);
  entry.writeUInt16LE(flags | 0x800, 8);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(crc32(content), 16);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(Buffer.byteLength(name), 28);
  const directory = Buffer.concat([entry, Buffer.from(name)]);
  const body = Buffer.concat([local, Buffer.from(name), data]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, directory, end]);
}

const checkZip = (content: Uint8Array) =>
  checkerHere().check({ kind: "zip", path: join(folderWith({ "x.zip": content }), "x.zip") });

describe("a package of recordings", () => {
  after(removeFolders);

  it("numbers them in natural order and tells which was which", async () => {
    const { report } = await checked(files);
    assert.equal(report.layout, "tabbed");
    const names = packageFiles(report);
    assert.deepEqual(
      names.map(({ name, from, line }) => [name, from, line]),
      [
        ["0.wav", "a.wav", undefined],
        ["0.txt", "list.txt", 1],
        ["1.wav", "b2.wav", undefined],
        ["1.txt", "list.txt", 2],
        ["2.wav", "b10.wav", undefined],
        ["2.txt", "list.txt", 3],
      ],
    );
    assert.match(namesTable(names), /"0\.wav","a\.wav",""\r\n/);
  });

  it("has the sounds byte for byte and the texts in UTF-8, and nothing else is wrong with it", async () => {
    const { zip, report } = await packed(files);
    const again = await checkerHere().check({ kind: "zip", path: zip });
    assert.equal(again.layout, "numbered");
    assert.deepEqual(
      again.recordings.map(({ text }) => [text?.text, text?.encoding]),
      ["第一句。", "第二句。", "第三句。"].map((text) => [text, "utf-8"]),
    );
    assert.deepEqual(
      again.recordings.map(({ measures }) => measures),
      report.recordings.map(({ measures }) => measures),
    );
    assert.ok(readFileSync(zip).includes(Buffer.from(files["b10.wav"]!)));
  });

  it("is not made of nothing", async () => {
    const { report } = await checked({ "a.txt": "x" });
    assert.throws(
      () => packageFiles(report),
      (thrown) => thrown instanceof PackageError && thrown.reason === "empty",
    );
  });

  it("is not made of a recording that changes meanwhile", async () => {
    const { report } = await checked({ "a.wav": goodWav() });
    let reads = 0;
    const source = { size: 4, read: () => Uint8Array.of(0, 0, 0, reads++), close: () => {} };
    const making = makePackage(report, () => source, { write: async () => {} });
    await assert.rejects(making, (thrown) => thrown instanceof PackageError && thrown.reason === "changed");
  });
});

describe("a zip", () => {
  after(removeFolders);

  it("of deflated recordings is measured as they would be by themselves", async () => {
    const sound = goodWav(30, 5);
    const inside = await checkZip(deflatedZip("夏/0.wav", sound));
    const { report } = await checked({ "夏/0.wav": sound });
    assert.deepEqual(inside.recordings[0]?.measures, report.recordings[0]?.measures);
  });

  it("that says less or more of an entry than there is does no harm", async () => {
    const sound = goodWav();
    for (const size of [100, 0, 0x7fff_ffff]) {
      const { recordings } = await checkZip(deflatedZip("0.wav", sound, { size }));
      assert.equal(recordings.length, 1);
      assert.ok(recordings[0]!.findings.length > 0, `${size}`);
    }
  });

  it("with an entry that would become implausibly large is not unpacked", async () => {
    const { recordings } = await checkZip(deflatedZip("0.wav", goodWav(), { size: 0xf000_0000 }));
    assert.deepEqual(recordings[0]?.unmeasured, { kind: "unreadable", code: "zipBomb" });
  });

  it("with an encrypted entry says so", async () => {
    const { recordings } = await checkZip(deflatedZip("0.wav", goodWav(), { flags: 1 }));
    assert.deepEqual(recordings[0]?.unmeasured, { kind: "unreadable", code: "encrypted" });
    assert.deepEqual(
      recordings[0]?.findings.map(({ code }) => code),
      ["unreadable"],
      "it is told once",
    );
  });

  it("whose names lead elsewhere stays where it is", async () => {
    const { recordings } = await checkZip(deflatedZip("../../../etc/0.wav", goodWav()));
    assert.deepEqual(
      recordings.map(({ id, measures }) => [id, measures !== undefined]),
      [["etc/0.wav", true]],
    );
  });

  it("that is damaged anywhere crashes and hangs nothing", async function () {
    this.timeout(120_000);
    const whole = deflatedZip("0.wav", goodWav(1));
    const plain = goodWav(0.2);
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      return (((state >>> 8) % below) + below) % below;
    };
    const tries = Number(process.env.VOICE_JOBS_DAMAGED ?? 200);
    for (let count = 0; count < tries; count++) {
      const isZip = count % 2 === 0;
      const file = Buffer.from(isZip ? whole : plain);
      const most = isZip ? file.length : 64;
      for (let change = 0; change <= random(4); change++)
        file[isZip && random(2) ? file.length - 1 - random(110) : random(most)] = random(256);
      const bytes = random(5) === 0 ? file.subarray(0, random(file.length)) : file;
      const folder = folderWith({ [isZip ? "x.zip" : "0.wav"]: bytes });
      const target = isZip
        ? ({ kind: "zip", path: join(folder, "x.zip") } as const)
        : ({ kind: "folder", path: folder } as const);
      const outcome = await checkerHere()
        .check(target)
        .then(
          ({ recordings, findings }) =>
            recordings.every(({ measures, unmeasured }) => measures || unmeasured) && recordings.length + findings.length > 0,
          (thrown: { readonly code?: string }) => thrown.code === "noFolder",
        );
      assert.ok(outcome, `try ${count}`);
      if (count % 50 === 49) removeFolders();
    }
  });
});
