// Where a submitter could be fooled: clocks, full disks, old answers, connections that change under it, and windows that sleep.
import { strict as assert } from "node:assert";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VoiceError } from "../../../../src/core/errors.js";
import { StaleAnswers } from "../../../../src/features/submit/staleAnswers.js";
import { createLockFiles } from "../../../../src/platform/files/lockFiles.js";
import { HastyClock } from "../../../fakes/clock.js";
import { FakeLockFiles } from "../../../fakes/lockFiles.js";
import { ScriptedCloud } from "../../../fakes/scriptedCloud.js";
import { connectionTo, type Fixture, fixture, kernel, key, never, type TestKernel } from "../../scenarios/kernel.js";

const minute = 60_000;
const lost = () => new VoiceError("network", "", { reason: "reset", wasSent: true });

describe("submitter, where it could be fooled", () => {
  let cloud: ScriptedCloud;
  let lockFiles: FakeLockFiles;
  let clock: HastyClock;
  let below: Fixture;
  let home: TestKernel;

  beforeEach(async () => {
    cloud = new ScriptedCloud();
    lockFiles = new FakeLockFiles();
    clock = new HastyClock();
    below = fixture([cloud.cloud], { lockFiles, clock });
    home = kernel(below);
    await home.connectionStore.add(connectionTo(cloud.cloud), key);
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

  describe("by an old answer of the cloud", () => {
    it("takes no older state for a sign that a lost submit arrived", async () => {
      cloud.put("j1", "SENT_BACK", { updatedAt: 5_000 });
      cloud.before = ({ verb }) => {
        if (verb !== "submit") return;
        cloud.put("j1", "QUEUED", { updatedAt: 3_000 });
        throw lost();
      };
      assert.equal((await submit()).kind, "unknown");
    });

    it("takes no state that waits to be submitted for such a sign: what it read before may have been the old one", async () => {
      cloud.before = ({ verb }) => {
        if (verb !== "submit") return;
        cloud.put("j1", "SENT_BACK", { updatedAt: 3_000 });
        throw lost();
      };
      assert.equal((await submit()).kind, "unknown");
      calm();
      assert.equal((await submit()).kind, "earlier");
    });

    it("holds a job back that looks as it did before it was submitted, in each window, until it is released", async () => {
      assert.equal((await submit()).kind, "accepted");
      cloud.put("j1", "RAW", { updatedAt: 1_000 });
      for (const window of [home, kernel(below)]) {
        const outcome = await submit(window);
        assert.ok(outcome.kind === "earlier" && outcome.wasAccepted && outcome.job?.state === "RAW");
      }
      await home.recovery.release("c1", "j1");
      assert.equal((await submit()).kind, "accepted");
      cloud.put("j1", "RAW");
      assert.equal((await submit()).kind, "accepted", "a later time is no old answer");
      assert.equal(cloud.accepted.length, 3);
    });
  });

  describe("by an old answer of a cloud that tells no times", () => {
    const day = 24 * 60 * minute;
    const timeless = (state: string) => {
      const { updatedAt: _, ...job } = cloud.put("j1", state);
      cloud.jobs.set("j1", job);
    };
    beforeEach(async () => {
      timeless("RAW");
      cloud.after = ({ verb }) => {
        if (verb === "submit") timeless("QUEUED");
      };
      assert.equal((await submit()).kind, "accepted");
      calm();
    });

    it("asks before it submits what was submitted, whatever state it seems to have come back to, in each window", async () => {
      const since = clock.now();
      for (const state of ["RAW", "SENT_BACK"]) {
        timeless(state);
        clock.advance(day);
        for (const window of [home, kernel(below)]) {
          const outcome = await submit(window);
          assert.ok(outcome.kind === "earlier" && outcome.wasAccepted, state);
          assert.deepEqual([outcome.seen, outcome.job?.state], ["QUEUED", state]);
          assert.ok(Math.abs(outcome.since - since) < minute);
          const { held, isSettled } = await window.recovery.lookInto("c1", "j1");
          assert.deepEqual([held?.seen, isSettled], ["QUEUED", false]);
        }
      }
      assert.equal(cloud.accepted.length, 1);
    });

    it("submits it once the person says that it has come back", async () => {
      timeless("SENT_BACK");
      await home.recovery.release("c1", "j1");
      assert.equal((await submit()).kind, "accepted");
    });

    it("forgets what no answer can be older than", async () => {
      timeless("SENT_BACK");
      clock.advance(8 * day);
      assert.equal((await submit()).kind, "accepted");
    });

    it("asks also where a time comes and goes", async () => {
      cloud.put("j1", "RAW");
      assert.equal((await submit()).kind, "earlier");
    });
  });

  it("remembers so many accepted submits and no more, and reads what other versions kept", async () => {
    const before = { state: "RAW", updatedAt: 1_000 };
    const staleAnswers = new StaleAnswers(below.state, clock);
    const ofOlder = { name: "older", ...before, after: { state: "QUEUED", updatedAt: 2_000 } };
    const ofOldest = { name: "oldest", ...before };
    await below.state.update("submittedLooks", { version: 1, entries: [ofOldest, ofOlder, { is: "of a newer one" }] });
    assert.ok(staleAnswers.find("oldest", before) && staleAnswers.find("older", { state: "SENT_BACK", updatedAt: 1_500 }));
    assert.equal(staleAnswers.find("oldest", { state: "RAW", updatedAt: 1_001 }), undefined);
    assert.equal(staleAnswers.find("older", { state: "RAW", updatedAt: 2_001 }), undefined);
    for (let number = 0; number < 400; number += 1) await staleAnswers.keep(`j${number}`, { state: "RAW" }, { state: "QUEUED" });
    const { entries } = below.state.get<{ readonly entries: readonly unknown[] }>("submittedLooks") ?? { entries: [] };
    assert.equal(entries.length, 301, "and the one that nobody here can read");
    assert.ok(staleAnswers.find("j399", { state: "RAW" }) && !staleAnswers.find("j0", { state: "RAW" }));
  });

  describe("by two old answers of the cloud, of different age", () => {
    beforeEach(async () => {
      cloud.after = async ({ verb }) => {
        if (verb === "submit") cloud.put("j1", "QUEUED", { updatedAt: 3_000 });
      };
      assert.equal((await submit()).kind, "accepted");
      calm();
    });

    it("holds back what looks otherwise than before the submit, and older than after it", async () => {
      for (const updatedAt of [500, 2_000, 3_000]) {
        cloud.put("j1", "SENT_BACK", { updatedAt });
        assert.equal((await submit()).kind, "earlier", `${updatedAt}`);
      }
      assert.equal(cloud.accepted.length, 1);
    });

    it("submits what was sent back later", async () => {
      cloud.put("j1", "SENT_BACK", { updatedAt: 4_000 });
      assert.equal((await submit()).kind, "accepted");
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
