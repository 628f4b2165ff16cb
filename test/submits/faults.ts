// What goes wrong in the stories, by the words of the local cloud. No refusal lies but that of a second copy.

import type { Random } from "../../src/demoCloud/jobs/random.js";
import type { FaultAct } from "../../src/demoCloud/server/faults.js";
import type { Side } from "./sides.js";

/** Milliseconds after which the stories' writes give up: long enough for a machine that does other things beside. */
export const writeMs = 8_000;

type Named = readonly [name: string, act: FaultAct];

/** In the words of either cloud. */
const refusal = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): FaultAct => ({
  kind: "answer",
  status,
  body: { error_code: code, error_msg: "no", Code: code, Message: "no" },
  headers,
});
/** Answers whose status is that of a success, and that are none. */
const nothings: readonly unknown[] = [
  undefined,
  [],
  { code: "Gateway.Denied", message: "no" },
  { Success: false },
  "<html><body>Sign in</body></html>",
];

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
const copies: readonly Named[] = [
  ["sent twice", { kind: "sentTwice" }],
  ["sent twice", { kind: "sentTwice" }],
  ["nonce used, after", { ...refusal(400, "SignatureNonceUsed"), processed: true } as FaultAct],
  ["nonce used, before", refusal(400, "SignatureNonceUsed")],
];
const emptyWords: readonly Named[] = nothings.flatMap((body): Named[] => [
  ["200 of nobody, before", { kind: "answer", status: 200, body }],
  ["200 of nobody, after", { kind: "answer", status: 200, body, processed: true }],
]);
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
  ["read: 404", refusal(404, "MSS.00000002")],
  ["read: Retry-After", refusal(429, "APIGW.0308", { "retry-after": "3" })],
  ["read: delay", { kind: "delay", ms: 10 }],
  ["read: nonce used", refusal(400, "SignatureNonceUsed")],
];
const oldReads: readonly Named[] = Array.from({ length: 3 }, () => ["read: old job", { kind: "oldJob" }]);

/** Every way in which one request and its answer go wrong, but for those that cost real time. */
export const faultsOfOne: readonly Named[] = [...submitFaults, ...copies, ...emptyWords];

export interface PlannedFault {
  readonly name: string;
  readonly operation: string;
  readonly nth: number;
  readonly times: number;
  readonly act: FaultAct;
}

/**
 * For the requests of the next press or two. Huawei's requests have no number of their own: where the answer to a second copy says that the
 * job cannot be submitted, and an old answer then says that it was not, the two together cannot be told apart. So there a story has one or the other.
 */
export function planFaults(random: Random, { cloud, submits, reads }: Side, hasOldReads: boolean): readonly PlannedFault[] {
  const faults: PlannedFault[] = [];
  const isTold = cloud === "alibaba";
  if (random.chance(0.55)) {
    const usual = [submitFaults, submitFaults, emptyWords, ...(isTold || !hasOldReads ? [copies] : [])];
    const [name, act] = random.pick(random.chance(0.005) ? slowSubmitFaults : random.pick(usual));
    faults.push({ name, operation: submits, nth: 1, times: 1, act });
  }
  const isSlow = isTold || hasOldReads;
  // What the cloud has just done it does not show yet.
  if (isSlow && random.chance(0.15))
    faults.push({ name: "read: old job", operation: reads, nth: 2, times: random.whole(1, 2), act: { kind: "oldJob" } });
  const readable = isSlow ? [...readFaults, ...oldReads] : readFaults;
  while (random.chance(0.3)) {
    const [name, act] = random.pick(readable);
    faults.push({ name, operation: reads, nth: random.whole(1, 4), times: random.whole(1, 4), act });
  }
  return faults;
}

/** Milliseconds for which a fault may keep a request from taking effect after its sender gave up. */
export function lateness({ act }: PlannedFault): number {
  return act.kind === "heldUp" && "ms" in act ? act.ms : 0;
}
