// What no document tells of a server's filters by time is found out by asking it, for each way in which it may read them.
import assert from "node:assert/strict";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import type { TimeReading } from "../../../../src/demoCloud/huawei/jobs/list.js";
import { buildTreeModel } from "../../../../src/features/tree/treeModel.js";
import { TimeFilters } from "../../../../src/services/refresh/timeFilters.js";
import { probeTimes, sampleOf } from "../../../../src/services/refresh/timeProbe.js";
import { ViewOptions } from "../../../../src/services/view/viewOptions.js";
import { ManualClock } from "../../../fakes/clock.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";
import { never } from "../../scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../../scenarios/localKernel.js";

const day = 86_400_000;

describe("filters by time", () => {
  let kernel: LocalKernel;
  let state: FakeKeyValue;
  let clock: ManualClock;
  let times: TimeFilters;
  let viewOptions: ViewOptions;
  beforeEach(async () => {
    kernel = await openLocalKernel({ jobs: { huawei: 700, alibaba: 0 } });
    state = new FakeKeyValue();
    clock = new ManualClock();
    open();
    await kernel.refresher.refreshConnection("huawei", never);
    kernel.local.control.clearRequests();
  });
  afterEach(() => kernel.close());

  /** A window on what was kept. */
  function open(): void {
    const { connectionStore, sessions, store, refresher } = kernel;
    times = new TimeFilters(state, connectionStore, sessions, store, refresher, clock);
    viewOptions = new ViewOptions(new FakeKeyValue(), connectionStore, sessions, store, refresher, async () => times);
  }
  const rows = () => [...kernel.store.get("huawei").jobs.values()].map(({ job }) => job);
  /** In the middle of what is known. */
  const middle = (part: "createdAt" | "updatedAt") =>
    rows()
      .flatMap((job) => job[part] ?? [])
      .sort((a, b) => a - b)[Math.floor(rows().length / 2)]!;
  const scope = () => kernel.store.get("huawei").scope;
  const order = {
    compareNames: (a: string, b: string) => (a < b ? -1 : 1),
    dayOf: (at: number) => new Date(at).toISOString().slice(0, 10),
  };
  const model = () => {
    const cloud = kernel.sessions.cloudOf(kernel.connectionStore.find("huawei")!);
    return buildTreeModel(kernel.store.get("huawei"), cloud, viewOptions.chosen, order);
  };
  const asked = () =>
    kernel.local.control.requests.map(({ query }) =>
      Object.keys(query)
        .filter((name) => /_since|_until/.test(name))
        .map((name) => query[name]),
    );
  /** What the cloud itself has of them. */
  const truth = (since: number) =>
    kernel.local.control
      .jobs("huawei")
      .filter((job) => Number(job.create_time) * 1000 >= since || Number(job.create_time) >= since).length;

  for (const [reading, format] of [
    ["any", "rfc3339"],
    ["rfc3339", "rfc3339"],
    ["seconds", "seconds"],
    ["milliseconds", "milliseconds"],
  ] as const satisfies readonly (readonly [TimeReading, string])[])
    it(`are asked of a server that reads ${reading}, and counted by it`, async () => {
      kernel.local.control.setTimeReading(reading);
      const since = middle("createdAt");
      await viewOptions.setFilter({ createdSince: since });
      await eventually(() => scope()?.total !== undefined);
      assert.deepEqual(scope()?.query, { createdSince: since, timeFormat: format });
      assert.equal(scope()?.total, truth(since));
      const { among, count } = model().finding!;
      assert.deepEqual([among, count], [undefined, scope()?.total], "the tree says that all were looked at");
      // Known for the next window too: nothing is asked to find out.
      kernel.local.control.clearRequests();
      open();
      await viewOptions.setFilter({ createdSince: since + 1000 });
      await eventually(() => scope()?.query.createdSince === since + 1000 && scope()?.total !== undefined);
      assert.ok(
        asked().every((each) => each.length <= 1),
        JSON.stringify(asked()),
      );
      assert.deepEqual(times.of("huawei"), { format, created: true, updated: false });
    });

  it("are looked for among loaded rows where the server takes no notice of them, and it is asked again after a day", async () => {
    kernel.local.control.setTimeReading("ignored");
    const since = middle("createdAt");
    await viewOptions.setFilter({ createdSince: since });
    await eventually(() => JSON.stringify(state.get("timeFilters") ?? "").includes("created"));
    assert.deepEqual([scope(), times.of("huawei")], [undefined, undefined]);
    const { among, count } = model().finding!;
    assert.deepEqual([among?.loaded, among?.total], [rows().length, 700]);
    assert.equal(count, rows().filter(({ createdAt = 0 }) => createdAt >= since).length);
    kernel.local.control.clearRequests();
    viewOptions.aim("huawei");
    open();
    await viewOptions.setFilter({ createdSince: since });
    assert.deepEqual(kernel.local.control.requests.length, 0);
    kernel.local.control.setTimeReading("seconds");
    await clock.advance(day);
    viewOptions.aim("huawei");
    await eventually(() => scope()?.query.timeFormat === "seconds");
  });

  it("are found out for each of the two, with the format that is known first", async () => {
    kernel.local.control.setTimeReading("milliseconds");
    await viewOptions.setFilter({ createdSince: middle("createdAt") });
    await eventually(() => times.of("huawei")?.created === true);
    kernel.local.control.clearRequests();
    const filter = { createdSince: middle("createdAt"), updatedUntil: middle("updatedAt") };
    await viewOptions.setFilter(filter);
    await eventually(() => scope()?.query.updatedUntil !== undefined && scope()?.total !== undefined);
    assert.deepEqual(scope()?.query, { ...filter, timeFormat: "milliseconds" });
    const trials = kernel.local.control.requests.filter(({ query }) => "update_since" in query);
    assert.equal(trials.length, 2, "the oldest and the newest one of what was asked for");
  });

  it("are no longer asked for once rows come that were not asked for", async () => {
    kernel.local.control.setTimeReading("seconds");
    await viewOptions.setFilter({ createdSince: middle("createdAt") });
    await eventually(() => scope()?.total !== undefined);
    kernel.local.control.setTimeReading("ignored");
    await viewOptions.setFilter({ createdSince: middle("createdAt") + 60_000 });
    await eventually(() => times.of("huawei") === undefined && scope() === undefined);
    assert.ok(model().finding?.among, "and the tree says among what it looked");
  });

  it("are not known, and nothing is kept, where the cloud does not answer", async () => {
    kernel.local.control.faults.add({
      cloud: "huawei",
      times: "always",
      act: { kind: "answer", status: 403, body: { error_code: "APIG.1005" } },
    });
    await viewOptions.setFilter({ createdSince: middle("createdAt") });
    await eventually(() => kernel.local.control.requests.length > 0);
    viewOptions.aim("huawei");
    assert.deepEqual([times.of("huawei"), state.get("timeFilters")], [undefined, undefined]);
  });

  it("are found out of demo data too, and nothing of it is kept", async () => {
    const { connectionStore, sessions, store, refresher } = kernel;
    const find = (id: string) => ({ ...connectionStore.find(id)!, isDemo: true });
    const demos: typeof connectionStore = Object.create(connectionStore, { find: { value: find } });
    times = new TimeFilters(state, demos, sessions, store, refresher, clock);
    viewOptions = new ViewOptions(new FakeKeyValue(), connectionStore, sessions, store, refresher, async () => times);
    await viewOptions.setFilter({ createdSince: middle("createdAt") });
    await eventually(() => times.of("huawei") !== undefined);
    await eventually(() => scope()?.total !== undefined);
    assert.equal(state.get("timeFilters"), undefined);
  });

  it("are known of a place: not of another, nor of a connection that is gone", async () => {
    await viewOptions.setFilter({ createdSince: middle("createdAt") });
    await eventually(() => times.of("huawei") !== undefined && state.get("timeFilters") !== undefined);
    const connection = kernel.connectionStore.find("huawei")!;
    await kernel.connectionStore.replace({ ...connection, endpoint: "https://elsewhere.test" });
    assert.equal(times.of("huawei"), undefined);
    await kernel.connectionStore.remove("huawei");
    await eventually(() => state.get("timeFilters") === undefined);
  });

  it("reads anything that is stored as something that was not found", () => {
    for (const odd of [
      1,
      "x",
      [],
      { huawei: 1 },
      { huawei: { place: 1, parts: {} } },
      { huawei: { place: "p", parts: { created: { at: "soon" } } } },
    ]) {
      state.update("timeFilters", odd);
      open();
      assert.equal(times.of("huawei"), undefined);
    }
  });
});

