// The rows of the tree say what a person needs, in one line, whatever the cloud sent.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../../src/clouds/index.js";
import type { Connection } from "../../../../../src/core/connection.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import {
  type ConnectionFacts,
  connectionRow,
  connectionTooltip,
  jobTooltip,
} from "../../../../../src/features/tree/text/rowText.js";
import { jobLabel, jobRow } from "../../../../../src/text/jobText.js";

const huawei = clouds[0]!;
const now = Date.UTC(2026, 0, 10, 12, 0, 0);
const connection: Connection = {
  id: "c",
  cloud: huawei.id,
  name: "Production",
  region: "cn-north-4",
  values: { projectId: "p-1" },
  credentialKind: "aksk",
};
const job: VoiceJob = {
  id: "j-1",
  name: "晓晴-客服",
  state: "AUDIT_FAILED",
  phase: "attention",
  type: "BASIC",
  language: "CN",
  updatedAt: now - 3 * 3_600_000,
  raw: {},
};

describe("rows of the tree", () => {
  const calm = { connection, cloud: huawei, hasError: false, isOld: false, readAt: now };
  const told = (facts: Partial<ConnectionFacts>) => connectionRow({ ...calm, ...facts }, now, "en").description;

  it("tell cloud and region of a connection, and nothing more while all is well", () => {
    const row = connectionRow(calm, now, "en");
    assert.deepEqual([row.label, row.description], ["Production", "Huawei · cn-north-4"]);
  });

  it("tell how old the rows are until they were read again, how far loading is, and when a key ends", () => {
    assert.match(told({ hasError: true, isOld: true, readAt: now - 60_000 }), /^as of \d.* · Huawei · cn-north-4$/);
    assert.match(told({ isOld: true, readAt: now - 86_400_000 }), /as of .*Jan 9/);
    assert.equal(told({ progress: { loaded: 1200, total: 98_112 } }), "1,200 of 98,112 loaded · Huawei · cn-north-4");
    assert.match(told({ endsAt: now + 3_600_000 }), /key until/);
  });

  it("tell what a filter found, and among what it looked", () => {
    assert.match(told({ finding: { count: 1200, certainty: "exact" } }), /^1,200 found · Huawei/);
    const among = { loaded: 2340, total: 98_112 };
    assert.match(told({ finding: { count: 12, certainty: "loaded", among } }), /^12 in 2,340 loaded of 98,112 · Huawei/);
    assert.match(told({ finding: { count: 12, certainty: "counting", among: { loaded: 40 } } }), /^12 in 40 loaded · Huawei/);
    const row = connectionRow({ ...calm, finding: { count: 3, certainty: "exact" } }, now, "en");
    assert.equal(row.accessibilityLabel, "Production, 3 found, Huawei · cn-north-4");
  });

  it("tell age, type and language of a job, and say it all to who cannot see", () => {
    const row = jobRow(job, huawei, now, "en", false);
    assert.deepEqual([row.label, row.description], ["晓晴-客服", "3h ago · Basic · Chinese"]);
    assert.equal(row.accessibilityLabel, "晓晴-客服, Review failed, Basic, Chinese, 3 hours ago");
    assert.match(jobRow(job, huawei, now, "en", true).description, /^not refreshed · 3h ago/);
    assert.equal(jobRow(job, huawei, now, "en", false, false, true).description, "Review failed · 3h ago · Basic · Chinese");
  });

  it("say first why a job stopped, in the cloud's words or its code, short and without what is private", () => {
    const described = (failure: VoiceJob["failure"], parts: Partial<VoiceJob> = {}) =>
      jobRow({ ...job, ...parts, ...(failure && { failure }) }, huawei, now, "en", false).description;
    assert.equal(described({ code: "E1", message: " Too noisy \n" }), "Too noisy · 3h ago · Basic · Chinese");
    assert.match(described({ code: "E1" }), /^E1 · /);
    assert.match(described({ message: "x".repeat(500) }), /^x{59}… · /);
    assert.doesNotMatch(described({ message: "Call 13800138000, https://a.test/b?Signature=c" }), /13800138000|Signature/);
    assert.equal(described({ message: "  " }), "3h ago · Basic · Chinese");
    assert.match(described({ message: "old" }, { state: "PROCESSING", phase: "running" }), /^3h ago/, "it has gone on since");
    const spoken = jobRow({ ...job, failure: { message: "Too noisy" } }, huawei, now, "en", false).accessibilityLabel;
    assert.equal(spoken, "晓晴-客服, Review failed, Too noisy, Basic, Chinese, 3 hours ago");
  });

  it("never call a time in the future far away: the documents' placeholder shows as its date", () => {
    const { description } = jobRow({ ...job, updatedAt: 2_147_483_647_000 }, huawei, now, "en", false);
    assert.match(description, /2038/);
    assert.doesNotMatch(description, /in \d+/);
  });

  it("call a job without a name by its id", () => {
    assert.equal(jobLabel({ ...job, name: "" }), "j-1");
  });

  it("show hostile names as text on one line", () => {
    for (const name of [
      "<img src=x onerror=alert(1)>",
      "[x](command:workbench.action.quit)",
      "$(trash)",
      "two\nlines\n",
      "\u202eevil",
      "x".repeat(300),
    ]) {
      const hostile = { ...job, name };
      const row = jobRow(hostile, huawei, now, "en", false);
      assert.doesNotMatch(row.label, /\$\(|\n|\u202e/);
      assert.ok(row.label.length <= 210);
      const tooltip = jobTooltip({ job: hostile, readAt: now }, huawei, undefined, now, "en");
      assert.doesNotMatch(tooltip, /(?<!\\)<img|\]\(command|\$\(trash|(?<!\\)\[x/, name);
    }
  });

  it("point out in tooltips where it leads, when it was read, and the request id of the answer", () => {
    const tooltip = connectionTooltip(calm, 42, "req-9", now, "en");
    for (const part of ["Production", "p\\-1", "42", "req\\-9", "myhuaweicloud"]) assert.ok(tooltip.includes(part), part);
    assert.ok(jobTooltip({ job, readAt: now, requestId: "req-10" }, huawei, undefined, now, "en").includes("req\\-10"));
  });

  it("say in tooltips why a job failed, without the phone numbers and links in the cloud's words", () => {
    const failure = { message: "Call 13800138000 about https://letters.test/a?Signature=abc", code: "E1" };
    const tooltip = jobTooltip({ job: { ...job, failure }, readAt: now }, huawei, undefined, now, "en");
    assert.doesNotMatch(tooltip, /13800138000|Signature/);
    assert.match(tooltip, /Failure: Call .* E1/);
  });
});
