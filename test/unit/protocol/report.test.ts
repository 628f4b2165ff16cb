// What the page of a report may ask for, and nothing else.
import { strict as assert } from "node:assert";
import { readReportRequest, reportActions } from "../../../src/protocol/report.js";

describe("requests of a report", () => {
  it("reads every well-formed request", () => {
    assert.deepEqual(readReportRequest({ type: "ready" }), { type: "ready" });
    for (const action of reportActions) {
      assert.deepEqual(readReportRequest({ type: "act", action }), { type: "act", action });
      assert.deepEqual(readReportRequest({ type: "act", action, row: "3" }), { type: "act", action, row: "3" });
    }
  });

  it("rejects everything else", () => {
    for (const message of [
      undefined,
      null,
      "copy",
      [],
      {},
      { type: "toString" },
      { type: "ready", row: "1" },
      { type: "act" },
      { type: "act", action: "voiceJobs.deleteJob" },
      { type: "act", action: "constructor" },
      { type: "act", action: "copy", row: 3 },
      { type: "act", action: "copy", row: "" },
      { type: "act", action: "copy", row: "x".repeat(1_001) },
      { type: "act", action: "copy", command: "workbench.action.quit" },
    ])
      assert.equal(readReportRequest(message), undefined, JSON.stringify(message));
  });
});
