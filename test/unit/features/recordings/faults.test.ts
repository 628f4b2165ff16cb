// Each finding has a smallest recording that shows it, and one just inside of the limit that does not.
import { strict as assert } from "node:assert";
import type { RecordingRequirements } from "../../../../src/core/recordings/recordingRequirements.js";
import { assembleReport, type SoundResult } from "../../../../src/features/recordings/assemble.js";
import { measureSound } from "../../../../src/features/recordings/audio/measureSound.js";
import type { SoundMeasures } from "../../../../src/features/recordings/audio/measures.js";
import { bytesSource } from "../../../../src/features/recordings/audio/wav/byteSource.js";
import { type FindingCode, fileCodes, setCodes, soundCodes, textCodes } from "../../../../src/features/recordings/finding.js";
import type { FolderEntry } from "../../../../src/features/recordings/layout/folderFiles.js";
import { type PlannedRecording, planRecordings } from "../../../../src/features/recordings/layout/plan.js";
import { adviceText } from "../../../../src/features/recordings/text/adviceText.js";
import { findingText } from "../../../../src/features/recordings/text/findings/findingText.js";
import { goodWav } from "./folders.js";
import {
  between,
  chunk,
  db,
  formatChunk,
  mix,
  noise,
  riff,
  sampleBytes,
  samplesOf,
  sine,
  type Wave,
  wav,
  wavOf,
} from "./signals.js";

const rate = 16_000;
/** A tone that pauses, 1.5 s on and 0.5 s off, over a noise. */
const talk = ({ level = -20, floor = -65, lead = 0.2, seconds = 6, hertz = 440, extra = (() => 0) as Wave } = {}) => {
  const tone: Wave = (t) =>
    t >= lead && t < seconds - 0.2 && (t - lead) % 2 < 1.5 ? db(level) * Math.SQRT2 * Math.sin(2 * Math.PI * hertz * t) : 0;
  return { wave: mix(tone, noise(db(floor)), extra), seconds };
};
const talking = (options: Parameters<typeof talk>[0] = {}) => {
  const { wave, seconds } = talk(options);
  return wav(wave, seconds, { rate });
};

const asked: RecordingRequirements = {
  id: "asked",
  title: "Asked",
  hint: "",
  jobTypes: [],
  package: "numberedPairs",
  count: {},
  text: "none",
  formats: ["wav"],
  seconds: { refuse: { value: { least: 2, most: 6.5 }, source: "cloud" } },
  totalSeconds: {},
  pause: { warn: { value: { most: 1 }, source: "related" } },
  rate: { refuse: { value: { least: 16_000, most: 16_000 }, source: "cloud" } },
  bits: { warn: { value: { least: 16, most: 16 }, source: "cloud" } },
  channels: { warn: { value: { least: 1, most: 1 }, source: "account" } },
  bytes: { warn: { value: { most: 200_000 }, source: "related" } },
};

async function codesOfSound(
  file: Uint8Array,
  { requirements = asked as RecordingRequirements | undefined, path = "a.wav" } = {},
) {
  const found = await measureSound(bytesSource(file));
  const result: SoundResult = found.kind === "measured" ? { measures: found.measures } : { unmeasured: found };
  const sound: FolderEntry = { path, size: file.length, mtimeMs: 0 };
  const report = assembleReport({
    target: { kind: "folder", path: "/" },
    ...(requirements && { kind: { cloud: "c", cloudTitle: "Cloud", requirements } }),
    plan: { layout: "oneFile", recordings: [{ sound }], findings: [] },
    results: new Map([[path, result]]),
    filesRead: 0,
  });
  return report.recordings[0]!.findings;
}

