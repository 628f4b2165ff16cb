// The submitter: at most one request per intention, written down before it goes out, and an honest word about what became of it.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { settled } from "../../../fakes/clock.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import type { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { type Fixture, never, type TestKernel, totalsOf } from "../../scenarios/kernel.js";
import { fail, lost, onSubmit, openSubmitter } from "./submitterFixture.js";

describe("submitter", () => {
  let cloud: ScriptedCloud;
  let lockFiles: FakeLockFiles;
  let below: Fixture;
  let home: TestKernel;

  let reload: () => TestKernel;

  beforeEach(async () => {
    ({ cloud, lockFiles, below, home, reload } = await openSubmitter());
  });

  const submit = (from = home, jobId = "j1", signal = never) => from.submitter.submit("c1", jobId, { voice: "Aurora" }, signal);
  const verbs = () => cloud.calls.map(({ verb }) => verb);

  it("reads the job, sends one request, and reads again", async () => {
    const outcome = await submit();
    assert.deepEqual(verbs(), ["get", "submit", "get"]);
    assert.deepEqual(cloud.calls[1]!.values, { voice: "Aurora" });
    assert.equal(outcome.kind, "accepted");
    assert.ok(outcome.kind === "accepted" && outcome.job?.state === "QUEUED" && outcome.requestId === "r-2");
  });

  it("leaves nothing behind when the cloud shows the job moved on", async () => {
    await submit();
    assert.deepEqual([lockFiles.kept.size, home.recovery.hasPending()], [0, false]);
  });

  it("looks into a submit again when asked, and holds the next one back until the job shows what became of it", async () => {
    cloud.before = onSubmit(fail(lost()));
    assert.equal((await submit()).kind, "unknown");
    const early = await home.recovery.lookInto("c1", "j1");
    assert.deepEqual([early.isSettled, early.job.state, home.recovery.hasPending()], [false, "RAW", true]);
    cloud.put("j1", "QUEUED");
    const late = await reload().recovery.lookInto("c1", "j1");
    assert.deepEqual([late.isSettled, late.job.state, home.recovery.hasPending()], [true, "QUEUED", false]);
    assert.equal(verbs().filter((verb) => verb === "submit").length, 1);
    await assert.rejects(home.recovery.lookInto("gone", "j1"), { kind: "cancelled" });
  });

  it("lets the store know the new state at once", async () => {
    await home.refresher.refreshConnection("c1", never);
    await submit();
    assert.deepEqual(totalsOf(home.store), { QUEUED: 1 });
  });

  it("writes the intention down before it sends, and never a value", async () => {
    let atSending = "";
    cloud.before = onSubmit(() => {
      atSending = [...lockFiles.kept.values()].join();
    });
    await submit();
    assert.match(atSending, /"phase":"sending"/);
    assert.match(atSending, /"state":"RAW"/);
    assert.ok(lockFiles.written.length > 0);
    assert.doesNotMatch(lockFiles.written.join() + below.state.text, /Aurora|s3cret/);
  });

  it("has a name for the intent that any file system takes, and that does not give away the job", async () => {
    cloud.put("../..\\:*?", "RAW");
    await submit(home, "../..\\:*?");
    const names: string[] = [];
    lockFiles.before = (_, name) => void names.push(name);
    await submit(home, "../..\\:*?");
    assert.ok(
      names.every((name) => /^[a-z0-9-]+(\.[a-z]+){1,2}$/.test(name)),
      names.join(),
    );
  });

  describe("sends nothing", () => {
    const sentNothing = (message?: string) => assert.equal(cloud.count("submit"), 0, message);

    it("when the state does not allow it, whatever the row said", async () => {
      await home.refresher.refreshConnection("c1", never);
      cloud.put("j1", "TRAINING");
      const outcome = await submit();
      assert.ok(outcome.kind === "wrongState" && outcome.job.state === "TRAINING");
      sentNothing();
      assert.equal(lockFiles.kept.size, 0);
    });

    it("when the job cannot be read", async () => {
      cloud.before = fail(new VoiceError("notFound", ""));
      const outcome = await submit();
      assert.ok(outcome.kind === "notSubmitted" && outcome.error.kind === "notFound");
      sentNothing();
      assert.equal(lockFiles.kept.size, 0);
    });

    it("when the person cancels before", async () => {
      const wish = new AbortController();
      cloud.before = ({ verb }) => {
        if (verb === "get") wish.abort();
      };
      const outcome = await submit(home, "j1", wish.signal);
      assert.ok(outcome.kind === "notSubmitted" && outcome.error.kind === "cancelled");
      sentNothing();
      assert.deepEqual([lockFiles.kept.size, home.recovery.hasPending()], [0, false]);
    });

    it("when the person cancelled while the intention was written down", async () => {
      const wish = new AbortController();
      lockFiles.before = (verb) => {
        if (verb === "replace") wish.abort();
      };
      const outcome = await submit(home, "j1", wish.signal);
      assert.ok(outcome.kind === "notSubmitted" && outcome.error.kind === "cancelled");
      sentNothing();
      assert.equal(lockFiles.kept.size, 0);
    });

    it("when the person cancels while it is looked whether the intention is still ours", async () => {
      const wish = new AbortController();
      let reads = 0;
      lockFiles.before = (verb) => {
        if (verb === "replace") reads = 1;
        if (verb === "read" && reads > 0) wish.abort();
      };
      const outcome = await submit(home, "j1", wish.signal);
      assert.ok(outcome.kind === "notSubmitted" && outcome.error.kind === "cancelled");
      await settled();
      sentNothing();
      assert.equal(lockFiles.kept.size, 0);
    });

    it("when the connection is gone, or its key", async () => {
      below.secrets.lose("credentials/c1");
      const outcome = await submit(reload());
      assert.ok(outcome.kind === "notSubmitted" && outcome.error.reason === "missingCredentials");
      await home.connectionStore.remove("c1");
      assert.equal((await submit(home)).kind, "notSubmitted");
      sentNothing();
      assert.equal(lockFiles.kept.size, 0);
    });

    it("when the intention cannot be written down", async () => {
      for (const verb of ["claim", "replace"] as const) {
        lockFiles.before = (each) => {
          if (each === verb) throw new Error("disk full");
        };
        assert.equal((await submit()).kind, "notSubmitted");
        sentNothing(verb);
        lockFiles.before = () => undefined;
        lockFiles.kept.clear();
      }
      below.state.failure = new Error("disk full");
      assert.equal((await submit()).kind, "notSubmitted");
      sentNothing("state");
      assert.equal(lockFiles.kept.size, 0);
    });
  });

  it("is not called back once it went out", async () => {
    const wish = new AbortController();
    cloud.before = onSubmit(() => wish.abort());
    assert.equal((await submit(home, "j1", wish.signal)).kind, "accepted");
    assert.equal(cloud.calls[1]!.signal.aborted, false);
  });

  it("says what the cloud did even if its notes can no longer be written", async () => {
    cloud.after = onSubmit(() => {
      lockFiles.before = () => {
        throw new Error("disk full");
      };
      below.state.failure = new Error("disk full");
    });
    assert.equal((await submit()).kind, "accepted");
    cloud.put("j2", "RAW");
    below.state.failure = undefined;
    lockFiles.before = () => undefined;
    cloud.after = onSubmit(() => {
      lockFiles.before = () => {
        throw new Error("disk full");
      };
      throw lost();
    });
    assert.equal((await submit(home, "j2")).kind, "accepted");
  });
});
