// What a window keeps of its jobs' pasts for the next one: histories that clouds told, and states that were seen.
import assert from "node:assert/strict";
import type { ManualClock } from "../../../fakes/clock.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import type { FakeFileCache } from "../../../fakes/storage/fileCache.js";
import { connectionTo } from "../../scenarios/kernel.js";
import { openProfile, type Profile } from "./profileFixture.js";

describe("memory", () => {
  let scripted: ScriptedCloud;
  let fileCache: FakeFileCache;
  let clock: ManualClock;
  let below: Profile["below"];
  let openWindow: Profile["openWindow"];
  let pass: Profile["pass"];

  beforeEach(async () => {
    ({ scripted, fileCache, clock, below, openWindow, pass } = await openProfile());
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
