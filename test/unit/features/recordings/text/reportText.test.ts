// The report of a check as a file: whole in each format, safe where it is opened, and without the place of the folder.
import { strict as assert } from "node:assert";
import { byWeight, type Finding } from "../../../../../src/features/recordings/finding.js";
import type { RecordingsReport } from "../../../../../src/features/recordings/report.js";
import { reportText } from "../../../../../src/features/recordings/text/reportText.js";
import { checkerHere, folderWith, goodWav, removeFolders } from "../folders.js";

const check = async (files: Parameters<typeof folderWith>[0]) => {
  const folder = folderWith(files);
  return { folder, report: await checkerHere().check({ kind: "folder", path: folder }) };
};

describe("the report of checked recordings", () => {
  let folder: string;
  let report: RecordingsReport;
  /** A name that a table takes for its own sign, and a text that a spreadsheet takes for a formula. */
  const name = "a|b.wav";
  const formula = "=1+1，第一句话。";

  before(async () => {
    ({ folder, report } = await check({
      [name]: goodWav(6, 1),
      "a|b.txt": Buffer.from(formula),
      "c.wav": goodWav(6, 2),
    }));
  });
  after(removeFolders);

  it("has a row for each recording in Markdown, and no cell breaks its table", () => {
    const lines = reportText(report, "markdown", "en").split("\n");
    assert.equal(lines[0], "# Recordings");
    const header = lines.findIndex((line) => line.startsWith("| Number | Recording |"));
    const cells = (line: string) => line.split(/(?<!\\)\|/).length;
    const rows = lines.slice(header + 2, -1);
    assert.equal(rows.length, report.recordings.length);
    for (const row of rows) assert.equal(cells(row), cells(lines[header]!), row);
    assert.ok(rows.some((row) => row.includes("a\\|b.wav")));
    assert.deepEqual(
      rows.map((row) => row.includes("第一句话")),
      [true, false],
    );
  });

  it("has no table in Markdown where there is no recording, and says why", async () => {
    const { report: none } = await check({ "notes.txt": Buffer.from("x") });
    const text = reportText(none, "markdown", "en");
    assert.doesNotMatch(text, /\| Number \|/);
    assert.match(text, /\| Verdict \| Recording \| Findings \|/);
  });

  it("is a CSV that spreadsheets read as UTF-8, with no formula in it, and numbers as programs write them", () => {
    const text = reportText(report, "csv", "fr");
    const [header, first, second, ...more] = text.trimEnd().split("\r\n");
    assert.ok(header!.startsWith('\ufeff"Number","Recording",'));
    assert.deepEqual(more, []);
    assert.ok(first!.includes(`"'${formula}"`), first);
    assert.match(second!, /^"1","c\.wav","6","48000","16","1","-8\.6",/);
  });

  it("is JSON of codes and figures, without words or the place of the folder", () => {
    const text = reportText(report, "json", "en");
    const { format, recordings, verdict } = JSON.parse(text);
    assert.deepEqual(
      [format, recordings.length, verdict],
      [1, report.recordings.length, JSON.parse(JSON.stringify(report.verdict))],
    );
    assert.deepEqual(recordings[0].findings, JSON.parse(JSON.stringify(report.recordings[0]!.findings)));
    assert.equal(text.includes(folder), false);
  });

  it("tells the worst first, and equal ones in the order of the sound", () => {
    const finding = (severity: Finding["severity"], at = 0): Finding => ({ code: "clipped", source: "fact", severity, at });
    const [late, early, hint, unplaced] = [finding("warn", 3), finding("warn", 1), finding("hint", 0), finding("refuse")];
    assert.deepEqual([hint, late, unplaced, early].sort(byWeight), [unplaced, early, late, hint]);
  });
});
