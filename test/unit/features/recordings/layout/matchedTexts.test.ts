// Which text belongs to which sound: beside each other in folders of one form, and in lists as spreadsheets and people write them.
import { strict as assert } from "node:assert";
import { recordingRequirements } from "../../../../../src/clouds/huawei/description/recordings.js";
import { assembleReport, type SoundResult } from "../../../../../src/features/recordings/assemble.js";
import { planRecordings, type RecordingPlan } from "../../../../../src/features/recordings/layout/plan.js";
import { packageFiles } from "../../../../../src/features/recordings/package/makePackage.js";
import { goodWav } from "../folders.js";
import { measured } from "../signals.js";

const planOf = (files: Readonly<Record<string, string>>) =>
  planRecordings({
    entries: Object.entries(files).map(([path, content]) => ({ path, size: content.length, mtimeMs: 0 })),
    isCut: false,
    readBytes: async (path) => new TextEncoder().encode(files[path]),
  });
const textsOf = ({ recordings }: RecordingPlan) => recordings.map(({ sound, text }) => [sound.path, text?.text]);
const reportOf = (plan: RecordingPlan, id: string, results: ReadonlyMap<string, SoundResult> = new Map()) => {
  const requirements = recordingRequirements.find((each) => each.id === id)!;
  const kind = { cloud: "huawei", cloudTitle: "Huawei", requirements };
  return assembleReport({ target: { kind: "folder", path: "/" }, kind, plan, results, filesRead: 0 });
};

describe("texts of sounds", () => {
  for (const [sounds, texts] of [
    [
      ["1/wav/a.wav", "2/wav/a.wav"],
      ["1/txt/a.txt", "2/txt/a.txt"],
    ],
    [
      ["wav/1/a.wav", "wav/2/a.wav"],
      ["txt/1/a.txt", "txt/2/A.lab"],
    ],
  ] as const)
    it(`are found in folders beside theirs, whose names repeat: ${sounds[0]}, ${texts[0]}`, async () => {
      const plan = await planOf({ [sounds[0]]: "", [sounds[1]]: "", [texts[0]]: "一。", [texts[1]]: "二。" });
      assert.deepEqual(textsOf(plan), [
        [sounds[0], "一。"],
        [sounds[1], "二。"],
      ]);
      assert.deepEqual([plan.layout, plan.findings], ["pairs", []]);
    });

  it("are not guessed where two sounds could be meant", async () => {
    const plan = await planOf({ "wav/a.wav": "", "wav2/a.wav": "", "txt/a.txt": "一。" });
    assert.deepEqual(textsOf(plan), [
      ["wav/a.wav", undefined],
      ["wav2/a.wav", undefined],
    ]);
  });

  const two = { "a 1.wav": "", "a 2.wav": "" };
  for (const [name, list] of [
    ["commas and a header", 'file_name,transcription,note\r\na 1.wav,"一，""甲"", 乙。",x\r\na 2.wav,二。\r\n'],
    ["commas without a header", 'a 1,一，"甲", 乙。\na 2,二。'],
    ["tabs and a header", '文件名\t文本\na 1.wav\t一，"甲", 乙。\na 2.wav\t二。'],
  ] as const)
    it(`stand in a list with ${name}`, async () => {
      const plan = await planOf({ ...two, "list.csv": list });
      assert.deepEqual(textsOf(plan), [
        ["a 1.wav", '一，"甲", 乙。'],
        ["a 2.wav", "二。"],
      ]);
      assert.deepEqual(plan.findings, []);
    });

  for (const [name, list] of [
    ["blanks", "b1 一 甲。\nb2 二。\nb3 三。"],
    ["colons", "b1：一 甲。\nb2：二。\nb3：三。"],
  ] as const)
    it(`stand in a list with ${name}, and what has no recording is told with its line`, async () => {
      const plan = await planOf({ "b1.wav": "", "b2.wav": "", "list.txt": list });
      assert.deepEqual(textsOf(plan), [
        ["b1.wav", "一 甲。"],
        ["b2.wav", "二。"],
      ]);
      assert.deepEqual(
        plan.findings.map(({ code, line, detail }) => [code, line, detail]),
        [["missingSound", 3, "b3"]],
      );
    });

  it("are taken from a list for the sounds that have none of their own", async () => {
    const sounds = { "1.wav": "", "2.wav": "", "3.wav": "", "1.txt": "一。", "2.txt": "二。" };
    const plan = await planOf({ ...sounds, "list.csv": "2,另一个二。\n3,三。" });
    assert.deepEqual(
      textsOf(plan).map(([, text]) => text),
      ["一。", "二。", "三。"],
    );
    assert.deepEqual(plan.findings, []);
    const unneeded = await planOf({ ...sounds, "3.txt": "三。", "list.csv": "1,一。\n2,二。" });
    assert.deepEqual(
      unneeded.findings.map(({ code, file }) => [code, file]),
      [["textNotUsed", "list.csv"]],
    );
  });

  it("are in no list whose lines begin otherwise", async () => {
    const plan = await planOf({
      "b1.wav": "",
      "b2.wav": "",
      "notes.txt": "b1 was easy,\nthe others, too,\nwere not,\nin the end.",
    });
    assert.deepEqual([plan.layout, textsOf(plan)[0]], ["soundsOnly", ["b1.wav", undefined]]);
    const sentence = await planOf({ "1.wav": "", "2.wav": "", "3.txt": "1 月 5 日。" });
    assert.deepEqual([sentence.layout, textsOf(sentence)[0]], ["soundsOnly", ["1.wav", undefined]]);
  });

  it("are not judged for a kind that takes none", async () => {
    const empty = await planOf({ "long.wav": "", "long.txt": "" });
    assert.deepEqual([reportOf(empty, "advance").findings, reportOf(empty, "advance").recordings[0]?.findings], [[], []]);
    const lines = await planOf({ "long.wav": "", "long.txt": "3 个\n5 个" });
    assert.deepEqual(reportOf(lines, "advance").recordings[0]?.findings, []);
    const codes = reportOf(empty, "basic").recordings[0]?.findings.map(({ code }) => code);
    assert.deepEqual(codes, ["textEmpty"]);
  });
});

it("what was measured is packed as a WAV, whatever it is called", async () => {
  const plan = await planOf({ "a.bwf": "", "b.mp3": "" });
  const results = new Map<string, SoundResult>([["a.bwf", { measures: await measured(goodWav()) }]]);
  const { kind: _, ...report } = reportOf(plan, "basic", results);
  assert.deepEqual(
    packageFiles(report).map(({ name }) => name),
    ["0.wav", "1.mp3"],
  );
});
