// Views of the table that are kept: read back as they were, and never with something personal in them.
import { strict as assert } from "node:assert";
import { SavedTableViews, savedViewBounds } from "../../../../src/features/jobsTable/savedViews.js";
import { type JobsTableLayout, readTableLayout, usualLayout } from "../../../../src/protocol/tableLayout.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

const layout = (filter: string): JobsTableLayout => ({ ...usualLayout(false), filter });

describe("saved views", () => {
  it("come back as they were saved, and one name stands for one view", async () => {
    const state = new FakeKeyValue();
    const views = new SavedTableViews(state, readTableLayout);
    await views.save("Failed", layout("state:failed"));
    await views.save("第3批", layout('batch:"第3批"'));
    await views.save("Failed", layout("state:failed age:<7d"));
    const read = new SavedTableViews(state, readTableLayout).all();
    assert.deepEqual(read.map(({ name, layout: { filter } }) => [name, filter]), [["第3批", 'batch:"第3批"'], ["Failed", "state:failed age:<7d"]]); // biome-ignore format: pairs
    await views.remove("Failed");
    assert.deepEqual(views.all().map(({ name }) => name), ["第3批"]); // biome-ignore format: short
  });

  it("hold no phone number, no link and no key", async () => {
    const state = new FakeKeyValue();
    const views = new SavedTableViews(state, readTableLayout);
    assert.equal(await views.save("Mine", layout("13800138000")), false);
    assert.equal(await views.save("+8613800138000", layout("")), false);
    assert.equal(await views.save("Mine", layout("https://example.com/?token=1")), false);
    assert.deepEqual(views.all(), []);
  });

  it("are bounded, and refuse a name that is none", async () => {
    const views = new SavedTableViews(new FakeKeyValue(), readTableLayout);
    assert.equal(await views.save("", layout("")), false);
    assert.equal(await views.save("x".repeat(savedViewBounds.name + 1), layout("")), false);
    for (let number = 0; number < savedViewBounds.views + 3; number += 1) await views.save(`v${number}`, layout(""));
    assert.equal(views.all().length, savedViewBounds.views);
    assert.equal(views.all()[0]?.name, "v3");
  });
});
