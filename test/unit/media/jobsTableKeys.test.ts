// What keys do in the rows of the table.
import { strict as assert } from "node:assert";
import { nextSuggestion } from "../../../media/jobsTable/filterBox.js";
import { tableKey } from "../../../media/jobsTable/keys.js";

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const pressed = (key: string, held: Partial<typeof plain> = {}, active = 5) =>
  tableKey({ key, ...plain, ...held }, { active, count: 100, page: 10 });

describe("keys of the table", () => {
  for (const [key, held, index, how] of [
    ["ArrowDown", {}, 6, "only"],
    ["ArrowUp", {}, 4, "only"],
    ["PageDown", {}, 15, "only"],
    ["Home", {}, 0, "only"],
    ["End", { shiftKey: true }, 99, "extend"],
    ["ArrowDown", { shiftKey: true }, 6, "extend"],
    ["ArrowDown", { ctrlKey: true }, 6, "keep"],
    ["PageUp", { metaKey: true }, 0, "keep"],
  ] as const)
    it(`go to a row by ${[...Object.keys(held), key].join(" ")}`, () =>
      assert.deepEqual(pressed(key, held), { kind: "go", index, how }));

  it("begin at the first row, and end at the last", () => {
    assert.deepEqual(pressed("ArrowDown", {}, -1), { kind: "go", index: 0, how: "only" });
    assert.deepEqual(pressed("ArrowUp", {}, -1), { kind: "go", index: 0, how: "only" });
    assert.deepEqual(pressed("ArrowDown", {}, 99), { kind: "go", index: 99, how: "only" });
  });

  it("select, copy, refresh, find and open", () => {
    assert.deepEqual(pressed("a", { ctrlKey: true }), { kind: "all" });
    assert.deepEqual(pressed("C", { metaKey: true }), { kind: "act", action: "copy" });
    assert.deepEqual(pressed("r", { ctrlKey: true }), { kind: "act", action: "refresh" });
    assert.deepEqual([pressed("f", { ctrlKey: true }), pressed("/")], [{ kind: "filter" }, { kind: "filter" }]);
    assert.deepEqual([pressed("Enter"), pressed(" ")], [{ kind: "open" }, { kind: "toggle" }]);
  });

  it("leave to the editor what is not ours", () => {
    for (const [
      key,
      held,
    ] of [["a", {}], ["Tab", {}], ["p", { ctrlKey: true }], ["ArrowDown", { altKey: true }], ["toString", {}]] as const) // biome-ignore format: pairs
      assert.equal(pressed(key, held), undefined, key);
  });
});

it("suggestions are gone through in a circle, by way of none", () => {
  const walk = (step: number) =>
    [0, 1, 2, 3].reduce<number[]>((places) => [...places, nextSuggestion(places.at(-1)!, step, 3)], [-1]);
  assert.deepEqual(walk(1), [-1, 0, 1, 2, -1]);
  assert.deepEqual(walk(-1), [-1, 2, 1, 0, -1]);
});