const data = (wave: Wave, seconds = 2) => sampleBytes([samplesOf(wave, seconds, rate)], "s16");
const plainData = data(talk({ seconds: 3 }).wave, 3);
const head = formatChunk("s16", 1, rate);
const good = talking();
const stereo = (right: (value: number) => number) => {
  const left = samplesOf(talk().wave, 6, rate);
  return wavOf([left, left.map(right)], { rate });
};
const withRun = (length: number) => {
  const samples = samplesOf(talk().wave, 6, rate);
  samples.fill(1, 10_000, 10_000 + length);
  return wavOf([samples], { rate });
};
const withHole = (length: number) => {
  const samples = samplesOf(mix(talk().wave, between(0.2, 1.7, noise(0.02))), 6, rate);
  samples.fill(0, 10_001, 10_001 + length);
  return wavOf([samples], { rate });
};
const withTops = (tops: number) => {
  const samples = samplesOf(talk().wave, 6, rate);
  for (let at = 0; at < tops; at++) samples.fill(0.6, 5_000 + at * 100, 5_004 + at * 100);
  return wavOf([samples], { rate });
};
const scaledTo = (peak: number) => {
  const samples = samplesOf(talk().wave, 6, rate);
  const most = samples.reduce((one, other) => Math.max(one, Math.abs(other)), 0);
  return wavOf([samples.map((value) => (value * db(peak)) / most)], { rate });
};
const text = (words: string) => Buffer.from(words, "latin1");
const withTag = (tag: number) => {
  const file = Buffer.from(good);
  file.writeUInt16LE(tag, 20);
  return file;
};
const silentBefore = (lead: number) => talking({ lead, seconds: 6 });
const withPause = (length: number) => {
  const tone: Wave = (t) => (t > 0.2 && t < 5.8 && !(t > 2 && t < 2 + length) ? 0.15 * Math.sin(2_764 * t) : 0);
  return wav(mix(tone, noise(db(-65))), 6, { rate });
};
const humming = (level: number) => talking({ extra: sine(50, db(level + 3.01)), floor: -75 });

/** What shows a finding, and what is just inside. */
const sounds: Readonly<
  Record<(typeof soundCodes)[number], readonly [shows: Uint8Array, not: Uint8Array, path?: string] | "elsewhere">
