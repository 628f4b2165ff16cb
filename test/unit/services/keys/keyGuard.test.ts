// No key is shown to a cloud twice once it was refused, however many windows, connections and calls there are.
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clouds } from "../../../../src/clouds/index.js";
import { VoiceError } from "../../../../src/core/errors.js";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import { systemClock } from "../../../../src/platform/clock.js";
import { createLockFiles } from "../../../../src/platform/files/lockFiles.js";
import { createHttp } from "../../../../src/platform/network/http.js";
import { KeyGuard } from "../../../../src/services/keys/keyGuard.js";
import { ManualClock, settled } from "../../../fakes/clock.js";
import { FakeLockFiles } from "../../../fakes/lockFiles.js";
import { FakeWindows } from "../../../fakes/windows.js";
import { fixture, kernel, never } from "../../scenarios/kernel.js";

const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);
/** A key and one of its secrets. */
const key = (id: string, secret = "s") => ({ id, pair: `${id} ${secret}` });
const refused = () =>
  new VoiceError("auth", "no", {
    reason: "wrongSecret",
    code: "X.1",
    requestId: "r1",
    status: 401,
  });

describe("key guard", () => {
  let lockFiles: FakeLockFiles;
  let clock: ManualClock;
  let guard: KeyGuard;
  const phases = () => [...lockFiles.kept.values()].map((text) => (JSON.parse(text) as { phase: string }).phase);
  let windows: FakeWindows;
  const newWindow = (own = windows.enter()) => new KeyGuard(lockFiles, clock, digest, own);
  beforeEach(() => {
    windows = new FakeWindows();
    lockFiles = new FakeLockFiles();
    clock = new ManualClock();
    guard = newWindow();
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

  describe("with a real cloud, two windows and three connections that share one wrong key", () => {
    let demo: DemoCloud;
    let folder: string;
    beforeEach(async () => {
      demo = await startDemo({ moving: false });
      folder = await mkdtemp(join(tmpdir(), "voice-jobs-keys-"));
    });
    afterEach(async () => {
      await demo.close();
      await rm(folder, { recursive: true, force: true });
    });

    it("causes one failed call", async () => {
      const { huawei, control } = demo;
      const http = createHttp({ settings: () => ({ route: "direct" }), editorFetch: fetch });
      const base = fixture(clouds, { http, clock: systemClock });
      const windows = [1, 2].map(() => kernel({ ...base, keyLockFiles: createLockFiles(folder) }));
      const credentials = { kind: "aksk", values: { accessKeyId: huawei.accessKeyId, secretAccessKey: "not-the-secret-at-all" } };
      for (const id of ["a", "b", "c"]) {
        await windows[0]!.connectionStore.add(
          {
            id,
            cloud: "huawei",
            name: id,
            region: huawei.region,
            endpoint: huawei.endpoint,
            values: { projectId: huawei.projectId },
            credentialKind: "aksk",
          },
          credentials,
        );
      }
      await Promise.all(windows.map((window) => window.refresher.refreshAll(never)));
      for (const { store } of windows) for (const id of ["a", "b", "c"]) assert.equal(store.get(id).error?.reason, "wrongSecret");
      assert.deepEqual(
        control.requests.map(({ status }) => status),
        [401],
      );

      // Pressing refresh everywhere shows it no more.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      const everywhere = (act: "resume" | "tryAgain") =>
        Promise.all(
          windows.map(async (window) => {
            await window.sessions[act](["a", "b", "c"]);
            await window.refresher.refreshAll(never);
          }),
        );
      await everywhere("resume");
      assert.equal(control.requests.length, 1);
      // Saying so in both windows at once is one more call, not six.
      await everywhere("tryAgain");
      assert.deepEqual(
        control.requests.map(({ status }) => status),
        [401, 401],
      );

      // With the right secret everything is well again.
      for (const id of ["a", "b", "c"]) {
        await windows[0]!.connectionStore.replaceCredentials(id, {
          kind: "aksk",
          values: { ...credentials.values, secretAccessKey: huawei.secretAccessKey },
        });
      }
      await windows[0]!.refresher.refreshAll(never);
      for (const id of ["a", "b", "c"]) assert.equal(windows[0]!.store.get(id).error, undefined);
      await http.close();
    });
  });
});
