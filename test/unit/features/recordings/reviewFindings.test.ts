// What a review said lies beside the recordings it meant, until these are changed.
import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ReviewFindings, SoundFinding } from "../../../../src/features/recordings/reviewFindings.js";
import { recordingRow, recordingsView } from "../../../../src/features/recordings/text/recordingsView.js";
import { checkerHere, folderWith, goodWav, removeFolders } from "./folders.js";

describe("what a review said of recordings", () => {
  after(removeFolders);
  const job = { connectionId: "north", jobId: "a" };
  const checker = checkerHere();
  const files = { "b.wav": goodWav(6, 2), "b.txt": "第二句话在这里。", "a.wav": goodWav(6, 1), "a.txt": "第一句话在这里。" };
  const check = (path: string, leftOut: readonly string[] = []) =>
    checker.check({ kind: "folder", path }, { leftOut: new Set(leftOut) });
  const refused = (report: Awaited<ReturnType<typeof check>>) =>
    report.recordings.flatMap(({ id, findings }) =>
      findings.filter(({ code }) => code === "reviewRefused").map(({ detail }) => [id, detail]),
    );

  it("is found by the number in the package, by the text's name, or by the file's own name, and stands first", async () => {
    const folder = folderWith(files);
    const review = new ReviewFindings({
      job,
      leftOut: [],
      findings: [
        { item: "1.wav", words: "Clipping." },
        { item: "0.txt", words: "Another text." },
        { item: "a.wav", words: "Noise." },
        { item: "7.wav", words: "Not here." },
      ],
    });
    const report = review.addTo(await check(folder));
    assert.deepEqual(refused(report), [
      ["a.wav", "Another text."],
      ["a.wav", "Noise."],
      ["b.wav", "Clipping."],
    ]);
    assert.deepEqual([report.verdict.outcome, report.verdict.counts.refuse], ["unfit", 3]);
    const row = recordingRow(report.recordings[1]!, 1, undefined, "en");
    assert.deepEqual([row.tone, row.finding], ["refuse", "Refused by the review: Clipping."]);
  });

  it("goes by the numbers that the recordings had: what was left out has none", async () => {
    const folder = folderWith(files);
    const review = new ReviewFindings({ job, leftOut: ["a.wav"], findings: [{ item: "0.wav", words: "Clipping." }] });
    assert.deepEqual(refused(review.addTo(await check(folder, ["a.wav"]))), [["b.wav", "Clipping."]]);
  });

  it("is said no more of a recording that was changed since, sound or text", async () => {
    const folder = folderWith(files);
    const review = new ReviewFindings({
      job,
      leftOut: [],
      findings: [
        { item: "0.wav", words: "Noise." },
        { item: "1.wav", words: "Clipping." },
      ],
    });
    assert.equal(refused(review.addTo(await check(folder))).length, 2);
    writeFileSync(join(folder, "b.txt"), "第二句话改过了。");
    assert.deepEqual(refused(review.addTo(await check(folder))), [["a.wav", "Noise."]]);
    writeFileSync(join(folder, "a.wav"), goodWav(6.5, 3));
    const report = review.addTo(await check(folder));
    assert.deepEqual([refused(report), report.verdict.counts.refuse], [[], 0]);
  });
});

describe("what a cloud measured of a set", () => {
  after(removeFolders);
  const checker = checkerHere();
  const files = { "b.wav": goodWav(6, 2), "b.txt": "第二句话在这里。", "a.wav": goodWav(6, 1), "a.txt": "第一句话在这里。" };
  const measure = { title: "SNR", found: "24", expected: "at least 35", from: 40, to: 100, at: 20, isWithin: false };
  const sound = { verdict: "SNR: 24, expected: at least 35.", isGood: false, measures: [measure] };

  it("stands among the findings and the charts, as long as the set is as it was", async () => {
    const target = { kind: "folder", path: folderWith(files) } as const;
    const finding = new SoundFinding(sound);
    const report = finding.addTo(await checker.check(target));
    const [line] = report.verdict.summary.filter(({ code }) => code === "soundCheck");
    assert.deepEqual([line?.severity, line?.files], ["warn", []]);
    const view = recordingsView({ locale: "en", target, report, sound });
    assert.ok(view.reasons.some(({ text }) => text === "Sound check by the cloud: SNR: 24, expected: at least 35."));
    const chart = view.charts.at(-1)!;
    assert.deepEqual([chart.title, chart.least, chart.summary], ["SNR (cloud)", "24", "SNR (cloud): 24, expected: at least 35."]);
    assert.deepEqual(
      chart.bars.flatMap(({ height, isOutside }, bar) => (height > 0 ? [[bar, isOutside]] : [])),
      [[4, true]],
    );
    writeFileSync(join(target.path, "c.wav"), goodWav(6, 3));
    const changed = await checker.check(target);
    assert.equal(finding.isOf(changed), false);
    assert.ok(!finding.addTo(changed).verdict.summary.some(({ code }) => code === "soundCheck"));
  });
});
