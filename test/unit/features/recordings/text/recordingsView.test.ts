// The page of checked recordings in words: what is found stands there with its number, worst first, and nothing is said before it is known.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../../src/clouds/index.js";
import { demoRecordings } from "../../../../../src/demoCloud/recordings/demoRecordings.js";
import { checkedKinds, kindName } from "../../../../../src/features/recordings/kinds.js";
import type { CheckTarget, RecordingsReport } from "../../../../../src/features/recordings/report.js";
import { checkedRecordingSet } from "../../../../../src/features/recordings/summary.js";
import { recordingDetail } from "../../../../../src/features/recordings/text/recordingDetail.js";
import { recordingRow, recordingsView } from "../../../../../src/features/recordings/text/recordingsView.js";
import { shortReport } from "../../../../../src/features/recordings/text/shortReport.js";
import { shrunkPeaks } from "../../../../../src/features/recordings/text/wave.js";
import { checkerHere, folderWith, removeFolders } from "../folders.js";

const locale = "en";

describe("the page of checked recordings", () => {
  const checker = checkerHere();
  let target: CheckTarget;
  let report: RecordingsReport;

  before(async function () {
    this.timeout(60_000);
    target = { kind: "folder", path: folderWith(Object.fromEntries(demoRecordings())) };
    const kind = (await checkedKinds(clouds)).find((each) => kindName(each) === "huawei/basic")!;
    report = await checker.check(target, { kind });
  });
  after(removeFolders);

  const rows = () => report.recordings.map((each, index) => recordingRow(each, index, checker.peaks(target, each.id), locale));

  it("says the verdict first, then what stands in the way, worst first, with how many have it", () => {
    const view = recordingsView({ locale, target, report });
    assert.match(view.heading, /^Not suitable for Huawei Basic\. Reasons for a refusal: 3\./);
    assert.deepEqual([view.tone, view.progress, view.problem], ["refuse", undefined, undefined]);
    const tones = view.reasons.map(({ tone }) => tone);
    assert.deepEqual(
      tones,
      [...tones].sort((one, other) => ["refuse", "warn", "hint"].indexOf(one) - ["refuse", "warn", "hint"].indexOf(other)),
    );
    const tooLong = view.reasons.find(({ code }) => code === "refuse/tooLong")!;
    assert.equal(tooLong.text, "The recording is too long: 15.4 s. Required: at most 15 s (Huawei).");
    assert.deepEqual([tooLong.times, view.reasons.find(({ code }) => code === "refuse/count")?.times], [1, 0]);
    for (const { code, times } of view.reasons)
      assert.equal(
        rows().filter(({ codes }) => codes.includes(code)).length,
        times,
        `the filter finds as many as are told: ${code}`,
      );
  });

  it("has a row for each recording, with figures to be sorted by", () => {
    const [first, ...others] = rows();
    assert.deepEqual([first!.number, first!.name, first!.length, first!.tone], ["0", "0.wav", "5.2 s", "hint"]);
    assert.match(first!.level, /^−\d+\.?\d* dBFS$/);
    assert.match(first!.snr, /^\d+\.?\d* dB$/);
    assert.equal(first!.text, "今天天气很好，我们一起去城南的公园里散步吧。");
    assert.ok(first!.peaks.length > 40 && first!.peaks.every((value) => Number.isInteger(value) && Math.abs(value) <= 100));
    assert.deepEqual([first!.keys[0], first!.keys[1], first!.keys[4]], [0, 5.2, null]);
    assert.ok(others.find(({ name }) => name === "8.wav")!.keys.at(-1)! < first!.keys.at(-1)!, "the worse is ranked before");
  });

  it("tells no figure and no finding of what is not measured yet", () => {
    const bare = { ...report.recordings[4]! } as { measures?: unknown };
    delete bare.measures;
    const row = recordingRow(bare as (typeof report.recordings)[number], 4, undefined, locale);
    assert.deepEqual([row.tone, row.length, row.level, row.snr, row.finding, row.more], ["waiting", "", "", "", "", ""]);
    assert.deepEqual([row.codes, row.peaks], [[], []]);
    const listed = recordingRow({ ...bare, seconds: 6.5 } as (typeof report.recordings)[number], 4, undefined, locale);
    assert.deepEqual([listed.tone, listed.length, listed.keys[1], listed.level], ["waiting", "6.5 s", 6.5, ""]);
    const view = recordingsView({ locale, target, report, progress: { done: 3, total: 10 } });
    assert.deepEqual(
      [view.heading, view.progress],
      ["Checking recordings…", { label: "Recordings checked: 3 of 10", part: 0.3 }],
    );
    assert.deepEqual([view.reasons, view.charts], [[], []]);
  });

  it("marks what was left out, and gives it no number", () => {
    const without = checker.again(target, { kind: report.kind!, leftOut: new Set(["4.wav"]) })!;
    const row = recordingRow(without.recordings[4]!, 4, undefined, locale);
    assert.deepEqual([row.tone, row.number, row.label], ["out", "", "Left out"]);
    const ids = recordingDetail(without, without.recordings[4]!, undefined, locale).actions.map(({ id }) => id);
    assert.ok(ids.includes("takeIn") && !ids.includes("leaveOut"));
  });

  it("draws lengths, levels and distances from the noise beside what is asked", () => {
    const [lengths, ...others] = recordingsView({ locale, target, report }).charts;
    assert.match(lengths!.summary, /^Length: 5\.2 s to 15\.4 s, median [\d.]+ s\. Required: 5 s to 15 s\.$/);
    assert.equal(Math.max(...lengths!.bars.map(({ height }) => height)), 100);
    assert.deepEqual(
      lengths!.bars.map(({ height, isOutside }) => height > 0 && isOutside).filter(Boolean).length,
      1,
      "15.4 s alone",
    );
    const { from, to } = lengths!.asked!;
    assert.ok(from >= 0 && to <= 100 && from < to);
    assert.equal(others.length, 2);
    assert.equal(others[1]!.asked!.to, 100, "more is never too much");
  });

  it("offers what can be done: no package without a kind, no commands for an archive", () => {
    const offered = (given: RecordingsReport, of = target) =>
      recordingsView({ locale, target: of, report: given }).actions.map(({ id }) => id);
    assert.deepEqual(offered(report), [
      "makePackage",
      "uploadToJob",
      "checkSound",
      "chooseKind",
      "saveReport",
      "copyFfmpeg",
      "checkAgain",
    ]);
    assert.ok(!offered(checker.again(target)!).includes("makePackage"));
    assert.ok(!offered(report, { kind: "zip", path: "/a.zip" }).includes("copyFfmpeg"));
    assert.deepEqual(
      recordingsView({ locale, target, problem: "Gone." }).actions.map(({ id }) => id),
      ["checkAgain"],
    );
  });

  it("shows of one recording each finding with its place, and a waveform as wide as a screen", () => {
    const { findings, wave, facts, text } = recordingDetail(
      report,
      report.recordings[4]!,
      checker.peaks(target, "4.wav"),
      locale,
    );
    const clipped = findings.find(({ text: words }) => /clipped at full scale/.test(words))!;
    assert.match(clipped.play!, /^Play from [\d.]+ s$/);
    assert.ok(clipped.at! > 0 && clipped.at! < 5.6);
    assert.equal(wave!.seconds, 5.6);
    assert.ok(Math.abs((wave!.pairs.length / 2) * wave!.secondsPerPair - 5.6) < 0.05);
    assert.ok(facts.some(({ name, value }) => name === "Sample rate" && value === "48 kHz"));
    assert.deepEqual(text, { title: "4.txt", text: "今天晚上八点，大家准时在学校的大门口见面。" });
  });

  it("has waveforms that keep the widest of what they stand for", () => {
    const pairs = Float32Array.from([-0.1, 0.1, -0.9, 0.2, 0, 0.5, -3, 3]);
    assert.deepEqual(shrunkPeaks({ pairs, secondsPerPair: 0.01 }, 2), { pairs: [-90, 20, -100, 100], secondsPerPair: 0.02 });
    assert.deepEqual(shrunkPeaks({ pairs: new Float32Array(0), secondsPerPair: 0.01 }, 2).pairs, []);
  });

  it("is told to other programs as figures, codes and sentences, without where it lies", () => {
    const told = checkedRecordingSet(report, ({ code }) => `sentence of ${code}`);
    assert.deepEqual([told.outcome, told.kind, told.recordings.length], ["unfit", "huawei/basic", 10]);
    const [first] = told.recordings;
    assert.deepEqual(
      [first!.file, first!.seconds, first!.sampleRate, first!.bits, first!.channels],
      ["0.wav", 5.2, 48_000, 16, 1],
    );
    assert.ok(
      told.recordings[5]!.findings.some(
        ({ code, severity, message }) => code === "tooLong" && severity === "refuse" && message === "sentence of tooLong",
      ),
    );
    assert.deepEqual(JSON.parse(JSON.stringify(told)), told, "JSON can say all of it");
    const path = target.kind === "folder" ? target.path : "";
    assert.ok(!JSON.stringify(told).includes(path));
    assert.ok(!JSON.stringify(shortReport(report, locale)).includes(path));
  });

  it("is told to language models in two sentences and a bounded list", () => {
    const { sentences, told } = shortReport(report, locale);
    assert.match(sentences[0]!, /^Not suitable for Huawei Basic/);
    assert.equal(told.recordings, 10);
    assert.ok(told.findings.length <= 25 && told.findings.every(({ files }) => files.length <= 5));
    assert.equal(told.findings[0]!.severity, "Will be refused");
    const known = report.verdict.summary.slice(0, 25).map(({ code, files }) => [code, files.length || 1]);
    assert.deepEqual(
      told.findings.map(({ code, times }) => [code, times]),
      known,
      "what is of the set is there once",
    );
  });
});
