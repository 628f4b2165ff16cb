// The lock files of the key guard: what older versions wrote, what cannot be read, and trials that other windows began.
import { strict as assert } from "node:assert";
import type { VoiceError } from "../../../../src/core/errors.js";
import { settled } from "../../../fakes/clock.js";
import { never } from "../../scenarios/kernel.js";
import { digest, key, openGuard, refused } from "./keyGuardFixture.js";

describe("lock files of keys", () => {
  type Opened = ReturnType<typeof openGuard>;
  let lockFiles: Opened["lockFiles"];
  let clock: Opened["clock"];
  let guard: Opened["guard"];
  let phases: Opened["phases"];
  let windows: Opened["windows"];
  let newWindow: Opened["newWindow"];
  beforeEach(() => {
    ({ windows, lockFiles, clock, newWindow, phases, guard } = openGuard());
  });

  describe("reads what older versions have written", () => {
    const name = `key-${digest("k")}.json`;
    const older = (facts: object) => lockFiles.kept.set(name, JSON.stringify({ version: 1, phase: "refused", ...facts }));
    const passing = async <T>(work: Promise<T>): Promise<T> => {
      work.catch(() => undefined);
      for (let step = 0; step < 10; step += 1) await clock.advance(200);
      return work;
    };

    it("and goes on refusing the first secret that asks, which counts as one try of the key ID", async () => {
      older({ since: clock.now() - 1_000, reason: "wrongSecret", code: "APIGW.0301" });
      const shown = passing(guard.run(key("k"), never, async () => assert.fail("shown once more")));
      await assert.rejects(shown, { reason: "wrongSecret", code: "APIGW.0301", wasSent: false });
      for (const secret of ["a", "b"])
        await guard.run(key("k", secret), never, () => Promise.reject(refused())).catch(() => undefined);
      assert.equal(lockFiles.kept.has(name), false);
      await assert.rejects(
        guard.run(key("k", "c"), never, async () => 1),
        { reason: "triedOut" },
      );
    });

    it("and tries that secret where the person says so, and another one at once", async () => {
      older({ since: clock.now() - 400_000, reason: "wrongSecret" });
      await guard.release(key("k"));
      assert.equal(await guard.run(key("k"), never, async () => 1), 1);
      older({ since: clock.now() - 400_000, reason: "wrongSecret" });
      await guard.release(key("k", "new"), true);
      assert.equal(await guard.run(key("k", "new"), never, async () => 1), 1);
      older({ since: clock.now() - 400_000, reason: "wrongSecret" });
      assert.equal(await passing(guard.run(key("k", "new"), never, async () => 1)), 1, "one that was accepted since");
    });

    it("and takes a lock without an end for one of five minutes", async () => {
      older({ since: clock.now() - 60_000, reason: "locked" });
      const locked = { reason: "locked", retryAfterMs: 240_000, wasSent: false };
      await guard.release(key("k"), true);
      await assert.rejects(
        guard.run(key("k"), never, async () => 1),
        locked,
      );
      await clock.advance(240_000);
      assert.equal(await guard.run(key("k"), never, async () => 1), 1);
    });

    it("and keeps a lock until it ends", async () => {
      older({
        since: clock.now(),
        until: clock.now() + 60_000,
        reason: "locked",
      });
      await assert.rejects(passing(guard.run(key("k"), never, async () => 1)), {
        reason: "locked",
        wasSent: false,
      });
      await clock.advance(60_000);
      assert.equal(await guard.run(key("k"), never, async () => 1), 1);
    });

    it("but believes no lock that lasts for ever", async () => {
      older({
        since: clock.now(),
        until: clock.now() + 1e12,
        reason: "locked",
      });
      await assert.rejects(passing(guard.run(key("k"), never, async () => 1)), {
        reason: "locked",
      });
      await clock.advance(3_600_000);
      assert.equal(await guard.run(key("k"), never, async () => 1), 1);
    });
  });

  describe("where a note is there and cannot be read", () => {
    /** Lock files that cannot be read, written or removed. */
    const broken = (pattern: RegExp) => {
      lockFiles.before = (verb, name) => {
        if (!pattern.test(name)) return;
        if (verb === "claim") lockFiles.kept.set(name, "not to be had");
        else if (verb !== "names") throw new Error("EACCES");
      };
    };

    for (const pattern of [/^key-[a-f0-9]+\.json$/, /-[123]\.json$/, /^key-/])
      it(`waits without spinning, and ends: ${pattern}`, async () => {
        broken(pattern);
        let looks = 0;
        const before = lockFiles.before;
        lockFiles.before = (verb, name) => {
          looks += 1;
          return before(verb, name);
        };
        let answer: number | undefined;
        void guard.run(key("k"), never, async () => 1).then((value) => (answer = value));
        await clock.advance(1_000);
        assert.equal(answer, undefined);
        assert.ok(looks < 300, `${looks} looks in a second`);
        await clock.advance(20_000);
        assert.equal(answer, 1);
        // Afterwards it is not waited for again.
        assert.equal(await guard.run(key("k"), never, async () => 2), 2);
      });

    it("hears that the caller leaves", async () => {
      broken(/^key-/);
      const wish = new AbortController();
      const waiting = guard.run(key("k"), wish.signal, async () => assert.fail("sent"));
      const left = assert.rejects(waiting, { kind: "cancelled" });
      await clock.advance(500);
      wish.abort();
      await left;
      assert.equal(clock.waiting, 0);
    });
  });

  it("takes over from a window that died in the middle of a trial, and waits for one that lives", async () => {
    let answer: (value: number) => void = () => undefined;
    const slow = guard.run(key("k"), never, () => new Promise<number>((resolve) => (answer = resolve)));
    await settled();
    const other = newWindow().run(key("k"), never, async () => 2);
    lockFiles.written.length = 0;
    for (let step = 0; step < 30; step += 1) {
      await clock.advance(1_000);
      await settled();
    }
    // Half a minute later the slow window is still there, and need not say so.
    assert.deepEqual(lockFiles.written, []);
    assert.equal(await Promise.race([other, Promise.resolve("waits")]), "waits");
    answer(1);
    await slow;
    await clock.advance(1_000);
    assert.equal(await other, 2);

    const closed = windows.enter();
    windows.close(closed.own);
    const trial = { version: 1, phase: "trying", since: clock.now() };
    const dead = JSON.stringify({ ...trial, until: clock.now() + 300_000, window: closed.own });
    const former = JSON.stringify({ ...trial, until: clock.now() + 6_000 });
    for (const left of [dead, former, "{ damaged", '{"version":1,"phase":"trying","since":99999999999999}']) {
      lockFiles.kept.set(`key-${digest("left")}.json`, left);
      const next = newWindow().run(key("left"), never, async () => 3);
      for (let step = 0; step < 10; step += 1) {
        await clock.advance(1_000);
        await settled();
      }
      assert.equal(await next, 3);
    }
  });

  it("takes over at once where a window is gone, in the middle of its call", async () => {
    const closing = windows.enter();
    const lost = newWindow(closing).run(key("k"), never, () => new Promise(() => undefined));
    lost.catch(() => undefined);
    await settled();
    windows.close(closing.own);
    const next = newWindow().run(key("k"), never, async () => 2);
    await clock.advance(500);
    assert.equal(await Promise.race([next, Promise.resolve("waits")]), 2);
    // The place of the lost call is taken when a third call needs it.
    assert.ok(phases().includes("accepted"));
  });

  it("is not held up by lock files of its own that the disk did not let it remove", async () => {
    lockFiles.before = (verb) => {
      if (verb === "remove") throw new Error("EBUSY");
    };
    assert.equal(await guard.run(key("k"), never, async () => 1), 1);
    assert.ok(phases().includes("trying"));
    lockFiles.before = () => undefined;
    await clock.advance(61_000);
    const next = guard.run(key("k"), never, async () => 2);
    await clock.advance(500);
    assert.equal(await Promise.race([next, Promise.resolve("waits")]), 2);
    assert.deepEqual(phases(), ["accepted"]);
  });

  it("waits for a trial of another window whose refusal comes at any moment", async () => {
    for (const moment of [1, 2, 3, 4]) {
      const name = `k${moment}`;
      let fail: (error: VoiceError) => void = () => undefined;
      const first = guard.run(key(name), never, () => new Promise((_, reject) => (fail = reject)));
      first.catch(() => undefined);
      await settled();
      let reads = 0;
      lockFiles.before = async (verb) => {
        if (verb !== "read") return;
        reads += 1;
        if (reads !== moment) return;
        fail(refused());
        await settled();
      };
      const second = newWindow().run(key(name), never, async () => assert.fail("shown once more"));
      second.catch(() => undefined);
      for (let step = 0; step < 10; step += 1) {
        await clock.advance(200);
        await settled();
      }
      assert.ok(reads >= moment);
      await assert.rejects(second, { kind: "auth", wasSent: false }, `at look ${moment}`);
    }
  });

  it("guards alone where nothing can be written", async () => {
    lockFiles.before = () => {
      throw new Error("disk full");
    };
    assert.equal(await guard.run(key("k"), never, async () => 1), 1);
    await assert.rejects(
      guard.run(key("k"), never, () => Promise.reject(refused())),
      { kind: "auth" },
    );
  });
});
