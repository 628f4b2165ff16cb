// The words of an upload.
import assert from "node:assert/strict";
import { letterPart, packagePart } from "../../../../../src/clouds/huawei/description/uploadParts.js";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { PackableRecordings } from "../../../../../src/core/ports/recordingPackages.js";
import { sizeText } from "../../../../../src/features/upload/text/storeText.js";
import {
  fileName,
  folderText,
  outcomeText,
  problemText,
  progressText,
  refusalsDetail,
  reviewDetail,
  reviewWords,
  uploadDetail,
} from "../../../../../src/features/upload/text/uploadText.js";

const chosen = (path: string, size: number, part = packagePart) => ({
  part,
  file: { path, size, modifiedAt: 0, head: new Uint8Array() },
});

const recordings: PackableRecordings = {
  place: { path: "/a/voice/", leftOut: [] },
  verdict: "Fit.",
  refusals: [],
  count: 1200,
  bytes: 1_572_864,
  fingerprint: "",
  seconds: 0,
  numbered: [],
  single: [],
  pack: async () => undefined,
};

describe("words of an upload", () => {
  it("name files without their folders, on each system", () => {
    assert.deepEqual(["/home/a/录音.zip", "C:\\Users\\a\\b.zip", "b.zip"].map(fileName), ["录音.zip", "b.zip", "b.zip"]);
  });

  it("say how large a file is in the unit that fits", () => {
    assert.deepEqual(
      [512, 150_000, 1_572_864, 5 * 1024 ** 3].map((bytes) => sizeText(bytes, "en")),
      ["0.5 KB", "146.5 KB", "1.5 MB", "5 GB"],
    );
  });

  it("say on lines of their own which file goes to which host, and that nothing is submitted", () => {
    const hosts = new Map([["package", "bucket.obs.example"]]);
    const detail = uploadDetail(
      "Studio",
      [
        { part: packagePart, path: "/a/b.zip", size: 1_572_864, isPacked: false },
        { part: letterPart, path: "/a/c.png", size: 2048, isPacked: false },
      ],
      hosts,
      "en",
    ).split("\n");
    assert.deepEqual(detail.slice(0, 4), [
      "Connection: Studio",
      "",
      "Recordings: b.zip (1.5 MB) to bucket.obs.example",
      "Authorization letter: c.png (2 KB) to ?",
    ]);
    assert.match(detail.at(-1)!, /does not submit/);
  });

  it("say that a folder goes up as a package, whatever its path ends with", () => {
    const folder = { part: packagePart, path: "C:\\voices\\录音\\", size: 2048, isPacked: true };
    const lines = uploadDetail("Studio", [folder], new Map([["package", "bucket.obs.example"]]), "en").split("\n");
    assert.equal(lines[2], "Recordings: 录音, packed as a zip file (2 KB), to bucket.obs.example");
  });

  it("name the first reasons for a refusal, and count the others", () => {
    const refusals = Array.from({ length: 8 }, (_, index) => `Reason ${index}.`);
    const lines = refusalsDetail({ ...recordings, refusals }).split("\n");
    assert.deepEqual([lines.length, lines[0], lines.at(-1)], [7, "• Reason 0.", "Further reasons: 2"]);
  });

  it("say of a folder what is in it", () => {
    assert.equal(folderText(recordings, "en"), "voice · recordings: 1,200 · 1.5 MB");
  });

  it("say what a review said of a file, and what its code means where that is known", async () => {
    const advice = await huawei.advice!();
    const rest = {};
    assert.equal(reviewWords({ message: "Too loud.", code: "MSS.0", rest }, advice), "Too loud.");
    assert.equal(
      reviewWords({ code: "MSS.20020011", rest }, advice),
      "Code: MSS.20020011 The format of a recording is not accepted.",
    );
    assert.equal(reviewWords({ rest }, undefined), "no reason was given");
    const job = { connectionId: "a", jobId: "b" };
    const findings = Array.from({ length: 7 }, (_, index) => ({ item: `${index}.wav`, words: "Too loud." }));
    const lines = reviewDetail({ job, leftOut: [], findings }).split("\n");
    assert.deepEqual([lines.length, lines[0], lines[6]], [7, "• 0.wav: Too loud.", "Further reasons: 1"]);
    assert.equal(reviewDetail({ job, leftOut: [], findings: [] }), "The cloud names no single recording.");
  });

  it("say how far it is, and how long it takes where that is known", () => {
    const current = chosen("/a/b.zip", 4 * 1024 ** 2);
    const progress = { sent: 1024 ** 2, total: 4 * 1024 ** 2, current };
    assert.equal(progressText(progress, undefined, "en"), "Recordings: 1 MB of 4 MB");
    assert.equal(progressText(progress, 1024 ** 2, "en"), "Recordings: 1 MB of 4 MB · 1 MB per second · 3 s left");
    assert.equal(progressText(progress, 10_000, "en"), "Recordings: 1 MB of 4 MB · 9.8 KB per second · 5 min left");
    assert.equal(progressText({ ...progress, sent: progress.total }, 10_000, "en"), "Recordings: 4 MB of 4 MB");
  });

  it("say what became of each file, with the store's own code", () => {
    const file = chosen("/a/b.zip", 1);
    const error = new VoiceError("forbidden", "no", { host: "bucket.obs.example", status: 403, code: "AccessDenied" });
    const explain = (failure: VoiceError) => `explained ${failure.kind}`;
    assert.deepEqual(
      [
        outcomeText({ chosen: file, kind: "uploaded" }, explain),
        outcomeText({ chosen: file, kind: "failed", error, byStore: true }, explain),
        outcomeText({ chosen: file, kind: "failed", error, byStore: false }, explain),
      ],
      [
        "Recordings (b.zip): uploaded.",
        "Recordings (b.zip): bucket.obs.example refused the upload and answered 403 AccessDenied.",
        "Recordings (b.zip): explained forbidden",
      ],
    );
    assert.match(outcomeText({ chosen: file, kind: "unreadable" }, explain), /^Recordings \(b\.zip\) cannot be read\./);
    for (const kind of ["changed", "noAddress", "notBegun"] as const)
      assert.match(outcomeText({ chosen: file, kind }, explain), /^Recordings \(b\.zip\): \S/);
  });

  it("say of each problem what to choose", () => {
    assert.equal(problemText({ kind: "otherEnding", endings: ["jpg", "png"] }, "en"), "Choose a file of this type: jpg, png.");
    assert.match(problemText({ kind: "tooLarge", maxBytes: 5 * 1024 ** 3 }, "en"), /larger than 5 GB/);
  });
});
