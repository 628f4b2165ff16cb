// Words of recordings: verdicts without links, the question with all that is sent, and failures by their reason.
import assert from "node:assert/strict";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { CheckedRecordingSet } from "../../../../../src/core/recordings/checkedRecordingSet.js";
import type { PlacedFile, PlacedOutcome } from "../../../../../src/features/upload/recordingsUploader.js";
import {
  checkedText,
  placedFailures,
  placedProgressText,
  recordingsDetail,
} from "../../../../../src/features/upload/text/recordingsText.js";

const found = (...findings: (readonly [file: string, message: string])[]): CheckedRecordingSet => ({
  outcome: "unfit",
  seconds: 10,
  recordings: findings.map(([file, message]) => ({ file, findings: [{ code: "x", severity: "refuse", message }] })),
  findings: [],
});
const order = {
  connection: "Studio",
  host: "my-voices.oss-cn-shanghai.aliyuncs.com",
  bucket: "my-voices",
  folder: "voice-jobs",
  count: 18,
  bytes: 2_500_000,
  passed: 2,
  matched: {
    files: new Map([["1", "1.wav"]]),
    missing: [{ id: "3", text: "" }],
    unused: ["[x](command:y) $(trash).wav"],
    fromZero: true,
  },
  found: found(),
};

describe("the words of recordings", () => {
  it("say what the cloud said of a recording, without links", () => {
    assert.deepEqual([checkedText(undefined), checkedText({ passed: true })], ["not checked yet", "passed"]);
    assert.equal(checkedText(undefined, true), "uploaded, not checked yet");
    assert.equal(checkedText({ passed: false }), "refused");
    const text = checkedText({ passed: false, reason: "bad https://b.example/1.wav?Signature=abc $(x)" });
    assert.ok(text.startsWith("refused: bad") && !text.includes("Signature") && !text.includes("$("), text);
  });

  it("name connection, bucket, host, size and what is left out before anything is sent, and let hostile names do nothing", () => {
    const detail = recordingsDetail(order, "en");
    for (const told of [
      "Connection: Studio",
      "Bucket: my-voices, folder voice-jobs",
      "Host: my-voices.oss-cn-shanghai.aliyuncs.com",
      "18 recordings, 2.4 MB.",
      "2 sentences have passed already",
      "No recording for these sentences: 3.",
      "begin with 0",
      "This does not submit the job.",
    ])
      assert.ok(detail.includes(told), told);
    assert.ok(!detail.includes("](") && !detail.includes("$("), detail);
  });

  it("name what the cloud would refuse, three of many, of files that go up alone", () => {
    const files = new Map(["1", "2", "3", "4", "5"].map((id) => [id, `${id}.wav`]));
    const all = found(
      ["1.wav", "loud"],
      ["2.wav", "short"],
      ["3.wav", "long"],
      ["4.wav", "low"],
      ["5.wav", "x"],
      ["9.wav", "other"],
    );
    const detail = recordingsDetail({ ...order, matched: { ...order.matched, files }, found: all }, "en");
    for (const told of ["1.wav: loud", "3.wav: long", "… and 2 more."]) assert.ok(detail.includes(told), detail);
    assert.ok(!detail.includes("4.wav") && !detail.includes("9.wav"), detail);
  });

  it("gather failures by their reason", () => {
    const placed = (id: string): PlacedFile => ({
      id,
      name: `v/${id}.wav`,
      file: { path: "", size: 1, modifiedAt: 0, head: new Uint8Array() },
    });
    const denied = new VoiceError("forbidden", "x", { host: "b.example", status: 403, code: "AccessDenied" });
    const outcomes: readonly PlacedOutcome[] = [
      { placed: placed("1"), kind: "failed", error: denied, byStore: true },
      { placed: placed("2"), kind: "uploaded", location: "" },
      { placed: placed("3"), kind: "failed", error: denied, byStore: true },
      { placed: placed("4"), kind: "changed" },
    ];
    assert.deepEqual(
      placedFailures(outcomes, () => "?", "en"),
      ["1, 3: b.example refused the upload and answered 403 AccessDenied.", "4: the file was changed while it was uploaded."],
    );
  });

  it("tell how far all are, and the time that is left where a rate is known", () => {
    const progress = { sent: 1_048_576, total: 3_145_728, done: 3, count: 20 };
    assert.equal(placedProgressText(progress, undefined, "en"), "3 of 20: 1 MB of 3 MB");
    assert.equal(placedProgressText(progress, 104_857.6, "en"), "3 of 20: 1 MB of 3 MB · 20 s left");
  });
});
