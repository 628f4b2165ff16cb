// Submitting several jobs through real sockets: one after the other, each once at most, stopped where going on is pointless, and summed up honestly.
import { strict as assert } from "node:assert";
import { huaweiAccount } from "../../../../src/demoCloud/keys.js";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import {
  type BatchItem,
  type BatchItemOutcome,
  isWorthRetrying,
  type Progress,
  submitBatch,
  verdictOf,
} from "../../../../src/features/submitBatch/submitBatch.js";
import { HastyClock } from "../../../fakes/clock.js";
import { kernel, never } from "../../scenarios/kernel.js";
import { type LocalKernel, localConnection, openLocalKernel } from "../../scenarios/localKernel.js";

const silent: Progress = { onStart: () => undefined, onEnd: () => undefined, onWait: () => undefined };
const submitOperation = "CommitVoiceTrainingJob";

describe("what a person wants to know first of a job of many", () => {
  it("is not known, where the cloud accepted it and the job does not show it", () => {
    assert.equal(verdictOf({ kind: "accepted" }), "submitted");
    assert.equal(verdictOf({ kind: "accepted", isUnshown: true }), "unknown");
  });
});

describe("submitting several jobs", () => {
  let home: LocalKernel;
  let clock: HastyClock;
  beforeEach(async () => {
    clock = new HastyClock();
    home = await openLocalKernel({ jobs: { huawei: 0, alibaba: 0 } }, {}, { clock });
  });
  afterEach(() => home.close());

  const draft = (fields = {}) => String(home.local.control.add("huawei", { state: "CREATING", ...fields }).job_id);
  const drafts = (count: number) => Array.from({ length: count }, () => draft());
  const errand = (jobId: string, values = {}, connectionId = "huawei"): BatchItem => ({ connectionId, jobId, values });
  const run = (errands: readonly BatchItem[], signal = never, progress = silent, window: Pick<LocalKernel, "submitter"> = home) =>
    submitBatch({ submitter: window.submitter, clock }, errands, signal, progress);
  const fault = (nth: number, act: FaultAct, times?: number) =>
    home.local.control.faults.add({ operation: submitOperation, nth, act, ...(times ? { times } : {}) });
  /** A job of another connection, with a key of its own. */
  const addOther = async (): Promise<string> => {
    const { temporaryAccessKeyId, temporarySecretAccessKey, securityToken } = huaweiAccount;
    const values = { accessKeyId: temporaryAccessKeyId, secretAccessKey: temporarySecretAccessKey, securityToken };
    await home.connectionStore.add(localConnection(home.local, "huawei", { id: "other" }), { kind: "aksk", values });
    return draft();
  };
  const attempts = (ids: readonly string[]) => ids.map((id) => home.local.control.submitAttempts(id));
  const verdicts = (outcomes: readonly BatchItemOutcome[]) => outcomes.map(verdictOf);
  const refusal: FaultAct = { kind: "answer", status: 400, body: { error_code: "MSS.00000003", error_msg: "no such tag" } };

  it("sends each its own values, one after the other, in their order", async () => {
    const ids = drafts(3);
    const told: string[] = [];
    const progress: Progress = {
      ...silent,
      onStart: (index) => told.push(`start ${index}`),
      onEnd: (index, { kind }) => told.push(`${kind} ${index}`),
    };
    const errands = ids.map((id, index) => errand(id, { tag: "CUSTOMER", voice_name: `Voice ${index}` }));
    const outcomes = await run(errands, never, progress);
    assert.deepEqual(verdicts(outcomes), ["submitted", "submitted", "submitted"]);
    assert.deepEqual(told, ["start 0", "accepted 0", "start 1", "accepted 1", "start 2", "accepted 2"]);
    for (const [index, id] of ids.entries())
      assert.deepEqual(home.local.control.submitBodies(id), [{ tag: "CUSTOMER", voice_name: `Voice ${index}` }]);
    const sent = home.local.control.requests.map(({ operation }) => operation).filter((each) => each === submitOperation);
    assert.equal(sent.length, 3);
  });

  it("stays within the write budget: two a second in the long run", async () => {
    const ids = drafts(10);
    await run(ids.map((id) => errand(id)));
    // Two at once, then one every half second.
    assert.ok(clock.passed >= 4_000 - 100, `${clock.passed} ms`);
  });

  it("goes on after a job that is refused, whose state moved or that is gone, and says why of each", async () => {
    const ids = drafts(4);
    fault(1, refusal);
    home.local.control.move("huawei", ids[1]!, "PROCESSING");
    home.local.control.remove("huawei", ids[2]!);
    const outcomes = await run(ids.map((id) => errand(id)));
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ["notSubmitted", "wrongState", "notSubmitted", "accepted"],
    );
    assert.ok(outcomes[0]?.kind === "notSubmitted" && outcomes[0].error.cloudMessage === "no such tag");
    assert.deepEqual(attempts(ids), [1, 0, 0, 1]);
    assert.deepEqual(outcomes.map(isWorthRetrying), [true, false, true, false], "a state is no reason to try again");
  });

  it("sends nothing more once the person stops, and ends what is on its way", async () => {
    const ids = drafts(4);
    const stop = new AbortController();
    home.local.control.faults.add({ operation: submitOperation, nth: 2, act: { kind: "delay", ms: 50 } });
    const progress: Progress = {
      ...silent,
      onStart: (index) => {
        // By then its request is out.
        if (index === 1) setTimeout(() => stop.abort(), 35);
      },
    };
    const outcomes = await run(
      ids.map((id) => errand(id)),
      stop.signal,
      progress,
    );
    const sent = attempts(ids);
    assert.deepEqual(sent.slice(2), [0, 0]);
    assert.deepEqual(
      verdicts(outcomes),
      sent.map((count) => (count === 1 ? "submitted" : "notSent")),
    );
    assert.ok(outcomes.every(({ kind }) => kind === "accepted" || kind === "notSent"));
  });

  it("counts a job whose request had not gone out when the person stopped as not sent", async () => {
    const ids = drafts(2);
    const stop = new AbortController();
    const outcomes = await run(
      ids.map((id) => errand(id)),
      stop.signal,
      { ...silent, onStart: () => stop.abort() },
    );
    assert.deepEqual(outcomes, [{ kind: "notSent" }, { kind: "notSent" }]);
    assert.deepEqual(attempts(ids), [0, 0]);
  });

  it("stops a connection by itself after a refused key, and goes on with the others", async () => {
    const ids = drafts(3);
    fault(2, {
      kind: "answer",
      status: 401,
      body: { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information" },
    });
    const beside = await addOther();
    const outcomes = await run([...ids.map((id) => errand(id)), errand(beside, {}, "other")]);
    assert.deepEqual(verdicts(outcomes), ["submitted", "refused", "notSent", "submitted"]);
    assert.ok(outcomes[2]?.kind === "notSent" && outcomes[2].error?.kind === "auth");
    assert.deepEqual(attempts([...ids, beside]), [1, 1, 0, 1]);
  });

  it("stops when the cloud says that a right or the quota is missing, and only once it says so twice where it names none", async () => {
    for (const [error_code, tried] of [
      ["APIGW.1005", [1, 0, 0]],
      ["APIGW.0501", [1, 0, 0]],
      ["MSS.00099999", [1, 1, 0]],
    ] as const) {
      home.local.control.faults.clear();
      const ids = drafts(3);
      fault(1, { kind: "answer", status: 403, body: { error_code, error_msg: "no" } }, 3);
      const outcomes = await run(ids.map((id) => errand(id)));
      assert.deepEqual(attempts(ids), tried, error_code);
      assert.deepEqual(
        verdicts(outcomes),
        tried.map((count) => (count === 1 ? "refused" : "notSent")),
        error_code,
      );
    }
  });

  it("waits as long as the cloud asks before the next job, and repeats none", async () => {
    const ids = drafts(3);
    fault(1, { kind: "answer", status: 429, body: { error_code: "APIGW.0308" }, headers: { "retry-after": "30" } });
    const waits: number[] = [];
    const outcomes = await run(
      ids.map((id) => errand(id)),
      never,
      { ...silent, onWait: (_index, ms) => waits.push(ms) },
    );
    assert.deepEqual(verdicts(outcomes), ["refused", "submitted", "submitted"]);
    assert.deepEqual(attempts(ids), [1, 1, 1]);
    assert.ok(waits.length === 1 && waits[0]! > 29_000 && waits[0]! <= 30_000, String(waits));
    assert.ok(clock.passed >= 29_000);
  });

  it("ends a wait of many minutes, and lets the wait be cancelled", async () => {
    const ids = drafts(2);
    fault(1, { kind: "answer", status: 429, body: { error_code: "APIGW.0308" }, headers: { "retry-after": "3600" } });
    assert.deepEqual(verdicts(await run(ids.map((id) => errand(id)))), ["refused", "notSent"]);
    home.local.control.faults.clear();
    fault(1, { kind: "answer", status: 429, body: { error_code: "APIGW.0308" }, headers: { "retry-after": "60" } });
    const stop = new AbortController();
    const outcomes = await run(
      ids.map((id) => errand(id)),
      stop.signal,
      { ...silent, onWait: () => stop.abort() },
    );
    assert.deepEqual(verdicts(outcomes), ["refused", "notSent"]);
  });

  it("stops after three failures in a row that are no job's fault, and says unknown of those that may have arrived", async () => {
    const ids = drafts(6);
    fault(2, { kind: "answer", status: 502, body: "<html>", processed: false }, 3);
    const outcomes = await run(ids.map((id) => errand(id)));
    assert.deepEqual(verdicts(outcomes), ["submitted", "unknown", "unknown", "unknown", "notSent", "notSent"]);
    assert.deepEqual(attempts(ids), [1, 1, 1, 1, 0, 0]);
    const again = await run(ids.map((id) => errand(id)));
    assert.deepEqual(
      again.map(({ kind }) => kind),
      ["wrongState", "earlier", "earlier", "earlier", "accepted", "accepted"],
      "what is unknown is looked up and held back",
    );
    assert.ok(attempts(ids).every((count) => count === 1));
  });

  it("sends each job once at most, whatever is lost on the way and also when pressed a second time in another window", async () => {
    const acts: readonly FaultAct[] = [
      { kind: "resetBefore" },
      { kind: "resetAfter" },
      { kind: "truncated", how: "length" },
      { kind: "answer", status: 500, body: {}, processed: true },
      refusal,
    ];
    const ids = drafts(24);
    for (let nth = 1; nth <= 30; nth += 3) fault(nth, acts[nth % acts.length]!);
    const errands = ids.map((id) => errand(id));
    const other = kernel(home.below);
    const [first, second] = await Promise.all([run(errands), run([...errands].reverse(), never, silent, other)]);
    const reversed = [...second].reverse();
    for (const [index, id] of ids.entries()) {
      const taken = home.local.control.submits(id);
      assert.ok(taken <= 1, `${id} was taken ${taken} times`);
      const told = [verdictOf(first[index]!), verdictOf(reversed[index]!)];
      if (told.includes("submitted")) assert.equal(taken, 1, "submitted is what the cloud took");
      if (told.every((verdict) => verdict === "notSent")) assert.equal(taken, 0);
    }
    const sum = (outcomes: readonly BatchItemOutcome[]) =>
      (["submitted", "refused", "unknown", "notSent"] as const).map(
        (verdict) => outcomes.filter((each) => verdictOf(each) === verdict).length,
      );
    assert.equal(
      sum(first).reduce((all, count) => all + count, 0),
      ids.length,
    );
  });

  it("submits of those that failed only those that are known not to be, once what went wrong is over", async () => {
    const ids = drafts(5);
    fault(2, refusal);
    fault(3, { kind: "resetBefore" });
    fault(3, { kind: "answer", status: 401, body: { error_code: "APIGW.0301", error_msg: "no" } });
    const errands = ids.map((id) => errand(id));
    const first = await run(errands);
    const failed = errands.filter((_errand, index) => isWorthRetrying(first[index]!));
    home.local.control.faults.clear();
    await home.sessions.resume(["huawei"]);
    const second = await run(failed);
    assert.ok(
      second.every(({ kind }) => kind === "accepted"),
      second.map(({ kind }) => kind).join(),
    );
    for (const [index, id] of ids.entries()) {
      const { kind } = first[index]!;
      assert.equal(home.local.control.submits(id), kind === "unknown" ? 0 : 1, kind);
    }
    assert.ok(
      first.some(({ kind }) => kind === "unknown"),
      "one is unknown, and was left alone",
    );
  });
});
