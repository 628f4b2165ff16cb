// What keys do on the cells of the grid.
import { strict as assert } from "node:assert";
import { gridKey } from "../../../media/grid/keys.js";

const plain = { ctrlKey: false, metaKey: false, altKey: false };
const pressed = (key: string, held: Partial<typeof plain> = {}, isText = true, isRightToLeft = false) =>
  gridKey({ key, ...plain, ...held }, isText, isRightToLeft);

describe("keys of the grid", () => {
  it("move by cells, by pages and to the ends", () => {
    assert.deepEqual(pressed("ArrowDown"), { kind: "move", by: [1, 0] });
    assert.deepEqual(pressed("PageUp"), { kind: "move", by: [-10, 0] });
    assert.deepEqual(pressed("Home"), { kind: "move", by: [0, -10_000] });
    assert.deepEqual(pressed("End", { ctrlKey: true }), { kind: "move", by: [10_000, 10_000] });
  });

  it("follow the direction of the script", () => {
    assert.deepEqual(pressed("ArrowLeft"), { kind: "move", by: [0, -1] });
    assert.deepEqual(pressed("ArrowLeft", {}, true, true), { kind: "move", by: [0, 1] });
  });

  it("clear, paste and undo", () => {
    assert.deepEqual([pressed("Delete"), pressed("Backspace")], [{ kind: "clear" }, { kind: "clear" }]);
    assert.deepEqual([pressed("V", { metaKey: true }), pressed("z", { ctrlKey: true })], [{ kind: "paste" }, { kind: "undo" }]);
  });

  it("edit a text with what is typed, and leave to an input method what it composes", () => {
    assert.deepEqual([pressed("Enter"), pressed("F2", {}, false)], [{ kind: "edit" }, { kind: "edit" }]);
    assert.deepEqual(
      [pressed("a"), pressed("声")],
      [
        { kind: "edit", typed: "a" },
        { kind: "edit", typed: "声" },
      ],
    );
    assert.deepEqual(pressed("Process"), { kind: "edit", typed: "", isComposed: true });
  });

  it("leave to the editor what is not ours", () => {
    for (const key of ["Tab", "Escape", "F5", " "]) assert.equal(pressed(key), undefined, key);
    for (const key of ["a", "Process"]) assert.equal(pressed(key, {}, false), undefined, key);
    assert.deepEqual([pressed("Enter", { ctrlKey: true }), pressed("a", { altKey: true })], [undefined, undefined]);
  });
});
