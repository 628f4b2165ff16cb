// Filters that the server counts, names it is asked for, paging that is stopped, and rows of an earlier window.
import { strict as assert } from "node:assert";
import { elsewhere, everything } from "../../../../src/services/jobs/jobLists.js";
import { HastyClock, settled } from "../../../fakes/clock.js";
import { ScriptedCloud } from "../../../fakes/scriptedCloud.js";
import { connectionTo, fixture, kernel, key, never, rowsOf, type TestKernel, totalsOf } from "../kernel.js";
import { type LocalKernel, openLocalKernel } from "../localKernel.js";

describe("a scope", () => {
  let home: LocalKernel;
  afterEach(() => home.close());

  const open = async (huawei: number, alibaba = 0) => {
    home = await openLocalKernel({ jobs: { huawei, alibaba } }, {}, { clock: new HastyClock() });
    await home.refresher.refreshConnection("huawei", never);
    home.local.control.clearRequests();
  };
  const scope = () => home.store.get("huawei").scope;
  const asked = () => home.local.control.requests.length;
  const ofType = (type: string, state?: string) =>
    home.local.control.jobs("huawei").filter((job) => job.job_type === type && (state === undefined || job.state === state))
      .length;

  it("has the server's totals and first rows after a page, a count per state and a last look", async () => {
    await open(2000);
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    assert.equal(scope()?.total, ofType("BASIC"));
    for (const [state, { total }] of scope()!.totals) assert.equal(total, ofType("BASIC", state), state);
    assert.ok(asked() <= 1 + 16 + 2 + 1, String(asked()));
    const rows = [...home.store.get("huawei").jobs.values()].filter(({ job }) => job.type === "BASIC");
    assert.ok(rows.length >= 100);
  });

  it("of states alone takes one page: their totals are known", async () => {
    await open(2000);
    await home.refresher.setScope("huawei", { states: ["SUCCEED", "FAILED"] });
    assert.equal(asked(), 1);
    const { control } = home.local;
    assert.deepEqual(
      [...scope()!.totals].map(([state, { total }]) => [state, total]),
      ["SUCCEED", "FAILED"].map((state) => [state, control.count("huawei", state)]),
    );
    assert.equal(scope()?.total, control.count("huawei", "SUCCEED") + control.count("huawei", "FAILED"));
  });

  it("is kept true by every refresh, and by what is read between them", async () => {
    await open(2000);
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    const { control } = home.local;
    const basic = () => control.jobs("huawei").filter((job) => job.job_type === "BASIC" && job.state !== "FAILED");
    for (const place of [0, 3, -1]) {
      const id = String(basic().at(place)!.job_id);
      control.move("huawei", id, "FAILED");
      if (place === 3) await home.refresher.refreshJob("huawei", id, never);
      await home.refresher.refreshConnection("huawei", never);
      for (const state of ["FAILED", "SUCCEED", "WAITING"])
        assert.equal(scope()?.totals.get(state)?.total ?? 0, ofType("BASIC", state), `${place} ${state}`);
    }
  });

  it("pages within itself, to its end and without a gap", async () => {
    await open(2000);
    await home.refresher.setScope("huawei", { types: ["MIDDLE"] });
    for (let wish = 0; wish < 12; wish += 1) await home.refresher.loadMore("huawei", "SUCCEED", never);
    const rows = [...home.store.get("huawei").jobs.values()].filter(
      ({ job }) => job.type === "MIDDLE" && job.state === "SUCCEED",
    );
    assert.equal(rows.length, ofType("MIDDLE", "SUCCEED"));
    assert.equal(scope()?.totals.get("SUCCEED")?.isWhole, true);
    assert.equal(home.store.get("huawei").totals.get("SUCCEED")?.isWhole, undefined);
  });

  it("goes away when it is taken back, and is nothing where all rows are here or the cloud cannot count", async () => {
    await open(2000, 50);
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    await home.refresher.setScope("huawei", undefined);
    assert.equal(scope(), undefined);
    await home.refresher.setScope("huawei", {});
    assert.equal(scope(), undefined);
    await home.refresher.refreshConnection("alibaba", never);
    await home.refresher.setScope("alibaba", { types: ["Basic"] });
    assert.equal(home.store.get("alibaba").scope, undefined);
    await home.close();
    await open(80);
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    assert.deepEqual([scope(), asked(), home.store.get("huawei").isWhole], [undefined, 0, true]);
  });

  it("that is replaced while it is being read leaves nothing of itself", async () => {
    await open(2000);
    const first = home.refresher.setScope("huawei", { types: ["BASIC"] });
    const second = home.refresher.setScope("huawei", { types: ["MIDDLE"] });
    await Promise.all([first, second]);
    assert.deepEqual([scope()?.query, scope()?.total], [{ types: ["MIDDLE"] }, ofType("MIDDLE")]);
    assert.equal(home.store.get("huawei").error, undefined);
  });

  it("that was set before the connection was shown asks for nothing until it is", async () => {
    home = await openLocalKernel({ jobs: { huawei: 2000, alibaba: 0 } }, {}, { clock: new HastyClock() });
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    assert.equal(asked(), 0);
    await home.refresher.ensureConnection("huawei", never);
    assert.equal(scope()?.total, ofType("BASIC"));
  });

  it("does not take a sprinkled row as proof of those before it", async () => {
    await open(2000);
    const { control } = home.local;
    const done = control.jobs("huawei").filter((job) => job.state === "SUCCEED");
    const byTime = done.sort((a, b) => Number(b.lastupdate_time) - Number(a.lastupdate_time)).map((job) => String(job.job_id));
    for (const id of [...byTime.slice(150, 400).filter((_, index) => index % 3 === 0), byTime.at(-1)!])
      await home.refresher.refreshJob("huawei", id, never);
    for (let wish = 0; wish < 2; wish += 1) await home.refresher.loadMore("huawei", "SUCCEED", never);
    const shown = new Set(rowsOf(home.store, "SUCCEED", "huawei"));
    assert.deepEqual(
      byTime.slice(0, 150).filter((id) => !shown.has(id)),
      [],
    );
    for (let wish = 0; wish < 22; wish += 1) await home.refresher.loadMore("huawei", everything, never);
    assert.deepEqual(rowsOf(home.store, "SUCCEED", "huawei").sort(), [...byTime].sort());
  });

  it("finds jobs by name with one question, and none where the cloud cannot be asked", async () => {
    await open(2000, 50);
    const job = home.local.control.jobs("huawei").at(-1)!;
    home.local.control.change("huawei", String(job.job_id), { voice_name: "Deep Down Below" });
    const found = await home.refresher.search("huawei", " Deep Down ", never);
    assert.deepEqual(
      found.map((record) => record.job.name),
      ["Deep Down Below"],
    );
    assert.equal(asked(), 1);
    assert.ok(home.store.record("huawei", String(job.job_id)));
    assert.deepEqual(await home.refresher.search("alibaba", "a", never), []);
    assert.deepEqual(await home.refresher.search("huawei", "  ", never), []);
    assert.equal(asked(), 1);
  });
});

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
    // What is kept of a refresh grows in every round; what the engine adds for itself, such as compiled code, comes once and goes again.
    const usual = growths.toSorted((one, other) => one - other)[3]!;
    assert.ok(usual < round * 500, `${growths.join()} bytes in rounds of ${round} refreshes`);
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
