// Searching and refreshing many: the likeliest job first, and the cheaper way of two.
import { strict as assert } from "node:assert";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import { planRefresh, requestsOfRefresh } from "../../../../src/features/jobActions/refreshPlan.js";
import { findLoaded } from "../../../../src/features/search/jobSearch.js";
import type { JobRecord } from "../../../../src/services/jobs/jobRecord.js";
import { JobStore } from "../../../../src/services/jobs/jobStore.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { squareGrowth } from "../../../fakes/growth.js";

const record = (id: string, name: string, updatedAt = 0): JobRecord => {
  const job: VoiceJob = { id, name, state: "DONE", phase: "succeeded", updatedAt, raw: {} };
  return { job, readAt: 0, asked: 1 };
};

describe("quick search", () => {
  const store = new JobStore();
  store.putJobs("north", [record("a1-xiao", "Aurora", 5), record("b2", "xiaoqing", 1), record("c3", "Little Xiao", 9)]);
  store.putJobs("east", [record("xiao", "", 2), record("d4", "XIAO", 3), record("e5", "nothing", 99)]);
  const ids = (text: string, limit = 10) => findLoaded(store, ["north", "east"], text, limit).map(({ job }) => job.id);

  it("puts the exact id first, then the exact name, beginnings, and what merely has it, over all connections", () => {
    assert.deepEqual(ids(" Xiao "), ["xiao", "d4", "b2", "c3", "a1-xiao"]);
  });

  it("shows what changed last before anything is typed, and never more than asked for", () => {
    assert.deepEqual(ids("", 3), ["e5", "c3", "a1-xiao"]);
  });

  it("shows what a server found whatever it is called, behind all others and once", () => {
    const besides = new Map([["north", [record("z9", "Dawn"), record("b2", "xiaoqing", 1)]]]);
    const found = findLoaded(store, ["north", "east"], "xiao", 10, besides).map(({ job }) => job.id);
    assert.deepEqual(found, ["xiao", "d4", "b2", "c3", "a1-xiao", "z9"]);
  });

  it("takes no longer for each of many rows than for each of few, but for the sorting", () => {
    const filled = (count: number) => {
      const jobs = new JobStore();
      const records = Array.from({ length: count }, (_, index) => record(`job-${index}`, `Voice number ${index}`, index));
      jobs.putJobs("north", records);
      return jobs;
    };
    const search = (jobs: JobStore) => {
      for (const text of ["v", "vo", "voice 9", "job-99", "number 1234", ""]) findLoaded(jobs, ["north"], text, 100);
    };
    assert.equal(squareGrowth(search, filled, 100, 20_000), undefined);
  });
});

describe("a refresh of many jobs", () => {
  const { cloud } = new ScriptedCloud();
  const store = new JobStore();
  const ids = Array.from({ length: 300 }, (_, index) => `job-${index}`);
  store.putJobs(
    "small",
    ids.map((id) => record(id, id)),
    { total: 300, readAt: 1 },
  );
  store.putJobs(
    "large",
    ids.map((id) => record(id, id)),
    { total: 90_000, readAt: 1 },
  );
  const plan = (connectionId: string, count: number, wholes: readonly string[] = []) =>
    planRefresh(
      wholes,
      ids.slice(0, count).map((jobId) => ({ connectionId, jobId })),
      (id) => ({ cloud, snapshot: store.get(id) }),
    );

  it("reads few jobs one by one, and many with their connection where that takes fewer requests", () => {
    assert.equal(requestsOfRefresh(cloud, store.get("small")), 3);
    assert.deepEqual([plan("small", 3).jobs.length, plan("small", 3).connections], [3, []]);
    assert.deepEqual(plan("small", 4), { connections: ["small"], jobs: [] });
    // A count for each state, and the rows that are loaded.
    const cost = 1 + cloud.states.length + 3;
    assert.equal(requestsOfRefresh(cloud, store.get("large")), cost);
    assert.equal(plan("large", cost).jobs.length, cost);
    assert.deepEqual(plan("large", cost + 1), { connections: ["large"], jobs: [] });
  });

  it("reads jobs one by one where the length of their connection's list is not known", () => {
    store.putJobs("unlisted", [record("job-0", ""), record("job-1", "")]);
    assert.equal(plan("unlisted", 2).jobs.length, 2);
  });

  it("reads no job twice that its connection's refresh meets anyway, but one whose row is not loaded", () => {
    assert.deepEqual(plan("large", 2, ["large"]), { connections: ["large"], jobs: [] });
    const unknown = { connectionId: "large", jobId: "unknown" };
    assert.deepEqual(
      planRefresh(["large"], [unknown], (id) => ({ cloud, snapshot: store.get(id) })),
      { connections: ["large"], jobs: [unknown] },
    );
    assert.deepEqual(
      planRefresh([], [unknown], () => undefined),
      { connections: [], jobs: [] },
    );
  });
});
