// What the command that opens the table takes, and what of it is believed; how a person changes the layout.
import { strict as assert } from "node:assert";
import { moved, resized, sortedBy } from "../../../../../src/features/jobsTable/ui/tableChanges.js";
import { readTableScope } from "../../../../../src/features/jobsTable/ui/tableScope.js";
import { usualLayout } from "../../../../../src/protocol/tableLayout.js";

describe("what the table is opened for", () => {
  for (const [argument, scope] of [
    [undefined, {}],
    ["c", {}],
    [[{ connectionId: "c" }], {}],
    [{ connectionId: "" }, {}],
    [{ connectionId: "c", kind: "connection" }, { connectionId: "c" }],
    [{ filter: "state:failed" }, { filter: "state:failed" }],
    [{ filter: {} }, { filter: "" }],
    [
      { connectionId: "c", filter: { states: ["FAILED"], text: "noise" } },
      { connectionId: "c", filter: "state:FAILED noise" },
    ],
    [{ filter: { states: [1, "A b"], createdSince: "soon" } }, { filter: 'state:"A b"' }],
    [{ filter: 7 }, {}],
  ] as const)
    it(`reads ${JSON.stringify(argument)}`, () => assert.deepEqual(readTableScope(argument), scope));
});

describe("the layout", () => {
  const layout = usualLayout(false);
  const ids = ({ columns }: typeof layout) => columns.map(({ id }) => id);

  it("is sorted with the first name and the latest time first, and turned around by a second time", () => {
    assert.deepEqual(sortedBy(layout, "name").sort, { column: "name", isDescending: false });
    assert.deepEqual(sortedBy(sortedBy(layout, "name"), "name").sort, { column: "name", isDescending: true });
    assert.deepEqual(sortedBy(layout, "created").sort, { column: "created", isDescending: true });
    assert.deepEqual(sortedBy(layout, "updated").sort, { column: "updated", isDescending: false });
  });

  it("has a column at another place or width, and no other changed", () => {
    assert.deepEqual(ids(moved(layout, "type", 0)), ["type", "name", "state", "updated", "language", "batch", "reason"]);
    assert.deepEqual(ids(moved(layout, "name", 99)).at(-1), "name");
    assert.equal(moved(layout, "voiceId", 0), layout);
    assert.deepEqual(resized(layout, "name", 100.4).columns.slice(0, 2).map(({ width }) => width), [100, 190]); // biome-ignore format: short
  });
});
