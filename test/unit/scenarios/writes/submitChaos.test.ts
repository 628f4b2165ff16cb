// Submits under random faults, over real sockets: the cloud takes each intention once at most, and the person is never told an untruth.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import type { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { kernel, never } from "../kernel.js";
import { type LocalKernel, openLocalKernel } from "../localKernel.js";

/** No answer here lies: a cloud that takes a submit and answers that it refused it cannot be seen through. */
const submitFaults: readonly FaultAct[] = [
  { kind: "resetBefore" },
  { kind: "resetAfter" },
  { kind: "truncated", how: "length" },
  { kind: "truncated", how: "chunked" },
  { kind: "loginPage" },
  { kind: "delay", ms: 1 },
  { kind: "redirect", location: "https://other.invalid/" },
  { kind: "contentType", value: "text/plain" },
  { kind: "answer", status: 500, body: {}, processed: true },
  { kind: "answer", status: 502, body: "<html>", processed: false },
  { kind: "answer", status: 200, body: "hello", processed: true },
  // A page of a proxy in between, after the cloud took it.
  { kind: "answer", status: 403, body: "<html><body>Blocked</body></html>", processed: true },
  { kind: "answer", status: 400, body: { error_code: "MSS.00000003", error_msg: "no" } },
  { kind: "answer", status: 429, body: { error_code: "APIGW.0308" } },
];
const readFaults: readonly FaultAct[] = [
  { kind: "resetBefore" },
  { kind: "truncated", how: "chunked" },
  { kind: "loginPage" },
  { kind: "answer", status: 500, body: {} },
  { kind: "answer", status: 404, body: { error_code: "MSS.00000002" } },
];

/** How often the person presses the button, from which windows, after what. */
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("submit" as const), window: fc.nat(1), together: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ kind: "reload" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "settle" as const }) },
);
const history = fc.record({
  acts: fc.array(act, { minLength: 1, maxLength: 5 }),
  submit: fc.array(fc.option(fc.constantFrom(...submitFaults), { freq: 3 }), { maxLength: 3 }),
  read: fc.array(
    fc.record({
      nth: fc.integer({ min: 1, max: 8 }),
      act: fc.constantFrom(...readFaults),
      times: fc.integer({ min: 1, max: 4 }),
    }),
    {
      maxLength: 2,
    },
  ),
});

describe("submitting through chaos", () => {
  let home: LocalKernel;
  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 20, alibaba: 0 } });
  });
  after(() => home.close());

  it("submits once at most and tells nothing but the truth", async () => {
    const { control } = home.local;
    const kinds = new Map<string, number>();
    const property = fc.asyncProperty(history, async ({ acts, submit, read }) => {
      control.faults.clear();
      (home.below.lockFiles as FakeLockFiles).kept.clear();
      const jobId = String(control.add("huawei", { state: "CREATING" }).job_id);
      for (const [index, fault] of submit.entries())
        if (fault) control.faults.add({ operation: "CommitVoiceTrainingJob", nth: index + 1, act: fault });
      for (const fault of read) control.faults.add({ operation: "ShowVoiceTrainingJob", ...fault });
      let windows = [kernel(home.below), kernel(home.below)];
      const press = async (window: number) => {
        const sent = control.submitAttempts(jobId);
        const outcome = await windows[window]!.submitter.submit("huawei", jobId, { voice_name: "Aurora" }, never);
        kinds.set(outcome.kind, (kinds.get(outcome.kind) ?? 0) + 1);
        return { outcome, sent: control.submitAttempts(jobId) - sent };
      };
      for (const each of acts) {
        if (each.kind === "reload") windows = [kernel(home.below), kernel(home.below)];
        else if (each.kind === "settle") {
          for (const { outcome } of await windows[0]!.recovery.recoverAll())
            if (outcome.kind === "accepted") assert.equal(control.submits(jobId), 1);
        } else {
          const before = control.submits(jobId);
          const pressed = await Promise.all(each.together ? [press(0), press(1)] : [press(each.window)]);
          const taken = control.submits(jobId) - before;
          assert.ok(
            pressed.every(({ sent }) => sent <= 1),
            "one request per intention",
          );
          for (const { outcome } of pressed) {
            if (outcome.kind === "accepted") assert.equal(taken, 1, "accepted is what the cloud accepted");
            if (outcome.kind === "notSubmitted" && !each.together) assert.equal(taken, 0, "not submitted is not submitted");
          }
          assert.ok(pressed.filter(({ outcome }) => outcome.kind === "accepted").length <= 1);
        }
        assert.ok(control.submits(jobId) <= 1, "never twice");
      }
      control.remove("huawei", jobId);
    });
    await fc.assert(property, { numRuns: 100 });
    for (const kind of ["accepted", "notSubmitted", "unknown", "earlier", "wrongState"])
      assert.ok((kinds.get(kind) ?? 0) > 0, `${kind} never happened`);
  });
});
