// The first click of a window finds everything loaded, and a hidden view loads nothing.
import { strict as assert } from "node:assert";
import { preloadWhenSeen } from "../../../../src/features/details/preload.js";
import { JobStore } from "../../../../src/services/jobs/jobStore.js";
import { ManualClock } from "../../../fakes/clock.js";

describe("warming up", () => {
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
