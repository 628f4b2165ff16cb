// Two pages for who is not in this process: the account in figures, and the control by POST.
import type { DemoControl } from "../control.js";
import type { DemoState } from "../demoState.js";
import type { TimeReading } from "../huawei/jobs/list.js";
import type { Fault } from "./faults.js";
import type { Answer, CloudId, Job, Request } from "./messages.js";

export function accountPage(state: DemoState): Answer {
  state.advance();
  const { huawei, alibaba } = state.seeds;
  const jobs = state.submits.counts();
  return {
    status: 200,
    body: {
      huawei: { total: huawei.jobIndex.count(), states: huawei.jobIndex.counts("state:") },
      alibaba: { total: alibaba.jobIndex.count(), states: alibaba.jobIndex.counts("state:") },
      submits: { total: Object.values(jobs).reduce((sum, count) => sum + count, 0), jobs },
      requests: state.log.counts(),
    },
  };
}

/** `{"call": "move", "args": ["huawei", id, "FAILED"]}` answers `{"result": …}`; `requests` reads the log. */
export function controlPage(control: DemoControl, request: Request): Answer {
  // A page in a browser cannot send JSON here without asking first, and would be refused.
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) return { status: 415, body: { error: "JSON only" } };
  try {
    const { call, args = [] } = JSON.parse(request.body.toString("utf8")) as { call: string; args?: readonly unknown[] };
    const known = calls(control);
    if (!Object.hasOwn(known, call)) return { status: 400, body: { error: `No such call: ${call}` } };
    return { status: 200, body: { result: known[call]!(...args) ?? null } };
  } catch (failure) {
    return { status: 400, body: { error: failure instanceof Error ? failure.message : String(failure) } };
  }
}

// biome-ignore lint/suspicious/noExplicitAny: arguments come as JSON from a test, which answers for them
type Call = (...args: any[]) => unknown;

function calls(control: DemoControl): Readonly<Record<string, Call>> {
  return {
    count: (cloud: CloudId, state?: string) => control.count(cloud, state),
    counts: (cloud: CloudId) => control.counts(cloud),
    jobs: (cloud: CloudId) => control.jobs(cloud),
    job: (cloud: CloudId, id: string) => control.job(cloud, id),
    add: (cloud: CloudId, partial?: Job) => control.add(cloud, partial),
    change: (cloud: CloudId, id: string, patch: Job, without?: readonly string[]) => control.change(cloud, id, patch, without),
    move: (cloud: CloudId, id: string, state: string) => control.move(cloud, id, state),
    remove: (cloud: CloudId, id: string) => control.remove(cloud, id),
    submits: (id: string) => control.submits(id),
    submitAttempts: (id: string) => control.submitAttempts(id),
    submitBodies: (id: string) => control.submitBodies(id),
    requests: () => control.requests,
    clearRequests: () => control.clearRequests(),
    "faults.add": (fault: Fault) => control.faults.add(fault),
    "faults.clear": () => control.faults.clear(),
    setClockOffset: (ms: number) => control.setClockOffset(ms),
    setTimeReading: (times: TimeReading) => control.setTimeReading(times),
    setLatency: (ms: number) => control.setLatency(ms),
    expireTokens: () => control.expireTokens(),
    unlock: () => control.unlock(),
  };
}
