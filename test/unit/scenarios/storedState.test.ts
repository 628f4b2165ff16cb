// A profile that version 0.1.0 has left behind opens in this one: nothing is lost, nothing is thrown, and nothing is submitted again.
import { strict as assert } from "node:assert";
import { readdirSync } from "node:fs";
import { clouds } from "../../../src/clouds/index.js";
import { prefill } from "../../../src/core/forms/formValues.js";
import { isEmpty } from "../../../src/core/jobs/filter/jobFilter.js";
import type { DemoCloud } from "../../../src/demoCloud/index.js";
import { WatchedJobPoller } from "../../../src/features/notifications/watchedJobPoller.js";
import { BatchLog } from "../../../src/features/submitBatch/batchLog.js";
import { hasUnfinishedBatches } from "../../../src/features/submitBatch/unfinishedBatches.js";
import { CheckedRecordings } from "../../../src/features/upload/checkedRecordings.js";
import { LastValues } from "../../../src/services/storage/lastValues.js";
import { ViewOptions } from "../../../src/services/view/viewOptions.js";
import { FakeAttention } from "../../fakes/editor/attention.js";
import { never } from "./kernel.js";
import {
  accepted,
  beijing,
  claimed,
  failed,
  folder,
  happens,
  job,
  lost,
  muted,
  openDesk,
  openJobCreator,
  openProfile,
  sending,
  shanghai,
  stored,
  submitted,
  unknown,
  watched,
  withRefusedKey,
} from "./storedProfile.js";

