// What may lie on the disk of a job's history: what happened and why, never who, a phone, a link, or what no document describes.
import assert from "node:assert/strict";
import { huawei } from "../../../../src/clouds/huawei/index.js";
import type { HistoryChapter } from "../../../../src/core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import { toPersistableChapter } from "../../../../src/core/privacy/persistableHistory.js";

const job: VoiceJob = {
  id: "j1",
  name: "Voice",
  state: "AUDIT_FAILED",
  phase: "attention",
  raw: { job_id: "j1", phone: "0571-8765" },
};
const chapter = (parts: Partial<HistoryChapter>): HistoryChapter => {
  return { events: [], reviews: [], readAt: 1, isCut: false, version: "AUDIT_FAILED 5", ...parts };
};
const keep = (parts: Partial<HistoryChapter>) => toPersistableChapter(chapter(parts), job, huawei);

describe("a persistable history", () => {
  it("is the whole where nothing in it is private", () => {
    const whole = {
      events: [{ action: "AUDIT_NOT_PASS", at: 5, by: "SYSTEM", words: ["Background noise (3.wav)."], rest: {} }],
      reviews: [
        {
          kind: "automatic" as const,
          at: 4,
          message: "Noise",
          findings: [{ item: "3.wav", companion: "3.txt", code: "MSS.00042110", message: "SNR 33", rest: {} }],
          rest: {},
        },
      ],
    };
    assert.ok(huawei.history?.actors.some(({ value }) => value === "SYSTEM"));
    assert.deepEqual(keep(whole), chapter(whole));
  });

  it("has no link, no phone and nothing that repeats one", () => {
    const link = "https://obs.example/notes.pdf?Signature=x";
    const { events, reviews } = keep({
      events: [{ action: "AUDIT_NOT_PASS", words: ["call 13800138000", `see ${link}`, "or 0571-8765", "Sign it"], rest: {} }],
      reviews: [
        {
          kind: "manual",
          message: "Ask 0571-8765",
          attachment: { name: "notes.pdf", link },
          findings: [{ item: "13800138000.wav", code: "C1", message: link, rest: {} }],
          rest: {},
        },
      ],
    });
    assert.deepEqual(events, [{ action: "AUDIT_NOT_PASS", words: ["Sign it"], rest: {} }]);
    const findings = [{ code: "C1", rest: {} }];
    assert.deepEqual(reviews, [{ kind: "manual", attachment: { name: "notes.pdf" }, findings, rest: {} }]);
  });

  it("names no person: who acted stays where it is a role that the documents name", () => {
    const by = (name: string) => keep({ events: [{ action: "COMMIT_JOB", by: name, words: [], rest: {} }] }).events[0]?.by;
    assert.equal(by("zhang.san"), undefined);
    for (const { value } of huawei.history?.actors ?? []) assert.equal(by(value), value);
  });

  it("has no field without a description, and says that it is cut where an event says what is private", () => {
    const rest = { mail: "a@b.example" };
    const kept = keep({
      events: [
        { action: "COMMIT_JOB", words: [], rest },
        { action: "call 13800138000", words: [], rest },
      ],
      reviews: [{ kind: "other", findings: [{ rest }], rest }],
    });
    assert.deepEqual(kept.events, [{ action: "COMMIT_JOB", words: [], rest: {} }]);
    assert.deepEqual(kept.reviews, [{ kind: "other", findings: [{ rest: {} }], rest: {} }]);
    assert.ok(kept.isCut);
  });
});
