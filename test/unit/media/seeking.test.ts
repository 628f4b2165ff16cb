// Where keys and the pointer lead in a sound that is heard.
import { strict as assert } from "node:assert";
import { placeOfKey, placeOfPointer } from "../../../media/listen/seeking.js";

const plain = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };
const pressed = (key: string, held: Partial<typeof plain> = {}) =>
  placeOfKey({ key, ...plain, ...held }, { currentTime: 20, duration: 60 });

describe("seeking in a sound", () => {
  for (const [key, held, place] of [
    ["ArrowLeft", {}, 19],
    ["ArrowUp", {}, 21],
    ["ArrowRight", { shiftKey: true }, 25],
    ["PageDown", {}, 15],
    ["Home", {}, 0],
    ["End", {}, 60],
    ["Enter", {}, undefined],
    ["toString", {}, undefined],
    ["ArrowLeft", { altKey: true }, undefined],
  ] as const)
    it(`leads to ${place ?? "no place"} by ${[...Object.keys(held), key].join(" ")}`, () =>
      assert.equal(pressed(key, held), place));

  it("leads to where the pointer is", () => {
    const at = (clientX: number, width: number) =>
      placeOfPointer({ clientX, currentTarget: { getBoundingClientRect: () => ({ left: 100, width }) } } as never, 60);
    assert.equal(at(150, 200), 15);
    assert.equal(at(150, 0), undefined);
  });
});
