// What a review said lies beside the recordings it meant, until these are changed.
import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ReviewFindings } from "../../../../src/features/recordings/reviewFindings.js";
import { recordingRow } from "../../../../src/features/recordings/text/recordingsView.js";
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
