// Lists sorted by change: what is read of them, also with rows of an earlier window.
import { strict as assert } from "node:assert";
import { elsewhere } from "../../../../src/services/jobs/snapshot.js";
import { settled } from "../../../fakes/clock.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { connectionTo, fixture, kernel, key, never, rowsOf, type TestKernel, totalsOf } from "../kernel.js";

describe("a list sorted by change", () => {
  let cloud: ScriptedCloud;
  let home: TestKernel;
  const snapshot = () => home.store.get("c1");
  const refresh = async () => {
    cloud.calls.length = 0;
    await home.refresher.refreshConnection("c1", never);
  };
  const open = async () => {
    cloud = new ScriptedCloud("scripted", { sortsByUpdate: true, findsNames: true });
    home = kernel(fixture([cloud.cloud]));
    await home.connectionStore.add(connectionTo(cloud.cloud), key);
  };
  beforeEach(() => open());

  it("that is in no order is noticed, read whole each time, and trusted again once it is in order", async () => {
    cloud.fill(700, "DONE");
    cloud.fill(20, "RAW");
    await refresh();
    assert.equal(snapshot().isUnsorted, undefined);
    const { now } = cloud;
    cloud.put("late", "RAW", { updatedAt: now - 400_000, raw: { id: "late", at: 1 } });
    const list = cloud.shuffled;
    cloud.shuffled = true;
    await refresh();
    assert.equal(snapshot().isUnsorted, true);
    assert.deepEqual(totalsOf(home.store), cloud.totals());
    for (const id of ["DONE-3", "DONE-5"]) cloud.put(id, "QUEUED");
    await refresh();
    assert.deepEqual(totalsOf(home.store), cloud.totals());
    cloud.shuffled = list;
    await refresh();
    assert.equal(snapshot().isUnsorted, undefined);
    await refresh();
    assert.equal(cloud.calls.length, 1);
  });

  it("that tells no times contradicts no order", async () => {
    const { updatedAt: _, ...timeless } = cloud.put("odd", "RAW");
    cloud.jobs.set("odd", timeless);
    await refresh();
    assert.deepEqual([snapshot().isUnsorted, totalsOf(home.store)], [undefined, { RAW: 1 }]);
  });

  it("is read on until the changed part ends, also where hundreds changed in one second", async () => {
    cloud.fill(900, "DONE");
    await refresh();
    await refresh();
    cloud.now += 1000;
    const at = cloud.now;
    for (let index = 500; index < 800; index += 1) cloud.put(`DONE-${index}`, "QUEUED", { updatedAt: at });
    cloud.now = at;
    await refresh();
    assert.deepEqual(totalsOf(home.store), { DONE: 600, QUEUED: 300 });
    // In the same second, after it was read.
    cloud.put("DONE-510", "RAW", { updatedAt: at });
    await refresh();
    assert.deepEqual(totalsOf(home.store), { DONE: 600, QUEUED: 299, RAW: 1 });
  });

  it("searches for unknown states only as long as there is something to find", async () => {
    cloud.fill(700, "DONE");
    cloud.nameless.set("NAMELESS", 2);
    await refresh();
    assert.equal(snapshot().elsewhere, 2);
    await home.refresher.loadMore("c1", elsewhere, never);
    await refresh();
    assert.equal(snapshot().elsewhere, 0, "what cannot be shown is not offered again");
  });

  it("costs no memory however often it is refreshed", async () => {
    const { gc } = await exposeGc();
    cloud.fill(700, "DONE");
    await home.refresher.setScope("c1", { states: ["DONE"] });
    const measure = async (refreshes: number) => {
      for (let count = 0; count < refreshes; count += 1) {
        if (count % 10 === 0) cloud.put(`DONE-${count % 700}`, count % 20 ? "DONE" : "QUEUED");
        await refresh();
      }
      cloud.calls.length = 0;
      gc();
      return process.memoryUsage().heapUsed;
    };
    await measure(300);
    const round = 200;
    let before = await measure(round);
    const growths: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      const after = await measure(round);
      growths.push(after - before);
      before = after;
    }
    // What is kept of a refresh grows in every round and so in all of them; what the engine adds for itself comes once or goes again.
    const usual = growths.toSorted((one, other) => one - other)[3]!;
    const mean = growths.reduce((sum, each) => sum + each) / growths.length;
    assert.ok(Math.min(usual, mean) < round * 500, `${growths.join()} bytes in rounds of ${round} refreshes`);
  });

  describe("with rows of an earlier window", () => {
    const restart = async () => {
      const { jobs, totals, total, readAt } = snapshot();
      const records = [...jobs.values()];
      home = kernel(fixture([cloud.cloud]));
      await home.connectionStore.add(connectionTo(cloud.cloud), key);
      home.store.restore("c1", records, { readAt: readAt! - 3_600_000, totals, ...(total === undefined ? {} : { total }) });
    };

    it("shows them at once with their age, and asks what is new with the first look", async () => {
      cloud.fill(300, "DONE");
      await refresh();
      await restart();
      const { jobs, isRemembered, readAt } = snapshot();
      assert.deepEqual([jobs.size, isRemembered, totalsOf(home.store)], [300, true, { DONE: 300 }]);
      assert.ok([...jobs.values()].every((record) => record.isRemembered && record.asked === 0));
      cloud.put("DONE-5", "RAW");
      cloud.calls.length = 0;
      await home.refresher.ensureConnection("c1", never);
      assert.equal(cloud.calls.length, 1);
      assert.deepEqual([totalsOf(home.store), snapshot().isRemembered, snapshot().isWhole], [cloud.totals(), undefined, true]);
      assert.ok(snapshot().readAt! > readAt!);
      assert.equal(home.store.record("c1", "DONE-5")?.isRemembered, undefined);
      assert.equal(home.store.record("c1", "DONE-7")?.isRemembered, true, "what was not read again keeps its age");
    });

    it("counts all states of a large account again, whatever the earlier window knew", async () => {
      cloud.fill(900, "DONE");
      cloud.fill(30, "RAW");
      await refresh();
      await restart();
      cloud.put("DONE-1", "QUEUED");
      for (let index = 880; index < 890; index += 1) cloud.jobs.delete(`DONE-${index}`);
      await refresh();
      assert.deepEqual(totalsOf(home.store), cloud.totals());
      for (const id of snapshot().jobs.keys()) assert.ok(cloud.jobs.has(id), id);
    });

    it("lets what was read meanwhile win, and comes too late after the first refresh", async () => {
      cloud.fill(3, "RAW");
      await refresh();
      const { jobs, totals } = snapshot();
      const old = [...jobs.values()];
      await open();
      cloud.put("RAW-0", "DONE");
      await home.refresher.refreshJob("c1", "RAW-0", never);
      home.store.restore("c1", old, { readAt: 1, totals });
      assert.equal(home.store.record("c1", "RAW-0")?.job.state, "DONE");
      await refresh();
      home.store.restore("c1", old, { readAt: 1, totals });
      assert.deepEqual([rowsOf(home.store, "DONE"), snapshot().jobs.size], [["RAW-0"], 1]);
    });
  });

  it("is left in the middle without a trace when the connection goes", async () => {
    cloud.fill(700, "DONE");
    const wished = home.refresher.refreshConnection("c1", never);
    await settled();
    await home.connectionStore.remove("c1");
    await wished;
    await settled();
    assert.equal(snapshot().jobs.size, 0);
  });
});

async function exposeGc(): Promise<{ readonly gc: () => void }> {
  const { setFlagsFromString } = await import("node:v8");
  const { runInNewContext } = await import("node:vm");
  setFlagsFromString("--expose-gc");
  return { gc: runInNewContext("gc") as () => void };
}
