// No key is shown to a cloud twice once it was refused, however many windows, connections and calls there are.
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clouds } from "../../../src/clouds/index.js";
import { VoiceError } from "../../../src/core/errors.js";
import { type DemoCloud, startDemo } from "../../../src/demo/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import { createHttp } from "../../../src/platform/http.js";
import { createNotes } from "../../../src/platform/notes.js";
import { KeyGuard } from "../../../src/services/keyGuard.js";
import { ManualClock, settled } from "../../fakes/clock.js";
import { FakeNotes } from "../../fakes/notes.js";
import { ground, house, never } from "./house.js";

const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);
const refused = () => new VoiceError("auth", "no", { reason: "wrongSecret", code: "X.1", requestId: "r1", status: 401 });

describe("key guard", function () {
  this.timeout(20_000);
  let notes: FakeNotes;
  let clock: ManualClock;
  let guard: KeyGuard;
  const newWindow = () => new KeyGuard(notes, clock, digest);
  beforeEach(() => {
    notes = new FakeNotes();
    clock = new ManualClock();
    guard = newWindow();
  });

  it("shows an unproven key in one call at a time, then two", async () => {
    let inside = 0;
    const most: number[] = [];
    const gates: (() => void)[] = [];
    const call = () =>
      guard.run("k", never, async () => {
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
    assert.equal(notes.kept.size, 0);
  });

  it("lets nobody show a refused key, in this window or another", async () => {
    let shown = 0;
    const show = (window: KeyGuard) =>
      window.run("k", never, async () => {
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
    await assert.rejects(guard.run('["cloud","AKIDEXAMPLE"]', never, () => Promise.reject(refused())));
    assert.ok(notes.written.length > 0);
    for (const text of [...notes.written, ...notes.kept.keys()]) assert.ok(!text.includes("AKIDEXAMPLE"));
  });

  it("tries again when the person acted, but not on a refusal that nobody can have seen", async () => {
    await assert.rejects(guard.run("k", never, () => Promise.reject(refused())));
    await guard.release("k");
    await assert.rejects(
      guard.run("k", never, async () => 1),
      { kind: "auth" },
    );
    await clock.advance(1_500);
    await newWindow().release("k");
    assert.equal(await guard.run("k", never, async () => 1), 1);
  });

  it("takes a new secret at once", async () => {
    await assert.rejects(guard.run("k", never, () => Promise.reject(refused())));
    await guard.release("k", true);
    assert.equal(await guard.run("k", never, async () => 1), 1);
  });

  it("keeps what was refused after the new secret was stored, however late that is seen to", async () => {
    notes.before = async (verb) => {
      notes.before = () => undefined;
      assert.equal(verb, "read");
      await clock.advance(50);
      await guard.run("k", never, () => Promise.reject(refused())).catch(() => undefined);
    };
    await newWindow().release("k", true);
    await assert.rejects(
      guard.run("k", never, async () => 1),
      { kind: "auth", wasSent: false },
    );
  });

  it("tells the time that is left of a lock, and forgets it when it ends", async () => {
    const locked = new VoiceError("auth", "locked", { reason: "locked", retryAfterMs: 300_000 });
    await assert.rejects(guard.run("k", never, () => Promise.reject(locked)));
    await clock.advance(100_000);
    await guard.release("k", true);
    await assert.rejects(
      newWindow().run("k", never, async () => 1),
      { reason: "locked", retryAfterMs: 200_000 },
    );
    await clock.advance(200_001);
    assert.equal(await guard.run("k", never, async () => 1), 1);
  });

  it("does not blame a key for what is not its fault", async () => {
    for (const error of [
      new VoiceError("network", "x"),
      new VoiceError("auth", "x", { reason: "expired" }),
      new VoiceError("throttled", "x"),
    ]) {
      await assert.rejects(guard.run("k", never, () => Promise.reject(error)));
      assert.equal(notes.kept.size, 0);
    }
    assert.equal(await guard.run("k", never, async () => 1), 1);
  });

  it("takes over from a window that died in the middle of a trial, and waits for one that lives", async () => {
    let answer: (value: number) => void = () => undefined;
    const slow = guard.run("k", never, () => new Promise<number>((resolve) => (answer = resolve)));
    await settled();
    const other = newWindow().run("k", never, async () => 2);
    for (let step = 0; step < 30; step += 1) {
      await clock.advance(1_000);
      await settled();
    }
    // Half a minute later the slow window still says that it lives.
    assert.equal(await Promise.race([other, Promise.resolve("waits")]), "waits");
    answer(1);
    await slow;
    await clock.advance(1_000);
    assert.equal(await other, 2);

    const dead = JSON.stringify({ version: 1, phase: "trying", since: clock.now(), until: clock.now() + 6_000 });
    for (const left of [dead, "{ damaged", '{"version":1,"phase":"trying","since":99999999999999}']) {
      notes.kept.set(`key-${digest("left")}.json`, left);
      const next = newWindow().run("left", never, async () => 3);
      for (let step = 0; step < 10; step += 1) {
        await clock.advance(1_000);
        await settled();
      }
      assert.equal(await next, 3);
    }
  });

  it("keeps a refusal that comes while it writes that its window still tries", async () => {
    let fail: (error: VoiceError) => void = () => undefined;
    const slow = guard.run("k", never, () => new Promise((_, reject) => (fail = reject)));
    await settled();
    let write: () => void = () => undefined;
    let isHeld = false;
    notes.before = (verb) => {
      if (verb !== "replace" || isHeld) return;
      isHeld = true;
      return new Promise<void>((resolve) => (write = resolve));
    };
    await clock.advance(2_000);
    assert.ok(isHeld, "it says anew that it lives");
    fail(refused());
    await settled();
    write();
    await assert.rejects(slow, { kind: "auth" });
    await settled();
    await assert.rejects(
      newWindow().run("k", never, async () => assert.fail("shown once more")),
      { wasSent: false },
    );
  });

  it("waits for a trial of another window whose refusal comes at any moment", async () => {
    for (const moment of [1, 2, 3, 4]) {
      const name = `k${moment}`;
      let fail: (error: VoiceError) => void = () => undefined;
      const first = guard.run(name, never, () => new Promise((_, reject) => (fail = reject)));
      first.catch(() => undefined);
      await settled();
      let reads = 0;
      notes.before = async (verb) => {
        if (verb !== "read") return;
        reads += 1;
        if (reads !== moment) return;
        fail(refused());
        await settled();
      };
      const second = newWindow().run(name, never, async () => assert.fail("shown once more"));
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
    const left = guard.run("k", wish.signal, () => new Promise((_, reject) => (fail = reject)));
    await settled();
    wish.abort();
    await assert.rejects(left, { kind: "cancelled" });
    assert.equal(await guard.run("k", never, async () => 1), 1);
    fail(refused());
    await settled();
    await assert.rejects(
      guard.run("k", never, async () => 1),
      { kind: "auth" },
    );
  });

  it("guards alone where nothing can be written", async () => {
    notes.before = () => {
      throw new Error("disk full");
    };
    assert.equal(await guard.run("k", never, async () => 1), 1);
    await assert.rejects(
      guard.run("k", never, () => Promise.reject(refused())),
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
      const base = ground(clouds, { http, clock: systemClock });
      const windows = [1, 2].map(() => house({ ...base, keyNotes: createNotes(folder) }));
      const credentials = { kind: "aksk", values: { accessKeyId: huawei.accessKeyId, secretAccessKey: "not-the-secret-at-all" } };
      for (const id of ["a", "b", "c"]) {
        await windows[0]!.book.add(
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

      // Pressing refresh everywhere at once is one more call, not six.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      await Promise.all(
        windows.map(async (window) => {
          await window.sessions.resume(["a", "b", "c"]);
          await window.refresher.refreshAll(never);
        }),
      );
      assert.deepEqual(
        control.requests.map(({ status }) => status),
        [401, 401],
      );

      // With the right secret everything is well again.
      for (const id of ["a", "b", "c"]) {
        await windows[0]!.book.replaceCredentials(id, {
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