> = {
  notSound: [text("<!DOCTYPE html>"), good],
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

const measuredAs = (measures: Partial<SoundMeasures>, base: SoundMeasures): SoundMeasures => ({ ...base, ...measures });

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

/** Texts with and without each fault. */
const texts: Readonly<
  Record<(typeof textCodes)[number], readonly [shows: string | Uint8Array, not: string | Uint8Array] | "elsewhere">
> = {
  textEmpty: [" \n", "好。"],
  textNul: ["好\0。", "好。"],
  textEncoding: [Uint8Array.of(0xc1, 0xaa, 0xcd, 0xa8), "联通"],
  textUnknownEncoding: [Uint8Array.of(0x81, 0xff, 0x30, 0x41), "A"],
  textLines: ["好。\n好。", "好。\n\n"],
  textLong: ["好".repeat(1_001), "好".repeat(1_000)],
  textReplacement: ["好\ufffd。", "好。"],
  textPrivateUse: ["好\ue000。", "好。"],
  textControl: ["好\u0007。", "好\t。"],
  textMarkup: ["好#1的。", "好＃1的。"],
  textPinyin: ["ni3 hao3 ma5", "ni hao ma"],
  textNumbering: ["12. 你好。", "你好 12."],
  textUnspoken: ["他有3个。", "他有三个。"],
  textLatin: ["我用App。", "我用应用。"],
  textFullWidth: ["我用Ａ。", "我用。"],
  textEmoji: ["好😀。", "好。"],
  textNoFinalMark: ["你好", "你好。"],
  textNoHan: "elsewhere",
  textHan: "elsewhere",
  sameText: "elsewhere",
  paceFast: "elsewhere",
  paceSlow: "elsewhere",
  paceOdd: "elsewhere",
};

const planOf = (files: Readonly<Record<string, string | Uint8Array>>) =>
  planRecordings({
    entries: Object.entries(files).map(([path, content]) => ({ path, size: content.length, mtimeMs: 0 })),
    isCut: false,
    readBytes: async (path) => Buffer.from(files[path]! as string),
  });

const reportOf = (
  recordings: readonly PlannedRecording[],
  results: ReadonlyMap<string, SoundResult> = new Map(),
  language?: "zh" | "en",
) =>
  assembleReport({
    target: { kind: "folder", path: "/" },
    ...(language && { language }),
    plan: { layout: "pairs", recordings, findings: [] },
    results,
    filesRead: 0,
  });

describe("faults of a text", () => {
  for (const [code, example] of Object.entries(texts)) {
    if (example === "elsewhere") continue;
    it(`are found, and not just inside of the limit: ${code}`, async () => {
      const codesOf = async (content: string | Uint8Array) => {
        const { recordings } = await planOf({ "a.wav": "", "a.txt": content });
        return reportOf(recordings).recordings[0]!.findings;
      };
      const told = (await codesOf(example[0])).find((each) => each.code === code);
      assert.ok(told, JSON.stringify(await codesOf(example[0])));
      assert.ok(!(await codesOf(example[1])).some((each) => each.code === code));
      assert.ok(findingText(told, "en").length > 10);
    });
  }

  it("are told where text and language of the job differ", async () => {
    const codes = async (words: string, language: "zh" | "en") => {
      const { recordings } = await planOf({ "a.wav": "", "a.txt": words });
      return reportOf(recordings, new Map(), language).recordings[0]!.findings.map(({ code }) => code);
    };
    assert.ok((await codes("Hello.", "zh")).includes("textNoHan"));
    assert.ok(!(await codes("你好。", "zh")).includes("textNoHan"));
    assert.ok((await codes("你好。", "en")).includes("textHan"));
    assert.ok(!(await codes("Hello.", "en")).includes("textHan"));
  });
});

describe("a set", () => {
  let base: SoundMeasures;
  before(async () => {
    const found = await measureSound(bytesSource(goodWav()));
    assert.ok(found.kind === "measured");
    base = found.measures;
  });

  /** Sentences of many lengths, read at one speed. */
  const lengths = [5, 9, 14, 22, 31, 8, 17, 40, 12, 27, 6, 19, 35, 11];
  const members = (texts: readonly number[], change: (index: number) => Partial<SoundMeasures> = () => ({})) => {
    const recordings: PlannedRecording[] = texts.map((length, index) => ({
      sound: { path: `${index}.wav`, size: 1, mtimeMs: 0 },
      text: {
        path: `${index}.txt`,
        text: `${String.fromCodePoint(0x4e00 + index)}${"字".repeat(length - 1)}。`,
        encoding: "utf-8",
      },
    }));
    const results = new Map(
      lengths.map((length, index): [string, SoundResult] => {
        const speechSeconds = (length / 5) * (1 + 0.05 * ((index % 3) - 1));
        const measures = { ...base, speech: { ...base.speech!, speechSeconds }, fingerprint: `${index}` };
        return [`${index}.wav`, { measures: { ...measures, ...change(index) } }];
      }),
    );
    return reportOf(recordings, results);
  };
  const codesAt = (report: ReturnType<typeof members>, index: number) =>
    report.recordings[index]!.findings.map(({ code }) => code);

  it("whose texts belong to its sounds has nothing odd in it", () => {
    const report = members(lengths);
    assert.ok(report.recordings.every((_, index) => !codesAt(report, index).includes("paceOdd")));
    assert.deepEqual(report.findings, []);
  });

  it("shows two texts that were swapped", () => {
    const swapped = [...lengths];
    [swapped[0], swapped[7]] = [40, 5];
    const report = members(swapped);
    assert.deepEqual(
      report.recordings.flatMap(({ id }, index) => (codesAt(report, index).includes("paceOdd") ? [id] : [])),
      ["0.wav", "7.wav"],
    );
  });

  it("shows texts that are shifted by one", () => {
    const report = members([lengths.at(-1)!, ...lengths.slice(0, -1)]);
    const shifted = report.findings.find(({ code }) => code === "textsShifted");
    assert.equal(shifted?.measured, 1);
  });

  it("shows texts that are too fast or slow for their sound", () => {
    const fast = members(lengths.map((length) => Math.round(length * 1.9)));
    assert.ok(codesAt(fast, 3).includes("paceFast"));
    const slow = members(lengths.map((length) => Math.max(4, Math.round(length * 0.25))));
    assert.ok(codesAt(slow, 3).includes("paceSlow"));
  });

  it("shows sounds and texts that are the same", () => {
    const report = members(lengths, (index) => (index < 2 ? { fingerprint: "same" } : {}));
    assert.ok(
      codesAt(report, 0).includes("sameSound") &&
        codesAt(report, 1).includes("sameSound") &&
        !codesAt(report, 2).includes("sameSound"),
    );
    const two: PlannedRecording[] = ["你好，世界。", "你好 世界！"].map((words, index) => ({
      sound: { path: `${index}.wav`, size: 1, mtimeMs: 0 },
      text: { path: `${index}.txt`, text: words, encoding: "utf-8" },
    }));
    assert.ok(reportOf(two).recordings.every(({ findings }) => findings.some(({ code }) => code === "sameText")));
  });

  it("shows what is louder, noisier or written otherwise than the rest", () => {
    const loud = members(lengths, (index) =>
      index === 2 ? { loudness: base.loudness! + 2.6 } : index === 3 ? { loudness: base.loudness! + 2.4 } : {},
    );
    assert.ok(codesAt(loud, 2).includes("loudnessDiffers") && !codesAt(loud, 3).includes("loudnessDiffers"));
    const noisy = members(lengths, (index) => ({
      speech: { ...base.speech!, floor: index === 2 ? -64 : index === 3 ? -66 : -75 },
    }));
    assert.ok(codesAt(noisy, 2).includes("floorDiffers") && !codesAt(noisy, 3).includes("floorDiffers"));
    const mixed = members(lengths, (index) =>
      index === 0 ? { format: { ...base.format, rate: 44_100, channels: 2, validBits: 24 } } : {},
    );
    assert.deepEqual(mixed.findings.map(({ code }) => code).sort(), ["mixedBits", "mixedChannels", "mixedRates"]);
    const dull = members(lengths, (index) => (index === 0 ? { bandEdge: { frequency: 7_000, fall: 30, madeAt: 16_000 } } : {}));
    assert.deepEqual(
      dull.findings.map(({ code }) => code),
      ["mixedBandwidth"],
    );
    assert.deepEqual(
      members(lengths, () => ({ dc: 0.003 })).findings.map(({ code }) => code),
      ["dcShared"],
    );
  });
});

describe("faults of files and names", () => {
  const codes = async (files: Readonly<Record<string, string>>) => (await planOf(files)).findings.map(({ code }) => code);
  const cases: readonly (readonly [code: FindingCode, shows: Record<string, string>, not: Record<string, string>])[] = [
    ["textWithoutSound", { "a.wav": "", "b.txt": "x", "a.txt": "y" }, { "a.wav": "", "a.txt": "y" }],
    ["textNotUsed", { "a.wav": "", "a.txt": "x", "notes.csv": "y" }, { "a.wav": "", "a.txt": "x" }],
    ["missingSound", { "a.wav": "", "metadata.csv": "a|A.\nb|B." }, { "a.wav": "", "metadata.csv": "a|A." }],
    ["surplusFile", { "a.wav": "", "b.pdf": "" }, { "a.wav": "", "Thumbs.db": "", ".DS_Store": "", "__MACOSX/a.pdf": "" }],
    ["twinNames", { "a.wav": "", "A.wav": "" }, { "a.wav": "", "b.wav": "" }],
    ["twinNames", { "é.wav": "", "e\u0301.wav": "" }, { "é.wav": "", "e.wav": "" }],
    ["doubleEnding", { "0.wav.wav": "" }, { "0.wav": "" }],
    ["fullWidthName", { "１.wav": "" }, { "一.wav": "" }],
    ["sameNumber", { "1.wav": "", "01.wav": "" }, { "1.wav": "", "10.wav": "" }],
    ["numberingGap", { "0.wav": "", "2.wav": "" }, { "0.wav": "", "1.wav": "" }],
    ["unsafeName", { "a\nb.wav": "" }, { "a b.wav": "" }],
    [
      "commandLine",
      { "a.wav": "", "wav.scp": "u1 sox a.wav -t wav - |\nu2 b.wav", text: "u1 hello\nu2 there", "b.wav": "" },
      { "a.wav": "", "wav.scp": "u1 a.wav", text: "u1 hello" },
    ],
    ["nothingFound", { "a.txt": "x" }, { "a.wav": "" }],
  ];
  for (const [code, shows, not] of cases)
    it(`are found, and not where all is well: ${code}`, async () => {
      assert.ok((await codes(shows)).includes(code), `${await codes(shows)}`);
      assert.ok(!(await codes(not)).includes(code));
    });
});

it("every code of a finding has words of its own and is tried or judged above", () => {
  const all = [...soundCodes, ...textCodes, ...fileCodes, ...setCodes];
  assert.equal(new Set(all).size, all.length);
  const worded = all.map((code) => findingText({ code, severity: "hint", source: "fact" }, "en"));
  for (const [index, words] of worded.entries()) {
    assert.notEqual(words, all[index], `${all[index]} has no words`);
    assert.ok(adviceText(all[index]!) === undefined || adviceText(all[index]!)!.length > 10);
  }
});
