// What a window keeps of its rows for the next one; a new kernel on the same fixture and file cache is a reload.
import assert from "node:assert/strict";
import { VoiceError } from "../../../../src/core/errors.js";
import { JobCache } from "../../../../src/services/storage/jobCache.js";
import { ManualClock, settled } from "../../../fakes/clock.js";
import { FakeFileCache } from "../../../fakes/fileCache.js";
import { ScriptedCloud } from "../../../fakes/scriptedCloud.js";
import { connectionTo, fixture, kernel, key, never, rowsOf, totalsOf } from "../../scenarios/kernel.js";

describe("memory", () => {
  let scripted: ScriptedCloud;
  let fileCache: FakeFileCache;
  let clock: ManualClock;
  let below: ReturnType<typeof fixture>;
  let warnings: string[];

  beforeEach(async () => {
    scripted = new ScriptedCloud();
    fileCache = new FakeFileCache();
    clock = new ManualClock();
    warnings = [];
    below = fixture([scripted.cloud], { clock });
    await kernel(below).connectionStore.add(connectionTo(scripted.cloud), key);
  });

  /** Opens a window, as the wiring does it. */
  function openWindow() {
    const home = kernel(below);
    const quiet = () => undefined;
    const log = { debug: quiet, info: quiet, warn: (text: string) => warnings.push(text), error: quiet };
    const jobCache = new JobCache(below.clouds, home.connectionStore, home.store, fileCache, clock, log);
    home.store.onDidChange(async (change) => {
      // The part that remembers is loaded while the first request is under way.
      await Promise.resolve();
      jobCache.follow(change);
    });
    home.connectionStore.onDidChange(({ connectionId }) => jobCache.followConnections(connectionId));
    const refresh = async () => {
      const done = home.refresher.refreshConnection("c1", never);
      await settled();
      await done;
      await settled();
    };
    return { ...home, jobCache, refresh };
  }
  const pass = async () => {
    await clock.advance(2_000);
    await settled();
  };
  const rows = () => fileCache.kept.get("c1.rows.json");
  const writes = (name: string) => fileCache.calls.filter((call) => call === `write ${name}`).length;

  it("has the last rows back before the cloud has answered, marked and with their age", async () => {
    scripted.put("a", "TRAINING");
    scripted.put("b", "RAW");
    const first = openWindow();
    await first.refresh();
    const readAt = first.store.get("c1").readAt;
    await pass();
    await clock.advance(60_000);
    let answer = () => {};
    scripted.before = () => new Promise<void>((resolve) => (answer = resolve));
    const next = openWindow();
    const refreshing = next.refresher.ensureConnection("c1", never);
    await settled();
    assert.deepEqual(totalsOf(next.store), { TRAINING: 1, RAW: 1 });
    assert.equal(next.store.get("c1").readAt, readAt);
    assert.ok(next.store.get("c1").isRemembered && next.store.record("c1", "a")?.isRemembered);
    assert.equal(next.store.record("c1", "a")?.job.phase, "running");
    scripted.put("a", "DONE");
    scripted.before = () => undefined;
    answer();
    await refreshing;
    assert.deepEqual(totalsOf(next.store), { DONE: 1, RAW: 1 });
    assert.equal(next.store.record("c1", "b")?.isRemembered ?? false, false);
  });

  it("has them back for a load that asks nothing of the cloud, and forgets them when the connection leads elsewhere", async () => {
    scripted.put("a", "TRAINING");
    await openWindow().refresh();
    await pass();
    const reads = () => fileCache.calls.filter((call) => call === "read c1.rows.json").length;
    const before = reads();
    const asked = scripted.calls.length;
    const next = openWindow();
    await next.jobCache.recall("c1");
    assert.ok(next.store.record("c1", "a")?.isRemembered);
    await next.jobCache.recall("c1");
    await next.jobCache.recall("nobody");
    assert.equal(reads(), before + 1, "the disk was read once");
    await pass();
    assert.equal(scripted.calls.length, asked);
    const connection = next.connectionStore.find("c1")!;
    await next.connectionStore.replace({ ...connection, name: "Another name" });
    assert.ok(next.store.record("c1", "a"), "a name is no place");
    await next.connectionStore.replace({ ...connection, endpoint: "https://elsewhere.test" });
    assert.equal(next.store.record("c1", "a"), undefined);
  });

  it("keeps the rows where the cloud cannot be reached", async () => {
    scripted.put("a", "TRAINING");
    const first = openWindow();
    await first.refresh();
    await pass();
    scripted.before = () => {
      throw new VoiceError("network", "no way");
    };
    const next = openWindow();
    await next.refresh();
    assert.deepEqual(rowsOf(next.store, "TRAINING"), ["a"]);
    assert.equal(next.store.get("c1").error?.kind, "network");
    const written = fileCache.calls.length;
    await pass();
    assert.equal(fileCache.calls.length, written, "nothing new was read, so nothing is written");
  });

  it("waits for nothing where nothing is remembered, and the disk delays no row", async () => {
    scripted.put("a", "TRAINING");
    fileCache.before = () => new Promise(() => undefined);
    const window = openWindow();
    await window.refresh();
    assert.deepEqual(rowsOf(window.store, "TRAINING"), ["a"]);
  });

  it("brings back nothing once the cloud has answered", async () => {
    scripted.put("a", "TRAINING");
    const first = openWindow();
    await first.refresh();
    await pass();
    scripted.jobs.clear();
    let find = () => {};
    fileCache.before = (verb) => (verb === "read" ? new Promise<void>((resolve) => (find = resolve)) : undefined);
    const next = openWindow();
    await next.refresh();
    find();
    await settled();
    assert.equal(next.store.get("c1").jobs.size, 0);
  });

  it("writes a burst of changes once, an unchanged refresh not at all, and the half of one never", async () => {
    scripted.put("a", "TRAINING");
    const window = openWindow();
    await window.refresh();
    scripted.put("b", "TRAINING");
    await window.refresh();
    await pass();
    assert.equal(writes("c1.rows.json"), 1);
    await window.refresh();
    await pass();
    assert.equal(writes("c1.rows.json"), 1);
    assert.equal(clock.waiting, 0);
    scripted.put("c", "RAW");
    let answer = () => {};
    scripted.after = () => new Promise<void>((resolve) => (answer = resolve));
    window.store.update("c1", { total: 7 });
    const refreshing = window.refresher.refreshConnection("c1", never);
    await settled();
    await pass();
    assert.equal(writes("c1.rows.json"), 1);
    scripted.after = () => undefined;
    answer();
    await refreshing;
    await pass();
    assert.equal(writes("c1.rows.json"), 2);
  });

  it("puts on the disk what is left when the window goes, and how fresh unchanged rows are", async () => {
    scripted.put("a", "TRAINING");
    const first = openWindow();
    await first.refresh();
    await first.jobCache.flush();
    assert.ok(rows()?.includes('"a"'));
    await clock.advance(3_600_000);
    await first.refresh();
    const readAt = first.store.get("c1").readAt;
    await first.jobCache.flush();
    const next = openWindow();
    scripted.before = () => {
      throw new VoiceError("network", "no way");
    };
    await next.refresh();
    assert.equal(next.store.get("c1").readAt, readAt);
    assert.equal(clock.waiting, 0);
  });

  it("does not put nothing in the place of rows when a window goes before the cloud has answered", async () => {
    scripted.put("a", "TRAINING");
    const first = openWindow();
    await first.refresh();
    await first.jobCache.flush();
    const before = rows();
    fileCache.before = (verb) => {
      if (verb === "read") throw new Error("busy");
    };
    scripted.before = () => new Promise(() => undefined);
    const next = openWindow();
    void next.refresher.ensureConnection("c1", never);
    await settled();
    await next.jobCache.flush();
    assert.equal(rows(), before);
  });

  it("forgets a connection that is removed, and what is still to be written of it", async () => {
    scripted.put("a", "TRAINING");
    const window = openWindow();
    await window.refresh();
    await pass();
    assert.deepEqual([...fileCache.kept.keys()].sort(), ["c1.rows.json", "c1.seen.json"]);
    scripted.put("a", "DONE");
    await window.refresh();
    await window.connectionStore.remove("c1");
    await pass();
    assert.deepEqual([...fileCache.kept.keys()], []);
  });

  it("forgets a connection that another window removed, as soon as it hears of it, and at the latest in the next window", async () => {
    scripted.put("a", "TRAINING");
    const front = openWindow();
    await front.refresh();
    await pass();
    await kernel(below).connectionStore.remove("c1");
    front.connectionStore.lookAgain();
    await settled();
    assert.deepEqual([...fileCache.kept.keys()], []);
    fileCache.kept.set("c1.rows.json", "left over");
    fileCache.kept.set("c2.rows.json", "of a connection that stays");
    await front.connectionStore.add(connectionTo(scripted.cloud, { id: "c2" }), key);
    const next = openWindow();
    await next.refresher.refreshConnection("c2", never);
    await settled();
    assert.deepEqual([...fileCache.kept.keys()], ["c2.rows.json"]);
  });

  it("removes at once what was written while the connection was being removed", async () => {
    scripted.put("a", "TRAINING");
    const window = openWindow();
    await window.refresh();
    let go = () => {};
    fileCache.before = (verb) => (verb === "write" ? new Promise<void>((resolve) => (go = resolve)) : undefined);
    await pass();
    await window.connectionStore.remove("c1");
    fileCache.before = () => undefined;
    go();
    await settled();
    assert.deepEqual([...fileCache.kept.keys()], []);
  });

  it("shows no rows of the place that a connection was edited away from, and has them again when it is edited back", async () => {
    scripted.put("a", "TRAINING");
    const first = openWindow();
    await first.refresh();
    await pass();
    scripted.before = () => new Promise(() => undefined);
    const elsewhere = connectionTo(scripted.cloud, { endpoint: "https://elsewhere.test" });
    await first.connectionStore.replace(elsewhere);
    const moved = openWindow();
    void moved.refresher.ensureConnection("c1", never);
    await settled();
    assert.equal(moved.store.get("c1").jobs.size, 0);
    assert.deepEqual(await moved.jobCache.stateLog.of("c1", "a"), []);
    await moved.connectionStore.replace(connectionTo(scripted.cloud));
    const back = openWindow();
    void back.refresher.ensureConnection("c1", never);
    await settled();
    assert.deepEqual(rowsOf(back.store, "TRAINING"), ["a"]);
  });

  for (const [what, text] of [
    ["damaged", '{"version":1,"rows":['],
    ["newer", '{"version":9,"place":"x","rows":{}}'],
    ["huge", "x".repeat(3_100_000)],
  ] as const) {
    it(`survives a ${what} file and replaces it`, async () => {
      scripted.put("a", "TRAINING");
      for (const name of ["c1.rows.json", "c1.seen.json"]) fileCache.kept.set(name, text);
      const window = openWindow();
      await window.refresh();
      await pass();
      assert.deepEqual(rowsOf(window.store, "TRAINING"), ["a"]);
      for (const name of ["c1.rows.json", "c1.seen.json"])
        assert.match(fileCache.kept.get(name) ?? "", /^\{"version":1,.*"place"/s);
      assert.deepEqual(warnings, []);
    });
  }

  it("goes on where the disk fails, and says so in the log", async () => {
    scripted.put("a", "TRAINING");
    fileCache.before = () => {
      throw new Error("ENOSPC");
    };
    const window = openWindow();
    await window.refresh();
    await pass();
    assert.deepEqual(rowsOf(window.store, "TRAINING"), ["a"]);
    assert.ok(warnings.length > 0 && warnings.every((text) => text.includes("ENOSPC")));
    fileCache.before = () => undefined;
    scripted.put("a", "DONE");
    await window.refresh();
    await pass();
    assert.ok(rows()?.includes("DONE"));
  });

  it("remembers nothing of demo connections: their jobs are new in each window", async () => {
    await below.state.update("connections", {
      version: 1,
      connections: [connectionTo(scripted.cloud, { isDemo: true })],
    });
    const window = openWindow();
    window.store.putJobs("c1", [{ job: scripted.put("a", "TRAINING"), asked: 1, readAt: 1 }], { readAt: 1 });
    await settled();
    await window.jobCache.flush();
    assert.deepEqual(fileCache.calls, []);
  });

  describe("histories", () => {
    const told = () => {
      const [at, words] = [clock.now(), ["no letter"]];
      const events = [{ action: "REFUSED", at, words, rest: {} }];
      return new Map([["log", { events, reviews: [], readAt: at, isCut: false, version: "RAW" }]]);
    };
    const kept = () => fileCache.kept.get("c1.history.json");

    it("are there in the next window, and not at another place", async () => {
      const window = openWindow();
      const chapters = told();
      window.jobCache.keepHistory("c1", scripted.put("a", "RAW"), chapters);
      await window.jobCache.flush();
      const next = openWindow();
      assert.deepEqual(await next.jobCache.histories.of("c1", "a"), chapters);
      assert.equal((await next.jobCache.histories.of("c1", "b")).size, 0);
      const connection = next.connectionStore.find("c1")!;
      await next.connectionStore.replace({ ...connection, endpoint: "https://elsewhere.test" });
      assert.equal((await next.jobCache.histories.of("c1", "a")).size, 0);
    });

    it("go with their connection, also where it is removed while they are written", async () => {
      const window = openWindow();
      await window.refresh();
      window.jobCache.keepHistory("c1", scripted.put("a", "RAW"), told());
      await window.jobCache.flush();
      assert.ok(kept());
      fileCache.before = async (verb, name) => {
        fileCache.before = () => undefined;
        if (verb === "read" && name === "c1.history.json") await window.connectionStore.remove("c1");
      };
      window.jobCache.keepHistory("c1", scripted.put("b", "RAW"), told());
      await window.jobCache.flush();
      assert.deepEqual([...fileCache.kept.keys()], []);
      assert.equal((await window.jobCache.histories.of("c1", "a")).size, 0);
    });

    it("are kept neither of demo connections nor of jobs that say what is private", async () => {
      const window = openWindow();
      window.jobCache.keepHistory("c1", scripted.put("13800138000", "RAW"), told());
      await window.jobCache.flush();
      assert.equal(kept(), undefined);
      await below.state.update("connections", {
        version: 1,
        connections: [connectionTo(scripted.cloud, { isDemo: true })],
      });
      const demo = openWindow();
      demo.jobCache.keepHistory("c1", scripted.put("a", "RAW"), told());
      await demo.jobCache.flush();
      assert.equal(kept(), undefined);
    });

    it("stay when what is left over of other connections is swept", async () => {
      const window = openWindow();
      window.jobCache.keepHistory("c1", scripted.put("a", "RAW"), told());
      await window.jobCache.flush();
      fileCache.kept.set("gone.history.json", "{}");
      await openWindow().refresh();
      assert.deepEqual([kept() !== undefined, fileCache.kept.has("gone.history.json")], [true, false]);
    });
  });

  describe("timeline", () => {
    it("tells the states of a job as they were seen, over several windows", async () => {
      const created = scripted.put("a", "RAW").updatedAt;
      const first = openWindow();
      await first.refresh();
      const seenAt = clock.now();
      await pass();
      assert.deepEqual(await first.jobCache.stateLog.of("c1", "a"), [{ state: "RAW", at: created, seenAt }]);
      const queued = scripted.put("a", "QUEUED").updatedAt;
      const next = openWindow();
      await next.refresh();
      const story = [
        { state: "RAW", at: created, seenAt },
        { state: "QUEUED", at: queued, seenAt: clock.now(), after: seenAt },
      ];
      assert.deepEqual(await next.jobCache.stateLog.of("c1", "a"), story);
      await next.jobCache.flush();
      assert.deepEqual(await openWindow().jobCache.stateLog.of("c1", "a"), story);
    });

    it("has a move that two windows saw once, where the cloud tells no times too", async () => {
      const untimed = { updatedAt: undefined as unknown as number };
      scripted.put("a", "RAW", untimed);
      const [front, back] = [openWindow(), openWindow()];
      await front.refresh();
      await clock.advance(30_000);
      await back.refresh();
      await pass();
      scripted.put("a", "QUEUED", untimed);
      await clock.advance(60_000);
      await back.refresh();
      const seenAt = clock.now();
      await clock.advance(30_000);
      await front.refresh();
      await pass();
      await Promise.all([front.jobCache.flush(), back.jobCache.flush()]);
      for (const { jobCache } of [front, back]) {
        const story = await jobCache.stateLog.of("c1", "a");
        assert.deepEqual(
          story.map(({ state }) => state),
          ["RAW", "QUEUED"],
        );
        assert.equal(story[1]?.at, seenAt);
      }
    });

    it("has nothing of jobs and connections that were not seen", async () => {
      const { jobCache } = openWindow();
      assert.deepEqual(await jobCache.stateLog.of("c1", "a"), []);
      assert.deepEqual(await jobCache.stateLog.of("nobody", "a"), []);
    });

    it("keeps no state that looks like a phone or a link", async () => {
      scripted.put("a", "13800138000");
      scripted.put("b", "https://a.test/x");
      const window = openWindow();
      await window.refresh();
      await pass();
      for (const text of fileCache.kept.values()) assert.doesNotMatch(text, /13800138000|a\.test/);
      assert.deepEqual(await window.jobCache.stateLog.of("c1", "a"), []);
    });
  });
});
