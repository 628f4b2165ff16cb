// Names in a zip are read as they were written, in GBK without a mark, too, and pairs stay pairs.
import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bytesSource } from "../../../../../src/features/recordings/audio/wav/byteSource.js";
import { writeZip } from "../../../../../src/features/recordings/package/zipWriter.js";
import { checkerHere, folderWith, goodWav, removeFolders } from "../folders.js";

/** A zip as Windows makes it in China: names are in GBK, and nothing says so. */
async function gbkZip(files: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const entries = Object.entries(files).map(([hex, content], index) => ({
    // As long as the name in GBK is, which then takes its place.
    name: `${index}`.padStart(hex.length / 2, "0"),
    open: () => ({ ...bytesSource(content), close: () => {} }),
  }));
  await writeZip(entries, { write: async (bytes) => parts.push(Uint8Array.from(bytes)) });
  const zip = Buffer.concat(parts);
  for (const [signature, flags, name] of [
    ["PK\u0003\u0004", 6, 30],
    ["PK\u0001\u0002", 8, 46],
  ] as const)
    for (let at = zip.indexOf(signature, 0, "latin1"), index = 0; at >= 0; at = zip.indexOf(signature, at + 4, "latin1")) {
      zip.writeUInt16LE(0, at + flags);
      zip.write(Object.keys(files)[index++]!, at + name, "hex");
    }
  return zip;
}

describe("names in a zip", () => {
  after(removeFolders);

  it("of GBK are what they were, and sounds find their texts by them", async () => {
    const text = new TextEncoder().encode("今天天气很好。");
    const path = join(folderWith({}), "x.zip");
    writeFileSync(
      path,
      await gbkZip({
        b6adcfa3f6b02f312e776176: goodWav(),
        b6adcfa3f6b02f312e747874: text,
        b6adcfa3f6b02f322e776176: goodWav(6, 2),
      }),
    );
    const { recordings } = await checkerHere().check({ kind: "zip", path });
    assert.deepEqual(
      recordings.map(({ id, text }) => [id, text?.path]),
      [
        ["董希霭/1.wav", "董希霭/1.txt"],
        ["董希霭/2.wav", undefined],
      ],
    );
    assert.ok(recordings.every(({ measures }) => measures));
  });
});
