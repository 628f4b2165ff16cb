// What a person opened or closed stays so, beyond the window; and what was stored may be anything.
import { strict as assert } from "node:assert";
import { OpenRows } from "../../../../src/features/tree/openRows.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

describe("rows that were opened and closed", () => {
  it("are remembered in the next window; untouched rows are not", async () => {
    const state = new FakeKeyValue();
    const rows = new OpenRows(state);
    rows.note("group/c/state/FAILED/-/", true);
    rows.note("connection/c///-/", false);
    await rows.save();
    const next = new OpenRows(state);
    const ids = ["group/c/state/FAILED/-/", "connection/c///-/", "group/c/state/DONE/-/"];
    assert.deepEqual(
      ids.map((id) => next.isOpen(id)),
      [true, false, undefined],
    );
  });

  it("are forgotten with the window where they are named after a phone number", async () => {
    const state = new FakeKeyValue();
    const rows = new OpenRows(state);
    rows.note("group/c/customer/13912345678/-/", true);
    await rows.save();
    assert.equal(rows.isOpen("group/c/customer/13912345678/-/"), true);
    assert.ok(!state.text.includes("13912345678"));
  });

  it("are at most 500, the ones that were touched last", async () => {
    const state = new FakeKeyValue();
    const rows = new OpenRows(state);
    for (let number = 0; number < 600; number += 1) rows.note(`row ${number}`, true);
    rows.note("row 150", false);
    await rows.save();
    const next = new OpenRows(state);
    assert.deepEqual(
      ["row 99", "row 150", "row 599"].map((id) => next.isOpen(id)),
      [undefined, false, true],
    );
  });

  for (const stored of [undefined, "text", 7, [1], [["a"]], [["a", "yes"]], [[7, true]], { a: true }, [null]])
    it(`count as never touched where this lies there: ${JSON.stringify(stored)}`, () => {
      assert.equal(new OpenRows(new FakeKeyValue({ openRows: stored })).isOpen("a"), undefined);
    });
});
