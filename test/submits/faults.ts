// What goes wrong in the stories, by the words of the local cloud. No answer lies: who says that it refused has refused.
import type { FaultAct } from "../../src/demo/faults.js";
import type { Random } from "../../src/demo/random.js";

/** Milliseconds after which the stories' writes give up: long enough for a machine that does other things beside. */
export const writeMs = 2_000;

type Named = readonly [name: string, act: FaultAct];

const refusal = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): FaultAct => ({
  kind: "answer",
  status,
  body: { error_code: code, error_msg: "no" },
  headers,
});

const submitFaults: readonly Named[] = [
  ["reset before", { kind: "resetBefore" }],
  ["reset after", { kind: "resetAfter" }],
  ["answer cut", { kind: "truncated", how: "length" }],
  ["answer cut", { kind: "truncated", how: "chunked" }],
  ["login page", { kind: "loginPage" }],
  ["delay", { kind: "delay", ms: 4 }],
  ["delay", { kind: "delay", ms: 25 }],
  ["redirect", { kind: "redirect", location: "https://other.invalid/" }],
  ["500 before", { kind: "answer", status: 500, body: {}, processed: false }],
  ["502 before", { kind: "answer", status: 502, body: "<html>", processed: false }],
  ["500 after", { kind: "answer", status: 500, body: {}, processed: true }],
  ["504 after", { kind: "answer", status: 504, body: {}, processed: true }],
  ["408 after", { kind: "answer", status: 408, body: {}, processed: true }],
  ["page of another, after", { kind: "answer", status: 403, body: "<html><body>Blocked</body></html>", processed: true }],
  ["refused", refusal(400, "MSS.00000003")],
  ["throttled", refusal(429, "APIGW.0308", { "retry-after": "2" })],
  ["held up", { kind: "heldUp", ms: 15 }],
];
/** These cost real time. */
const slowSubmitFaults: readonly Named[] = [
  ["time-out after", { kind: "delay", ms: writeMs + 250 }],
  ["time-out before, taken late", { kind: "heldUp", ms: writeMs + 200 }],
];
const readFaults: readonly Named[] = [
  ["read: reset", { kind: "resetBefore" }],
  ["read: cut", { kind: "truncated", how: "chunked" }],
  ["read: login page", { kind: "loginPage" }],
  ["read: 500", { kind: "answer", status: 500, body: {} }],
  ["read: 404", refusal(404, "MSS.00000002")],
  ["read: Retry-After", refusal(429, "APIGW.0308", { "retry-after": "3" })],
  ["read: delay", { kind: "delay", ms: 10 }],
  ["read: old job", { kind: "oldJob" }],
  ["read: old job", { kind: "oldJob" }],
  ["read: old job", { kind: "oldJob" }],
];

export interface PlannedFault {
  readonly name: string;
  readonly operation: string;
  readonly nth: number;
  readonly times: number;
  readonly act: FaultAct;
}

/** For the requests of the next press or two. */
export function planFaults(random: Random): readonly PlannedFault[] {
  const faults: PlannedFault[] = [];
  if (random.chance(0.55)) {
    const [name, act] = random.pick(random.chance(0.005) ? slowSubmitFaults : submitFaults);
    faults.push({ name, operation: "CommitVoiceTrainingJob", nth: 1, times: 1, act });
  }
  while (random.chance(0.3)) {
    const [name, act] = random.pick(readFaults);
    faults.push({ name, operation: "ShowVoiceTrainingJob", nth: random.whole(1, 4), times: random.whole(1, 4), act });
  }
  return faults;
}

/** Milliseconds for which a fault may keep a request from taking effect after its sender gave up. */
export function lateness({ act }: PlannedFault): number {
  return act.kind === "heldUp" && "ms" in act ? act.ms : 0;
}
