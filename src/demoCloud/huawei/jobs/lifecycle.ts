// The life of a Huawei job: its states, what each one adds to the job, and how long it takes (vendor documentation A5, A9).
import type { Lifecycle, Stage } from "../../jobs/lifecycle.js";
import type { Random } from "../../jobs/random.js";
import { auditFailures, splitFailures, trainingFailures } from "../../jobs/sampleTexts.js";
import type { Job } from "../../server/messages.js";
import type { HuaweiHistory } from "./history.js";
import { createHuaweiJob } from "./newJob.js";

export const huaweiStages: Readonly<Record<string, Stage>> = {
  CREATING: { minutes: 12, next: [["SYSTEM_AUDITING", 1]] },
  SYSTEM_AUDITING: {
    minutes: 4,
    next: [
      ["AUDITING", 85],
      ["AUDIT_FAILED", 15],
    ],
  },
  AUDITING: {
    minutes: 45,
    next: [
      ["WAITING", 60],
      ["WAITING_SPLIT", 25],
      ["AUDIT_FAILED", 15],
    ],
  },
  WAITING_SPLIT: { minutes: 15, next: [["SPLITTING", 1]] },
  SPLITTING: {
    minutes: 10,
    next: [
      ["ANNOTATING", 90],
      ["SPLIT_FAILED", 10],
    ],
  },
  SPLIT_FAILED: { minutes: 0, next: [] },
  ANNOTATING: { minutes: 40, next: [["WAITING", 1]] },
  WAITING: { minutes: 30, next: [["PROCESSING", 1]] },
  PROCESSING: {
    minutes: 90,
    next: [
      ["RESULT_REVIEW", 90],
      ["FAILED", 10],
    ],
  },
  RESULT_REVIEW: {
    minutes: 25,
    next: [
      ["UPLOADING", 75],
      ["USER_RESULT_REVIEW", 25],
    ],
  },
  AUDIT_FAILED: { minutes: 30, next: [["SYSTEM_AUDITING", 1]] },
  USER_RESULT_REVIEW: {
    minutes: 40,
    next: [
      ["UPLOADING", 80],
      ["USER_REVIEW_REJECT", 20],
    ],
  },
  USER_REVIEW_REJECT: { minutes: 30, next: [["PROCESSING", 1]] },
  UPLOADING: { minutes: 6, next: [["SUCCEED", 1]] },
  FAILED: { minutes: 0, next: [] },
  SUCCEED: { minutes: 0, next: [] },
};

const failures: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  AUDIT_FAILED: auditFailures,
  SPLIT_FAILED: splitFailures,
  FAILED: trainingFailures,
};

export const huaweiLifecycle: Lifecycle = {
  stages: huaweiStages,
  id: (job) => String(job.job_id),
  state: (job) => String(job.state),
  enter: enterHuaweiState,
  newborn: (at, random) => createHuaweiJob(random, Math.floor(at / 1000)),
  isResumedByOwner: (state) => state === "CREATING" || state === "AUDIT_FAILED",
};

/** What follows where the review has looked at the files and found nothing. */
const goingWell: ReadonlyMap<string, string> = new Map([
  ["SYSTEM_AUDITING", "AUDITING"],
  ["AUDITING", "WAITING"],
  ["WAITING", "PROCESSING"],
  ["PROCESSING", "RESULT_REVIEW"],
  ["RESULT_REVIEW", "UPLOADING"],
  ["UPLOADING", "SUCCEED"],
]);

/** Jobs whose files were looked at are refused for what was found in them, and pass where that is nothing; soon, since a person waits. */
export function reviewedLifecycle(history: HuaweiHistory): Lifecycle {
  return {
    ...huaweiLifecycle,
    knownStayMs: 6_000,
    next(job) {
      const faults = history.faultsOf(job);
      if (!faults) return undefined;
      return faults.length > 0 && job.state === "SYSTEM_AUDITING" ? "AUDIT_FAILED" : goingWell.get(String(job.state));
    },
    enter(job, state, at, random) {
      const entered = enterHuaweiState(job, state, at, random);
      const [first, ...others] = (state === "AUDIT_FAILED" && history.faultsOf(job)) || [];
      if (!first) return entered;
      const name = first.audio_name === undefined ? "" : `${first.audio_name}: `;
      const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
      return { ...entered, job_failed_code: first.error_code, job_failed_reason: `${name}${first.error_message}${more}` };
    },
  };
}

function enterHuaweiState(job: Job, state: string, at: number, random: Random): Job {
  // Every field is optional (A5): a job without times keeps none.
  const time = job.lastupdate_time === undefined ? {} : { lastupdate_time: Math.floor(at / 1000) };
  const next: Record<string, unknown> = { ...job, state, ...time };
  for (const field of ["job_failed_code", "job_failed_reason", "asset_id"]) if (field in next) delete next[field];
  const reasons = failures[state];
  if (reasons) [next.job_failed_code, next.job_failed_reason] = random.pick(reasons);
  const visits = visitsOf(job, state);
  if (visits === undefined) delete next.reject_times;
  else next.reject_times = visits;
  if (state === "SUCCEED") next.asset_id = random.hex(32);
  return next;
}

/** How often the job has been in the state it goes to (A5): the review can send it back, up to ten times and more. */
function visitsOf(job: Job, state: string): number | undefined {
  const before = Number(job.reject_times ?? 0);
  const isReview = (name: unknown) => name === "SYSTEM_AUDITING" || name === "AUDITING";
  if (state === "AUDIT_FAILED") return Math.min(10, isReview(job.state) ? Math.max(1, before) : before + 1);
  if (state === "SYSTEM_AUDITING") return job.state === "AUDIT_FAILED" ? Math.min(10, before + 1) : 1;
  if (state === "AUDITING") return job.state === "SYSTEM_AUDITING" ? Math.max(1, before) : 1;
  return before > 0 ? 1 : undefined;
}
