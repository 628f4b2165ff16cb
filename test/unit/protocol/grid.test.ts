// What the page with several jobs may ask for, and nothing else.
import { strict as assert } from "node:assert";
import { readGridRequest } from "../../../src/protocol/grid.js";

const place = { table: "huawei", row: "c1/j1", column: "tag" };

describe("requests of the grid", () => {
  it("reads every well-formed request", () => {
    for (const request of [
      { type: "ready" },
      { type: "submit" },
      { type: "cancel" },
      { type: "undo" },
      { type: "open", place },
      { type: "clear", place },
      { type: "paste", place },
      { type: "set", place, value: "" },
      { type: "set", place, value: "News" },
      { type: "leaveOut", row: "c1/j1" },
    ])
      assert.deepEqual(readGridRequest(request), request);
  });

  it("rejects everything else", () => {
    for (const message of [
      undefined,
      null,
      [],
      "submit",
      { type: "toString" },
      { type: "submit", place },
      { type: "open" },
      { type: "open", place: { ...place, command: "x" } },
      { type: "open", place: { table: "huawei", row: "", column: "tag" } },
      { type: "set", place },
      { type: "set", place, value: 3 },
      { type: "set", place, value: "x".repeat(20_001) },
      { type: "leaveOut", row: 7 },
      { type: "leaveOut" },
    ])
      assert.equal(readGridRequest(message), undefined, JSON.stringify(message)?.slice(0, 100));
  });
});
