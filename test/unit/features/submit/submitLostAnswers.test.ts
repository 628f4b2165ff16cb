// What became of a submit whose answer was lost.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { settled } from "../../../fakes/clock.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import type { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { never, type TestKernel } from "../../scenarios/kernel.js";
import { fail, lost, onSubmit, openSubmitter } from "./submitterFixture.js";

describe("what became of a submit", () => {
  let cloud: ScriptedCloud;
  let lockFiles: FakeLockFiles;
  let home: TestKernel;

  beforeEach(async () => {
    ({ cloud, lockFiles, home } = await openSubmitter());
  });

  const submit = (from = home, jobId = "j1", signal = never) => from.submitter.submit("c1", jobId, { voice: "Aurora" }, signal);

  describe("when the answer is lost", () => {
    const answers = [
      lost(),
      new VoiceError("network", "", { reason: "timeout", wasSent: true }),
      new VoiceError("unavailable", "", { status: 500 }),
      new VoiceError("unavailable", "", { status: 504 }),
      new VoiceError("protocol", "", { reason: "html", status: 403 }),
      new VoiceError("protocol", "", { reason: "truncated", status: 200 }),
      new VoiceError("bug", ""),
    ];

    it("reads the job again, and says accepted where it moved", async () => {
      for (const error of answers) {
        cloud.put("j1", "RAW");
        cloud.after = onSubmit(fail(error));
        const outcome = await submit();
        assert.ok(outcome.kind === "accepted" && outcome.job?.state === "QUEUED", error.kind);
        assert.equal(lockFiles.kept.size, 0);
      }
      assert.equal(cloud.count("submit"), answers.length);
    });

    it("says unknown where it did not, and holds the next submit back", async () => {
      for (const [index, error] of answers.entries()) {
        const id = `lost-${index}`;
        cloud.put(id, "RAW");
        cloud.before = onSubmit(fail(error));
        const outcome = await submit(home, id);
        assert.ok(outcome.kind === "unknown" && outcome.job?.state === "RAW", error.kind);
        cloud.before = () => undefined;
        const next = await submit(home, id);
        assert.ok(next.kind === "earlier" && !next.wasAccepted);
        assert.equal(cloud.calls.filter(({ verb, jobId }) => verb === "submit" && jobId === id).length, 1);
      }
    });

    it("says unknown where the job cannot be read either", async () => {
      cloud.after = onSubmit(() => {
        cloud.before = fail(new VoiceError("network", "", { reason: "timeout" }));
        throw lost();
      });
      const outcome = await submit();
      assert.ok(outcome.kind === "unknown" && outcome.job === undefined && outcome.error.reason === "reset");
      cloud.before = () => undefined;
      cloud.after = () => undefined;
      assert.equal((await submit()).kind, "wrongState", "the job has moved: the earlier intention is settled");
      assert.deepEqual([cloud.accepted, lockFiles.kept.size], [["j1"], 0]);
    });

    it("does not take another change of the job for its submit", async () => {
      cloud.before = onSubmit(() => {
        cloud.put("j1", "RAW");
        throw lost();
      });
      assert.equal((await submit()).kind, "unknown");
    });

    it("is not answered by a reading that had begun while it was being sent", async () => {
      let release: () => void = () => undefined;
      const latch = new Promise<void>((resolve) => {
        release = resolve;
      });
      let slow: Promise<unknown> | undefined;
      cloud.before = async ({ verb }) => {
        if (verb !== "submit") return;
        slow = home.refresher.refreshJob("c1", "j1", never);
        await settled();
      };
      cloud.after = ({ number, verb }) => {
        if (number === 3) return latch;
        if (verb === "submit") throw lost();
        return undefined;
      };
      const outcome = await Promise.race([submit(), settled().then(settled).then(settled)]);
      release();
      await slow;
      assert.equal(outcome?.kind, "accepted");
    });

    it("is not answered by a reading that had begun before", async () => {
      let release: () => void = () => undefined;
      const latch = new Promise<void>((resolve) => {
        release = resolve;
      });
      cloud.after = ({ number, verb }) => {
        if (number === 1) return latch;
        if (verb === "submit") throw lost();
        return undefined;
      };
      const slow = home.refresher.refreshJob("c1", "j1", never);
      await settled();
      assert.equal((await submit()).kind, "accepted");
      release();
      await slow;
    });
  });
});
