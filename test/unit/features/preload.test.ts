// The first look and the first click of a window find everything loaded, and a hidden view loads nothing of the click.
import { strict as assert } from "node:assert";
import { preloadTree, preloadWhenSeen } from "../../../src/features/preload.js";
import { JobStore } from "../../../src/services/jobs/jobStore.js";
import { ManualClock } from "../../fakes/clock.js";

describe("preloading", () => {
  describe("what a click needs", () => {
    function open(visible: boolean) {
      const clock = new ManualClock();
      const store = new JobStore();
      const view = { visible };
      const warmed: string[] = [];
      const warming = preloadWhenSeen(view, store, clock, async ({ connectionId, jobId }) => {
        warmed.push(`${connectionId}/${jobId}`);
        throw new Error("a part could not be loaded");
      });
      const read = (id: string) =>
        store.putJob("c1", { job: { id, name: id, state: "QUEUED", phase: "waiting", raw: {} }, readAt: 0, asked: store.ask() });
      return { clock, store, view, warmed, warming, read };
    }

    it("happens once, a moment after the first rows are seen", async () => {
      const { clock, store, warmed, read } = open(true);
      store.update("c1", { isLoading: true });
      await clock.advance(10_000);
      assert.deepEqual(warmed, []);
      read("j1");
      assert.deepEqual(warmed, [], "the rows come first");
      await clock.advance(10_000);
      read("j2");
      await clock.advance(10_000);
      assert.deepEqual(warmed, ["c1/j1"]);
    });

    it("waits until the view is seen", async () => {
      const { clock, view, warmed, read } = open(false);
      read("j1");
      await clock.advance(10_000);
      assert.deepEqual(warmed, []);
      view.visible = true;
      read("j2");
      await clock.advance(10_000);
      assert.deepEqual(warmed, ["c1/j2"]);
    });

    it("leaves no timer behind when the window goes", async () => {
      const { clock, warmed, warming, read } = open(true);
      read("j1");
      warming.dispose();
      await clock.advance(10_000);
      assert.deepEqual(warmed, []);
    });
  });

  describe("what the first look needs", () => {
    async function loadsAfter(ms: number, ids: readonly string[], isGone = false): Promise<number> {
      const clock = new ManualClock();
      let loads = 0;
      const preloading = preloadTree({ ids: () => ids }, clock, async () => {
        loads += 1;
        throw new Error("a part could not be loaded");
      });
      if (isGone) preloading.dispose();
      await clock.advance(ms);
      return loads;
    }

    it("happens once, a moment after the start, where a connection is saved", async () => {
      assert.equal(await loadsAfter(500, ["c1"]), 0, "the editor starts first");
      assert.equal(await loadsAfter(60_000, ["c1", "c2"]), 1);
      assert.equal(await loadsAfter(60_000, []), 0, "nothing to show");
      assert.equal(await loadsAfter(60_000, ["c1"], true), 0, "the window has gone");
    });
  });
});
