// What the store says equals what the local cloud itself counts, whatever happened between two refreshes, for a known number of requests.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../src/clouds/index.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import { elsewhere, everything } from "../../../../src/services/jobs/snapshot.js";
import { HastyClock } from "../../../fakes/clock.js";
import { never, totalsOf } from "../kernel.js";
import { cloudIds, type LocalKernel, openLocalKernel } from "../localKernel.js";

const idOf = { huawei: "job_id", alibaba: "JobId" } as const;
const stateOf = { huawei: "state", alibaba: "Status" } as const;
const documented = (cloud: CloudId) => clouds.find(({ id }) => id === cloud)!.states.map(({ state }) => state);

describe("truth", () => {
  // Thousands of answers; a busy machine takes its time.
  let home: LocalKernel;
  afterEach(() => home.close());

  const open = async (huawei: number, alibaba: number) => {
    home = await openLocalKernel({ jobs: { huawei, alibaba } }, {}, { clock: new HastyClock() });
  };
  /** How many requests it took. */
  const refresh = async (cloud: CloudId) => {
    home.local.control.clearRequests();
    await home.refresher.refreshConnection(cloud, never);
    assert.equal(home.store.get(cloud).error, undefined);
    return home.local.control.requests.length;
  };
  const ids = (cloud: CloudId) => home.local.control.jobs(cloud).map((job) => String(job[idOf[cloud]]));
  /** Totals of every group, the total of all, and a row for every loaded job in the group the cloud has it in. */
  const assertTrue = (cloud: CloudId) => {
    const { control } = home.local;
    const snapshot = home.store.get(cloud);
    const counts = control.counts(cloud);
    const totals = totalsOf(home.store, cloud);
    for (const [state, total] of Object.entries(totals)) assert.equal(total, counts[state], `${cloud} ${state}`);
    for (const state of documented(cloud)) assert.equal(totals[state] ?? 0, counts[state] ?? 0, `${cloud} ${state}`);
    const hidden = Object.entries(counts).filter(([state]) => !(state in totals));
    assert.equal(
      snapshot.elsewhere,
      hidden.reduce((sum, [, count]) => sum + count, 0),
    );
    assert.equal(snapshot.total, control.count(cloud));
    for (const [id, { job }] of snapshot.jobs) {
      assert.deepEqual(job.raw[stateOf[cloud]], control.job(cloud, id)?.[stateOf[cloud]], id);
      assert.equal(job.state, control.job(cloud, id)?.[stateOf[cloud]]);
    }
  };
  const assertAllRows = (cloud: CloudId) => assert.deepEqual([...home.store.get(cloud).jobs.keys()].sort(), ids(cloud).sort());
  const states = (cloud: CloudId) => Object.keys(home.local.control.counts(cloud));
  /** Jobs move, come and go; the seed decides which. */
  const churn = (cloud: CloudId, seed: number) => {
    const { control } = home.local;
    const all = ids(cloud);
    const known = documented(cloud);
    for (let step = 0; step < 12; step += 1) {
      const pick = all[(seed * 31 + step * 17) % all.length]!;
      if (control.job(cloud, pick) === undefined) continue;
      if (step % 4 === 0) control.remove(cloud, pick);
      else if (step % 4 === 1) control.add(cloud);
      else control.move(cloud, pick, known[(seed + step) % known.length]!);
    }
  };

  for (const cloud of cloudIds) {
    it(`of the whole demo at ${cloud}, unknown states included, through moves, adds and deletes`, async () => {
      await open(420, 160);
      const requests = await refresh(cloud);
      assert.ok(states(cloud).some((state) => !documented(cloud).includes(state)));
      assertTrue(cloud);
      assertAllRows(cloud);
      for (let seed = 1; seed <= 8; seed += 1) {
        churn(cloud, seed);
        await refresh(cloud);
        assertTrue(cloud);
        assertAllRows(cloud);
      }
      assert.ok(requests <= 5);
    });

    it(`of a connection to ${cloud} without any job`, async () => {
      await open(0, 0);
      await refresh(cloud);
      assertTrue(cloud);
      assert.equal(home.store.get(cloud).jobs.size, 0);
    });
  }

  it("costs one request at Huawei up to 100 jobs, and one for each further hundred up to 500", async () => {
    for (const [jobs, requests] of [
      [0, 1],
      [99, 1],
      [100, 1],
      [101, 2],
      [420, 5],
      [500, 5],
    ] as const) {
      await open(jobs, 0);
      assert.equal(await refresh("huawei"), requests, `${jobs} jobs`);
      assertTrue("huawei");
      assertAllRows("huawei");
      await home.close();
    }
  });

  it("costs a page, a count per state and a last look at Huawei for any larger account; rows come after one request", async () => {
    await open(1500, 0);
    let first: number | undefined;
    home.store.onDidChange(() => {
      if (home.store.get("huawei").jobs.size > 0) first ??= home.local.control.requests.length;
    });
    const requests = await refresh("huawei");
    assert.equal(first, 1);
    const counted = new Set([...documented("huawei"), ...totalsStates()]);
    // And a last look whether anything happened while they were counted.
    assert.equal(requests, 1 + counted.size + 1);
    assertTrue("huawei");
    for (let seed = 1; seed <= 3; seed += 1) {
      churn("huawei", seed);
      await refresh("huawei");
      assertTrue("huawei");
    }
  });
  const totalsStates = () => Object.keys(totalsOf(home.store, "huawei"));

  it("costs one request per type and hundred at Alibaba", async () => {
    await open(0, 330);
    const { control } = home.local;
    const perType = ["Basic", "Standard"].map((type) => control.jobs("alibaba").filter((job) => job.Type === type).length);
    assert.equal(
      await refresh("alibaba"),
      perType.reduce((sum, count) => sum + Math.max(1, Math.ceil(count / 100)), 0),
    );
    assertTrue("alibaba");
    assertAllRows("alibaba");
  });

  it("is kept while a group is loaded to its end, also when jobs move between its pages", async () => {
    await open(900, 0);
    const { control } = home.local;
    await refresh("huawei");
    const state = "SUCCEED";
    const rows = () => [...home.store.get("huawei").jobs.values()].filter(({ job }) => job.state === state);
    for (let page = 0; page < 12 && rows().length < control.count("huawei", state); page += 1) {
      await home.refresher.loadMore("huawei", state, never);
      const gone = control.jobs("huawei").find((job) => job.state === state);
      if (page === 1 && gone) control.move("huawei", String(gone.job_id), "FAILED");
    }
    await refresh("huawei");
    assertTrue("huawei");
    assert.equal(rows().length, control.count("huawei", state));
  });

  it("of a large account whose rows are all loaded, where more jobs go than can be looked for one by one", async () => {
    await open(900, 0);
    const { control } = home.local;
    await refresh("huawei");
    for (let page = 0; page < 20 && !home.store.get("huawei").isWhole; page += 1)
      await home.refresher.loadMore("huawei", everything, never);
    assert.equal(home.store.get("huawei").isWhole, true);
    // One of each state, the oldest: no page of the latest changes shows any of them.
    for (const state of states("huawei"))
      control.remove("huawei", String(control.jobs("huawei").findLast((job) => job.state === state)!.job_id));
    await refresh("huawei");
    assertTrue("huawei");
    await refresh("huawei");
    assertTrue("huawei");
  });

  it("is loaded again where rows of a group went unchecked, and the group does not pass for whole meanwhile", async () => {
    await open(1500, 0);
    const { control } = home.local;
    await refresh("huawei");
    const state = "SUCCEED";
    const rows = () => [...home.store.get("huawei").jobs.values()].filter(({ job }) => job.state === state);
    const isWhole = () => home.store.get("huawei").totals.get(state)?.isWhole === true;
    const loadToEnd = async () => {
      for (let page = 0; page < 20 && !isWhole(); page += 1) await home.refresher.loadMore("huawei", state, never);
    };
    await loadToEnd();
    assert.equal(rows().length, control.count("huawei", state));
    // One of each state, the oldest: every state is counted, and few requests are left to look for the rows.
    for (const each of states("huawei"))
      control.remove("huawei", String(control.jobs("huawei").findLast((job) => job.state === each)!.job_id));
    await refresh("huawei");
    assertTrue("huawei");
    assert.ok(rows().length < control.count("huawei", state), "rows went unchecked");
    assert.ok(!isWhole());
    await loadToEnd();
    assertTrue("huawei");
    assert.equal(rows().length, control.count("huawei", state));
  });

  it("is there in the end where a job moves while another one that went is looked for", async () => {
    let happen: () => void = () => undefined;
    const between = () => happen();
    home = await openLocalKernel({ jobs: { huawei: 900, alibaba: 0 } }, {}, { clock: new HastyClock(), between });
    const { control } = home.local;
    await refresh("huawei");
    const [gone, moved] = ["ANNOTATING", "SUCCEED"];
    await home.refresher.loadMore("huawei", gone, never);
    const rows = (state: string) => [...home.store.get("huawei").jobs.values()].filter(({ job }) => job.state === state);
    // Beyond the first page, which would show at once that it went.
    const oldest = rows(gone).reduce((a, b) => (a.job.updatedAt! < b.job.updatedAt! ? a : b));
    const [shown] = rows(moved);
    control.remove("huawei", oldest.job.id);
    let calls = 0;
    happen = () => {
      calls += 1;
      // In front of the first count: what is missing among the many is taken for the one that went.
      if (calls === 3) control.move("huawei", shown!.job.id, "WAITING");
    };
    await refresh("huawei");
    assert.ok(calls > 3);
    for (let again = 0; again < 2; again += 1) await refresh("huawei");
    assertTrue("huawei");
  });

  it("reaches undocumented states, wherever their jobs lie", async () => {
    await open(900, 0);
    const { control } = home.local;
    const odd = control.jobs("huawei").at(-1)!;
    control.change("huawei", String(odd.job_id), { state: "FROM_TOMORROW" });
    await refresh("huawei");
    for (let wish = 0; wish < 3 && home.store.get("huawei").elsewhere > 0; wish += 1)
      await home.refresher.loadMore("huawei", elsewhere, never);
    assert.equal(home.store.get("huawei").elsewhere, 0);
    assert.equal(totalsOf(home.store, "huawei").FROM_TOMORROW, 1);
    assertTrue("huawei");
    await refresh("huawei");
    assertTrue("huawei");
  });

  it("includes a job that was read by itself, and what it did to the groups", async () => {
    await open(80, 40);
    for (const cloud of cloudIds) {
      await refresh(cloud);
      const [id] = ids(cloud);
      home.local.control.move(cloud, id!, documented(cloud).at(-1)!);
      await home.refresher.refreshJob(cloud, id!, never);
      assertTrue(cloud);
      const added = String(home.local.control.add(cloud)[idOf[cloud]]);
      await home.refresher.refreshJob(cloud, added, never);
      assertTrue(cloud);
    }
  });

  it("is told once: a refresh that finds nothing new changes no job", async () => {
    await open(420, 160);
    for (const cloud of cloudIds) {
      await refresh(cloud);
      const before = [...home.store.get(cloud).jobs.values()].map(({ job }) => job);
      const changed: number[] = [];
      const watched = home.store.onDidChange(({ jobs }) => changed.push(jobs.size));
      await refresh(cloud);
      watched.dispose();
      assert.ok(changed.every((count) => count === 0));
      assert.ok([...home.store.get(cloud).jobs.values()].every(({ job }, index) => job === before[index]));
    }
  });
});
