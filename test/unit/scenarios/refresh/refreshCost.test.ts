// What a refresh costs: requests by what changed, no event where nothing did, and true rows whichever request fails.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../src/clouds/index.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import { HastyClock, settled } from "../../../fakes/clock.js";
import { never, totalsOf } from "../kernel.js";
import { cloudIds, type LocalKernel, openLocalKernel } from "../localKernel.js";

const idOf = { huawei: "job_id", alibaba: "JobId" } as const;
const stateOf = { huawei: "state", alibaba: "Status" } as const;
const statesOf = (cloud: CloudId) => clouds.find(({ id }) => id === cloud)!.states;

describe("what a refresh costs", () => {
  let home: LocalKernel;
  afterEach(() => home.close());

  const open = async (huawei: number, alibaba: number) => {
    home = await openLocalKernel({ jobs: { huawei, alibaba } }, {}, { clock: new HastyClock() });
  };
  const cost = async (cloud: CloudId, act = () => home.refresher.refreshConnection(cloud, never)) => {
    home.local.control.clearRequests();
    let events = 0;
    const watch = home.store.onDidChange(() => {
      events += 1;
    });
    await act();
    watch.dispose();
    assert.equal(home.store.get(cloud).error, undefined);
    return { requests: home.local.control.requests.length, events };
  };
  const assertTrue = (cloud: CloudId) => {
    const { control } = home.local;
    const totals = totalsOf(home.store, cloud);
    for (const { state } of statesOf(cloud)) assert.equal(totals[state] ?? 0, control.count(cloud, state), state);
    for (const [id, { job }] of home.store.get(cloud).jobs)
      assert.equal(job.state, control.job(cloud, id)?.[stateOf[cloud]], `row of ${id}`);
  };
  /** The job that changed latest; or, with `place`, the one in that place of the list. */
  const jobAt = (cloud: CloudId, place = 0) => {
    const jobs = [...home.local.control.jobs(cloud)];
    if (cloud === "huawei") jobs.sort((a, b) => Number(b.lastupdate_time) - Number(a.lastupdate_time));
    return { id: String(jobs.at(place)![idOf[cloud]]), state: String(jobs.at(place)![stateOf[cloud]]) };
  };

  for (const jobs of [0, 100, 500, 10_000]) {
    it(`is one request and no event at Huawei when nothing changed in ${jobs} jobs`, async () => {
      await open(jobs, 0);
      await cost("huawei");
      assert.deepEqual(await cost("huawei"), { requests: 1, events: 0 });
      assert.deepEqual(await cost("huawei"), { requests: 1, events: 0 });
      assertTrue("huawei");
    });
  }

  it("is paid for the first rows of several lists with one answer: the others are not waited for", async () => {
    await open(0, 160);
    const { control } = home.local;
    let answer = () => {};
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    control.faults.add({ cloud: "alibaba", operation: "ListCustomizedVoiceJobs", nth: 2, act: { kind: "heldUp", until } });
    const reading = home.refresher.refreshConnection("alibaba", never);
    const first = await new Promise<number>((resolve) => {
      home.store.onDidChange(({ jobs }) => jobs.size > 0 && resolve(jobs.size));
    });
    assert.ok(first > 0 && first < 160);
    // How many there are is not known yet.
    assert.equal(home.store.get("alibaba").total, undefined);
    answer();
    await reading;
    assert.equal(home.store.get("alibaba").jobs.size, 160);
    assertTrue("alibaba");
  });

  it("stays one request when a filter is set and groups are loaded", async () => {
    await open(10_000, 0);
    await cost("huawei");
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    await home.refresher.loadMore("huawei", "SUCCEED", never);
    assert.deepEqual(await cost("huawei"), { requests: 1, events: 0 });
  });

  it("is one request and one event at Huawei for a job that changed", async () => {
    await open(10_000, 0);
    await cost("huawei");
    home.local.control.move("huawei", jobAt("huawei").id, "FAILED");
    assert.deepEqual(await cost("huawei"), { requests: 1, events: 1 });
    home.local.control.add("huawei");
    assert.deepEqual(await cost("huawei"), { requests: 1, events: 1 });
    assertTrue("huawei");
  });

  it("counts again at Huawei where an unknown job surfaces, and deletes nothing for it", async () => {
    await open(10_000, 0);
    await cost("huawei");
    await cost("huawei");
    const rows = home.store.get("huawei").jobs.size;
    home.local.control.move("huawei", jobAt("huawei", -1).id, "FAILED");
    const { requests, events } = await cost("huawei");
    assert.ok(requests > 1 && requests <= 1 + statesOf("huawei").length + 2 + 1, String(requests));
    assert.equal(events, 1);
    assert.equal(home.store.get("huawei").jobs.size, rows + 1);
    assertTrue("huawei");
  });

  it("is one request at Huawei for a job that went from the head of the list", async () => {
    for (const jobs of [100, 10_000]) {
      await open(jobs, 0);
      await cost("huawei");
      await cost("huawei");
      home.local.control.remove("huawei", jobAt("huawei", 5).id);
      assert.deepEqual(await cost("huawei"), { requests: 1, events: 1 });
      assertTrue("huawei");
      await home.close();
    }
    await open(0, 0);
  });

  it("looks through loaded rows at Huawei for a job that went from among them", async () => {
    await open(10_000, 0);
    await cost("huawei");
    await cost("huawei");
    for (let page = 0; page < 5; page += 1) await home.refresher.loadMore("huawei", "SUCCEED", never);
    const rows = [...home.store.get("huawei").jobs.values()].filter(({ job }) => job.state === "SUCCEED");
    const gone = rows.sort((a, b) => a.job.updatedAt! - b.job.updatedAt!)[150]!.job.id;
    home.local.control.remove("huawei", gone);
    const { requests } = await cost("huawei");
    assert.equal(home.store.record("huawei", gone), undefined);
    assert.ok(requests <= 1 + statesOf("huawei").length + 2 + 1 + 12, String(requests));
    assertTrue("huawei");
  });

  it("is the first page of each type at Alibaba, and each further one with unfinished jobs", async () => {
    await open(0, 10_000);
    const { control } = home.local;
    const isOpen = ({ Status: state }: Readonly<Record<string, unknown>>) => state !== "Success" && state !== "Fail";
    for (const job of control.jobs("alibaba").slice(400)) if (isOpen(job)) control.move("alibaba", String(job.JobId), "Success");
    await cost("alibaba");
    const lists = ["Basic", "Standard"].map((type) => control.jobs("alibaba").filter((job) => job.Type === type));
    const left = lists.flatMap((list) => list.slice(100).filter(isOpen));
    const pagesOf = (list: typeof left) =>
      new Set(list.flatMap((job, at) => (at >= 100 && isOpen(job) ? [Math.floor(at / 100)] : [])));
    const further = lists.map((list) => pagesOf(list).size);
    assert.ok(left.length > 10);
    const { requests, events } = await cost("alibaba");
    assert.deepEqual([requests, events], [2 + further[0]! + further[1]!, 0]);
    control.move("alibaba", String(left.at(-1)!.JobId), "Success");
    assert.deepEqual(await cost("alibaba"), { requests, events: 1 });
    assertTrue("alibaba");
  });

  it("is at most 13 requests at Alibaba for 2 000 jobs of which 12 are unfinished, the newest on a first page", async () => {
    await open(0, 2_000);
    const { control } = home.local;
    const all = control.jobs("alibaba");
    const unfinished = new Set(Array.from({ length: 12 }, (_, index) => String(all[30 + index * 170]!.JobId)));
    for (const job of all) control.move("alibaba", String(job.JobId), unfinished.has(String(job.JobId)) ? "Training" : "Success");
    await cost("alibaba");
    const { requests, events } = await cost("alibaba");
    assert.ok(requests <= 13, String(requests));
    assert.equal(events, 0);
    assertTrue("alibaba");
  });

  it("is all pages at Alibaba where something does not fit", async () => {
    await open(0, 700);
    await cost("alibaba");
    const { control } = home.local;
    control.remove("alibaba", jobAt("alibaba", -1).id);
    const { requests } = await cost("alibaba");
    const pages = ["Basic", "Standard"].map((type) =>
      Math.ceil(control.jobs("alibaba").filter((job) => job.Type === type).length / 100),
    );
    assert.ok(requests > 2 && requests <= pages[0]! + pages[1]!, String(requests));
    assertTrue("alibaba");
    assert.equal(home.store.get("alibaba").jobs.size, 699);
  });

  it("is no event for a job that was read by itself between two refreshes", async () => {
    await open(50, 50);
    for (const cloud of cloudIds) {
      await cost(cloud);
      const { id } = jobAt(cloud);
      assert.equal((await cost(cloud, async () => void (await home.refresher.refreshJob(cloud, id, never)))).events, 0);
      assert.equal((await cost(cloud)).events, 0);
    }
  });

  it("is waited for as long as the cloud asks, and comes out right", async () => {
    await open(900, 0);
    await cost("huawei");
    home.local.control.move("huawei", jobAt("huawei", -1).id, "FAILED");
    const act = { kind: "answer", status: 429, body: {}, headers: { "Retry-After": "7" } } as const;
    home.local.control.faults.add({ cloud: "huawei", nth: 3, act });
    const { passed } = home.below.clock as unknown as { passed: number };
    await cost("huawei");
    assert.ok((home.below.clock as unknown as { passed: number }).passed - passed >= 7000);
    assertTrue("huawei");
  });

  for (const [cloud, jobs] of [
    ["huawei", 60],
    ["huawei", 450],
    ["huawei", 900],
    ["alibaba", 700],
  ] as const) {
    for (const how of ["fails", "is left"] as const) {
      it(`whichever request ${how}, ${jobs} rows at ${cloud} are the last good ones, and the next refresh makes them true`, async () => {
        await open(cloud === "huawei" ? jobs : 0, cloud === "alibaba" ? jobs : 0);
        const { control } = home.local;
        await cost(cloud);
        for (let failing = 1, isOver = false; !isOver; failing += 1) {
          const unfinished = control
            .jobs(cloud)
            .find((job) => !statesOf(cloud).some(({ state, isFinal }) => isFinal && state === job[stateOf[cloud]]));
          control.move(cloud, cloud === "huawei" ? jobAt(cloud, -1).id : String(unfinished![idOf[cloud]]), "FAILED");
          control.remove(cloud, jobAt(cloud, -5).id);
          const before = home.store.get(cloud);
          control.clearRequests();
          if (how === "fails") control.faults.add({ cloud, nth: failing, act: { kind: "answer", status: 400, body: {} } });
          const left = new AbortController();
          const watch = setInterval(() => how === "is left" && control.requests.length >= failing && left.abort(), 0);
          await home.refresher.refreshConnection(cloud, left.signal);
          clearInterval(watch);
          await settled();
          control.faults.clear();
          const { jobs: rows, totals, readAt, error, isLoading } = home.store.get(cloud);
          isOver = error === undefined && !left.signal.aborted;
          assert.equal(isLoading, false);
          if (!isOver) {
            // What was not read again says how old it is.
            assert.deepEqual([rows, totals, readAt], [before.jobs, before.totals, before.readAt]);
            assert.equal(error !== undefined, how === "fails", String(error?.stack));
          }
          await cost(cloud);
          assertTrue(cloud);
          assert.ok(failing < 60);
        }
      });
    }
  }
});
