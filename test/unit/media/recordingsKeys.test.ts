// What keys do in the list of recordings.
import { strict as assert } from "node:assert";
import { recordingsKey } from "../../../media/recordings/keys.js";

const plain = { ctrlKey: false, metaKey: false, altKey: false };
const pressed = (key: string, held: Partial<typeof plain> = {}, active = 5) =>
  recordingsKey({ key, ...plain, ...held }, { active, count: 40, page: 10 });

describe("keys of the list of recordings", () => {
  for (const [key, index] of [
    ["ArrowDown", 6],
    ["ArrowUp", 4],
    ["PageDown", 15],
    ["PageUp", 0],
    ["Home", 0],
    ["End", 39],
  ] as const)
    it(`go to a row by ${key}`, () => assert.deepEqual(pressed(key), { kind: "go", index }));

  it("begin at the first row", () => {
    assert.deepEqual([pressed("ArrowDown", {}, -1), pressed("ArrowUp", {}, -1)], Array(2).fill({ kind: "go", index: 0 }));
  });

  it("show, play, leave out and close", () => {
    const kinds = ["Enter", " ", "Delete", "Escape"].map((key) => pressed(key)?.kind);
    assert.deepEqual(kinds, ["show", "play", "leaveOut", "close"]);
  });

  it("leave to the editor what is not ours", () => {
    for (const key of ["Tab", "a", "toString"]) assert.equal(pressed(key), undefined, key);
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) assert.equal(pressed("Home", held), undefined);
  });
});
