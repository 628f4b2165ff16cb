// The words of an upload.
import assert from "node:assert/strict";
import { letterPart, packagePart } from "../../../../../src/clouds/huawei/description/uploadParts.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import {
  fileName,
  outcomeText,
  problemText,
  progressText,
  sizeText,
  uploadDetail,
} from "../../../../../src/features/upload/text/uploadText.js";

const chosen = (path: string, size: number, part = packagePart) => ({
  part,
  file: { path, size, modifiedAt: 0, head: new Uint8Array() },
});

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
      [chosen("/a/b.zip", 1_572_864), chosen("/a/c.png", 2048, letterPart)],
      hosts,
      "en",
    ).split("\n");
    assert.deepEqual(detail.slice(0, 4), [
      "Connection: Studio",
      "",
      "Recordings: b.zip (1.5 MB) to bucket.obs.example",
      "Authorization letter: c.png (2 KB) to ?",
    ]);
    assert.match(detail.at(-1)!, /Nothing is submitted/);
  });

  it("say how far it is, and how long it takes where that is known", () => {
    const current = chosen("/a/b.zip", 4 * 1024 ** 2);
    const progress = { sent: 1024 ** 2, total: 4 * 1024 ** 2, current };
    assert.equal(progressText(progress, undefined, "en"), "Recordings: 1 MB of 4 MB");
    assert.equal(progressText(progress, 1024 ** 2, "en"), "Recordings: 1 MB of 4 MB · 3 s left");
    assert.equal(progressText(progress, 10_000, "en"), "Recordings: 1 MB of 4 MB · 5 min left");
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
    for (const kind of ["changed", "noAddress", "notBegun"] as const)
      assert.match(outcomeText({ chosen: file, kind }, explain), /^Recordings \(b\.zip\): \S/);
  });

  it("say of each problem what to choose", () => {
    assert.equal(problemText({ kind: "otherEnding", endings: ["jpg", "png"] }, "en"), "Choose a file of this type: jpg, png.");
    assert.match(problemText({ kind: "tooLarge", maxBytes: 5 * 1024 ** 3 }, "en"), /larger than 5 GB/);
  });
});
