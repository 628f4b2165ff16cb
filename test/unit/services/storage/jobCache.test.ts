// What a window keeps of its rows for the next one.
import assert from "node:assert/strict";
import { VoiceError } from "../../../../src/core/errors.js";
import { type ManualClock, settled } from "../../../fakes/clock.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import type { FakeFileCache } from "../../../fakes/storage/fileCache.js";
import { connectionTo, never, rowsOf, totalsOf } from "../../scenarios/kernel.js";
import { openProfile, type Profile } from "./profileFixture.js";

describe("memory", () => {
  let scripted: ScriptedCloud;
  let fileCache: FakeFileCache;
  let clock: ManualClock;
  let below: Profile["below"];
  let warnings: string[];
  let openWindow: Profile["openWindow"];
  let pass: Profile["pass"];

  beforeEach(async () => {
    ({ scripted, fileCache, clock, below, warnings, openWindow, pass } = await openProfile());
  });

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
});
