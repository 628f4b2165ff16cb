// Things that are loaded when they are first asked for.
import { strict as assert } from "node:assert";
import { lazy } from "../../../../src/core/ports/lazy.js";

describe("late", () => {
  it("loads once, and not before it is asked for", async () => {
    let loads = 0;
    const seen: number[] = [];
    const thing = lazy(async () => ++loads);
    thing.ifLoaded((loaded) => seen.push(loaded));
    assert.equal(loads, 0);
    assert.deepEqual(await Promise.all([thing(), thing()]), [1, 1]);
    thing.ifLoaded((loaded) => seen.push(loaded));
    await thing();
    assert.deepEqual(seen, [1]);
  });

  it("tries again after a failure, which only those hear who asked", async () => {
    let loads = 0;
    const thing = lazy(async () => {
      loads += 1;
      if (loads === 1) throw new Error("the disk is gone");
      return loads;
    });
    const asked = thing();
    thing.ifLoaded(() => assert.fail("nothing was loaded"));
    await assert.rejects(asked, /disk/);
    assert.equal(await thing(), 2);
  });
});
