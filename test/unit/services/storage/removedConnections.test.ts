// What becomes of kept rows where a connection is removed, or leads elsewhere.
import assert from "node:assert/strict";
import { settled } from "../../../fakes/clock.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import type { FakeFileCache } from "../../../fakes/storage/fileCache.js";
import { connectionTo, kernel, key, never, rowsOf } from "../../scenarios/kernel.js";
import { openProfile, type Profile } from "./profileFixture.js";

describe("memory", () => {
  let scripted: ScriptedCloud;
  let fileCache: FakeFileCache;
  let below: Profile["below"];
  let openWindow: Profile["openWindow"];
  let pass: Profile["pass"];

  beforeEach(async () => {
    ({ scripted, fileCache, below, openWindow, pass } = await openProfile());
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
});
