// A change repaints the rows that look different because of it, and no others.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { createOrder } from "../../../../src/core/jobs/arrangement.js";
import { type TreeModelChange, TreeModels } from "../../../../src/features/tree/treeModels.js";
import { ViewOptions } from "../../../../src/services/view/viewOptions.js";
import { ManualClock } from "../../../fakes/clock.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";
import { connectionTo, fixture, kernel, key, never } from "../../scenarios/kernel.js";

describe("sights", () => {
  async function open(fill: (cloud: ScriptedCloud) => void, isLookedAt = true) {
    const cloud = new ScriptedCloud("scripted", { serves: ["states"] });
    fill(cloud);
    const clock = new ManualClock();
    const home = kernel(fixture([cloud.cloud]));
    await home.connectionStore.add(connectionTo(cloud.cloud), key);
    const viewOptions = new ViewOptions(new FakeKeyValue(), home.connectionStore, home.sessions, home.store, home.refresher);
    const treeModels = new TreeModels(home.connectionStore, home.sessions, home.store, viewOptions, createOrder("en"), clock);
    const told: TreeModelChange[] = [];
    const refresh = async () => {
      await home.refresher.refreshConnection("c1", never);
      await clock.advance(1);
    };
    await refresh();
    if (isLookedAt) treeModels.of("c1");
    treeModels.onDidChange((change) => told.push(change));
    const keys = () => treeModels.of("c1")?.groups.map((group) => group.key);
    return { ...home, cloud, clock, viewOptions, treeModels, told, refresh, keys };
  }
  const few = (cloud: ScriptedCloud) => {
    cloud.fill(3, "QUEUED");
    cloud.fill(3, "TRAINING");
  };

  it("look a connection up once for all its rows, and again when the book has changed", async () => {
    const { treeModels, connectionStore } = await open(few);
    const known = treeModels.connection("c1");
    assert.ok(known);
    for (let row = 0; row < 10; row += 1) assert.equal(treeModels.connection("c1"), known);
    await connectionStore.replace({ ...known, name: "Renamed" });
    assert.equal(treeModels.connection("c1")?.name, "Renamed");
  });

  it("tell nothing when a refresh brings nothing new", async () => {
    const { refresh, told, cloud } = await open(few);
    const asked = cloud.count("list");
    await refresh();
    assert.ok(cloud.count("list") > asked);
    assert.deepEqual(told, []);
  });

  it("tell the one group in which a job changed", async () => {
    const { cloud, refresh, told } = await open(few);
    cloud.put("QUEUED-0", "QUEUED", { name: "Renamed", updatedAt: 1 });
    await refresh();
    assert.deepEqual(told, [{ connectionId: "c1", groups: ["QUEUED"] }]);
  });

  it("tell both groups when a job moves, and the connection when a group comes or goes", async () => {
    const { cloud, refresh, told } = await open(few);
    cloud.put("QUEUED-0", "TRAINING");
    await refresh();
    assert.deepEqual(told, [{ connectionId: "c1", groups: ["QUEUED", "TRAINING"] }]);
    cloud.put("QUEUED-1", "DONE");
    await refresh();
    assert.deepEqual(told[1], { connectionId: "c1" });
  });

  it("tell the group whose rows stand in another order", async () => {
    const { cloud, refresh, told, viewOptions, treeModels } = await open(few);
    await viewOptions.arrange({ grouping: "type", sorting: "name" });
    treeModels.of("c1");
    told.length = 0;
    cloud.put("QUEUED-0", "QUEUED", { name: "zzz" });
    await refresh();
    assert.deepEqual(told, [{ connectionId: "c1", groups: [""] }]);
    assert.equal(treeModels.group("c1", "")?.rows.at(-1)?.job.id, "QUEUED-0");
  });

  it("tell nothing of a job that the filter leaves out", async () => {
    const { cloud, refresh, told, viewOptions, treeModels, keys } = await open(few);
    await viewOptions.setFilter({ states: ["TRAINING"] });
    assert.deepEqual(told, [{}]);
    assert.deepEqual(keys(), ["TRAINING"]);
    told.length = 0;
    treeModels.of("c1");
    cloud.put("QUEUED-0", "DONE");
    await refresh();
    assert.deepEqual(told, []);
  });

  it("tell of an error, and of rows that failed to be read", async () => {
    const { cloud, refresh, told, store } = await open(few);
    const error = new VoiceError("unavailable", "down", { status: 503 });
    store.putJobError("c1", "QUEUED-0", error, store.ask());
    cloud.before = () => {
      throw new VoiceError("forbidden", "no", { status: 403 });
    };
    await refresh();
    assert.deepEqual(told, [{ connectionId: "c1" }]);
    assert.ok(store.get("c1").error);
  });

  it("do not look at what was not asked for", async () => {
    const { cloud, refresh, told, clock } = await open(few, false);
    cloud.put("QUEUED-0", "DONE");
    await refresh();
    assert.deepEqual(told, []);
    assert.equal(clock.waiting, 0);
  });

  it("show one picture until they tell of another", async () => {
    const { cloud, treeModels, refresher, clock, told, keys } = await open(few);
    cloud.put("QUEUED-0", "DONE");
    await refresher.refreshConnection("c1", never);
    assert.deepEqual(keys(), ["QUEUED", "TRAINING"]);
    await clock.advance(1);
    assert.deepEqual(told, [{ connectionId: "c1" }]);
    assert.deepEqual(keys(), ["QUEUED", "TRAINING", "DONE"]);
    treeModels.dispose();
    assert.equal(clock.waiting, 0);
  });
});
