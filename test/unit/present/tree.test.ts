// The rows of the tree say what a person needs, in one line, whatever the cloud sent.
import { strict as assert } from "node:assert";
import { clouds } from "../../../src/clouds/index.js";
import type { Connection } from "../../../src/core/connection.js";
import type { VoiceJob } from "../../../src/core/job.js";
import {
  connectionRow,
  connectionTooltip,
  elsewhereRow,
  groupRow,
  jobLabel,
  jobRow,
  jobTooltip,
  moreRow,
} from "../../../src/present/tree.js";

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
  it("tell cloud and region of a connection, and nothing more while all is well", () => {
    const row = connectionRow({ connection, cloud: huawei, readAt: now, hasError: false }, now, "en");
    assert.deepEqual([row.label, row.description], ["Production", "Huawei · cn-north-4"]);
  });

  it("tell how old the rows are when a refresh failed, how far loading is, and when a key ends", () => {
    const facts = { connection, cloud: huawei, hasError: true, readAt: now - 60_000 };
    assert.match(connectionRow(facts, now, "en").description, /^Huawei · cn-north-4 · as of \d/);
    const loading = { connection, cloud: huawei, hasError: false, progress: { loaded: 1200, total: 98_112 } };
    assert.equal(connectionRow(loading, now, "en").description, "Huawei · cn-north-4 · 1,200 of 98,112 loaded");
    const ending = { connection, cloud: huawei, hasError: false, readAt: now, endsAt: now + 3_600_000 };
    assert.match(connectionRow(ending, now, "en").description, /key until/);
  });

  it("count groups exactly, or say that counting goes on", () => {
    assert.equal(groupRow(huawei, "SUCCEED", 98_012, true, "en").description, "98,012");
    assert.equal(groupRow(huawei, "SUCCEED", 98_012, true, "de").description, "98.012");
    assert.equal(groupRow(huawei, "SUCCEED", 12, false, "en").description, "12 so far");
    assert.match(groupRow(huawei, "AUDIT_FAILED", 2, true, "en").accessibilityLabel, /Review failed.*2/);
    assert.equal(elsewhereRow(7, "en").description, "7");
    assert.equal(moreRow(1900, "en").description, "1,900 not loaded");
  });

  it("show a state that nobody has documented as the cloud sent it", () => {
    assert.equal(groupRow(huawei, "ARCHIVING", 3, true, "en").label, "ARCHIVING");
    assert.equal(groupRow(huawei, "ARCHIVING", 3, true, "en").look.icon, "question");
  });

  it("tell type, language and age of a job, and say it all to who cannot see", () => {
    const row = jobRow(job, huawei, now, "en", false);
    assert.deepEqual([row.label, row.description], ["晓晴-客服", "Basic · CN · 3h ago"]);
    assert.equal(row.accessibilityLabel, "晓晴-客服, Review failed, Basic, CN, 3 hours ago");
    assert.match(jobRow(job, huawei, now, "en", true).description, /not refreshed$/);
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
    const tooltip = connectionTooltip({ connection, cloud: huawei, readAt: now, hasError: false }, 42, "req-9", now, "en");
    for (const part of ["Production", "p\\-1", "42", "req\\-9", "myhuaweicloud"]) assert.ok(tooltip.includes(part), part);
    assert.ok(jobTooltip({ job, readAt: now, requestId: "req-10" }, huawei, undefined, now, "en").includes("req\\-10"));
  });
});
