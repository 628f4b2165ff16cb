// Batches: what is known of several jobs that were being submitted when their window closed, and nothing that was typed.
import { strict as assert } from "node:assert";
import { type Batch, BatchLog } from "../../../../src/features/submitBatch/batchLog.js";
import { batchesKey, hasUnfinishedBatches } from "../../../../src/features/submitBatch/unfinishedBatches.js";
import { HastyClock, ManualClock } from "../../../fakes/clock.js";
import { FakeKeyValue } from "../../../fakes/keyValue.js";

const jobs = ["j1", "j2", "j3"].map((jobId) => ({ connectionId: "c1", jobId }));

/** All that are handed out. */
async function taken(batches: BatchLog): Promise<readonly Batch[]> {
  const all: Batch[] = [];
  for await (const batch of batches.unfinished()) all.push(batch);
  return all;
}

describe("batches", () => {
  let state: FakeKeyValue;
  beforeEach(() => {
    state = new FakeKeyValue();
  });

  it("leave nothing behind when they end", async () => {
    const batches = new BatchLog(state, new HastyClock());
    await batches.begin("b1", jobs);
    assert.equal(hasUnfinishedBatches(state), true);
    await batches.end("b1");
    assert.equal(hasUnfinishedBatches(state), false);
  });

  it("tell after a reload how far they were, once", async () => {
    const clock = new ManualClock();
    const before = new BatchLog(state, clock);
    await before.begin(
      "b1",
      jobs.map((job) => ({ ...job, values: { phone: "13800138000" } })),
    );
    await before.next("b1", "submitted");
    await before.start("b1");
    assert.ok(!state.text.includes("138"), "no value is kept");
    const text = state.text;
    // The window is gone: its clock beats no more.
    const after = new FakeKeyValue(JSON.parse(`{${JSON.stringify(batchesKey)}:${text.slice(text.indexOf(",") + 1)}}`));
    const later = new HastyClock();
    const reloaded = new BatchLog(after, later);
    const [batch, ...others] = await taken(reloaded);
    assert.deepEqual([batch?.ended, batch?.isAtOne, batch?.jobs, others], [["submitted"], true, jobs, []]);
    assert.ok(later.passed <= 10_000, "and nobody waits long for it");
    assert.deepEqual(await taken(reloaded), []);
    assert.equal(hasUnfinishedBatches(after), false);
  });

  it("of a window that is still at it are left alone until it has ended them", async () => {
    const clock = new ManualClock();
    const busy = new BatchLog(state, clock);
    await busy.begin("b1", jobs);
    const told: Batch[] = [];
    const asked = taken(new BatchLog(state, clock)).then((all) => told.push(...all));
    for (let second = 0; second < 30; second += 1) await clock.advance(1_000);
    assert.deepEqual([told, hasUnfinishedBatches(state)], [[], true]);
    await busy.end("b1");
    for (let second = 0; second < 15; second += 1) await clock.advance(1_000);
    await asked;
    assert.deepEqual(told, []);
  });

  it("are told by a window that waited while the other one closed", async () => {
    const clock = new ManualClock();
    const busy = new BatchLog(state, clock);
    await busy.begin("b1", jobs);
    const told: Batch[] = [];
    void taken(new BatchLog(state, clock)).then((all) => told.push(...all));
    for (let second = 0; second < 20; second += 1) await clock.advance(1_000);
    // It is gone, and says nothing more.
    busy.dispose();
    for (let second = 0; second < 20; second += 1) await clock.advance(1_000);
    assert.deepEqual(
      told.map(({ id }) => id),
      ["b1"],
    );
  });

  it("of this very window are never told by it", async () => {
    const batches = new BatchLog(state, new ManualClock());
    await batches.begin("b1", jobs);
    assert.deepEqual(await taken(batches), []);
  });

  it("need no state that can be read, and none that can be written", async () => {
    for (const found of [
      "text",
      5,
      { version: 1, entries: [{ id: "b1" }, null, { id: "b", jobs: [{}], ended: [], touchedAt: 0 }] },
    ]) {
      const damaged = new FakeKeyValue({ [batchesKey]: found });
      assert.deepEqual(await taken(new BatchLog(damaged, new HastyClock())), []);
    }
    state.failure = new Error("disk full");
    const batches = new BatchLog(state, new HastyClock());
    await batches.begin("b1", jobs);
    await batches.next("b1", "refused");
    await batches.end("b1");
  });
});
