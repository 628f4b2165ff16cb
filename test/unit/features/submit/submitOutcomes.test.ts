// What the submitter says when the cloud refuses, when its answer is lost, and when it is slow to show what it accepted.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import type { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { type Fixture, kernel, never, type TestKernel } from "../../scenarios/kernel.js";
import { fail, onSubmit, openSubmitter } from "./submitterFixture.js";

describe("what became of a submit", () => {
  let cloud: ScriptedCloud;
  let lockFiles: FakeLockFiles;
  let below: Fixture;
  let home: TestKernel;

  let reload: () => TestKernel;

  beforeEach(async () => {
    ({ cloud, lockFiles, below, home, reload } = await openSubmitter());
  });

  const submit = (from = home, jobId = "j1", signal = never) => from.submitter.submit("c1", jobId, { voice: "Aurora" }, signal);

  describe("when the cloud refuses", () => {
    it("says that nothing was submitted, and lets the person try again", async () => {
      for (const status of [400, 401, 403, 404, 429]) {
        cloud.before = onSubmit(fail(new VoiceError("refused", "", { status })));
        const outcome = await submit();
        assert.ok(outcome.kind === "notSubmitted" && outcome.error.status === status);
        assert.equal(lockFiles.kept.size, 0);
      }
      cloud.before = () => undefined;
      assert.equal((await submit()).kind, "accepted");
      assert.deepEqual(cloud.accepted, ["j1"]);
    });

    const refusal = new VoiceError("refused", "", { status: 400 });
    /** It refuses, and meanwhile the job becomes this. */
    const refuseAnd = (state: string, updatedAt?: number) =>
      onSubmit(() => {
        cloud.put("j1", state, updatedAt === undefined ? {} : { updatedAt });
        throw refusal;
      });

    it("says that it was submitted where the job has moved as a submit moves it: the answer was that to a second copy", async () => {
      for (const state of ["QUEUED", "TRAINING", "DONE", "NEW_STATE"]) {
        cloud.put("j1", "RAW");
        cloud.before = refuseAnd(state);
        const outcome = await submit();
        assert.ok(outcome.kind === "accepted" && outcome.job?.state === state && outcome.requestId === undefined, state);
        assert.equal(lockFiles.kept.size, 0);
      }
    });

    it("does not know what became of it where the job has changed otherwise, or an older answer came", async () => {
      for (const [state, updatedAt] of [["SENT_BACK"], ["BROKEN"], ["RAW"], ["RAW", 500], ["QUEUED", 500]] as const) {
        cloud.put("j1", "RAW");
        cloud.before = refuseAnd(state, updatedAt);
        const outcome = await submit();
        assert.ok(outcome.kind === "unknown" && outcome.job?.state === state, `${state} ${updatedAt}`);
        await home.recovery.release("c1", "j1");
      }
    });

    it("looks later where it could not look at once, in this window or the next, and then is free", async () => {
      for (const settle of [
        () => submit(),
        () => submit(reload()),
        async () => {
          const { isSettled, wasRefused } = await home.recovery.lookInto("c1", "j1");
          assert.deepEqual([isSettled, wasRefused], [false, true]);
          return submit();
        },
        async () => {
          below.windows.closeAll();
          const next = reload();
          assert.deepEqual(await next.recovery.recoverAll(), []);
          return submit(next);
        },
      ]) {
        cloud.put("j1", "RAW");
        cloud.before = onSubmit(() => {
          cloud.before = fail(new VoiceError("network", "", { reason: "timeout" }));
          throw refusal;
        });
        assert.equal((await submit()).kind, "unknown");
        cloud.before = () => undefined;
        cloud.calls.length = 0;
        assert.equal((await settle()).kind, "accepted");
        assert.equal(cloud.count("submit"), 1);
        home = kernel(below);
        await home.recovery.release("c1", "j1");
      }
    });

    it("is not made free by an old answer once a new one was seen", async () => {
      const { updatedAt = 0 } = cloud.put("j1", "RAW");
      cloud.before = onSubmit(() => {
        cloud.before = fail(new VoiceError("network", "", { reason: "timeout" }));
        throw refusal;
      });
      assert.equal((await submit()).kind, "unknown");
      cloud.before = () => undefined;
      cloud.put("j1", "SENT_BACK");
      assert.equal((await submit()).kind, "earlier");
      cloud.put("j1", "RAW", { updatedAt });
      assert.equal((await submit()).kind, "earlier");
      assert.equal(cloud.count("submit"), 1);
    });

    it("knows no refusal in the answer to a copy: it is not known, and holds the next one back", async () => {
      cloud.before = onSubmit(fail(new VoiceError("refused", "", { status: 400, reason: "duplicate" })));
      assert.equal((await submit()).kind, "unknown");
      cloud.before = () => undefined;
      assert.equal((await submit()).kind, "earlier");
    });

    it("takes a key that is not accepted for no submit, and says that the job could not be read", async () => {
      cloud.before = onSubmit(fail(new VoiceError("auth", "", { status: 401, reason: "wrongSecret" })));
      const outcome = await submit();
      assert.ok(outcome.kind === "notSubmitted" && outcome.isUnseen);
      assert.equal(lockFiles.kept.size, 0);
    });

    it("says the same when no server can have seen the request", async () => {
      cloud.before = onSubmit(fail(new VoiceError("network", "", { reason: "connectionRefused", wasSent: false })));
      assert.equal((await submit()).kind, "notSubmitted");
      assert.equal(lockFiles.kept.size, 0);
    });
  });

  describe("when the cloud accepted and is slow to show it", () => {
    /** The cloud takes it, but its answers are those of before. */
    const slowCloud = () => {
      cloud.after = onSubmit(() => void cloud.put("j1", "RAW", { updatedAt: 1_001_000 }));
    };

    it("says accepted, and holds a second submit back until the job shows it", async () => {
      slowCloud();
      const outcome = await submit();
      assert.ok(outcome.kind === "accepted" && outcome.job?.state === "RAW");
      for (const window of [home, reload()]) {
        const next = await submit(window);
        assert.ok(next.kind === "earlier" && next.wasAccepted);
      }
      assert.equal(cloud.count("submit"), 1);
      cloud.put("j1", "QUEUED");
      assert.equal((await submit()).kind, "wrongState");
      cloud.put("j1", "SENT_BACK");
      cloud.after = () => undefined;
      assert.equal((await submit()).kind, "accepted");
      assert.deepEqual(cloud.accepted, ["j1", "j1"]);
    });

    it("asks where the job then shows as one that can be submitted: it has come back, or that is an old answer, too", async () => {
      for (const state of ["RAW", "SENT_BACK"]) {
        const jobId = `from ${state}`;
        cloud.put(jobId, "RAW");
        cloud.after = onSubmit(() => void cloud.put(jobId, "RAW", { updatedAt: 1_001_000 }));
        await submit(home, jobId);
        cloud.after = () => undefined;
        cloud.put(jobId, state);
        const asked = await submit(home, jobId);
        assert.ok(asked.kind === "earlier" && asked.wasAccepted && asked.seen !== undefined, state);
        await home.recovery.release("c1", jobId);
        assert.equal((await submit(home, jobId)).kind, "accepted", state);
      }
    });

    it("is not made free by two old answers, of which the later one is from after the earlier", async () => {
      const old = { ...cloud.jobs.get("j1")! };
      const refused = cloud.put("j1", "SENT_BACK");
      cloud.jobs.set("j1", old);
      cloud.after = onSubmit(() => void cloud.jobs.set("j1", refused));
      assert.equal((await submit()).kind, "accepted");
      assert.equal((await submit()).kind, "earlier");
      assert.deepEqual(cloud.accepted, ["j1"]);
    });

    it("lets the person decide that the earlier one is void", async () => {
      slowCloud();
      await submit();
      cloud.after = () => undefined;
      await home.recovery.release("c1", "j1");
      assert.deepEqual([lockFiles.kept.size, home.recovery.hasPending()], [0, false]);
      assert.equal((await submit()).kind, "accepted");
    });
  });
});
