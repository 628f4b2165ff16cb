// A file of this computer is played for what its bytes are, whatever it is called; what is no whole sound is told apart.
import assert from "node:assert/strict";
import { recordedSound } from "../../../../src/features/listen/recordedSound.js";
import { sine, wav } from "../recordings/signals.js";

describe("a recording to compare with", () => {
  const recording = wav(sine(440, 0.3), 0.2);
  const text = (words: string) => new TextEncoder().encode(words);

  it("is the sound that its bytes say", () => {
    const read = recordedSound(recording);
    assert.ok(read.kind === "sound");
    assert.deepEqual([read.sound.type, read.sound.extension, read.sound.bytes], ["audio/wav", "wav", recording]);
    const mp3 = recordedSound(text("ID3\u0004 and what follows"));
    assert.ok(mp3.kind === "sound" && mp3.sound.type === "audio/mpeg");
  });

  it("is told apart from what is empty, no sound, a page, or cut off", () => {
    assert.equal(recordedSound(new Uint8Array()).kind, "empty");
    assert.equal(recordedSound(text("a letter")).kind, "noSound");
    assert.equal(recordedSound(text("<!doctype html><p>ID3")).kind, "noSound");
    assert.equal(recordedSound(recording.subarray(0, 1000)).kind, "cutOff");
  });
});
