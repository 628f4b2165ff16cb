// Jobs of the local cloud that move through their life without a timer.
import assert from "node:assert/strict";
import { alibabaStages } from "../../../../src/demoCloud/alibaba/lifecycle.js";
import { huaweiStages } from "../../../../src/demoCloud/huawei/jobs/lifecycle.js";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import type { CloudId, Job } from "../../../../src/demoCloud/server/messages.js";
import { callHuawei, huaweiPath } from "../caller.js";

const second = 1_000;
const minute = 60 * second;

describe("The life of jobs", () => {
  let demo: DemoCloud;
  let clock: number;
  const start = async (moving: boolean, jobs = {}) => {
    clock = Date.now();
    demo = await startDemo({ now: () => clock, moving, jobs });
  };
  afterEach(() => demo.close());

  const stateOf = (cloud: CloudId, job: Job | undefined): string => String(cloud === "huawei" ? job?.state : job?.Status);
  const statesOf = (cloud: CloudId): Map<string, string> =>
    new Map(demo.control.jobs(cloud).map((job) => [String(job.job_id ?? job.JobId), stateOf(cloud, job)]));

  it("follows the chains of both clouds, with a change about every 20 seconds", async () => {
    await start(true);
    const stages = { huawei: huaweiStages, alibaba: alibabaStages };
    const clouds = ["huawei", "alibaba"] as const;
    const changes = { huawei: 0, alibaba: 0 };
    let before = clouds.map(statesOf);
    for (let step = 0; step < 360; step++) {
      clock += 5 * second;
      const after = clouds.map(statesOf);
      for (const [index, cloud] of clouds.entries()) {
        for (const [id, state] of after[index]!) {
          const old = before[index]!.get(id) ?? state;
          if (old === state) continue;
          changes[cloud]++;
          const followers = stages[cloud][old]?.next.map(([next]) => next) ?? [];
          assert.ok(followers.includes(state), `${old} → ${state}`);
        }
      }
      before = after;
    }
    assert.ok(changes.alibaba > 5, `${changes.alibaba}`);
    const everySeconds = (30 * 60) / (changes.huawei + changes.alibaba);
    assert.ok(everySeconds > 7 && everySeconds < 40, `${everySeconds}`);
  });

  it("does not stop within hours, and survives a month asleep", async () => {
    await start(true);
    clock += 6 * 60 * minute;
    demo.control.counts("huawei");
    const before = statesOf("huawei");
    clock += 10 * minute;
    assert.notDeepEqual(statesOf("huawei"), before);
    clock += 30 * 24 * 60 * minute;
    assert.ok(demo.control.count("huawei") >= 420);
    const latest = Math.max(...demo.control.jobs("huawei").map((job) => Number(job.lastupdate_time)));
    assert.ok(latest <= clock / second);
  });

  it("leaves alone what waits for the person", async () => {
    await start(true);
    const waiting = [...statesOf("huawei")].filter(([, state]) => state === "CREATING" || state === "AUDIT_FAILED");
    clock += 60 * minute;
    for (const [id, state] of waiting) assert.equal(stateOf("huawei", demo.control.job("huawei", id)), state);
  });

  it("stands still when frozen, even for a job that was submitted", async () => {
    await start(false);
    const { job_id: id } = demo.control.add("huawei");
    await callHuawei(demo, { method: "POST", path: huaweiPath(demo, `/${id}`) }, { time: clock });
    const before = [statesOf("huawei"), statesOf("alibaba")];
    clock += 24 * 60 * minute;
    assert.deepEqual([statesOf("huawei"), statesOf("alibaba")], before);
    assert.equal(demo.control.job("huawei", String(id))?.state, "SYSTEM_AUDITING");
  });

  it("carries a submitted job on, but not at once", async () => {
    await start(true);
    const id = String(demo.control.add("huawei").job_id);
    await callHuawei(demo, { method: "POST", path: huaweiPath(demo, `/${id}`) }, { time: clock });
    clock += 10 * second;
    assert.equal(demo.control.job("huawei", id)?.state, "SYSTEM_AUDITING");
    const seen = new Set<string>();
    for (let step = 0; step < 2_000; step++) {
      clock += 30 * second;
      seen.add(stateOf("huawei", demo.control.job("huawei", id)));
    }
    assert.ok(
      [...seen].some((state) => state === "AUDITING" || state === "AUDIT_FAILED"),
      [...seen].join(),
    );
  });

  it("keeps a job where a hand has put it", async () => {
    await start(true);
    for (const id of [...statesOf("huawei").keys()].slice(0, 100)) demo.control.move("huawei", id, "PROCESSING");
    const moved = [...statesOf("huawei")].slice(0, 100).filter(([, state]) => state === "PROCESSING");
    clock += 3 * 60 * minute;
    for (const [id] of moved) assert.equal(demo.control.job("huawei", id)?.state, "PROCESSING");
  });

  it("gives each state what belongs to it and takes what does not", async () => {
    await start(false);
    const id = String(demo.control.add("huawei", { state: "FAILED" }).job_id);
    const failed = demo.control.job("huawei", id)!;
    assert.ok(failed.job_failed_code && failed.job_failed_reason);
    const done = demo.control.move("huawei", id, "SUCCEED");
    assert.ok(done.asset_id);
    assert.equal(done.job_failed_code, undefined);
    const [once, twice] = [demo.control.move("huawei", id, "AUDIT_FAILED"), demo.control.move("huawei", id, "AUDIT_FAILED")];
    assert.equal(Number(twice.reject_times) - Number(once.reject_times), 1);
  });

  it("is as quick with many jobs", async () => {
    await start(true, { huawei: 10_000, alibaba: 10_000 });
    clock += 60 * minute;
    assert.ok(demo.control.count("huawei") >= 10_000);
    const counts = Object.values(demo.control.counts("alibaba"));
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      demo.control.count("alibaba"),
    );
  });
});
