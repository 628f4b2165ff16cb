// Paging that takes long: it can be stopped, and goes on where it was.
import { strict as assert } from "node:assert";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { connectionTo, fixture, kernel, key, never, type TestKernel, totalsOf } from "../kernel.js";

describe("paging that takes long", () => {
  let cloud: ScriptedCloud;
  let home: TestKernel;
  const snapshot = () => home.store.get("c1");
  const refresh = () => home.refresher.refreshConnection("c1", never);

  beforeEach(async () => {
    cloud = new ScriptedCloud("scripted", { countsByState: false, typesApart: ["Basic", "Standard"] });
    home = kernel(fixture([cloud.cloud]));
    await home.connectionStore.add(connectionTo(cloud.cloud), key);
    for (let index = 0; index < 730; index += 1) cloud.put(`b${index}`, index % 2 ? "DONE" : "RAW", { type: "Basic" });
  });

  const stopAt = async (page: number) => {
    cloud.calls.length = 0;
    cloud.after = ({ number }) => void (number === page && home.refresher.stop("c1"));
    await refresh();
    cloud.after = () => undefined;
  };

  it("keeps what was read when it is stopped, and says that there may be more", async () => {
    await stopAt(4);
    const { jobs, isStopped, isLoading, isWhole = false, error, totals } = snapshot();
    assert.deepEqual([jobs.size, isStopped, isLoading, isWhole, error], [200, true, false, false, undefined]);
    assert.ok([...totals.values()].every(({ isExact }) => !isExact));
    const { length } = cloud.calls;
    await home.refresher.ensureConnection("c1", never);
    assert.equal(cloud.calls.length, length, "nobody goes on by themselves");
  });

  it("goes on where it was stopped when more is asked for", async () => {
    await stopAt(5);
    cloud.calls.length = 0;
    await home.refresher.loadMore("c1", "RAW", never);
    assert.deepEqual([snapshot().isStopped, snapshot().isWhole, totalsOf(home.store)], [undefined, true, cloud.totals()]);
    assert.deepEqual(
      cloud.calls.map(({ page }) => page?.offset),
      [0, 0, 300, 400, 500, 600, 700, 100, 200],
      "and then reads again what may have changed since",
    );
  });

  it("starts over when the list is another one meanwhile", async () => {
    await stopAt(5);
    cloud.put("new", "RAW", { type: "Basic" });
    cloud.jobs.delete("b700");
    cloud.calls.length = 0;
    await refresh();
    assert.deepEqual(totalsOf(home.store), cloud.totals());
    assert.equal(snapshot().jobs.size, cloud.jobs.size);
    assert.ok(cloud.calls.some(({ page }) => page?.offset === 100));
  });

  it("leaves whole rows whole when a later one is stopped", async () => {
    await refresh();
    cloud.jobs.delete("b3");
    await stopAt(4);
    assert.deepEqual([snapshot().jobs.size, snapshot().isWhole, snapshot().isStopped], [730, true, undefined]);
    await refresh();
    assert.equal(snapshot().jobs.size, 729);
  });

  it("goes on where it failed, too", async () => {
    cloud.before = ({ number }) => {
      if (number === 6) throw new Error("broken");
    };
    await refresh();
    assert.equal(snapshot().jobs.size, 400);
    cloud.before = () => undefined;
    cloud.calls.length = 0;
    await refresh();
    assert.equal(cloud.calls[2]?.page?.offset, 400);
    assert.deepEqual([snapshot().error, totalsOf(home.store)], [undefined, cloud.totals()]);
  });
});
