// Requests of refreshes that fail, meet or come too late: the last good rows stay, and the latest truth wins.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { ManualClock, settled } from "../../../fakes/clock.js";
import type { Call, ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { connectionTo, key, never, rowsOf, type TestKernel, totalsOf } from "../../scenarios/kernel.js";
import { fillLarge, forbidRejections, hold, openRefresher } from "./refresherFixture.js";

const down = () => new VoiceError("refused", "no");

describe("requests of refreshes", () => {
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

  describe("when a question fails", () => {
    it("keeps all rows and totals and says why, whichever question it was", async () => {
      fillLarge(cloud);
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
      fillLarge(cloud);
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
      const release = hold(cloud, ({ verb }) => verb === "list");
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
      const releaseOld = hold(cloud, ({ number }) => number === 1);
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

    it("leaves no failure for other pages where the page that asked is closed before the answer", async () => {
      const release = hold(cloud, ({ verb }) => verb === "get");
      cloud.put("ELSEWHERE-0", "DONE");
      const page = new AbortController();
      const read = home.refresher.refreshJob("c1", "ELSEWHERE-0", page.signal);
      await settled();
      page.abort();
      await assert.rejects(read, { kind: "cancelled" });
      release();
      await settled();
      const left = home.store.reads.of({ connectionId: "c1", jobId: "ELSEWHERE-0" });
      assert.deepEqual([left?.isUnderWay, left?.error], [false, undefined]);
    });

    it("is not painted over by a refresh that had begun before", async () => {
      const release = hold(cloud, ({ verb }) => verb === "list");
      const slow = refresh();
      await settled();
      cloud.put("RAW-0", "QUEUED");
      await home.refresher.refreshJob("c1", "RAW-0", never);
      release();
      await slow;
      assert.deepEqual([totalsOf(home.store), rowsOf(home.store, "QUEUED")], [{ RAW: 2, QUEUED: 1 }, ["RAW-0"]]);
    });

    it("a new request is never answered by an older one", async () => {
      const release = hold(cloud, ({ number }) => number === 2);
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
      const release = hold(cloud, (call) => call.verb === verb && call.number === 1);
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
