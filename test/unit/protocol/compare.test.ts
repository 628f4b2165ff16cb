// What the page that compares jobs may ask for, and nothing else.
import { strict as assert } from "node:assert";
import { readCompareRequest } from "../../../src/protocol/compare.js";

describe("requests of the comparing page", () => {
  it("reads every well-formed request", () => {
    for (const wish of [
      { type: "ready" },
      { type: "refresh" },
      { type: "json" },
      { type: "open", column: 0 },
      { type: "nextAct", column: 4 },
      { type: "reveal", column: 1, field: "huawei:phone" },
      { type: "hide", column: 1, field: "huawei:phone" },
      { type: "copy", column: 1, field: "=voiceId" },
    ])
      assert.deepEqual(readCompareRequest(wish), wish);
  });

  it("rejects everything else", () => {
    for (const message of [
      undefined,
      null,
      "json",
      [],
      {},
      { type: "toString" },
      { type: "ready", extra: 1 },
      { type: "json", column: 1 },
      { type: "open" },
      { type: "open", column: 5 },
      { type: "open", column: -1 },
      { type: "open", column: 0.5 },
      { type: "open", column: "0" },
      { type: "open", column: 0, field: "a" },
      { type: "copy", column: 0 },
      { type: "copy", column: 0, field: "" },
      { type: "copy", column: 0, field: "x".repeat(601) },
      { type: "reveal", field: "a" },
    ])
      assert.equal(readCompareRequest(message), undefined, JSON.stringify(message)?.slice(0, 100));
  });
});
