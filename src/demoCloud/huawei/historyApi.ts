// What the cloud tells of a Huawei job's past: its operation log by pages, and what its reviews said (vendor documentation A7).

import { type Answer, first, type Job, type Query } from "../server/messages.js";
import { digest, type HuaweiHistory, isRefusedBySystem } from "./jobs/history.js";
import { signedLink } from "./jobs/newJob.js";

export function operationLog(job: Job, query: Query, history: HuaweiHistory): Answer {
  const operations = history.of(job);
  const offset = Number(first(query, "offset") ?? 0) || 0;
  const limit = Math.min(100, Number(first(query, "limit") ?? 10) || 10);
  return { status: 200, body: { count: operations.length, operations: operations.slice(offset, offset + limit) } };
}

export function auditResult(job: Job, _query: Query, history: HuaweiHistory): Answer {
  const body: Record<string, unknown> = {};
  const lastTime = (matches: (operation: Job) => boolean) => history.of(job).findLast(matches)?.time;
  const isRefused = job.state === "AUDIT_FAILED";
  const isBySystem = isRefused && isRefusedBySystem(job);
  const systemTime = lastTime(({ action, operator }) => {
    return action === "SYSTEM_AUDIT_PASS" || (action === "AUDIT_NOT_PASS" && operator === "SYSTEM");
  });
  if (systemTime !== undefined)
    body.system_audit_result = { audit_time: systemTime, errors: isBySystem ? (history.faultsOf(job) ?? errorsOf(job)) : [] };
  if (isRefused && !isBySystem) {
    const [name, mark] = ["review-notes.pdf", digest(String(job.job_id)).toString(16)];
    body.admin_audit_result = {
      message: job.job_failed_reason,
      attachment_name: name,
      attachment_url: signedLink(mark, `review/${job.job_id}/${name}`, Number(job.lastupdate_time ?? 0)),
      audit_time: job.lastupdate_time,
    };
  } else if (!isRefused) {
    const time = lastTime(({ action }) => action === "ADMIN_AUDIT_PASS");
    if (time !== undefined) body.admin_audit_result = { message: "", attachment_name: "", attachment_url: "", audit_time: time };
  }
  return { status: 200, body };
}

/** What the automatic review says of single recordings: in Chinese, since it does not know who reads it. */
const faults = [
  ["MSS.00042111", "背景噪声过大，信噪比低于 35 dB。"],
  ["MSS.00042112", "录音与文本不一致，请按文本重新录制。"],
  ["MSS.00042113", "混响时间过长，请在安静、有吸音处理的房间内录制。"],
  ["MSS.00042114", "Clipping: the level reaches 0 dB for 0.4 s."],
] as const;

/** The recordings that the reason names, or some. */
function errorsOf(job: Job): Job[] {
  const named = [...String(job.job_failed_reason ?? "").matchAll(/(?<!\d)(\d+)\.wav/g)].map(([, number]) => Number(number));
  const sum = digest(String(job.job_id));
  const numbers = named.length > 0 ? named : [sum % 20, (sum + 7) % 20, (sum + 12) % 20].sort((a, b) => a - b);
  return numbers.map((number, index) => {
    const [code, message] = faults[(sum + index) % faults.length]!;
    return { audio_name: `${number}.wav`, text_name: `${number}.txt`, error_code: code, error_message: message };
  });
}
