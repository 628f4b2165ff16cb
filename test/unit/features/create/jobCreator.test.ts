// Making jobs over real sockets under faults: the cloud creates one job per request at most, and what is reported is what the cloud has.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import type { CreationKind } from "../../../../src/core/jobs/jobCreation.js";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import type { CreateOutcome } from "../../../../src/features/create/createOutcome.js";
import type { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { never } from "../../scenarios/kernel.js";
import { type LocalKernel, localConnection, localKey, openLocalKernel } from "../../scenarios/localKernel.js";
import { openCreator, valuesFor } from "./creatorFixture.js";

const actions = ["CreateCustomizedVoiceJob", "SubmitStandardCustomizedVoiceJob", "SubmitCosyVoiceCustomizedVoiceJob"];

describe("starter", () => {
  let home: LocalKernel;
  let kinds: readonly CreationKind[];
  let count = 0;

  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 0, alibaba: 30 } });
    kinds = (await alibaba.kinds?.()) ?? [];
  });
  after(() => home.close());
  beforeEach(() => home.local.control.clearRequests());
  afterEach(() => home.local.control.faults.clear());

  const open = () => openCreator(home);
  /** It was not asked for before. */
  const fresh = (kind: CreationKind) => {
    count += 1;
    const name = `Voice${count}`;
    return { name, values: valuesFor(kind, name) };
  };
  const jobsOf = (name: string) =>
    home.local.control.jobs("alibaba").filter(({ VoiceId, VoiceName }) => VoiceId === name || VoiceName === name);
  const sent = () => home.local.control.requests.filter(({ operation }) => actions.includes(operation)).length;
  const meet = (act: FaultAct) => {
    for (const operation of actions) home.local.control.faults.add({ operation, act });
  };
  const refusal = (Code: string, status = 403): FaultAct => ({
    kind: "answer",
    status,
    body: { Code, Message: "no", RequestId: "R-7" },
  });

  it("makes a job of each kind by one request, and has read it when it tells so", async () => {
    for (const kind of kinds) {
      const { name, values } = fresh(kind);
      const outcome = await open().start("alibaba", kind, values, never);
      assert.ok(outcome.kind === "accepted", outcome.kind);
      assert.equal(jobsOf(name).length, 1);
      assert.deepEqual([outcome.jobId, outcome.job?.id], [jobsOf(name)[0]?.JobId, jobsOf(name)[0]?.JobId]);
      assert.ok(outcome.requestId && !outcome.wasFound);
      assert.equal(outcome.job?.state, kind.id === "basic" ? "Initialization" : "AudioDetecting");
    }
    assert.equal(sent(), kinds.length);
    assert.deepEqual([...(home.below.lockFiles as FakeLockFiles).kept.keys()], [], "no note stays");
  });

  it("finds the job whose answer was lost, and sends nothing again", async () => {
    const lost: readonly FaultAct[] = [
      { kind: "resetAfter" },
      { kind: "truncated", how: "chunked" },
      { kind: "answer", status: 503, body: {}, processed: true },
      { kind: "answer", status: 403, body: "<html>Blocked</html>", processed: true },
    ];
    for (const kind of kinds) {
      for (const act of lost) {
        home.local.control.faults.clear();
        meet(act);
        const { name, values } = fresh(kind);
        const outcome = await open().start("alibaba", kind, values, never);
        assert.ok(outcome.kind === "accepted" && outcome.wasFound, `${kind.id}: ${JSON.stringify(act)}: ${outcome.kind}`);
        assert.deepEqual([jobsOf(name).length, outcome.jobId], [1, jobsOf(name)[0]?.JobId]);
      }
    }
    assert.equal(sent(), kinds.length * lost.length);
  });

  it("does not know what became of a request without an answer; the same request is held back until the person releases it", async () => {
    for (const kind of kinds) {
      home.local.control.faults.clear();
      meet({ kind: "resetBefore" });
      const { name, values } = fresh(kind);
      const jobCreator = open();
      assert.equal((await jobCreator.start("alibaba", kind, values, never)).kind, "unknown");
      const before = sent();
      for (const window of [jobCreator, open()]) {
        const again = await window.start("alibaba", kind, values, never);
        assert.equal(again.kind, "earlier");
      }
      assert.deepEqual([sent() - before, jobsOf(name).length], [0, 0]);
      await jobCreator.release("alibaba", kind, values);
      assert.equal((await jobCreator.start("alibaba", kind, values, never)).kind, "accepted");
      assert.equal(jobsOf(name).length, 1);
    }
  });

  it("reports that an earlier request succeeded after all, once the list shows it", async () => {
    const [kind] = kinds as [CreationKind];
    const { name, values } = fresh(kind);
    const jobCreator = open();
    meet({ kind: "resetAfter" });
    const list = { operation: "ListCustomizedVoiceJobs", act: { kind: "answer", status: 503, body: {} } as const };
    home.local.control.faults.add({ ...list, nth: 3, times: "always" });
    assert.equal((await jobCreator.start("alibaba", kind, values, never)).kind, "unknown", "neither answered nor listed");
    home.local.control.faults.clear();
    const told = await jobCreator.start("alibaba", kind, values, never);
    assert.ok(told.kind === "earlier" && told.job, told.kind);
    assert.deepEqual([told.job.id, jobsOf(name).length], [jobsOf(name)[0]?.JobId, 1]);
  });

  it("says what the cloud refused, names the missing right, and leaves nothing behind", async () => {
    for (const [index, kind] of kinds.entries()) {
      const { name, values } = fresh(kind);
      home.local.control.faults.clear();
      meet(refusal("NoPermission"));
      const denied = await open().start("alibaba", kind, values, never);
      assert.ok(denied.kind === "notStarted");
      assert.deepEqual([denied.error.missingRight, denied.error.requestId], [`ice:${actions[index]}`, "R-7"]);
      home.local.control.faults.clear();
      assert.equal((await open().start("alibaba", kind, values, never)).kind, "accepted", "the next wish is free");
      assert.equal(jobsOf(name).length, 1);
    }
  });

  it("does not take Success: false for a success", async () => {
    const [kind] = kinds as [CreationKind];
    meet({ kind: "answer", status: 200, body: { RequestId: "R-8", Success: false, Code: "InvalidParameter", Message: "no" } });
    const { name, values } = fresh(kind);
    const outcome = await open().start("alibaba", kind, values, never);
    assert.ok(outcome.kind === "notStarted" && outcome.error.requestId === "R-8", outcome.kind);
    assert.equal(jobsOf(name).length, 0);
  });

  it("sends nothing for a voice id that a job has, nor once the person has cancelled, nor without a way to the cloud", async () => {
    const [kind] = kinds as [CreationKind];
    const { values } = fresh(kind);
    await open().start("alibaba", kind, values, never);
    home.local.control.clearRequests();
    assert.equal((await open().start("alibaba", kind, values, never)).kind, "taken");
    const other = fresh(kind);
    const cancelled = await open().start("alibaba", kind, other.values, AbortSignal.abort());
    assert.ok(cancelled.kind === "notStarted" && cancelled.error.kind === "cancelled");
    // While it is looked whether the claim is still ours, the last moment before the request.
    const late = new AbortController();
    const lockFiles = home.below.lockFiles as FakeLockFiles;
    let isWritten = false;
    lockFiles.before = (verb) => {
      isWritten ||= verb === "replace";
      if (verb === "read" && isWritten) late.abort();
    };
    const left = await open().start("alibaba", kind, other.values, late.signal);
    lockFiles.before = () => undefined;
    assert.ok(late.signal.aborted && left.kind === "notStarted" && left.error.kind === "cancelled");
    // At the same moment the disk fails.
    isWritten = false;
    lockFiles.before = (verb) => {
      isWritten ||= verb === "replace";
      if (verb === "read" && isWritten) throw new Error("EIO");
    };
    const unread = await open().start("alibaba", kind, other.values, never);
    lockFiles.before = () => undefined;
    assert.equal(unread.kind, "notStarted", "nothing was sent, and nobody need look for it");
    lockFiles.kept.clear();
    home.local.control.faults.add({ operation: "ListCustomizedVoiceJobs", act: refusal("InvalidAccessKeyId.NotFound", 404) });
    const refused = await open().start("alibaba", kind, other.values, never);
    assert.ok(refused.kind === "notStarted" && refused.error.kind === "auth");
    assert.deepEqual([sent(), jobsOf(other.name).length], [0, 0]);
    assert.equal((await open().start("alibaba", kind, other.values, never)).kind, "accepted");
  });

  it("makes one job of a double click, and of two windows with two connections to the same place", async () => {
    await home.connectionStore.add(localConnection(home.local, "alibaba", { id: "second" }), localKey(home.local, "alibaba"));
    for (const kind of kinds) {
      const { name, values } = fresh(kind);
      const [one, two] = [open(), open()];
      const wishes = [one.start("alibaba", kind, values, never), one.start("alibaba", kind, values, never)];
      const outcomes = await Promise.all([...wishes, two.start("second", kind, values, never)]);
      assert.equal(jobsOf(name).length, 1);
      assert.equal(outcomes.filter((outcome) => outcome.kind === "accepted").length, 1);
    }
    await home.connectionStore.remove("second");
  });

  it("reports after a reload what became of a request", async () => {
    const [kind] = kinds as [CreationKind];
    for (const act of ["resetAfter", "resetBefore"] as const) {
      const { name, values } = fresh(kind);
      meet({ kind: act });
      home.local.control.faults.add({
        operation: "ListCustomizedVoiceJobs",
        nth: 3,
        times: "always",
        act: { kind: "loginPage" },
      });
      await open().start("alibaba", kind, values, never);
      home.local.control.faults.clear();
      assert.deepEqual(await open().recoverAll(), [], "its window is there and has told");
      home.below.windows.closeAll();
      const left = await open().recoverAll();
      assert.deepEqual(
        left.map(({ mark, outcome }) => [mark, outcome.kind]),
        [[name, act === "resetAfter" ? "accepted" : "earlier"]],
      );
      assert.deepEqual(await open().recoverAll(), [], "once");
    }
  });

  it("tells after a reload in the middle of a request what became of it, and makes no second job", async () => {
    const [kind] = kinds as [CreationKind];
    const { name, values } = fresh(kind);
    meet({ kind: "delay", ms: 400 });
    const abandoned = open().start("alibaba", kind, values, never);
    while (jobsOf(name).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    home.below.windows.closeAll();
    const jobCreator = open();
    const left = await jobCreator.recoverAll();
    assert.deepEqual(
      left.map(({ outcome }) => outcome.kind),
      ["accepted"],
    );
    assert.equal((await jobCreator.start("alibaba", kind, values, never)).kind, "taken");
    await abandoned;
    assert.equal(jobsOf(name).length, 1);
  });

  it("creates one job per request at most, whatever happens, and reports nothing but the truth", async () => {
    const acts: readonly FaultAct[] = [
      { kind: "resetBefore" },
      { kind: "resetAfter" },
      { kind: "truncated", how: "length" },
      { kind: "loginPage" },
      { kind: "redirect", location: "https://other.invalid/" },
      { kind: "answer", status: 500, body: {}, processed: true },
      { kind: "answer", status: 502, body: "<html>" },
      refusal("InvalidParameter", 400),
      refusal("Throttling.User", 429),
    ];
    const told = new Map<string, number>();
    const story = fc.record({
      kind: fc.nat(2),
      write: fc.array(fc.option(fc.constantFrom(...acts), { freq: 3 }), { maxLength: 2 }),
      list: fc.option(fc.record({ nth: fc.integer({ min: 1, max: 6 }), times: fc.integer({ min: 1, max: 4 }) }), { freq: 2 }),
      presses: fc.array(fc.record({ window: fc.nat(1), together: fc.boolean(), isReloaded: fc.boolean() }), {
        minLength: 1,
        maxLength: 3,
      }),
    });
    const property = fc.asyncProperty(story, async ({ kind: index, write, list, presses }) => {
      const { control } = home.local;
      control.faults.clear();
      const kind = kinds[index]!;
      const { name, values } = fresh(kind);
      for (const [turn, act] of write.entries()) if (act) control.faults.add({ operation: actions[index]!, nth: turn + 1, act });
      if (list) control.faults.add({ operation: "ListCustomizedVoiceJobs", ...list, act: { kind: "answer", status: 500 } });
      let windows = [open(), open()];
      const made = () => jobsOf(name).length;
      for (const { window, together, isReloaded } of presses) {
        if (isReloaded) {
          home.below.windows.closeAll();
          windows = [open(), open()];
        }
        const before = made();
        if (before > 0) break;
        const pressed = together ? windows : [windows[window]!];
        const outcomes: readonly CreateOutcome[] = await Promise.all(
          pressed.map((each) => each.start("alibaba", kind, values, never)),
        );
        assert.ok(made() <= 1, "never twice");
        for (const { kind: outcome } of outcomes) {
          told.set(outcome, (told.get(outcome) ?? 0) + 1);
          if (outcome === "accepted") assert.equal(made(), 1, "accepted is what the cloud made");
          if (outcome === "notStarted" && !together) assert.equal(made(), 0, "not started is not started");
        }
      }
      for (const { JobId } of jobsOf(name)) control.remove("alibaba", String(JobId));
      (home.below.lockFiles as FakeLockFiles).kept.clear();
    });
    await fc.assert(property, { numRuns: 60 });
    for (const kind of ["accepted", "notStarted", "unknown", "earlier"])
      assert.ok((told.get(kind) ?? 0) > 0, `${kind} never happened`);
  });
});
