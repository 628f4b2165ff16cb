// Every recording that can be read can be heard: as it is, or as a plain WAV of a stretch of it.
import { strict as assert } from "node:assert";
import { measureSound } from "../../../../../src/features/recordings/audio/measureSound.js";
import { bytesSource } from "../../../../../src/features/recordings/audio/wav/byteSource.js";
import { playableSound } from "../../../../../src/features/recordings/worker/playable.js";
import { checkerHere, folderWith, removeFolders } from "../folders.js";
import { db, samplesOf, sine, wav, wavOf } from "../signals.js";

const tone = sine(440, db(-12));

async function measured(bytes: Uint8Array) {
  const found = await measureSound(bytesSource(bytes));
  if (found.kind !== "measured") throw new Error(found.kind);
  return found.measures;
}

describe("the sound of a recording", () => {
  after(removeFolders);

  it("is the file itself, where browsers can play it", async () => {
    const file = wav(tone, 2);
    const sound = await playableSound(bytesSource(file), "a.wav", 0);
    assert.deepEqual([sound?.type, sound?.from, sound?.lasts], ["audio/wav", 0, undefined]);
    assert.ok(Buffer.from(sound!.bytes).equals(file));
  });

  it("is a plain WAV of the same sound, where they cannot: long floats, headers that lie", async () => {
    const cut = Buffer.from(wav(tone, 2)).subarray(0, 100_000);
    for (const [file, seconds] of [
      [wav(tone, 2, { as: "f64" }), 2],
      [cut, (100_000 - 44) / 96_000],
    ] as const) {
      const sound = await playableSound(bytesSource(file), "a.wav", 0);
      const { format, seconds: lasts, peak, flaws } = await measured(sound!.bytes);
      assert.deepEqual([format.bits, format.encoding, flaws.length], [16, "signed", 0]);
      assert.ok(Math.abs(lasts - seconds) < 0.001 && Math.abs(peak + 12) < 0.01, `${lasts} ${peak}`);
    }
  });

  it("is that of the second channel, where the first is silent", async () => {
    const samples = samplesOf(tone, 2);
    const file = wavOf([samples.map(() => 0), samples], { as: "f64" });
    const sound = await playableSound(bytesSource(file), "a.wav", 0);
    assert.ok(Math.abs((await measured(sound!.bytes)).peak + 12) < 0.01);
  });

  it("is a stretch around the place that is asked for, where it is long", async () => {
    const rate = 48_000;
    const samples = samplesOf(() => 0.1, 200, rate).fill(0.5, 150 * rate, 151 * rate);
    const file = wavOf([samples], { rate });
    for (const [at, from] of [
      [0, 0],
      [150, 148],
      [199, 170],
    ] as const) {
      const sound = (await playableSound(bytesSource(file), "a.wav", at))!;
      assert.ok(Math.abs(sound.from - from) < 0.01, `${at}: ${sound.from}`);
      assert.equal((await measured(sound.bytes)).seconds, 30);
      assert.equal(sound.lasts === undefined, at === 199, "the last stretch goes to the end");
    }
  });

  it("is named by its kind, where it is no WAV, and is none where nothing plays it", async () => {
    const play = async (path: string, bytes = "some bytes") =>
      (await playableSound(bytesSource(Buffer.from(bytes)), path, 0))?.type;
    assert.deepEqual([await play("a.mp3"), await play("a.M4A"), await play("a.flac")], ["audio/mpeg", "audio/mp4", "audio/flac"]);
    assert.deepEqual([await play("a.amr"), await play("a.wav"), await play("a.mp3", "")], [undefined, undefined, undefined]);
  });

  it("is read by a thread, of recordings of the set alone", async () => {
    const target = { kind: "folder", path: folderWith({ "a.wav": wav(tone, 1), "a.txt": "one" }) } as const;
    const checker = checkerHere();
    assert.equal(await checker.sound(target, "a.wav"), undefined, "nothing was checked yet");
    await checker.check(target);
    assert.equal((await checker.sound(target, "a.wav"))?.type, "audio/wav");
    for (const id of ["a.txt", "../a.wav", "b.wav", ""]) assert.equal(await checker.sound(target, id), undefined, id);
  });
});
