// What happened to Huawei jobs so far: noted as it happens, and made up from a job's state for what was before (vendor documentation A7).
import type { Job } from "../../server/messages.js";
import type { ReviewFault } from "../review/reviewPackage.js";

/** Milestones with the log entry that reaching each state leaves behind. */
const milestones = [
  ["CREATING", "CREATE_JOB", "USER"],
  ["SYSTEM_AUDITING", "COMMIT_JOB", "USER"],
  ["AUDITING", "SYSTEM_AUDIT_PASS", "SYSTEM"],
  ["WAITING", "ADMIN_AUDIT_PASS", "ADMIN"],
  ["RESULT_REVIEW", "TRAINING_FINISH", "SYSTEM"],
  ["UPLOADING", "UPLOADING_MODEL", "SYSTEM"],
  ["SUCCEED", "COMPLETE_JOB", "SYSTEM"],
] as const;

/** The milestone that the other states are beyond. */
const beyond: Readonly<Record<string, string>> = {
  WAITING_SPLIT: "WAITING",
  SPLITTING: "WAITING",
  SPLIT_FAILED: "WAITING",
  ANNOTATING: "WAITING",
  PROCESSING: "WAITING",
  FAILED: "WAITING",
  USER_RESULT_REVIEW: "RESULT_REVIEW",
  USER_REVIEW_REJECT: "RESULT_REVIEW",
};

/** What the automatic review looks at are the recordings; letters and people are for the reviewer. */
const refusedBySystem = new Set(["MSS.00042102", "MSS.00042103", "MSS.00042114"]);

export class HuaweiHistory {
  readonly #noted = new Map<string, readonly Job[]>();
  readonly #faults = new Map<string, readonly ReviewFault[]>();

  /** What the review finds in the files that were uploaded for a job; undefined = there are none that it can look at. */
  review(jobId: string, faults: readonly ReviewFault[] | undefined): void {
    if (faults) this.#faults.set(jobId, faults);
    else this.#faults.delete(jobId);
  }

  faultsOf({ job_id }: Job): readonly ReviewFault[] | undefined {
    return this.#faults.get(String(job_id));
  }

  record(before: Job | undefined, after: Job): void {
    const id = String(after.job_id);
    if (!before || before.job_id !== after.job_id) this.#noted.delete(id);
    else if (before.state !== after.state) this.#noted.set(id, [...this.of(before), ...entriesOf(before, after)]);
  }

  /** Operations, oldest first. */
  of(job: Job): readonly Job[] {
    return this.#noted.get(String(job.job_id)) ?? madeUp(job);
  }
}

export function isRefusedBySystem(job: Job): boolean {
  const code = String(job.job_failed_code);
  return refusedBySystem.has(code) || code.startsWith("MSS.200200");
}

/** The same for the same text. */
export function digest(text: string): number {
  let sum = 7;
  for (const character of text) sum = (sum * 31 + character.codePointAt(0)!) % 1_000_003;
  return sum;
}

function entriesOf(before: Job, after: Job): Job[] {
  const time = Number(after.lastupdate_time ?? 0);
  const state = String(after.state);
  if (state === "AUDIT_FAILED") return [{ time, ...refusal(after) }];
  if (state === "FAILED") return [{ time, ...failedTraining(after) }];
  if (before.state === "AUDITING" && beyond[state] === "WAITING") return [logged("WAITING", time)];
  return milestones.some(([name]) => name === state) && !(state === "WAITING" && before.state !== "AUDITING")
    ? [logged(state, time)]
    : [];
}

function logged(state: string, time: number): Job {
  const [, action, operator] = milestones.find(([name]) => name === state)!;
  return { time, action, operator };
}

function refusal(job: Job, reason: unknown = job.job_failed_reason): Job {
  const isSystem = isRefusedBySystem(job);
  const external = isSystem
    ? { review_id_list: [], algorithm_failure_reason: reason }
    : { review_id_list: [], admin_audit_failure_reason: reason };
  return { action: "AUDIT_NOT_PASS", operator: isSystem ? "SYSTEM" : "ADMIN", external_info: external };
}

function failedTraining(job: Job): Job {
  return {
    action: "TRAINING_FINISH",
    operator: "SYSTEM",
    external_info: { review_id_list: [], algorithm_failure_reason: job.job_failed_reason },
  };
}

/** A life that leads to where the job is. */
function madeUp(job: Job): Job[] {
  const state = String(job.state);
  const index = milestones.findIndex(([name]) => name === (beyond[state] ?? state));
  const reached = state === "AUDIT_FAILED" ? 0 : Math.max(0, index);
  const steps: Job[] = [logged("CREATING", 0)];
  for (let round = roundsOf(job, reached); round > 0; round -= 1) {
    steps.push(logged("SYSTEM_AUDITING", 0));
    const isLast = state === "AUDIT_FAILED" && round === 1;
    const refused = isLast ? refusal(job) : refusal({}, "The authorization letter cannot be read.");
    if (refused.operator === "ADMIN") steps.push(logged("AUDITING", 0));
    steps.push(refused);
  }
  for (const [name] of milestones.slice(1, reached + 1)) steps.push(logged(name, 0));
  if (state === "FAILED") steps.push(failedTraining(job));
  return timed(steps, job);
}

/** How often the review has sent the job back. `reject_times` is how often it has been in the state it is in (A5). */
function roundsOf(job: Job, reached: number): number {
  const visits = Number(job.reject_times ?? 1);
  if (job.state === "AUDIT_FAILED") return Math.max(1, visits);
  if (job.state === "SYSTEM_AUDITING" || job.state === "AUDITING") return visits - 1;
  const sum = digest(String(job.job_id));
  return reached >= 3 && sum % 4 === 0 ? 1 + (sum % 2) : 0;
}

/** Between the job's creation and its last change; the change itself where the log knows the state. */
function timed(steps: readonly Job[], job: Job): Job[] {
  const [from, to] = [Number(job.create_time ?? 0), Number(job.lastupdate_time ?? 0)];
  const isLastLogged = beyond[String(job.state)] === undefined || job.state === "WAITING_SPLIT" || job.state === "FAILED";
  const parts = Math.max(1, isLastLogged ? steps.length - 1 : steps.length);
  return steps.map((step, index) => ({ ...step, time: Math.round(from + (to - from) * (index / parts) ** 1.4) }));
}
