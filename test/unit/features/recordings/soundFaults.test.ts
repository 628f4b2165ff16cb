// Each finding about a sound has a smallest recording that shows it, and one just inside of the limit that does not.
import { strict as assert } from "node:assert";
import type { RecordingRequirements } from "../../../../src/core/recordings/recordingRequirements.js";
import { assembleReport } from "../../../../src/features/recordings/assemble.js";
import { measureSound } from "../../../../src/features/recordings/audio/measureSound.js";
import type { SoundMeasures } from "../../../../src/features/recordings/audio/measures.js";
import { bytesSource } from "../../../../src/features/recordings/audio/wav/byteSource.js";
import type { soundCodes } from "../../../../src/features/recordings/finding.js";
import { findingText } from "../../../../src/features/recordings/text/findings/findingText.js";
import {
  asked,
  codesOfSound,
  good,
  head,
  humming,
  measuredAs,
  plainData,
  rate,
  scaledTo,
  silentBefore,
  stereo,
  talk,
  talking,
  text,
  withHole,
  withPause,
  withRun,
  withTag,
  withTops,
} from "./faultySounds.js";
import { between, chunk, db, mix, noise, riff, sine, wav } from "./signals.js";

/** What shows a finding, and what is just inside. */
const sounds: Readonly<
  Record<(typeof soundCodes)[number], readonly [shows: Uint8Array, not: Uint8Array, path?: string] | "elsewhere">
> = {
  notSound: [text("<!DOCTYPE html>"), good],
  misnamed: [text("ID3\u0004\0\0\0\0\0\0"), good],
  compressed: [withTag(17), withTag(1)],
  brokenHeader: [riff([head]), riff([head, chunk("data", plainData)])],
  noSamples: [riff([head, chunk("data", Buffer.alloc(1))]), riff([head, chunk("data", Buffer.alloc(2))])],
  unreadable: "elsewhere",
  notMeasured: "elsewhere",
  wrongFormat: [text("ID3\u0004\0\0\0\0\0\0"), good, "a.mp3"],
  headerUnfinished: [riff([head, chunk("data", plainData, { size: 0 })]), riff([head, chunk("data", plainData)])],
  cutOff: [good.subarray(0, good.length - 2), good],
  riffSize: [riff([head, chunk("data", plainData)], { size: 5 }), riff([head, chunk("data", plainData)])],
  brokenLastFrame: [riff([head, chunk("data", Buffer.concat([plainData, Buffer.alloc(1)]))]), good],
  partlyMeasured: "elsewhere",
  tooManyBytes: [talking({ seconds: 6.4 }), talking({ seconds: 6.2 })],
  rate: [wav(talk().wave, 6, { rate: 15_999 }), good],
  bits: [wav(talk().wave, 6, { rate, as: "s24" }), good],
  channelCount: [stereo((value) => value), good],
  stereo: [stereo((value) => value * 0.5), stereo((value) => value)],
  monoTwice: [stereo((value) => value), stereo((value) => value * 0.999)],
  silentChannel: [stereo(() => 0), stereo((value) => value * 0.01)],
  invertedChannels: [stereo((value) => -value), stereo((value) => value * 0.9)],
  tooShort: [talking({ seconds: 1.99 }), talking({ seconds: 2 })],
  tooLong: [talking({ seconds: 6.51 }), talking({ seconds: 6.5 })],
  noSpeech: [talking({ level: -52, floor: -80 }), talking({ level: -48, floor: -80 })],
  startCut: [silentBefore(0), silentBefore(0.05)],
  endCut: [wav(mix(between(0.2, 6, sine(440, 0.14)), between(2, 3, sine(440, -0.14)), noise(db(-65))), 6, { rate }), good],
  startSilence: [silentBefore(0.06), silentBefore(0.14)],
  endSilence: [wav(mix(between(0.2, 5, sine(440, 0.14)), noise(db(-65))), 6, { rate }), good],
  pause: [withPause(1.08), withPause(0.96)],
  fewPauses: "elsewhere",
  clipped: [withRun(3), withRun(2)],
  flatTops: [withTops(3), withTops(2)],
  overFullScale: [
    wav((t, index) => 7.2 * talk().wave(t, index), 3, { rate, as: "f32" }),
    wav((t, index) => 6.5 * talk().wave(t, index), 3, { rate, as: "f32" }),
  ],
  peak: [scaledTo(-0.9), scaledTo(-3.1)],
  truePeak: [
    wav(
      mix(
        talk().wave,
        between(1, 1.5, (t) => 0.85 * Math.sin((Math.PI / 2) * (t * rate + 0.5))),
      ),
      6,
      { rate },
    ),
    scaledTo(-3),
  ],
  level: [talking({ level: -26.5 }), talking({ level: -25.5 })],
  loudness: "elsewhere",
  dc: [talking({ extra: () => 0.0052 }), talking({ extra: () => 0.0047 })],
  snr: [talking({ floor: -54 }), talking({ floor: -56.5 })],
  noiseFloor: [talking({ floor: -59 }), talking({ floor: -61 })],
  noPauses: [wav(sine(440, 0.1), 6, { rate }), good],
  gated: [wav(mix(between(0.2, 2, sine(440, 0.1)), between(2.4, 5.8, sine(440, 0.1))), 6, { rate }), good],
  hum: [humming(-60), humming(-75)],
  bandwidth: "elsewhere",
  dropout: [withHole(96), withHole(70)],
  sameSound: "elsewhere",
  reviewRefused: "elsewhere",
  notConfirmed: "elsewhere",
};

