// The refresher: few questions, true totals, no row lost, and whatever fails leaves the last good rows standing.
import { strict as assert } from "node:assert";
import { elsewhere } from "../../../../src/services/jobs/snapshot.js";
import { settled } from "../../../fakes/clock.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { never, rowsOf, type TestKernel, totalsOf } from "../../scenarios/kernel.js";
import { fillLarge, forbidRejections, hold, openRefresher } from "./refresherFixture.js";

describe("refresher", () => {
  let cloud: ScriptedCloud;
  let home: TestKernel;

  const open = async (...options: Parameters<typeof openRefresher>) => {
    ({ cloud, home } = await openRefresher(...options));
  };
  const refresh = async () => {
    cloud.calls.length = 0;
    await home.refresher.refreshConnection("c1", never);
  };
  const more = async (state: string) => {
    cloud.calls.length = 0;
    await home.refresher.loadMore("c1", state, never);
  };
  const snapshot = () => home.store.get("c1");

  beforeEach(() => open());
  forbidRejections();

  describe("a small account", () => {
    it("takes one question for everything", async () => {
      cloud.fill(60, "DONE");
      cloud.fill(3, "RAW");
      cloud.fill(1, "MYSTERY");
      await refresh();
      assert.equal(cloud.calls.length, 1);
      assert.deepEqual(totalsOf(home.store), cloud.totals());
      assert.deepEqual(
        [snapshot().total, snapshot().elsewhere, snapshot().isLoading, snapshot().requestId],
        [64, 0, false, "r-1"],
      );
    });

    it("is read whole up to 500 jobs, page by page, and shown as it comes the first time", async () => {
      cloud.fill(430, "DONE");
      cloud.fill(20, "RAW");
      const seen: number[] = [];
      home.store.onDidChange(() => seen.push(snapshot().jobs.size));
      await refresh();
      assert.equal(cloud.calls.length, 5);
      assert.deepEqual(totalsOf(home.store), { DONE: 430, RAW: 20 });
      assert.ok(seen.includes(100) && seen.includes(300), String(seen));
      seen.length = 0;
      await refresh();
      assert.deepEqual(seen, [], "later ones show nothing where nothing changed");
      cloud.put("DONE-7", "RAW");
      await refresh();
      assert.deepEqual(seen, [450], "and replace the rows in one step");
    });

    it("misses nothing that moved to the head while it was read", async () => {
      cloud.fill(250, "DONE");
      cloud.after = ({ number }) => {
        if (number === 1) cloud.put("DONE-0", "RAW");
      };
      await refresh();
      assert.deepEqual(totalsOf(home.store), { DONE: 249, RAW: 1 });
    });

    it("misses nothing that moved up because others went away while it was read", async () => {
      cloud.fill(250, "DONE");
      cloud.after = ({ number }) => {
        if (number === 1) for (let index = 240; index < 250; index += 1) cloud.jobs.delete(`DONE-${index}`);
      };
      await refresh();
      assert.deepEqual(totalsOf(home.store), { DONE: 240 });
      assert.deepEqual([...snapshot().jobs.keys()].sort(), [...cloud.jobs.keys()].sort());
    });

    it("has no groups and no error when there is no job", async () => {
      await refresh();
      assert.deepEqual([totalsOf(home.store), snapshot().total, snapshot().error], [{}, 0, undefined]);
      assert.notEqual(snapshot().readAt, undefined);
    });
  });

  describe("a large account", () => {
    beforeEach(() => fillLarge(cloud));

    it("takes one page and one count per state, and shows rows after the first", async () => {
      let first: number | undefined;
      home.store.onDidChange(() => {
        if (snapshot().jobs.size > 0) first ??= cloud.calls.length;
      });
      await refresh();
      assert.equal(cloud.calls.length, 1 + cloud.cloud.states.length);
      assert.ok(cloud.calls.slice(1).every(({ page }) => page?.limit === 1));
      assert.equal(first, 1);
      assert.deepEqual(totalsOf(home.store), { DONE: 650, TRAINING: 30, RAW: 3, QUEUED: 12 });
      assert.deepEqual([snapshot().total, snapshot().elsewhere], [700, 5]);
    });

    it("asks no more at once than may go out at once", async () => {
      await open({ burst: 2 });
      fillLarge(cloud);
      let [atOnce, most] = [0, 0];
      cloud.before = async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await settled();
        atOnce -= 1;
      };
      await refresh();
      assert.equal(most, 2);
    });

    it("never has a job in two groups, even when jobs move while it is read", async () => {
      await refresh();
      cloud.after = ({ number }) => void cloud.put(`TRAINING-${number}`, number % 2 ? "DONE" : "QUEUED");
      await refresh();
      const ids = [...snapshot().jobs.keys()];
      assert.equal(new Set(ids).size, ids.length);
      for (const [id, { job }] of snapshot().jobs)
        assert.equal(rowsOf(home.store, job.state).filter((each) => each === id).length, 1);
      cloud.after = () => undefined;
      await refresh();
      const { MYSTERY, ...known } = cloud.totals();
      assert.deepEqual(totalsOf(home.store), known);
      assert.equal(snapshot().elsewhere, MYSTERY);
    });

    it("reads rows again that were loaded beyond the first page", async () => {
      await refresh();
      await more("DONE");
      await more("DONE");
      const loaded = rowsOf(home.store, "DONE").length;
      assert.ok(loaded > 200);
      cloud.put("DONE-499", "DONE", { name: "Renamed" });
      await refresh();
      assert.ok(rowsOf(home.store, "DONE").length >= loaded);
      assert.equal(home.store.record("c1", "DONE-499")!.job.name, "Renamed");
    });

    it("forgets rows that are gone", async () => {
      await refresh();
      for (const id of ["RAW-0", "RAW-1", "RAW-2"]) cloud.jobs.delete(id);
      await refresh();
      assert.deepEqual([rowsOf(home.store, "RAW"), totalsOf(home.store).RAW], [[], undefined]);
    });

    it("counts an undocumented state once a row has shown it", async () => {
      cloud.put("odd", "ODD");
      cloud.put("MYSTERY-0", "MYSTERY");
      await refresh();
      assert.deepEqual([totalsOf(home.store).ODD, totalsOf(home.store).MYSTERY, snapshot().elsewhere], [1, 5, 0]);
      cloud.put("odd", "DONE");
      await refresh();
      assert.equal(totalsOf(home.store).ODD, undefined);
    });

    it("finds jobs elsewhere by searching, and goes on where the last search stopped", async () => {
      cloud.fill(1400, "DONE", "newer");
      await refresh();
      assert.equal(snapshot().elsewhere, 5);
      await more(elsewhere);
      assert.deepEqual([cloud.calls.length, snapshot().elsewhere], [10, 5]);
      await more(elsewhere);
      assert.deepEqual([totalsOf(home.store).MYSTERY, snapshot().elsewhere], [5, 0]);
      assert.ok(rowsOf(home.store, "MYSTERY").length > 0);
      await refresh();
      assert.deepEqual([totalsOf(home.store).MYSTERY, snapshot().elsewhere], [5, 0], "and remembers what it found");
    });

    it("stops searching at the end of the list", async () => {
      cloud.nameless.set("NAMELESS", 2);
      for (let index = 0; index < 5; index += 1) cloud.jobs.delete(`MYSTERY-${index}`);
      await refresh();
      assert.equal(snapshot().elsewhere, 2);
      await more(elsewhere);
      assert.equal(snapshot().elsewhere, 0);
      assert.deepEqual(snapshot().loadingStates, new Set());
    });

    it("counts again what was submitted while it was being counted", async () => {
      cloud.put("only", "SENT_BACK");
      await refresh();
      const release = hold(cloud, ({ query }) => query?.states?.[0] === "DONE");
      const slow = refresh();
      await settled();
      cloud.put("RAW-0", "QUEUED");
      cloud.put("only", "QUEUED");
      await home.refresher.refreshJob("c1", "RAW-0", never);
      await home.refresher.refreshJob("c1", "only", never);
      release();
      await slow;
      const { RAW, QUEUED, SENT_BACK } = totalsOf(home.store);
      assert.deepEqual([RAW, QUEUED, SENT_BACK], [2, 14, undefined]);
      assert.ok(rowsOf(home.store, "QUEUED").includes("RAW-0"));
      assert.ok(!rowsOf(home.store, "RAW").includes("RAW-0"));
    });
  });
});
