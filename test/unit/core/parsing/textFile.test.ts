// Files of people and their tools come in several encodings.
import assert from "node:assert/strict";
import { decodeText } from "../../../../src/core/parsing/textFile.js";

const text = '{"profiles":[{"name":"配音 😀"}]}';
const little = Buffer.from(text, "utf16le");
const big = Buffer.from(little).swap16();

describe("texts of files", () => {
  const files: readonly (readonly [string, Uint8Array])[] = [
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from("\uFEFF" + text)],
    ["UTF-16LE, as Windows PowerShell writes it", Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
    ["UTF-16BE", Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
    ["UTF-16LE without a mark", little],
    ["UTF-16BE without a mark", big],
  ];
  for (const [encoding, bytes] of files) it(`are read in ${encoding}`, () => assert.equal(decodeText(bytes), text));

  it("are read in GB 18030, as spreadsheets in China save tables", () => {
    const bytes = Buffer.from("d3c3bba7c3fbb3c62c414b0d0a", "hex");
    assert.equal(decodeText(bytes), "用户名称,AK\r\n");
  });

  it("are read as far as they go, whatever is in them", () => {
    for (const bytes of [[], [0], [0xff], [0xff, 0xfe], [0xfe, 0xff, 0], [0x61], [0xff, 0xfe, 0x61], [0x80, 0xff, 0xff]]) {
      assert.equal(typeof decodeText(new Uint8Array(bytes)), "string");
    }
  });
});
