// WAVs in all their shapes are read like the plain one, and what is none is named.
import { strict as assert } from "node:assert";
import { measureSound } from "../../../../../src/features/recordings/audio/measureSound.js";
import { bytesSource } from "../../../../../src/features/recordings/audio/wav/byteSource.js";
import { readWav } from "../../../../../src/features/recordings/audio/wav/readWav.js";
import type { NotWav, WavFile } from "../../../../../src/features/recordings/audio/wav/wavFile.js";
import { chunk, formatChunk, measured, riff, sampleBytes, samplesOf, sine, type WrittenAs, wav } from "../signals.js";

const rate = 16_000;
const samples = samplesOf(sine(440, 0.3), 0.5, rate);
const format = formatChunk("s16", 1, rate);
const data = sampleBytes([samples], "s16");
const plain = riff([format, chunk("data", data)]);

const read = (file: Uint8Array) => readWav(bytesSource(file));

async function wavOfFile(file: Uint8Array): Promise<WavFile> {
  const found = await read(file);
  assert.equal(found.kind, "wav", JSON.stringify(found));
  return found as WavFile;
}

/** What is measured of a file, without what is wrong with its header. */
async function levels(file: Uint8Array) {
  const { flaws: _, ...others } = await measured(file);
  return others;
}

function extensible(as: WrittenAs, { tag = as[0] === "f" ? 3 : 1, valid = 0 } = {}): Buffer {
  const body = Buffer.alloc(40);
  formatChunk(as, 1, rate).copy(body, 0, 8, 24);
  body.writeUInt16LE(0xfffe, 0);
  body.writeUInt16LE(22, 16);
  body.writeUInt16LE(valid, 18);
  body.writeUInt16LE(tag, 24);
  Buffer.from("000010008000 00aa00389b71".replace(" ", ""), "hex").copy(body, 28);
  return chunk("fmt ", body);
}

function ds64(dataSize: number): Buffer {
  const body = Buffer.alloc(28);
  body.writeBigUInt64LE(BigInt(dataSize), 8);
  return chunk("ds64", body);
}

const list = chunk("LIST", Buffer.from("INFOISFT\u0004\0\0\0me\0\0", "latin1"));
const strange = chunk("iXML", Buffer.from("<x/>!"));
const even = sampleBytes([samples], "s24");

describe("a WAV is read like the plain one", () => {
  const flawless: Readonly<Record<string, Buffer>> = {
    "with other chunks before its samples": riff([
      chunk("bext", Buffer.alloc(602)),
      format,
      list,
      chunk("fact", Buffer.alloc(4)),
      chunk("data", data),
    ]),
    "with other chunks behind its samples": riff([format, chunk("data", data), list, strange, chunk("id3 ", Buffer.from("ID3"))]),
    "with a chunk of odd size": riff([strange, format, chunk("data", data)]),
    "with a chunk of odd size that was not padded": riff([
      chunk("iXML", Buffer.from("<xy/>"), { isPadded: false }),
      format,
      chunk("data", data),
    ]),
    "with the longer header of WAVE_FORMAT_EXTENSIBLE": riff([extensible("s16"), chunk("data", data)]),
    "as RF64": riff([ds64(data.length), format, chunk("data", data, { size: 0xffff_ffff })], {
      magic: "RF64",
      size: 0xffff_ffff,
    }),
    "as BW64": riff([ds64(data.length), format, chunk("data", data, { size: 0xffff_ffff })], {
      magic: "BW64",
      size: 0xffff_ffff,
    }),
    "whose header counts the bytes of a second wrongly": (() => {
      const file = Buffer.from(plain);
      file.writeUInt32LE(1, 28);
      file.writeUInt16LE(17, 32);
      return file;
    })(),
  };
  for (const [name, file] of Object.entries(flawless))
    it(name, async () => {
      assert.deepEqual(await levels(file), await levels(plain));
      assert.deepEqual((await wavOfFile(file)).flaws, []);
    });

  const flawed: readonly (readonly [name: string, file: Buffer, flaw: string])[] = [
    [
      "streamed to a pipe, without a size",
      riff([format, chunk("data", data, { size: 0xffff_ffff })], { size: 0xffff_ffff }),
      "unfinished",
    ],
    ["streamed, with a size just under 2 GB", riff([format, chunk("data", data, { size: 0x7fff_f000 })]), "unfinished"],
    ["streamed, with the size 0", riff([format, chunk("data", data, { size: 0 })], { size: 0 }), "unfinished"],
    ["with a wrong size of the whole", riff([format, chunk("data", data)], { size: 12 }), "riffSize"],
    [
      "with a piece of a sample at its end",
      riff([format, chunk("data", Buffer.concat([data, Buffer.alloc(1)]))]),
      "brokenLastFrame",
    ],
  ];
  for (const [name, file, flaw] of flawed)
    it(name, async () => {
      assert.deepEqual(await levels(file), await levels(plain));
      assert.deepEqual(
        (await wavOfFile(file)).flaws.map((each) => each.flaw),
        [flaw],
      );
    });

  it("cut off, as far as it goes, and says how much is missing", async () => {
    const found = await wavOfFile(plain.subarray(0, plain.length - 8_000));
    assert.deepEqual(found.flaws, [{ flaw: "cutOff", missingSeconds: 0.25 }]);
    assert.equal(found.frames, 4_000);
  });

  it("with 24 bits in an odd number of bytes, padded or not", async () => {
    const odd = even.subarray(0, even.length - 3);
    for (const isPadded of [true, false]) {
      const found = await wavOfFile(riff([formatChunk("s24", 1, rate), chunk("data", odd, { isPadded }), list]));
      assert.equal(found.frames, samples.length - 1);
      assert.deepEqual(found.flaws, []);
    }
  });

  it("with fewer bits that mean something than it has", async () => {
    const file = riff([extensible("s32", { valid: 24 }), chunk("data", sampleBytes([samples], "s32"))]);
    const { format: found } = await wavOfFile(file);
    assert.deepEqual([found.bits, found.validBits], [32, 24]);
    assert.ok(Math.abs((await measured(file)).peak - (await measured(plain)).peak) < 0.001);
  });

  it("with floating point numbers in the longer header", async () => {
    const file = riff([extensible("f32"), chunk("data", sampleBytes([samples], "f32"))]);
    assert.equal((await wavOfFile(file)).format.encoding, "float");
  });

  it("with numbers that are none", async () => {
    const bytes = sampleBytes([samples], "f32");
    for (const [at, value] of [Number.NaN, Number.POSITIVE_INFINITY, -1e30].entries()) bytes.writeFloatLE(value, at * 4);
    const found = await measured(riff([formatChunk("f32", 1, rate), chunk("data", bytes)]));
    assert.ok(Number.isFinite(found.rms) && Number.isFinite(found.peak) && Number.isFinite(found.dc));
  });
});

