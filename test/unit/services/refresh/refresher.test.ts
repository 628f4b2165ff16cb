// The refresher: few questions, true totals, no row lost, and whatever fails leaves the last good rows standing.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { elsewhere } from "../../../../src/services/jobs/jobLists.js";
import { HastyClock, ManualClock, settled } from "../../../fakes/clock.js";
import { type Call, ScriptedCloud } from "../../../fakes/scriptedCloud.js";
import { connectionTo, fixture, kernel, key, never, rowsOf, type TestKernel, totalsOf } from "../../scenarios/kernel.js";

const down = () => new VoiceError("refused", "no");

describe("refresher", () => {
  let cloud: ScriptedCloud;
  let home: TestKernel;

  const open = async (listing = {}, clock: HastyClock | ManualClock = new HastyClock()) => {
    cloud = new ScriptedCloud("scripted", listing);
    home = kernel(fixture([cloud.cloud], { clock }));
    await home.connectionStore.add(connectionTo(cloud.cloud), key);
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
  /** Waits in front of a call until it is let go. */
  const hold = (isHeld: (call: Call) => boolean) => {
    let release: () => void = () => undefined;
    const latch = new Promise<void>((resolve) => {
      release = resolve;
    });
    cloud.after = (call) => (isHeld(call) ? latch : undefined);
    return () => {
      cloud.after = () => undefined;
      release();
    };
  };
  /** Of 700 jobs, in all states and an unknown one. */
  const fillLarge = () => {
    cloud.fill(150, "DONE", "old");
    cloud.fill(5, "MYSTERY");
    cloud.fill(500, "DONE");
    cloud.fill(30, "TRAINING");
    cloud.fill(3, "RAW");
    cloud.fill(12, "QUEUED");
  };

  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  before(() => process.on("unhandledRejection", note));
  after(() => process.off("unhandledRejection", note));
  beforeEach(() => open());
  afterEach(async () => {
    await settled();
    assert.deepEqual(rejections.splice(0), []);
  });

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
    beforeEach(() => fillLarge());

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
      fillLarge();
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
      const release = hold(({ query }) => query?.states?.[0] === "DONE");
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

  describe("loading more", () => {
    beforeEach(async () => {
      fillLarge();
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

  describe("when a question fails", () => {
    it("keeps all rows and totals and says why, whichever question it was", async () => {
      fillLarge();
      await refresh();
      await more("DONE");
      await refresh();
      const { jobs, totals, readAt, elsewhere: rest } = snapshot();
      const questions = cloud.calls.length;
      assert.ok(questions > 6);
      for (let failing = 1; failing <= questions; failing += 1) {
        cloud.put("RAW-0", failing % 2 ? "RAW" : "DONE");
        cloud.before = ({ number }) => {
          if (number === failing) throw down();
        };
        await refresh();
        assert.equal(snapshot().error?.kind, "refused", `question ${failing}`);
        assert.equal(snapshot().isLoading, false);
        assert.deepEqual(
          [[...snapshot().jobs.keys()], snapshot().totals, snapshot().elsewhere],
          [[...jobs.keys()], totals, rest],
        );
        assert.ok(snapshot().readAt! >= readAt!);
      }
      cloud.before = () => undefined;
      await refresh();
      assert.equal(snapshot().error, undefined);
    });

    it("sends nothing more: the other answers are not needed", async () => {
      await open({}, new ManualClock());
      fillLarge();
      const signals: AbortSignal[] = [];
      cloud.before = async ({ number, signal }) => {
        signals.push(signal);
        if (number === 3) throw down();
        if (number > 1) await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      };
      await refresh();
      const sent = cloud.calls.length;
      await settled();
      assert.ok(sent <= 6, String(sent));
      assert.equal(cloud.calls.length, sent);
      assert.ok(signals.every(({ aborted }) => aborted));
    });

    it("shows the rows of a first load that broke off, and that they are not all", async () => {
      cloud.fill(300, "DONE");
      cloud.before = ({ number }) => {
        if (number === 3) throw down();
      };
      await refresh();
      assert.deepEqual([snapshot().jobs.size, snapshot().readAt, snapshot().error?.kind], [200, undefined, "refused"]);
      assert.equal(snapshot().totals.get("DONE")?.isExact, false);
    });

    it("does not try by itself again what failed the first time", async () => {
      cloud.before = () => {
        throw down();
      };
      await home.refresher.ensureConnection("c1", never);
      await home.refresher.ensureConnection("c1", never);
      assert.equal(cloud.calls.length, 1);
    });

    it("keeps each connection's error to itself when all are refreshed", async () => {
      await home.connectionStore.add(connectionTo(cloud.cloud, { id: "c2" }), key);
      cloud.before = ({ connection }) => {
        if (connection.id === "c2") throw down();
      };
      await home.refresher.refreshAll(never);
      assert.deepEqual([snapshot().error, home.store.get("c2").error?.kind], [undefined, "refused"]);
    });
  });

  describe("several requests at once", () => {
    it("are one refresh", async () => {
      cloud.fill(3, "RAW");
      await Promise.all([refresh(), home.refresher.refreshConnection("c1", never), home.refresher.ensureConnection("c1", never)]);
      assert.equal(cloud.calls.length, 1);
    });

    it("leave the refresh flying until the last one leaves; then it changes nothing any more", async () => {
      cloud.fill(3, "RAW");
      const release = hold(({ verb }) => verb === "list");
      const wishes = [new AbortController(), new AbortController()];
      const asked = wishes.map(({ signal }) => home.refresher.refreshConnection("c1", signal));
      await settled();
      wishes[0]!.abort();
      await settled();
      assert.equal(cloud.calls[0]!.signal.aborted, false);
      wishes[1]!.abort();
      await Promise.all(asked);
      assert.equal(cloud.calls[0]!.signal.aborted, true);
      release();
      await settled();
      assert.deepEqual([snapshot().jobs.size, snapshot().isLoading, snapshot().error], [0, false, undefined]);
    });

    it("let a new refresh begin after an aborted one, whose end does not end it", async () => {
      cloud.fill(3, "RAW");
      const releaseOld = hold(({ number }) => number === 1);
      const wish = new AbortController();
      const left = home.refresher.refreshConnection("c1", wish.signal);
      await settled();
      wish.abort();
      await left;
      const held = cloud.after;
      let releaseNew: () => void = () => undefined;
      cloud.after = (call) =>
        call.number === 1
          ? held(call)
          : new Promise((resolve) => {
              releaseNew = resolve;
            });
      const anew = home.refresher.refreshConnection("c1", never);
      await settled();
      releaseOld();
      await settled();
      assert.deepEqual([snapshot().isLoading, snapshot().jobs.size], [true, 0]);
      releaseNew();
      await anew;
      assert.deepEqual([snapshot().isLoading, snapshot().jobs.size], [false, 3]);
    });
  });

  describe("reading one job", () => {
    beforeEach(async () => {
      cloud.fill(3, "RAW");
      await refresh();
    });

    it("brings its row up to date and keeps its request id", async () => {
      cloud.put("RAW-0", "DONE");
      const { job, requestId } = await home.refresher.refreshJob("c1", "RAW-0", never);
      assert.deepEqual([job.state, requestId], ["DONE", "r-2"]);
      assert.deepEqual(totalsOf(home.store), { RAW: 2, DONE: 1 });
    });

    it("throws what went wrong and keeps it beside the row", async () => {
      cloud.jobs.delete("RAW-0");
      await assert.rejects(home.refresher.refreshJob("c1", "RAW-0", never), { kind: "notFound" });
      assert.equal(home.store.record("c1", "RAW-0")?.error?.kind, "notFound");
    });

    it("tells of a job in no list, too, that it is read and why it could not be", async () => {
      const told: unknown[] = [];
      const { reads } = home.store;
      reads.onDidChange((key) => told.push(reads.of(key)?.isUnderWay, reads.of(key)?.error?.kind));
      await assert.rejects(home.refresher.refreshJob("c1", "ELSEWHERE-0", never), { kind: "notFound" });
      cloud.put("ELSEWHERE-0", "DONE");
      await home.refresher.refreshJob("c1", "ELSEWHERE-0", never);
      assert.deepEqual(told, [true, undefined, false, "notFound", true, "notFound", undefined, undefined]);
    });

    it("is not painted over by a refresh that had begun before", async () => {
      const release = hold(({ verb }) => verb === "list");
      const slow = refresh();
      await settled();
      cloud.put("RAW-0", "QUEUED");
      await home.refresher.refreshJob("c1", "RAW-0", never);
      release();
      await slow;
      assert.deepEqual([totalsOf(home.store), rowsOf(home.store, "QUEUED")], [{ RAW: 2, QUEUED: 1 }, ["RAW-0"]]);
    });

    it("a new request is never answered by an older one", async () => {
      const release = hold(({ number }) => number === 2);
      const old = home.refresher.refreshJob("c1", "RAW-0", never);
      await settled();
      cloud.put("RAW-0", "QUEUED");
      assert.equal((await home.refresher.readJobAgain("c1", "RAW-0", never)).job.state, "QUEUED");
      release();
      assert.equal((await old).job.state, "RAW");
      assert.equal(home.store.record("c1", "RAW-0")!.job.state, "QUEUED");
    });
  });

  describe("a connection that changes while it is read", () => {
    const meanwhile = async (act: () => Promise<void>, verb: Call["verb"] = "list") => {
      cloud.fill(3, "RAW");
      const release = hold((call) => call.verb === verb && call.number === 1);
      const asked = verb === "list" ? refresh() : home.refresher.refreshJob("c1", "RAW-0", never).catch(() => undefined);
      await settled();
      await act();
      release();
      await asked;
      await settled();
    };

    it("leaves nothing behind when it was removed", async () => {
      const known = home.store.get("nobody");
      for (const verb of ["list", "get"] as const) {
        await open();
        await meanwhile(() => home.connectionStore.remove("c1"), verb);
        assert.deepEqual(snapshot(), known);
      }
    });

    it("has no rows of the place where it was before", async () => {
      cloud.fill(5, "DONE");
      await refresh();
      await home.connectionStore.replace(connectionTo(cloud.cloud, { endpoint: "https://other.test" }));
      assert.equal(snapshot().jobs.size, 0);
    });

    it("drops an answer that was asked for at the old place", async () => {
      await meanwhile(() => home.connectionStore.replace(connectionTo(cloud.cloud, { endpoint: "https://other.test" })));
      assert.deepEqual([snapshot().jobs.size, snapshot().isLoading], [0, false]);
    });

    it("keeps its rows when only its name, its key or its project is another", async () => {
      cloud.fill(5, "DONE");
      await refresh();
      await home.connectionStore.replace(connectionTo(cloud.cloud, { name: "Renamed" }));
      await home.connectionStore.replace(connectionTo(cloud.cloud, { values: { project: "mistyped" } }));
      await home.connectionStore.replaceCredentials("c1", key);
      assert.equal(snapshot().jobs.size, 5);
    });
  });
});
