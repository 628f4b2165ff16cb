// Several sounds as one, what a sound is by its bytes, and how long sounds stay in memory.
import { strict as assert } from "node:assert";
import { speak } from "../../../../src/demoCloud/sound/artificialVoice.js";
import { joinSounds } from "../../../../src/features/listen/joinSounds.js";
import { isCutOff, isPage, isSoundType, kindOf, type Sound } from "../../../../src/features/listen/sound.js";
import { SoundCache } from "../../../../src/features/listen/soundCache.js";

const wav = (text: string): Sound => {
  const bytes = speak({ text, voiceId: "voice", isMale: false });
  return { bytes, type: "audio/wav", extension: "wav" };
};
const samplesOf = ({ bytes }: Sound) => bytes.subarray(44);

describe("several sounds", () => {
  it("are one WAV file with all samples in their order", () => {
    const parts = ["One.", "Two words.", "Three more words."].map(wav);
    const whole = joinSounds(parts);
    assert.ok(whole);
    assert.deepEqual(Buffer.from(samplesOf(whole)), Buffer.concat(parts.map(samplesOf)));
    assert.equal(isCutOff(whole.bytes), false);
    const view = new DataView(whole.bytes.buffer);
    assert.deepEqual(
      [view.getUint32(4, true) + 8, view.getUint32(40, true) + 44],
      [whole.bytes.byteLength, whole.bytes.byteLength],
    );
  });

  it("stay apart where they are of two kinds, or written in two ways", () => {
    const mp3: Sound = { bytes: Uint8Array.of(0xff, 0xfb, 1, 2), type: "audio/mpeg", extension: "mp3" };
    assert.equal(joinSounds([wav("One."), mp3]), undefined);
    const other = Buffer.from(wav("Two.").bytes);
    other.writeUInt32LE(48_000, 24);
    assert.equal(joinSounds([wav("One."), { ...wav("Two."), bytes: other }]), undefined);
    assert.equal(joinSounds([]), undefined);
  });
});

describe("a sound", () => {
  it("is known by its first bytes", () => {
    const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    for (const [begin, extension] of [
      ["RIFF....WAVEfmt ", "wav"],
      ["ID3\u0004", "mp3"],
      ["\u00ff\u00fb\u0090", "mp3"],
      ["OggS", "ogg"],
      ["fLaC", "flac"],
      ["\0\0\0\u0020ftypM4A ", "m4a"],
      ["<?xml", undefined],
      ["", undefined],
    ] as const)
      assert.equal(kindOf(bytes(begin))?.extension, extension, begin);
  });

  it("is complete where its WAV head says no size, as those that are written while they are recorded", () => {
    const { bytes } = wav("One.");
    for (const said of [0, 0xffff_ffff, 0x7fff_ffff]) {
      const open = Buffer.from(bytes);
      open.writeUInt32LE(said, 4);
      assert.equal(isCutOff(open), false);
    }
    assert.equal(isCutOff(bytes.subarray(0, 100)), true);
  });

  it("is no page and no other type", () => {
    const text = (words: string) => new TextEncoder().encode(words);
    for (const page of ["<!DOCTYPE html>", "\n <html lang=en>", "<HEAD>"]) assert.ok(isPage(text(page)), page);
    for (const other of ["RIFF", "<?xml version", "{}"]) assert.ok(!isPage(text(other)), other);
    for (const type of [undefined, "audio/wav", "audio/x-wav; charset=binary", "application/octet-stream", "binary/octet-stream"])
      assert.ok(isSoundType(type), type);
    for (const type of ["text/plain", "application/json", "application/xml", "image/png", "audio"])
      assert.ok(!isSoundType(type), type);
  });
});

describe("sounds in memory", () => {
  it("stay within the bound, those heard last the longest", () => {
    const cache = new SoundCache(100);
    const sound = (size: number): Sound => ({ bytes: new Uint8Array(size), type: "audio/wav", extension: "wav" });
    cache.put("a", sound(40));
    cache.put("b", sound(40));
    cache.get("a");
    cache.put("c", sound(40));
    assert.deepEqual(
      ["a", "b", "c"].map((id) => cache.peek(id) !== undefined),
      [true, false, true],
    );
    cache.put("large", sound(500));
    assert.ok(cache.peek("large"), "the one that is heard now stays in any case");
    assert.equal(cache.peek("a"), undefined);
  });
});
