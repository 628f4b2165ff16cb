// What became of a Huawei job so far, told from its state: audit result and operation log (vendor documentation A7).
import { type Answer, first, type Job, type Query } from "./wire.js";

/** The main line of a job's life, with the log entry that reaching each state leaves behind. */
const line = [
  ["CREATING", "CREATE_JOB", "USER"],
  ["SYSTEM_AUDITING", "COMMIT_JOB", "USER"],
  ["AUDITING", "SYSTEM_AUDIT_PASS", "SYSTEM"],
  ["WAITING", "ADMIN_AUDIT_PASS", "ADMIN"],
  ["RESULT_REVIEW", "TRAINING_FINISH", "SYSTEM"],
  ["UPLOADING", "UPLOADING_MODEL", "SYSTEM"],
  ["SUCCEED", "COMPLETE_JOB", "SYSTEM"],
] as const;

/** Where on the main line the other states stand. */
const standIn: Readonly<Record<string, string>> = {
  WAITING_SPLIT: "WAITING",
  SPLITTING: "WAITING",
  SPLIT_FAILED: "WAITING",
  ANNOTATING: "WAITING",
  PROCESSING: "WAITING",
  FAILED: "WAITING",
  AUDIT_FAILED: "AUDITING",
  USER_RESULT_REVIEW: "RESULT_REVIEW",
  USER_REVIEW_REJECT: "RESULT_REVIEW",
};

function reached(job: Job): number {
  const state = String(job.state);
  return line.findIndex(([name]) => name === (standIn[state] ?? state));
}

export function auditResult(job: Job): Answer {
  const time = Number(job.lastupdate_time ?? 0);
  const body: Record<string, unknown> = {};
  if (reached(job) >= 2) body.system_audit_result = { audit_time: time, errors: [] };
  if (job.state === "AUDIT_FAILED") body.admin_audit_result = { message: job.job_failed_reason, audit_time: time };
  return { status: 200, body };
}

export function operationLog(job: Job, query: Query): Answer {
  const [from, to] = [Number(job.create_time ?? 0), Number(job.lastupdate_time ?? 0)];
  const steps = line.slice(0, reached(job) + 1);
  const operations: Job[] = steps.map(([, action, operator], index) => ({
    time: Math.round(from + ((to - from) * index) / Math.max(1, steps.length - 1)),
    action,
    operator,
  }));
  if (job.state === "AUDIT_FAILED") {
    const external = { review_id_list: [], admin_audit_failure_reason: job.job_failed_reason };
    operations.push({ time: to, action: "AUDIT_NOT_PASS", operator: "ADMIN", external_info: external });
  }
  const offset = Number(first(query, "offset") ?? 0) || 0;
  const limit = Number(first(query, "limit") ?? 10) || 10;
  return { status: 200, body: { count: operations.length, operations: operations.slice(offset, offset + limit) } };
}
