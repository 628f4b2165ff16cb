// No key is shown to a cloud twice once it was refused, however many windows, connections and calls there are.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import type { KeyGuard } from "../../../../src/services/keys/keyGuard.js";
import { settled } from "../../../fakes/clock.js";
import { never } from "../../scenarios/kernel.js";
import { key, openGuard, refused } from "./keyGuardFixture.js";

describe("key guard", () => {
  type Opened = ReturnType<typeof openGuard>;
  let lockFiles: Opened["lockFiles"];
  let clock: Opened["clock"];
  let guard: Opened["guard"];
  let phases: Opened["phases"];
  let newWindow: Opened["newWindow"];
  beforeEach(() => {
    ({ lockFiles, clock, newWindow, phases, guard } = openGuard());
  });

  it("shows an unproven key in one call at a time, then two", async () => {
    let inside = 0;
    const most: number[] = [];
    const gates: (() => void)[] = [];
    const call = () =>
      guard.run(key("k"), never, async () => {
        inside += 1;
        most.push(inside);
        await new Promise<void>((open) => gates.push(open));
        inside -= 1;
      });
    const all = [call(), call(), call(), call()];
    await settled();
    assert.equal(inside, 1);
    gates.shift()!();
    await settled();
    assert.equal(inside, 2);
    while (gates.length > 0) {
      gates.shift()!();
      await settled();
    }
    await Promise.all(all);
    assert.equal(Math.max(...most), 2);
    assert.deepEqual(phases(), ["accepted"]);
  });

  it("lets no window send a refused key", async () => {
    let shown = 0;
    const show = (window: KeyGuard) =>
      window.run(key("k"), never, async () => {
        shown += 1;
        await settled();
        throw refused();
      });
    const windows = [guard, newWindow()];
    const all = windows.flatMap((window) => [show(window), show(window), show(window)]);
    const ended = Promise.allSettled(all);
    for (let step = 0; step < 20; step += 1) {
      await clock.advance(200);
      await settled();
    }
    for (const { status, ...rest } of await ended) {
      assert.equal(status, "rejected");
      const { kind, reason, code } = (rest as { reason: VoiceError }).reason;
      assert.deepEqual([kind, reason, code], ["auth", "wrongSecret", "X.1"]);
    }
    assert.equal(shown, 1);
    await assert.rejects(show(newWindow()), { kind: "auth", wasSent: false, requestId: "r1" });
    assert.equal(shown, 1);
  });

  it("keeps nothing of the key in its note", async () => {
    await assert.rejects(guard.run(key('["cloud","AKIDEXAMPLE"]', "s3cr3t"), never, () => Promise.reject(refused())));
    assert.ok(lockFiles.written.length > 0);
    for (const text of [...lockFiles.written, ...lockFiles.kept.keys()]) assert.ok(!/AKIDEXAMPLE|s3cr3t/.test(text));
  });

  it("tries again when the person acted, but not on a refusal that cannot have been seen", async () => {
    await assert.rejects(guard.run(key("k"), never, () => Promise.reject(refused())));
    await guard.release(key("k"));
    await assert.rejects(
      guard.run(key("k"), never, async () => 1),
      { kind: "auth" },
    );
    await clock.advance(1_500);
    await newWindow().release(key("k"));
    assert.equal(await guard.run(key("k"), never, async () => 1), 1);
  });

  it("lets a right secret pass although a wrong one of the same key ID was refused", async () => {
    const [right, wrong] = [key("k", "right"), key("k", "wrong")];
    await guard.run(right, never, async () => 1);
    await assert.rejects(guard.run(wrong, never, () => Promise.reject(refused())));
    for (const window of [guard, newWindow()]) {
      assert.equal(await window.run(right, never, async () => 2), 2);
      await assert.rejects(
        window.run(wrong, never, async () => assert.fail("shown once more")),
        { reason: "wrongSecret", wasSent: false },
      );
    }
  });

  it("stops at three refusals of a key ID within five minutes, whatever was entered, and says until when", async () => {
    const shown: number[] = [];
    const enter = async (secret: string) => {
      const window = newWindow();
      await window.release(key("k", secret), true);
      return window.run(key("k", secret), never, () => {
        shown.push(clock.now());
        return Promise.reject(refused());
      });
    };
    const began = clock.now();
    for (const secret of ["a", "b", "b"])
      await assert.rejects(enter(secret), {
        reason: "wrongSecret",
        status: 401,
      });
    const retryAt = began + 300_000;
    await assert.rejects(enter("c"), {
      kind: "auth",
      reason: "triedOut",
      wasSent: false,
      retryAt,
      retryAfterMs: 300_000,
    });
    await clock.advance(299_000);
    await assert.rejects(enter("c"), {
      reason: "triedOut",
      retryAfterMs: 1_000,
    });
    assert.equal(shown.length, 3);
    await clock.advance(1_001);
    await assert.rejects(enter("c"), { reason: "wrongSecret" });
    assert.equal(shown.length, 4);
  });

  it("keeps its counts when the clock is set back, and waits five minutes at most", async () => {
    for (const secret of ["a", "b", "c"])
      await assert.rejects(guard.run(key("k", secret), never, () => Promise.reject(refused())));
    clock.set(clock.now() - 7 * 86_400_000);
    const next = () => newWindow().run(key("k", "d"), never, async () => 1);
    await assert.rejects(next(), { reason: "triedOut", retryAfterMs: 300_000 });
    await clock.advance(300_001);
    assert.equal(await next(), 1);
  });

  it("counts a try that was left before its answer came, of a key that was never accepted", async () => {
    for (const secret of ["a", "b", "c"]) {
      const wish = new AbortController();
      const left = guard.run(key("k", secret), wish.signal, async () => {
        await settled();
        throw new VoiceError("cancelled", "left");
      });
      wish.abort();
      await assert.rejects(left, { kind: "cancelled" });
      await settled();
    }
    await assert.rejects(
      guard.run(key("k", "d"), never, async () => 1),
      { reason: "triedOut" },
    );
  });

  it("refuses a token that has expired to all windows, unless it is made again without the person", async () => {
    const over = () => Promise.reject(new VoiceError("auth", "x", { reason: "expired" }));
    await assert.rejects(guard.run(key("made"), never, over, true));
    assert.equal(await guard.run(key("made"), never, async () => 1), 1);
    await assert.rejects(guard.run(key("typed"), never, over));
    await assert.rejects(
      newWindow().run(key("typed"), never, async () => assert.fail("shown once more")),
      { reason: "expired", wasSent: false },
    );
  });

  it("does not wait for ever for a window that is there and goes on trying", async () => {
    const hung = guard.run(key("k"), never, () => new Promise<number>(() => undefined));
    hung.catch(() => undefined);
    await settled();
    let answer: number | undefined;
    void newWindow()
      .run(key("k"), never, async () => 2)
      .then((value) => (answer = value));
    await clock.advance(301_000);
    assert.equal(answer, 2);
  });

  it("takes a new secret at once", async () => {
    await assert.rejects(guard.run(key("k"), never, () => Promise.reject(refused())));
    await guard.release(key("k"), true);
    assert.equal(await guard.run(key("k"), never, async () => 1), 1);
  });

  it("keeps what was refused after the new secret was stored, however late that is seen to", async () => {
    lockFiles.before = async (verb) => {
      lockFiles.before = () => undefined;
      assert.equal(verb, "read");
      await clock.advance(50);
      await guard.run(key("k"), never, () => Promise.reject(refused())).catch(() => undefined);
    };
    await newWindow().release(key("k"), true);
    await assert.rejects(
      guard.run(key("k"), never, async () => 1),
      { kind: "auth", wasSent: false },
    );
  });

  it("tells the time that is left of a lock, and forgets it when it ends", async () => {
    const locked = new VoiceError("auth", "locked", {
      reason: "locked",
      retryAfterMs: 300_000,
    });
    await assert.rejects(guard.run(key("k"), never, () => Promise.reject(locked)));
    await clock.advance(100_000);
    await guard.release(key("k"), true);
    await assert.rejects(
      newWindow().run(key("k"), never, async () => 1),
      { reason: "locked", retryAfterMs: 200_000 },
    );
    await clock.advance(200_001);
    assert.equal(await guard.run(key("k"), never, async () => 1), 1);
  });

  it("does not blame a key for what is not its fault", async () => {
    for (const error of [
      new VoiceError("network", "x"),
      new VoiceError("auth", "x", { reason: "missingCredentials" }),
      new VoiceError("throttled", "x"),
    ]) {
      await assert.rejects(guard.run(key("k"), never, () => Promise.reject(error)));
      assert.equal(lockFiles.kept.size, 0);
    }
    assert.equal(await guard.run(key("k"), never, async () => 1), 1);
  });

  it("makes room at once for others when a caller leaves, and hears the refusal all the same", async () => {
    const wish = new AbortController();
    let fail: (error: VoiceError) => void = () => undefined;
    const left = guard.run(key("k"), wish.signal, () => new Promise((_, reject) => (fail = reject)));
    await settled();
    wish.abort();
    await assert.rejects(left, { kind: "cancelled" });
    assert.equal(await guard.run(key("k"), never, async () => 1), 1);
    fail(refused());
    await settled();
    await assert.rejects(
      guard.run(key("k"), never, async () => 1),
      { kind: "auth" },
    );
  });
});