describe("a profile of version 0.1.0", () => {
  let local: DemoCloud;

  afterEach(() => local.close());

  const open = async () => {
    const window = await openProfile();
    local = window.local;
    return window;
  };

  it("has everything in it that is stored", async () => {
    await open();
    assert.deepEqual(readdirSync(folder), ["0.1.0.json"]);
    assert.deepEqual(Object.keys(stored.globalState), [
      "checkedRecordings",
      "connections",
      "lens",
      "mutedNotices",
      "submitBatches",
      "submittedLooks",
      "toldNotices",
      "unsettledStarts",
      "unsettledSubmits",
      "usedValues",
      "watchedJobs",
    ]);
    const phases = Object.entries(stored.notes).map(([name, text]) =>
      `${name.split("-")[0]} ${JSON.parse(text).phase ?? ""}`.trim(),
    );
    assert.deepEqual(phases.sort(), [
      "key refused",
      "start sending",
      "start unknown",
      "submit accepted",
      "submit claimed",
      "submit sending",
      "submit unknown",
      "submit unknown",
      "watch.json",
    ]);
    assert.equal(Object.keys(stored.secrets).length, 3);
    assert.equal(Object.keys(stored.remembered).length, 4);
  });

  it("lists its connections with their names, and finds their keys", async () => {
    const { connectionStore, secrets, sessions } = await open();
    assert.deepEqual(
      connectionStore.all().map(({ id, name, cloud, region, values }) => [id, name, cloud, region, values]),
      [
        [beijing, "Studio Beijing", "huawei", "cn-north-4", { projectId: local.huawei.projectId, appUserId: "studio" }],
        [shanghai, "Studio Shanghai", "alibaba", "cn-shanghai", {}],
        [withRefusedKey, "Studio with a refused key", "huawei", "cn-north-4", { projectId: local.huawei.projectId }],
      ],
    );
    const { accessKeyId, secretAccessKey } = local.huawei;
    assert.deepEqual(await connectionStore.credentials(beijing), { kind: "aksk", values: { accessKeyId, secretAccessKey } });
    assert.equal((await connectionStore.credentials(withRefusedKey)).values.accessKeyId, "DEMO-FAKE-UNKNOWN-AK");
    for (const id of [beijing, shanghai]) await sessions.read(id, never, (api) => api.check(never));
    const kept = Object.fromEntries([...secrets.kept].filter(([key]) => key.startsWith("credentials/")));
    assert.deepEqual(kept, stored.secrets);
  });

  it("shows its rows with their age before anything is asked, and tells what was seen of each job", async () => {
    const { jobCache, store, warnings } = await open();
    for (const id of [beijing, shanghai]) await jobCache.recall(id);
    const rows = [...store.get(beijing).jobs.values()];
    assert.deepEqual(rows.map((row) => row.job.id).sort(), stored.cloud.huawei.map((each) => String(each.job_id)).sort());
    assert.equal(store.get(shanghai).jobs.size, 2);
    const row = store.record(beijing, failed)!;
    assert.deepEqual([row.job.name, row.job.state, row.job.phase, row.isRemembered], ["Voice failed", "FAILED", "failed", true]);
    assert.deepEqual([new Date(row.readAt).toISOString(), row.leftOut], ["2024-06-05T00:02:06.000Z", ["phone"]]);
    assert.equal(store.get(beijing).totals.get("CREATING")?.total, 9);
    assert.equal(store.get(beijing).total, 14);
    const seen = (await jobCache.stateLog.of(beijing, watched)).map(({ state, at }) => `${state} ${new Date(at).toISOString()}`);
    assert.deepEqual(seen, ["PROCESSING 2024-06-04T23:00:06.000Z", "RESULT_REVIEW 2024-06-05T00:02:06.000Z"]);
    assert.equal((await jobCache.stateLog.all(shanghai)).size, 2);
    assert.deepEqual([local.control.requests.length, warnings], [0, []]);
  });

  it("goes on with its files: what is seen next is added to them", async () => {
    const { jobCache, refresher, fileCache } = await open();
    local.control.move("huawei", watched, "SUCCEED");
    await jobCache.recall(beijing);
    await refresher.refreshConnection(beijing, never);
    await jobCache.flush();
    const states = (await jobCache.stateLog.of(beijing, watched)).map(({ state }) => state);
    assert.deepEqual(states, ["PROCESSING", "RESULT_REVIEW", "SUCCEED"]);
    assert.deepEqual([...fileCache.kept.keys()].sort(), Object.keys(stored.remembered).sort());
  });

  it("follows its watched job, and tells when that is over", async () => {
    const window = await open();
    const { watchList, lockFiles, refresher, keyClock: clock, ownWindow } = window;
    assert.deepEqual(
      watchList.all().map(({ connectionId, jobId, name, state }) => [connectionId, jobId, name, state]),
      [[beijing, watched, "Voice watched", "RESULT_REVIEW"]],
    );
    const { desk, userActivity, told } = openDesk(window);
    local.control.move("huawei", watched, "SUCCEED");
    const attention = new FakeAttention();
    attention.set({ isViewVisible: false, isWindowFocused: false });
    const world = { ...window, list: watchList, lockFiles, refresher, clock, attention, userActivity, windows: ownWindow };
    const watchedJobPoller = new WatchedJobPoller({ ...world, random: () => 0.5, isCovered: () => false }, () => desk);
    await clock.advance(0);
    await happens(() => told.length > 0);
    assert.deepEqual(
      told.map(({ jobId, name, happening }) => [jobId, name, happening]),
      [[watched, "Voice watched", "finished"]],
    );
    await happens(() => watchList.all().length === 0);
    watchedJobPoller.dispose();
    desk.dispose();
  });

  it("keeps quiet of what was muted and of what was told", async () => {
    const window = await open();
    const { desk, notices, told, attention } = openDesk(window);
    attention.set({ isWindowFocused: true });
    assert.deepEqual(notices.all(), (stored.globalState.mutedNotices as { readonly entries: unknown }).entries);
    const failedAt = Date.parse("2024-06-05T00:01:04Z");
    desk.take(beijing, { id: failed, name: "Voice failed", state: "FAILED", updatedAt: failedAt });
    desk.take(beijing, { id: muted, name: "Voice muted", state: "FAILED", updatedAt: failedAt });
    desk.take(shanghai, { id: "1", name: "NewsVoice", state: "Fail", updatedAt: failedAt });
    desk.take(beijing, { id: lost, name: "Voice lost", state: "FAILED", updatedAt: failedAt });
    await happens(() => told.length > 0);
    assert.deepEqual(
      told.map(({ jobId }) => jobId),
      [lost],
    );
    desk.dispose();
  });

  it("shows jobs as it was chosen", async () => {
    const { state, connectionStore, sessions, store, refresher } = await open();
    const viewOptions = new ViewOptions(state, connectionStore, sessions, store, refresher);
    assert.deepEqual(viewOptions.chosen, {
      filter: { states: ["CREATING", "PROCESSING"], tags: ["NEWS"], text: "Voice" },
      arrangement: { grouping: "batch", sorting: "created", hidden: { alibaba: ["Success"] } },
    });
    assert.equal(isEmpty(viewOptions.chosen.filter), false);
  });

  it("prefills what was used last, and remembers which recordings were passed", async () => {
    const { state, connectionStore, sessions } = await open();
    const used = new LastValues(state, connectionStore);
    const fields = sessions.cloudOf(connectionStore.find(beijing)!).submitFields!;
    const filled = prefill(fields, {}, used.ofConnection(beijing));
    assert.deepEqual([filled.tag, filled.sex, filled.language, filled.description], ["NEWS", "FEMALE", "CN", "Reads the news"]);
    assert.deepEqual(used.ofJob(beijing, submitted)?.leftOut, ["phone"]);
    await used.sweep();
    assert.deepEqual(state.get("usedValues"), stored.globalState.usedValues);
    assert.deepEqual(new CheckedRecordings(state).of(connectionStore.find(shanghai)!, "ShoppingVoice"), {
      1: { passed: true },
      2: { passed: false, reason: "Too much noise" },
    });
  });

  it("looks up each submit that was open, tells it once, and sends none again", async () => {
    const { recovery, submitter, lockFiles, state } = await open();
    assert.ok(recovery.hasPending());
    const told = await recovery.recoverAll();
    assert.deepEqual(
      told.map(({ connectionId, jobId, outcome }) => [connectionId, jobId, outcome.kind]).sort(),
      [
        [beijing, claimed, "neverSent"],
        [beijing, sending, "earlier"],
        [beijing, unknown, "accepted"],
        [beijing, accepted, "accepted"],
        [beijing, lost, "earlier"],
      ].sort(),
    );
    assert.deepEqual(await recovery.recoverAll(), [], "told once");
    assert.equal(
      state.get<readonly string[]>("unsettledSubmits")?.length,
      2,
      "what nobody knows is looked up by the next window too",
    );
    // Those of which nothing is known hold the next submit back until the person decides.
    for (const jobId of [sending, lost]) assert.equal((await submitter.submit(beijing, jobId, {}, never)).kind, "earlier");
    for (const jobId of [unknown, accepted]) assert.equal((await submitter.submit(beijing, jobId, {}, never)).kind, "wrongState");
    for (const jobId of [sending, lost, unknown, accepted]) assert.equal(local.control.submitAttempts(jobId), 0, jobId);
    assert.equal([...lockFiles.kept.keys()].filter((name) => name.startsWith("submit-")).length, 2);
    await recovery.release(beijing, lost);
    for (const jobId of [claimed, lost]) {
      const outcome = await submitter.submit(beijing, jobId, { tag: "NEWS" }, never);
      assert.deepEqual([outcome.kind, local.control.submitAttempts(jobId)], ["accepted", 1], jobId);
    }
  });

  it("holds an open submit back even before it was looked up", async () => {
    const { submitter } = await open();
    for (const jobId of [sending, lost]) {
      assert.equal((await submitter.submit(beijing, jobId, {}, never)).kind, "earlier");
      assert.equal(local.control.submitAttempts(jobId), 0, jobId);
    }
  });

  it("takes the cloud's old answer about a submitted job for what it is", async () => {
    const { submitter } = await open();
    local.control.change("huawei", submitted, { state: "CREATING", lastupdate_time: 1_717_542_005 });
    const outcome = await submitter.submit(beijing, submitted, {}, never);
    assert.ok(outcome.kind === "earlier" && outcome.wasAccepted, outcome.kind);
    assert.equal(local.control.submitAttempts(submitted), 0);
  });

  it("looks up jobs that were being made, and makes none again", async () => {
    const window = await open();
    local.control.add("alibaba", { JobId: "10000000000000000000000000000009", VoiceId: "MadeVoice", VoiceName: "MadeVoice" });
    const jobCreator = openJobCreator(window);
    const left = await jobCreator.recoverAll();
    assert.deepEqual(
      left.map(({ connectionId, mark, outcome }) => [connectionId, mark, outcome.kind]),
      [
        [shanghai, "LostVoice", "earlier"],
        [shanghai, "MadeVoice", "accepted"],
      ],
    );
    assert.deepEqual(await jobCreator.recoverAll(), []);
    const [basic] = (await clouds.find(({ id }) => id === "alibaba")?.kinds?.()) ?? [];
    const values = { VoiceId: "LostVoice", VoiceName: "LostVoice", Scenario: "story", Gender: "female" };
    assert.equal((await jobCreator.start(shanghai, basic!, values, never)).kind, "earlier");
    assert.equal(local.control.requests.filter(({ operation }) => operation.startsWith("Create")).length, 0);
  });

  it("tells of the batch that was interrupted, once", async () => {
    const { state, clock, ownWindow } = await open();
    assert.ok(hasUnfinishedBatches(state));
    const found = [];
    for await (const batch of new BatchLog(state, clock, ownWindow).unfinished()) found.push(batch);
    assert.deepEqual(
      found.map(({ jobs, ended, isAtOne }) => [jobs, ended, isAtOne]),
      [[[20, 21, 22, 23].map((number) => ({ connectionId: beijing, jobId: job(number) })), ["submitted", "refused"], true]],
    );
    assert.equal(hasUnfinishedBatches(state), false);
  });

  it("does not try the key that was refused, until the person says so", async () => {
    const { refresher, store, sessions, keyClock } = await open();
    const refresh = async () => {
      let isOver = false;
      const done = refresher.refreshConnection(withRefusedKey, never).finally(() => {
        isOver = true;
      });
      while (!isOver) {
        await keyClock.advance(200);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await done;
      return store.get(withRefusedKey).error;
    };
    for (let turn = 0; turn < 2; turn += 1) {
      const error = await refresh();
      assert.deepEqual([error?.kind, error?.reason, error?.code], ["auth", "unknownKey", "APIGW.0301"]);
      assert.equal(local.control.requests.length, 0);
    }
    await sessions.tryAgain([withRefusedKey]);
    assert.equal((await refresh())?.reason, "unknownKey");
    assert.equal(local.control.requests.length, 1);
  });
});