describe("faults of a sound", () => {
  for (const [code, example] of Object.entries(sounds)) {
    if (example === "elsewhere") continue;
    it(`are found, and not just inside of the limit: ${code}`, async () => {
      const [shows, not, path = "a.wav"] = example;
      const found = await codesOfSound(shows, { path });
      const told = found.find((each) => each.code === code);
      assert.ok(told, `${code} is not among ${found.map((each) => each.code)}`);
      const others = await codesOfSound(not);
      assert.ok(!others.some((each) => each.code === code), `${code} is found in what is right`);
      assert.match(findingText(told, "en", "Cloud"), /^[^{}]{10,}[.)a-z0-9]$/i);
      assert.ok(!findingText(told, "en", "Cloud").includes("NaN"));
    });
  }

  it("are no other format where it is no sound at all", async () => {
    const found = await codesOfSound(text("<!DOCTYPE html>"), { path: "a.mp3" });
    assert.deepEqual(
      found.map(({ code, severity, detail }) => [code, severity, detail]),
      [["notSound", "refuse", "html"]],
    );
  });

  it("are judged by their numbers where a sound would have to be long or rare", async () => {
    const found = await measureSound(bytesSource(good));
    assert.ok(found.kind === "measured");
    const codes = (measures: Partial<SoundMeasures>, requirements: RecordingRequirements = asked) => {
      const sound = { path: "a.wav", size: 1, mtimeMs: 0 };
      const report = assembleReport({
        target: { kind: "folder", path: "/" },
        kind: { cloud: "c", cloudTitle: "Cloud", requirements },
        plan: { layout: "oneFile", recordings: [{ sound }], findings: [] },
        results: new Map([["a.wav", { measures: measuredAs(measures, found.measures) }]]),
        filesRead: 0,
      });
      return report.recordings[0]!.findings.map(({ code, severity }) => `${code} ${severity}`);
    };
    const edge = (frequency: number) => ({
      bandEdge: { frequency, fall: 40, madeAt: 16_000 },
      format: { ...found.measures.format, rate: 48_000 },
    });
    assert.ok(codes(edge(8_400)).includes("bandwidth warn"));
    assert.ok(codes(edge(8_600)).includes("bandwidth hint"));
    assert.ok(!codes(edge(13_100)).some((each) => each.startsWith("bandwidth")));
    assert.ok(codes({ loudness: -13.9 }).includes("loudness hint"));
    assert.ok(!codes({ loudness: -14.1 }).some((each) => each.startsWith("loudness")));
    const day = 24 * 3_600;
    assert.ok(codes({ seconds: day + 2, measuredSeconds: day }).includes("partlyMeasured hint"));
    assert.ok(!codes({ seconds: day, measuredSeconds: day }).includes("partlyMeasured hint"));
    const long = { ...asked, isCutAtPauses: true };
    assert.ok(codes({ seconds: 60 }, long).includes("fewPauses hint"));
    assert.ok(!codes({ seconds: 60, speech: { ...found.measures.speech!, sentenceGaps: 2 } }, long).includes("fewPauses hint"));
  });
});
