// Fills both clouds with a believable past: every state at least once, most jobs done, two states that no document names.
import { alibabaLifecycle, alibabaStages, createAlibabaJob, heardLifecycle } from "../alibaba/lifecycle.js";
import type { HuaweiHistory } from "../huawei/jobs/history.js";
import { huaweiLifecycle, huaweiStages, reviewedLifecycle } from "../huawei/jobs/lifecycle.js";
import { createHuaweiJob } from "../huawei/jobs/newJob.js";
import type { CloudId, Job } from "../server/messages.js";
import { JobIndex, type JobIndexView } from "./jobIndex.js";
import type { Lifecycle } from "./lifecycle.js";
import type { Random } from "./random.js";

const hour = 3_600_000;
const day = 24 * hour;

/** One cloud's jobs and the rules they live by. */
export interface SeedJobs {
  readonly jobIndex: JobIndex;
  readonly lifecycle: Lifecycle;
  readonly random: Random;
}

/** Weights per state; a state that is not in a lifecycle's stages is an undocumented one. */
const huaweiWeights: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.keys(huaweiStages).map((state) => [state, 3])),
  SUCCEED: 52,
  FAILED: 9,
  AUDIT_FAILED: 6,
  CREATING: 5,
  PROCESSING: 5,
  WAITING: 5,
  ARCHIVING: 1,
  QUALITY_SAMPLING: 1,
};
const alibabaWeights: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.keys(alibabaStages).map((state) => [state, 5])),
  Success: 60,
  Fail: 14,
  Archived: 1,
};

const number = (value: unknown): number => (typeof value === "number" ? (value >= 1e11 ? value / 1000 : value) : 0);
const time = (value: unknown): number => (typeof value === "string" ? Date.parse(value) / 1000 || 0 : 0);

export const readings: Readonly<Record<CloudId, JobIndexView>> = {
  huawei: {
    id: huaweiLifecycle.id,
    created: (job) => number(job.create_time),
    updated: (job) => number(job.lastupdate_time),
    groups: (job) => [`state:${job.state}`],
  },
  alibaba: {
    id: alibabaLifecycle.id,
    created: (job) => time(job.CreateTime ?? job.GmtCreate),
    updated: (job) => time(job.CreateTime ?? job.GmtCreate),
    groups: (job) => [`state:${job.Status}`, `type:${job.Type}`],
  },
};

export function seedHuawei(random: Random, size: number, now: number, history: HuaweiHistory): SeedJobs {
  const jobs = createJobs(random, size, now, huaweiLifecycle, huaweiWeights, (at, age) =>
    createHuaweiJob(random, Math.floor(at / 1000), age / 1000),
  );
  const record = (before: Job | undefined, after: Job) => history.record(before, after);
  return { jobIndex: new JobIndex(readings.huawei, jobs, record), lifecycle: reviewedLifecycle(history), random };
}

export function seedAlibaba(
  random: Random,
  size: number,
  now: number,
  recordings: ReadonlyMap<string, ReadonlySet<number>>,
): SeedJobs {
  const jobs = createJobs(random, size, now, alibabaLifecycle, alibabaWeights, (at) => createAlibabaJob(random, at));
  return { jobIndex: new JobIndex(readings.alibaba, jobs), lifecycle: heardLifecycle(recordings), random };
}

function createJobs(
  random: Random,
  size: number,
  now: number,
  lifecycle: Lifecycle,
  weights: Readonly<Record<string, number>>,
  create: (at: number, age: number) => Job,
): Job[] {
  const states = Object.keys(weights);
  const choices = Object.entries(weights);
  return Array.from({ length: size }, (_, index) => {
    const state = states[index] ?? random.weighted(choices);
    const minutes = lifecycle.stages[state]?.minutes ?? 0;
    // What is under way began in the last days; what is over may be years old.
    const isUnderWay = minutes > 0;
    const age = isUnderWay ? hour + random.next() ** 2 * 6 * day : hour + random.next() ** 2.5 * 900 * day;
    const updated = isUnderWay ? Math.min(age, random.next() * minutes * 60_000) : age * (0.2 + random.next() * 0.75);
    const job = create(now - age, age);
    const isUntouched = state === lifecycle.state(job);
    return isUntouched ? job : lifecycle.enter(job, state, now - updated, random);
  });
}
