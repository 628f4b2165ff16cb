// Batches: what is known of several jobs that were being submitted when their window closed, and nothing that was typed.
import { strict as assert } from "node:assert";
import type { Clock } from "../../../../src/core/ports/ports.js";
import { type Batch, BatchLog } from "../../../../src/features/submitBatch/batchLog.js";
import { batchesKey, hasUnfinishedBatches } from "../../../../src/features/submitBatch/unfinishedBatches.js";
import { HastyClock, ManualClock, settled } from "../../../fakes/clock.js";
import { FakeWindows } from "../../../fakes/editor/windows.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

const jobs = ["j1", "j2", "j3"].map((jobId) => ({ connectionId: "c1", jobId }));

/** All that are handed out. */
async function taken(batches: BatchLog): Promise<readonly Batch[]> {
  const all: Batch[] = [];
  for await (const batch of batches.unfinished()) all.push(batch);
  return all;
}

describe("batches", () => {
  let state: FakeKeyValue;
  let windows: FakeWindows;
  const newWindow = (clock: Clock, own = windows.enter()) => new BatchLog(state, clock, own);
  beforeEach(() => {
    state = new FakeKeyValue();
    windows = new FakeWindows();
  });

  it("leave nothing behind when they end", async () => {
    const batches = newWindow(new HastyClock());
    await batches.begin("b1", jobs);
    assert.equal(hasUnfinishedBatches(state), true);
    await batches.end("b1");
    assert.equal(hasUnfinishedBatches(state), false);
  });

  it("tell after a reload how far they were, once", async () => {
    const own = windows.enter();
    const before = newWindow(new ManualClock(), own);
    await before.begin(
      "b1",
      jobs.map((job) => ({ ...job, values: { phone: "13800138000" } })),
    );
    await before.next("b1", "submitted");
    await before.start("b1");
    assert.ok(!state.text.includes("138"), "no value is kept");
    windows.close(own.own);
    const later = new HastyClock();
    const reloaded = newWindow(later);
    const [batch, ...others] = await taken(reloaded);
    assert.deepEqual([batch?.ended, batch?.isAtOne, batch?.jobs, others], [["submitted"], true, jobs, []]);
    assert.equal(later.passed, 0, "and nobody waits for it");
    assert.deepEqual(await taken(reloaded), []);
    assert.equal(hasUnfinishedBatches(state), false);
  });

  it("of a window that is still at it are left alone until it has ended them, and nothing is written meanwhile", async () => {
    const clock = new ManualClock();
    const busy = newWindow(clock);
    await busy.begin("b1", jobs);
    const { text } = state;
    const told: Batch[] = [];
    const asked = taken(newWindow(clock)).then((all) => told.push(...all));
    for (let minute = 0; minute < 10; minute += 1) await clock.advance(60_000);
    assert.deepEqual([told, hasUnfinishedBatches(state), state.text], [[], true, text]);
    await busy.end("b1");
    await clock.advance(15_000);
    await asked;
    assert.deepEqual(told, []);
  });

  it("are told by a window that waited while the other one closed", async () => {
    const clock = new ManualClock();
    const own = windows.enter();
    await newWindow(clock, own).begin("b1", jobs);
    const told: Batch[] = [];
    void taken(newWindow(clock)).then((all) => told.push(...all));
    await clock.advance(20_000);
    assert.deepEqual(told, []);
    windows.close(own.own);
    await clock.advance(3_000);
    await settled();
    assert.deepEqual(
      told.map(({ id }) => id),
      ["b1"],
    );
  });

  it("of a window that may be on another computer are told when it can be at none of their jobs any more", async () => {
    const clock = new ManualClock();
    await newWindow(clock).begin("b1", jobs);
    const told: Batch[] = [];
    void taken(newWindow(clock)).then((all) => told.push(...all));
    await clock.advance(14 * 60_000);
    assert.deepEqual(told, []);
    await clock.advance(2 * 60_000);
    await settled();
    assert.equal(told.length, 1);
  });

  it("of a version that named no window are told when that has said nothing for seconds", async () => {
    const clock = new ManualClock();
    await newWindow(clock).begin("b1", jobs);
    const { version, entries } = state.get<{ version: number; entries: readonly Batch[] }>(batchesKey)!;
    const { window: _, ...former } = entries[0]!;
    const touch = () => state.update(batchesKey, { version, entries: [{ ...former, touchedAt: clock.now() }] });
    await touch();
    const told: Batch[] = [];
    void taken(newWindow(clock)).then((all) => told.push(...all));
    for (let beat = 0; beat < 10; beat += 1) {
      await clock.advance(2_000);
      await touch();
    }
    assert.deepEqual(told, []);
    await clock.advance(10_000);
    await settled();
    assert.equal(told.length, 1);
  });

  it("are handed out once where nothing can be written", async () => {
    const own = windows.enter();
    await newWindow(new ManualClock(), own).begin("b1", jobs);
    windows.close(own.own);
    state.failure = new Error("disk full");
    assert.equal((await taken(newWindow(new HastyClock()))).length, 1);
  });

  it("of this very window are never told by it", async () => {
    const batches = newWindow(new ManualClock());
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
      assert.deepEqual(await taken(new BatchLog(damaged, new HastyClock(), windows.enter())), []);
    }
    state.failure = new Error("disk full");
    const batches = newWindow(new HastyClock());
    await batches.begin("b1", jobs);
    await batches.next("b1", "refused");
    await batches.end("b1");
  });
});