describe("a file that no samples can be read from", () => {
  const withTag = (tag: number) => {
    const file = Buffer.from(plain);
    file.writeUInt16LE(tag, 20);
    return file;
  };
  const withField = (at: number, value: number) => {
    const file = Buffer.from(plain);
    file.writeUInt32LE(value, at);
    return file;
  };
  const bits = Buffer.from(plain);
  bits.writeUInt16LE(17, 34);
  bits.writeUInt16LE(40, 34);
  const channels = Buffer.from(plain);
  channels.writeUInt16LE(0, 22);
  const nine = Buffer.from(plain);
  nine.writeUInt16LE(9, 22);
  const text = (words: string) => Buffer.from(words, "latin1");
  const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
  const other = (is: string) => ({ kind: "other", is });

  const cases: readonly (readonly [name: string, file: Buffer, found: unknown])[] = [
    ["is empty", Buffer.alloc(0), other("empty")],
    ["is an MP3 with a tag", text("ID3\u0004\0\0\0\0\0\0"), other("mp3")],
    ["is an MP3 without one", Buffer.from([0xff, 0xfb, 0x90, 0x64, 0, 0]), other("mp3")],
    ["is an Ogg", text("OggS\0\u0002"), other("ogg")],
    ["is a FLAC", text("fLaC\0\0\0\u0022"), other("flac")],
    ["is an M4A", text("\0\0\0\u001cftypM4A \0\0"), other("m4a")],
    ["is an AIFF", text("FORM\0\0\0\u0010AIFF"), other("aiff")],
    ["is a RIFX", text("RIFX\0\0\0\u0010WAVEfmt "), other("rifx")],
    ["is a web page", text("<!DOCTYPE html><html>404"), other("html")],
    ["is a pointer of Git LFS", text(pointer), other("lfsPointer")],
    ["is a zip", text("PK\u0003\u0004\u0014\0"), other("zip")],
    ["is a text", text("hello there"), other("text")],
    ["is zeros", Buffer.alloc(5_000), other("zeros")],
    ["is an AVI", text("RIFF\u0010\0\0\0AVI LIST"), other("avi")],
    ["has only the beginning of a header", text("RIFF"), other("unknown")],
    ["has IMA ADPCM in it", withTag(17), { kind: "compressed", tag: 17 }],
    ["has MS ADPCM in it", withTag(2), { kind: "compressed", tag: 2 }],
    ["has MP3 in it", withTag(85), { kind: "compressed", tag: 85 }],
    ["has no channel", channels, { kind: "broken", because: "channels" }],
    ["has nine channels", nine, { kind: "broken", because: "channels" }],
    ["has the rate 0", withField(24, 0), { kind: "broken", because: "rate" }],
    ["has a rate of a gigahertz", withField(24, 1e9), { kind: "broken", because: "rate" }],
    ["has 40 bits", bits, { kind: "broken", because: "bits" }],
    ["has no format", riff([chunk("data", data)]), { kind: "broken", because: "noFormat" }],
    ["has half a format", riff([chunk("fmt ", Buffer.alloc(6)), chunk("data", data)]), { kind: "broken", because: "noFormat" }],
    ["has no samples at all", riff([format]), { kind: "broken", because: "noData" }],
    ["has an empty list of samples", riff([format, chunk("data", Buffer.alloc(0))]), { kind: "noSamples" }],
    ["has one byte of samples", riff([format, chunk("data", Buffer.alloc(1))]), { kind: "noSamples" }],
  ];
  for (const [name, file, found] of cases)
    it(name, async () => {
      assert.deepEqual(await read(file), found);
      assert.deepEqual(await measureSound(bytesSource(file)), found as NotWav);
    });

  it("asks for no more memory than the file has", async () => {
    const asked: number[] = [];
    const note = (length: number) => {
      asked.push(length);
      return length;
    };
    const announced = riff([format, chunk("data", data, { size: 0xf000_0000 })]);
    const source = bytesSource(announced);
    await measureSound({ ...source, read: (offset, length) => source.read(offset, note(length)) });
    assert.ok(Math.max(...asked) <= announced.length);
  });
});

it("one sample is a recording", async () => {
  assert.equal((await measured(wav(() => 0.5, 1 / 48_000))).peak.toFixed(2), "-6.02");
});
