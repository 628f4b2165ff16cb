// Loading more: the next page with few questions and no gap, whatever came and went meanwhile.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { never, rowsOf, type TestKernel, totalsOf } from "../../scenarios/kernel.js";
import { fillLarge, forbidRejections, openRefresher } from "./refresherFixture.js";

const down = () => new VoiceError("refused", "no");

describe("loading more", () => {
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
  const states = () => [...snapshot().jobs.values()].map(({ job }) => job.state);

  beforeEach(() => open());
  forbidRejections();

  describe("loading more", () => {
    beforeEach(async () => {
      fillLarge(cloud);
      await refresh();
    });

    it("brings the next page with one question, until all are there", async () => {
      for (let before = -1; rowsOf(home.store, "DONE").length !== before; ) {
        before = rowsOf(home.store, "DONE").length;
        await more("DONE");
        assert.equal(cloud.calls.length, 1);
      }
      assert.equal(rowsOf(home.store, "DONE").length, 650);
      assert.deepEqual(snapshot().totals.get("DONE"), { total: 650, isExact: true, isWhole: true });
    });

    it("leaves no gap when jobs went from the list meanwhile", async () => {
      const loaded = rowsOf(home.store, "DONE");
      for (const id of loaded.slice(0, 40)) cloud.put(id, "TRAINING");
      await more("DONE");
      const shown = new Set(rowsOf(home.store, "DONE"));
      const list = [...cloud.jobs.values()]
        .filter(({ state }) => state === "DONE")
        .sort((a, b) => b.updatedAt! - a.updatedAt!)
        .map(({ id }) => id);
      const end = list.findLastIndex((id) => shown.has(id));
      assert.ok(end >= 100);
      assert.deepEqual(
        list.slice(0, end).filter((id) => !shown.has(id)),
        [],
      );
    });

    it("goes on until something new comes when jobs came into the list meanwhile", async () => {
      const loaded = rowsOf(home.store, "DONE").length;
      for (const id of rowsOf(home.store, "DONE")) cloud.put(id, "DONE");
      cloud.fill(120, "DONE", "brand-new");
      await more("DONE");
      assert.ok(rowsOf(home.store, "DONE").length > loaded);
      assert.equal(totalsOf(home.store).DONE, 770);
    });

    it("ends when what is left cannot be shown, instead of asking for ever", async () => {
      cloud.nameless.set("RAW", 4);
      await refresh();
      await more("RAW");
      assert.deepEqual(snapshot().totals.get("RAW"), { total: 7, isExact: true, isWhole: true });
      assert.ok(cloud.calls.length <= 3);
    });

    it("is joined by a second request for the same", async () => {
      cloud.calls.length = 0;
      await Promise.all([home.refresher.loadMore("c1", "DONE", never), home.refresher.loadMore("c1", "DONE", never)]);
      assert.equal(cloud.calls.length, 1);
    });

    it("shows that it is loading, and no longer when it failed; rows stay, and the next success takes the error away", async () => {
      const loading: boolean[] = [];
      home.store.onDidChange(() => loading.push(snapshot().loadingStates.has("DONE")));
      const rows = states();
      cloud.before = () => {
        throw down();
      };
      await more("DONE");
      assert.deepEqual([snapshot().error?.kind, loading[0], loading.at(-1)], ["refused", true, false]);
      assert.deepEqual(states(), rows);
      cloud.before = () => undefined;
      await more("DONE");
      assert.equal(snapshot().error, undefined);
    });

    it("does not hide that the last refresh failed", async () => {
      cloud.before = () => {
        throw down();
      };
      await refresh();
      cloud.before = () => undefined;
      await more("DONE");
      assert.equal(snapshot().error?.kind, "refused");
    });
  });

  describe("a cloud without a filter by state", () => {
    beforeEach(async () => {
      await open({ countsByState: false, typesApart: ["Basic", "Standard"] });
      for (let index = 0; index < 230; index += 1) cloud.put(`b${index}`, index % 2 ? "DONE" : "RAW", { type: "Basic" });
      for (let index = 0; index < 110; index += 1) cloud.put(`s${index}`, "MYSTERY", { type: "Standard" });
    });

    it("is asked for all pages of all types, and for nothing else", async () => {
      await refresh();
      assert.equal(cloud.calls.length, 3 + 2);
      assert.ok(cloud.calls.every(({ query }) => query?.types?.length === 1 && Object.keys(query).length === 1));
      assert.deepEqual([totalsOf(home.store), snapshot().total, snapshot().elsewhere], [cloud.totals(), 340, 0]);
    });

    it("says that there may be more while it is read", async () => {
      const exact: boolean[] = [];
      home.store.onDidChange(() => exact.push(...[...snapshot().totals.values()].map(({ isExact }) => isExact)));
      await refresh();
      assert.equal(exact[0], false);
      assert.ok([...snapshot().totals.values()].every(({ isExact }) => isExact));
    });

    it("misses nothing that came while it was read", async () => {
      cloud.after = ({ number }) => void (number === 2 && cloud.put("fresh", "RAW", { type: "Basic" }));
      await refresh();
      assert.deepEqual(totalsOf(home.store), cloud.totals());
    });

    it("reads from the start where others would load more: it has no list per state", async () => {
      await more("RAW");
      assert.deepEqual(totalsOf(home.store), cloud.totals());
      assert.equal(snapshot().error, undefined);
    });
  });
});
