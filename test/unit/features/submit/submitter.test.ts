// The submitter: at most one request per intention, written down before it goes out, and an honest word about what became of it.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { HastyClock, settled } from "../../../fakes/clock.js";
import { FakeLockFiles } from "../../../fakes/lockFiles.js";
import { type Call, ScriptedCloud } from "../../../fakes/scriptedCloud.js";
import { connectionTo, type Fixture, fixture, kernel, key, never, type TestKernel, totalsOf } from "../../scenarios/kernel.js";

const minute = 60_000;
const lost = () => new VoiceError("network", "", { reason: "reset", wasSent: true });

describe("submitter", () => {
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
    cloud.put("j1", "RAW");
  });

  const submit = (from = home, jobId = "j1", signal = never) => from.submitter.submit("c1", jobId, { voice: "Aurora" }, signal);
  /** The window reloaded, or another window: everything new on the same storage. */
  const reload = () => {
    cloud.before = () => undefined;
    cloud.after = () => undefined;
    lockFiles.before = () => undefined;
    return kernel(below);
  };
  const onSubmit = (act: () => void) => (call: Call) => {
    if (call.verb === "submit") act();
  };
  const fail = (error: VoiceError) => () => {
    throw error;
  };
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

  describe("an intent that cannot be read", () => {
    const damaged = [
      "",
      "{",
      "null",
      '{"version":2}',
      '{"version":1,"phase":"claimed"}',
      '{"version":1,"owner":"o","connectionId":"c1","jobId":"j1","since":1,"phase":"later"}',
    ];

    it("holds back, and can be released", async () => {
      for (const text of damaged) {
        let name = "";
        lockFiles.before = (verb, each) => {
          if (verb === "claim") name ||= each;
        };
        cloud.before = fail(new VoiceError("notFound", ""));
        await submit();
        cloud.before = () => undefined;
        lockFiles.kept.set(name, text);
        cloud.calls.length = 0;
        const outcome = await submit();
        assert.ok(outcome.kind === "earlier" && !outcome.wasAccepted, text);
        assert.equal(cloud.calls.length, 0);
        await home.recovery.release("c1", "j1");
        assert.equal((await submit()).kind, "accepted");
        cloud.put("j1", "RAW");
      }
    });
  });

  describe("after a crash", () => {
    /** The window dies at this moment: nothing it waits for ever comes. */
    const crashAt = async (isDeadly: (event: string) => boolean) => {
      let die: () => void = () => undefined;
      const died = new Promise<void>((resolve) => {
        die = resolve;
      });
      const meet = (event: string) => {
        if (!isDeadly(event)) return undefined;
        die();
        return new Promise<void>(() => undefined);
      };
      lockFiles.before = (verb, name) => meet(`${verb} ${name.endsWith(".lock") ? "lock" : "note"}`);
      cloud.before = ({ verb }) => meet(`before ${verb}`);
      cloud.after = ({ verb }) => meet(`after ${verb}`);
      void submit();
      await died;
      return reload();
    };
    const nth = (event: string, number: number) => () => {
      let seen = 0;
      return (each: string) => {
        if (each === event) seen += 1;
        return each === event && seen === number;
      };
    };

    const beforeSending: readonly [string, () => (event: string) => boolean][] = [
      ["while it read the job", nth("before get", 1)],
      ["before it took the lock", nth("claim lock", 1)],
      ["before it wrote that it sends", nth("replace note", 1)],
    ];
    for (const [when, isDeadly] of beforeSending) {
      it(`${when}: nothing was sent, and nothing is said to be`, async () => {
        const next = await crashAt(isDeadly());
        assert.equal(cloud.count("submit"), 0);
        assert.deepEqual(await next.recovery.recoverAll(), []);
        assert.equal((await submit(next)).kind, "earlier", "it could be another window");
        clock.advance(6 * minute);
        const [told] = await next.recovery.recoverAll();
        assert.equal(told?.outcome.kind, "neverSent");
        const later = await submit(next);
        // The window that died holding the lock may have been about to send: only the person can decide.
        if (later.kind === "earlier") await next.recovery.release("c1", "j1");
        assert.equal((later.kind === "earlier" ? await submit(next) : later).kind, "accepted");
        assert.deepEqual(cloud.accepted, ["j1"]);
      });

      it(`${when}, in a window that is known to be gone: the next life says at once that nothing was sent, and submits`, async () => {
        const next = await crashAt(isDeadly());
        below.windows.close(home.window);
        const [told, ...more] = await next.recovery.recoverAll();
        assert.deepEqual([told?.outcome.kind, told?.jobId, more.length], ["neverSent", "j1", 0]);
        assert.equal((await submit(next)).kind, "accepted");
        assert.deepEqual([cloud.accepted, lockFiles.kept.size, next.recovery.hasPending()], [["j1"], 0, false]);
      });
    }

    it("after it wrote that it sends, in a window that is known to be gone: each next life tells once, of several at once only one", async () => {
      let next = await crashAt(nth("before submit", 1)());
      below.windows.close(home.window);
      for (const life of [1, 2]) {
        const beside = kernel(below);
        const told = (await Promise.all([next, beside].map(({ recovery }) => recovery.recoverAll()))).flat();
        assert.equal(told.length, 1, `life ${life}`);
        assert.ok(told[0]?.outcome.kind === "earlier" && told[0].outcome.job?.state === "RAW");
        assert.deepEqual(await kernel(below).recovery.recoverAll(), [], "a window that opens later leaves it alone");
        assert.equal((await submit(beside)).kind, "earlier");
        below.windows.closeAll();
        next = kernel(below);
      }
      assert.deepEqual(cloud.accepted, []);
    });

    it("tells once that the job is gone meanwhile, and still holds it back should it come again", async () => {
      const next = await crashAt(nth("after submit", 1)());
      below.windows.close(home.window);
      cloud.before = fail(new VoiceError("notFound", ""));
      const [told] = await next.recovery.recoverAll();
      assert.equal(told?.outcome.kind, "gone");
      below.windows.closeAll();
      assert.deepEqual([(await reload().recovery.recoverAll()).length, next.recovery.hasPending()], [0, false]);
      cloud.put("j1", "RAW", { updatedAt: 1 });
      assert.equal((await submit(reload())).kind, "earlier");
    });

    it("finds what was left although the list of it is lost, and through another connection", async () => {
      const next = await crashAt(nth("after submit", 1)());
      below.windows.close(home.window);
      await below.state.update("unsettledSubmits", []);
      await next.connectionStore.remove("c1");
      await next.connectionStore.add(connectionTo(cloud.cloud, { id: "c7" }), key);
      const [told] = await next.recovery.recoverAll();
      assert.deepEqual([told?.connectionId, told?.outcome.kind], ["c7", "accepted"]);
    });

    it("after it wrote that it sends, but before it did: the next life asks the person", async () => {
      const next = await crashAt(nth("before submit", 1)());
      assert.equal(next.recovery.hasPending(), true);
      const outcome = await submit(next);
      assert.ok(outcome.kind === "earlier" && !outcome.wasAccepted);
      assert.deepEqual(await next.recovery.recoverAll(), [], "another window may be at it this very moment");
      clock.advance(6 * minute);
      const [told] = await next.recovery.recoverAll();
      assert.ok(told?.jobId === "j1" && told.connectionId === "c1" && told.outcome.kind === "earlier");
      assert.equal((await submit(next)).kind, "earlier");
      assert.deepEqual(cloud.accepted, []);
    });

    for (const [when, isDeadly, then] of [
      ["before the answer came", nth("after submit", 1), "wrongState"],
      ["while it looked again", nth("before get", 2), "wrongState"],
      // It died holding the lock: what it was about to write is not known any more.
      ["before it cleared its note", nth("remove note", 1), "earlier"],
    ] as const) {
      it(`${when}: the next life finds out and says so`, async () => {
        const next = await crashAt(isDeadly());
        assert.deepEqual(cloud.accepted, ["j1"]);
        const [told, ...more] = await next.recovery.recoverAll();
        assert.ok(told?.outcome.kind === "accepted" && told.outcome.job?.state === "QUEUED");
        assert.equal(more.length, 0);
        assert.equal((await submit(next)).kind, then);
        assert.deepEqual(cloud.accepted, ["j1"]);
      });
    }

    it("never sends again, wherever it died", async () => {
      const all: string[] = [];
      await new Promise<void>((done) => {
        lockFiles.before = (verb) => void all.push(verb);
        cloud.before = ({ verb }) => void all.push(verb);
        cloud.after = ({ verb }) => void all.push(verb);
        void submit().then(() => done());
      });
      assert.ok(all.length > 12, String(all));
      for (let deadly = 1; deadly <= all.length; deadly += 1) {
        cloud.accepted.length = 0;
        lockFiles.kept.clear();
        await below.state.update("unsettledSubmits", []);
        cloud.put("j1", "RAW");
        let seen = 0;
        const next = await crashAt(() => {
          seen += 1;
          return seen === deadly;
        });
        const sent = cloud.accepted.length;
        for (const wait of [0, 6 * minute]) {
          clock.advance(wait);
          for (const { outcome } of await next.recovery.recoverAll()) if (outcome.kind === "accepted") assert.equal(sent, 1);
          const outcome = await submit(next);
          assert.ok(sent === 0 || outcome.kind !== "accepted", `moment ${deadly}: ${outcome.kind}`);
          assert.ok(cloud.accepted.length <= 1, `moment ${deadly}`);
        }
      }
    });
  });

  it("knows nothing of unsettled submits in a fresh editor, and reads no file to know it", () => {
    lockFiles.before = () => assert.fail("a file was read");
    assert.equal(kernel(below).recovery.hasPending(), false);
  });

  it("tells nothing of what was settled or cannot be told any more, and asks about it only once", async () => {
    cloud.before = onSubmit(fail(lost()));
    await submit();
    const next = reload();
    await next.connectionStore.remove("c1");
    assert.deepEqual(await next.recovery.recoverAll(), []);
    assert.equal(next.recovery.hasPending(), false);
    assert.equal(lockFiles.kept.size, 1, "it still holds a new submit back");
    await next.connectionStore.add(connectionTo(cloud.cloud, { id: "c7" }), key);
    const through = await next.submitter.submit("c7", "j1", {}, never);
    assert.equal(through.kind, "earlier", "also through another connection to the same place");
    cloud.put("j1", "DONE");
    assert.equal((await next.submitter.submit("c7", "j1", {}, never)).kind, "wrongState");
    assert.equal(lockFiles.kept.size, 0);
  });

  it("knows the same job at the same place through a typed endpoint, and tells other places apart", async () => {
    cloud.before = onSubmit(fail(lost()));
    await submit();
    cloud.before = () => undefined;
    await home.connectionStore.add(
      connectionTo(cloud.cloud, { id: "same", region: "x", endpoint: "https://SCRIPTED.test" }),
      key,
    );
    await home.connectionStore.add(connectionTo(cloud.cloud, { id: "other", endpoint: "https://other.test" }), key);
    assert.equal((await home.submitter.submit("same", "j1", {}, never)).kind, "earlier");
    assert.equal((await home.submitter.submit("other", "j1", {}, never)).kind, "accepted");
  });
});
