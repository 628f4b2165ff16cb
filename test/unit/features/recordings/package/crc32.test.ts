// The checksum of zip entries against its published check value, and against the one that zlib writes at the end of a gzip file.
import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { crc32 } from "../../../../../src/features/recordings/package/crc32.js";

describe("the checksum of zip entries", () => {
  it("has the check value of CRC-32, and is none of nothing", () => {
    assert.equal(crc32(Buffer.from("123456789")), 0xcbf4_3926);
    assert.equal(crc32(new Uint8Array()), 0);
  });

  it("goes on from block to block, to what zlib has of the whole", () => {
    const bytes = randomBytes(100_000);
    const ofWhole = gzipSync(bytes).readUInt32LE(gzipSync(bytes).length - 8);
    assert.equal(crc32(bytes.subarray(33_333), crc32(bytes.subarray(0, 33_333))), ofWhole);
  });
});
