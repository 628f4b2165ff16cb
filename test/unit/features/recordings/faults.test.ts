// Each finding about a text, a set or a file has a smallest example that shows it, and one just inside of the limit that does not.
import { strict as assert } from "node:assert";
import { assembleReport, type SoundResult } from "../../../../src/features/recordings/assemble.js";
import { measureSound } from "../../../../src/features/recordings/audio/measureSound.js";
import type { SoundMeasures } from "../../../../src/features/recordings/audio/measures.js";
import { bytesSource } from "../../../../src/features/recordings/audio/wav/byteSource.js";
import { type FindingCode, fileCodes, setCodes, soundCodes, textCodes } from "../../../../src/features/recordings/finding.js";
import { type PlannedRecording, planRecordings } from "../../../../src/features/recordings/layout/plan.js";
import { adviceText } from "../../../../src/features/recordings/text/adviceText.js";
import { findingText } from "../../../../src/features/recordings/text/findings/findingText.js";
import { goodWav } from "./folders.js";

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
    ["fullWidthName", { "１.wav": "" }, { "一（下）！.wav": "" }],
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
