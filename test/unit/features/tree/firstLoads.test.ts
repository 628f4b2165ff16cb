// First loads of accounts that are paged through: they stop while the view is hidden, and go on where they were.
import { strict as assert } from "node:assert";
import { FirstLoads } from "../../../../src/features/tree/firstLoads.js";
import { ManualClock, settled } from "../../../fakes/clock.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { FakeAttention } from "../../../fakes/editor/attention.js";
import { connectionTo, fixture, kernel, key } from "../../scenarios/kernel.js";

describe("first loads", () => {
  async function open(countsByState: boolean) {
    const cloud = new ScriptedCloud("scripted", { countsByState });
    cloud.fill(900, "DONE");
    const home = kernel(fixture([cloud.cloud]));
    await home.connectionStore.add(connectionTo(cloud.cloud), key);
    const attention = new FakeAttention();
    const clock = new ManualClock();
    const loads = new FirstLoads(home.connectionStore, home.sessions, home.store, home.refresher, clock);
    loads.follow(attention);
    const offsets = () => cloud.calls.map(({ page }) => page!.offset);
    /** Until nothing happens any more. */
    const rest = async () => {
      for (let before = -1; before < cloud.calls.length; ) {
        before = cloud.calls.length;
        for (let turn = 0; turn < 20; turn += 1) await settled();
      }
    };
    return { cloud, attention, clock, loads, offsets, rest, snapshot: () => home.store.get("c1"), ...home };
  }
  const hiddenAt = (home: Awaited<ReturnType<typeof open>>, call: number) => {
    home.cloud.before = ({ number }) => {
      if (number === call) home.attention.set({ isViewVisible: false });
    };
  };

  it("ask for no page while the view is hidden, keep what came, and read the rest with the next look", async () => {
    const home = await open(false);
    hiddenAt(home, 4);
    home.loads.begin("c1");
    await home.rest();
    assert.deepEqual(home.offsets(), [0, 100, 200, 300]);
    const { jobs, isLoading, isStopped, error, readAt } = home.snapshot();
    assert.deepEqual([jobs.size, isLoading, isStopped, error, readAt], [300, false, undefined, undefined, undefined]);
    assert.ok([...home.snapshot().totals.values()].every(({ isExact }) => !isExact));
    home.attention.set({ isWindowFocused: true });
    await home.rest();
    assert.equal(home.cloud.calls.length, 4, "another window's focus shows no view");
    home.attention.set({ isViewVisible: true });
    await home.rest();
    const after = home.offsets().slice(4);
    assert.deepEqual(after.slice(0, 7), [0, 300, 400, 500, 600, 700, 800]);
    assert.equal(home.snapshot().jobs.size, 900);
    assert.ok(home.snapshot().isWhole && home.snapshot().readAt !== undefined);
    home.attention.set({ isViewVisible: false });
    home.attention.set({ isViewVisible: true });
    await home.rest();
    assert.equal(home.cloud.calls.length, 4 + after.length, "a second look has nothing to read");
  });

  it("go on for callers other than the view", async () => {
    const home = await open(false);
    hiddenAt(home, 4);
    home.loads.begin("c1");
    const tool = home.refresher.ensureConnection("c1", new AbortController().signal);
    const joined = home.refresher.refreshConnection("c1", new AbortController().signal);
    await Promise.all([tool, joined]);
    assert.equal(home.snapshot().jobs.size, 900);
  });

  it("stay stopped where the person has stopped them", async () => {
    const home = await open(false);
    home.cloud.before = ({ number }) => {
      if (number === 4) home.refresher.stop("c1");
    };
    home.loads.begin("c1");
    await home.rest();
    home.attention.set({ isViewVisible: false });
    home.attention.set({ isViewVisible: true });
    await home.rest();
    assert.deepEqual([home.cloud.calls.length, home.snapshot().isStopped], [4, true]);
  });

  it("end all the same where the cloud counts: that takes a few requests", async () => {
    const home = await open(true);
    hiddenAt(home, 2);
    home.loads.begin("c1");
    await home.rest();
    assert.ok(home.snapshot().readAt !== undefined);
  });

  it("leave the editor a moment for rows that are remembered, and are begun once", async () => {
    const home = await open(true);
    home.store.restore("c1", [], { readAt: 1, totals: new Map(), total: 0 });
    home.loads.begin("c1");
    home.loads.begin("c1");
    await home.rest();
    assert.deepEqual([home.cloud.calls.length, home.clock.waiting], [0, 1]);
    await home.clock.advance(1_000);
    await home.rest();
    assert.ok(home.cloud.calls.length > 0 && !home.snapshot().isRemembered);
  });
});