describe("a sample of times", () => {
  const job = (createdAt: number | undefined): VoiceJob => ({
    id: "a",
    name: "",
    state: "A",
    phase: "running",
    raw: {},
    ...(createdAt !== undefined && { createdAt }),
  });

  it("has known jobs before, in and after it", () => {
    const jobs = [9000, 1000, 5000, 3000, 7000, 2000].map(job);
    assert.deepEqual(sampleOf("created", jobs), { since: 3000, until: 7000, known: 3 });
    assert.equal(sampleOf("updated", jobs), undefined);
  });

  it("is none where nothing would be proven", () => {
    for (const times of [[], [1000], [1000, 2000], [5000, 5000, 5000, 5000], [undefined, undefined, 4000]])
      assert.equal(sampleOf("created", times.map(job)), undefined, String(times));
  });

  it("are obeyed only where the rows that come prove it", async () => {
    const [since, until, inside] = [day, 3 * day, 2 * day];
    const row = (createdAt: number) => ({ createdAt }) as VoiceJob;
    const judge = (jobs: readonly VoiceJob[], total: number) =>
      probeTimes("created", { since, until, known: 2 }, ["seconds"], 9, async () => ({ jobs, total }));
    assert.equal(await judge([row(inside)], 2), "seconds");
    assert.equal(await judge([row(inside)], 8), "seconds");
    for (const [jobs, total, why] of [
      [[], 2, "no row"],
      [[row(inside)], 1, "a known job is missing"],
      [[row(inside)], 9, "all were counted"],
      [[row(inside), row(4 * day)], 2, "a later one came along"],
    ] as const)
      assert.equal(await judge(jobs, total), "none", why);
  });
});

async function eventually(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    assert.ok(tries < 500, "never came true");
    await new Promise((done) => setTimeout(done, 10));
  }
}
