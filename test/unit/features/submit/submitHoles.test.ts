// Where a submitter could be fooled: clocks, full disks, connections that change under it, and windows that sleep.
import { strict as assert } from "node:assert";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VoiceError } from "../../../../src/core/errors.js";
import { createLockFiles } from "../../../../src/platform/files/lockFiles.js";
import type { HastyClock } from "../../../fakes/clock.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import type { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { connectionTo, type Fixture, kernel, key, never, type TestKernel } from "../../scenarios/kernel.js";
import { lost, openSubmitter } from "./submitterFixture.js";

const minute = 60_000;

describe("submitter, where it could be fooled", () => {
  let cloud: ScriptedCloud;
  let lockFiles: FakeLockFiles;
  let clock: HastyClock;
  let below: Fixture;
  let home: TestKernel;

  beforeEach(async () => {
    ({ cloud, lockFiles, clock, below, home } = await openSubmitter());
    cloud.put("j1", "RAW", { updatedAt: 1_000 });
  });

  const submit = (from = home, connectionId = "c1") => from.submitter.submit(connectionId, "j1", {}, never);
  const loseSubmit = () => {
    cloud.before = ({ verb }) => {
      if (verb === "submit") throw lost();
    };
  };
  const calm = () => {
    cloud.before = () => undefined;
    cloud.after = () => undefined;
  };

  describe("on a disk that cannot be written", () => {
    it("sends nothing and says that it could not be written down, with the system's own code", async () => {
      const folder = await mkdtemp(join(tmpdir(), "voice-jobs-"));
      // A file where the folder should be: it cannot be written to, not even by root.
      await writeFile(join(folder, "notes"), "");
      const window = kernel({ ...below, lockFiles: createLockFiles(join(folder, "notes")) });
      const outcome = await submit(window);
      assert.ok(outcome.kind === "notSubmitted");
      const { kind, reason, wasSent, code = "" } = outcome.error;
      assert.deepEqual([kind, reason, wasSent], ["bug", "unwritten", false]);
      assert.match(code, /^E[A-Z]+$/);
      assert.equal(cloud.calls.length, 0, "it is not even read");
      await chmod(folder, 0o700);
      await rm(folder, { recursive: true });
    });

    it("sends nothing where the disk is full by the time that it is to be sent", async () => {
      for (const verb of ["claim", "replace", "read"] as const) {
        let seen = 0;
        lockFiles.before = (each, name) => {
          if (each !== verb || name.endsWith(".lock")) return;
          seen += 1;
          // The claim itself, the step to sending, and the last look before the request.
          if (seen === (verb === "read" ? 2 : 1)) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
        };
        const outcome = await submit();
        assert.ok(outcome.kind === "notSubmitted", `${verb}: ${outcome.kind}`);
        assert.deepEqual([outcome.error.reason, outcome.error.code], ["unwritten", "ENOSPC"], verb);
        lockFiles.before = () => undefined;
        lockFiles.kept.clear();
      }
      assert.equal(cloud.count("submit"), 0);
    });
  });

  describe("by a clock", () => {
    for (const [which, by] of [
      ["forward", 60 * minute],
      ["back", -60 * minute],
    ] as const)
      it(`that is set ${which} between claim and request sends once, though another window takes the claim for dead`, async () => {
        const other = kernel(below);
        const kinds: string[] = [];
        cloud.after = async ({ number }) => {
          if (number !== 1) return;
          clock.advance(by);
          kinds.push((await submit(other)).kind);
        };
        kinds.push((await submit()).kind);
        assert.deepEqual(kinds, ["accepted", "earlier"]);
        assert.deepEqual(cloud.accepted, ["j1"]);
      });
  });

  describe("by what changes while it waits for its turn", () => {
    /** Something happens between writing that it sends and the request. */
    const meanwhile = (happen: () => Promise<unknown>) => {
      lockFiles.before = async (verb, name) => {
        if (verb !== "remove" || !name.endsWith(".lock")) return;
        lockFiles.before = () => undefined;
        await happen();
      };
    };

    it("sends nothing that a person has released, and the one who released it gets through", async () => {
      const other = kernel(below);
      meanwhile(() => other.recovery.release("c1", "j1"));
      assert.equal((await submit()).kind, "earlier");
      assert.equal(cloud.count("submit"), 0);
      assert.equal((await submit(other)).kind, "accepted");
    });

    it("sends nothing to another place than the one it was meant for", async () => {
      meanwhile(() => home.connectionStore.replace({ ...connectionTo(cloud.cloud), endpoint: "https://other.test" }));
      assert.equal((await submit()).kind, "earlier");
      assert.equal(cloud.count("submit"), 0);
      assert.equal(lockFiles.kept.size, 0);
    });
  });

  it("leaves no note where another window looks at it in the moment that it ends", async () => {
    const other = kernel(below);
    cloud.put("j1", "QUEUED");
    let locks = 0;
    lockFiles.before = (verb, name) => {
      if (verb !== "claim" || !name.endsWith(".lock")) return;
      locks += 1;
      if (locks > 1) return;
      lockFiles.kept.set(name, other.window);
      clock.after(500, () => lockFiles.kept.delete(name));
    };
    assert.equal((await submit()).kind, "wrongState");
    assert.equal(locks, 2);
    assert.equal(lockFiles.kept.size, 0);
  });

  it("keeps a note on its list that cannot be read for a moment", async () => {
    loseSubmit();
    assert.equal((await submit()).kind, "unknown");
    calm();
    const next = kernel(below);
    lockFiles.before = (verb, name) => {
      if (verb === "read" && name.startsWith("submit-")) throw Object.assign(new Error("EIO"), { code: "EIO" });
    };
    below.windows.close(home.window);
    assert.deepEqual(await next.recovery.recoverAll(), []);
    lockFiles.before = () => undefined;
    assert.equal(next.recovery.hasPending(), true);
    assert.equal((await next.recovery.recoverAll()).length, 1);
  });

  it("takes no other submit for its own: what was released meanwhile stays unknown", async () => {
    const other = kernel(below);
    cloud.before = async ({ verb, number }) => {
      if (verb !== "submit" || number !== 2) return;
      await other.recovery.release("c1", "j1");
      assert.equal((await submit(other)).kind, "accepted");
      throw lost();
    };
    const outcome = await submit();
    assert.ok(outcome.kind === "unknown" && outcome.job?.state === "QUEUED");
    assert.deepEqual(cloud.accepted, ["j1"]);
  });

  it("takes a gateway that gave up for no refusal", async () => {
    for (const status of [408, 499]) {
      cloud.before = ({ verb }) => {
        if (verb === "submit") throw new VoiceError("refused", "", { status });
      };
      assert.equal((await submit()).kind, "unknown");
      await home.recovery.release("c1", "j1");
    }
  });

  it("says that another window is at it, so that the person is not asked to forget it", async () => {
    const other = kernel(below);
    cloud.before = async ({ verb }) => {
      if (verb !== "submit") return;
      const held = await submit(other);
      assert.ok(held.kind === "earlier" && held.isUnderWay);
    };
    await submit();
    calm();
    cloud.put("j1", "RAW", { updatedAt: 7_000 });
    loseSubmit();
    await submit();
    const held = await submit(other);
    assert.ok(held.kind === "earlier" && !held.isUnderWay && held.job?.state === "RAW", "that one has come to its end");
  });

  it("knows the job through every spelling of its place", async () => {
    loseSubmit();
    await submit();
    calm();
    for (const [id, endpoint] of Object.entries({ slash: "https://scripted.test/", port: "https://SCRIPTED.test:443" })) {
      await home.connectionStore.add(connectionTo(cloud.cloud, { id, endpoint }), key);
      assert.equal((await submit(home, id)).kind, "earlier", endpoint);
    }
  });

  it("says of no submit that it is settled when it was released, however often one looks into it", async () => {
    loseSubmit();
    await submit();
    await home.recovery.release("c1", "j1");
    assert.equal((await home.recovery.lookInto("c1", "j1")).isSettled, false);
    cloud.put("j1", "QUEUED");
    assert.equal((await home.recovery.lookInto("c1", "j1")).isSettled, true);
  });

  it("keeps every name on its list, though several submits begin at once", async () => {
    cloud.put("j2", "RAW");
    loseSubmit();
    await Promise.all(["j1", "j2"].map((jobId) => home.submitter.submit("c1", jobId, {}, never)));
    assert.equal(below.state.get<readonly string[]>("unsettledSubmits")?.length, 2);
  });
});
