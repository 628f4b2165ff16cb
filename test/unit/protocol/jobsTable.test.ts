// What the page of the jobs table may ask for, and how a layout is read back from anything.
import { strict as assert } from "node:assert";
import { readJobsTableRequest } from "../../../src/protocol/jobsTable.js";
import { readTableLayout, usualLayout } from "../../../src/protocol/tableLayout.js";

describe("requests of the jobs table", () => {
  it("are read where they are well formed", () => {
    for (const request of [
      { type: "ready" },
      { type: "chooseAll" },
      { type: "look", from: 0, to: 60 },
      { type: "filter", text: "" },
      { type: "suggest", text: "state:" },
      { type: "sort", column: "name" },
      { type: "resize", column: "state", width: 200 },
      { type: "move", column: "state", to: 0 },
      { type: "go", index: 99_999, how: "extend", turn: 3 },
      { type: "choose", id: "c/j", how: "toggle", turn: 4 },
      { type: "open", id: "c/j" },
      { type: "act", action: "submit" },
    ])
      assert.deepEqual(readJobsTableRequest(request), request);
  });

  it("are refused otherwise", () => {
    for (const message of [
      undefined,
      null,
      "ready",
      [],
      { type: "toString" },
      { type: "ready", more: 1 },
      { type: "look", from: 60, to: 0 },
      { type: "look", from: 0, to: 100_000 },
      { type: "look", from: 0.5, to: 3 },
      { type: "filter", text: "x".repeat(2_001) },
      { type: "sort", column: "__proto__" },
      { type: "resize", column: "state", width: 1e9 },
      { type: "resize", column: "state", width: Number.NaN },
      { type: "go", index: -1, how: "only", turn: 1 },
      { type: "go", index: 1, how: "toggle", turn: 1 },
      { type: "act", action: "constructor" },
    ])
      assert.equal(readJobsTableRequest(message), undefined, JSON.stringify(message));
  });
});

describe("a layout of the table", () => {
  it("is read back as it was", () => {
    const layout = { ...usualLayout(true), filter: "state:failed" };
    assert.deepEqual(readTableLayout(JSON.parse(JSON.stringify(layout))), layout);
  });

  it("keeps what of it is known", () => {
    const kept = readTableLayout({
      columns: [{ id: "name", width: 1e9 }, { id: "moon", width: 100 }, { id: "state", width: 80.4 }, null],
      sort: { column: "moon", isDescending: true },
      filter: 7,
    });
    assert.deepEqual(kept?.columns, [
      { id: "name", width: 240 },
      { id: "state", width: 80 },
    ]);
    assert.deepEqual([kept?.sort.column, kept?.filter], ["updated", ""]);
  });

  it("is none without a column", () => {
    for (const value of [undefined, null, 1, "x", {}, { columns: "name" }, { columns: [] }, { columns: [{ id: "moon" }] }])
      assert.equal(readTableLayout(value), undefined);
  });
});
