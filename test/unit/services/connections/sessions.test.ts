// Sessions: what is tried again and what is not, when calls stop, and what no error ever tells.
import { strict as assert } from "node:assert";
import { getEventListeners } from "node:events";
import { VoiceError } from "../../../../src/core/errors.js";
import { type HastyClock, ManualClock, settled } from "../../../fakes/clock.js";
import type { Call, ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { connectionTo, type Fixture, failureOf, fixture, kernel, key, never, type TestKernel } from "../../scenarios/kernel.js";
import { cloudWithJob, failFirst, openSessions, readJob, submitJob } from "./sessionsFixture.js";

const busy = () => new VoiceError("throttled", "busy");
const down = () => new VoiceError("unavailable", "down", { status: 503 });

describe("sessions", () => {
  let cloud: ScriptedCloud;
  let clock: HastyClock;
  let home: TestKernel;

  const open = async (parts: Partial<Fixture> = {}) => {
    ({ clock, home } = await openSessions(cloud, parts));
  };
  beforeEach(async () => {
    cloud = cloudWithJob();
    await open();
  });

  const read = (signal = never) => readJob(home, signal);
  const write = (signal = never) => submitJob(home, signal);
  const failing = (...errors: VoiceError[]) => failFirst(cloud, errors);

  it("hands a cloud the connection and its key, once", async () => {
    await read();
    await read();
    assert.deepEqual(cloud.calls[0]!.credentials, key);
    assert.equal(cloud.calls[0]!.connection.id, "c1");
    assert.equal(cloud.calls.length, 2);
  });

  describe("reading", () => {
    it("tries twice more when the cloud is busy, failing, or the connection was lost", async () => {
      const lost = new VoiceError("network", "", { reason: "reset" });
      const cut = new VoiceError("protocol", "", { reason: "truncated" });
      for (const error of [busy(), down(), lost, cut]) {
        cloud.calls.length = 0;
        failing(error, error);
        assert.equal((await read()).job.id, "j1");
        assert.equal(cloud.calls.length, 3);
      }
    });

    it("keeps many reads of one signal apart, so that none of them is taken for a leak, and ends them all with it", async () => {
      await open({ clock: new ManualClock() });
      const wish = new AbortController();
      const gone = ({ signal }: Call) =>
        new Promise<void>((_, reject) =>
          signal.addEventListener("abort", () => reject(new VoiceError("cancelled", "")), { once: true }),
        );
      cloud.before = gone;
      const reads = Array.from({ length: 30 }, () => failureOf(read(wish.signal)));
      await settled();
      assert.ok(cloud.calls.length < 10, "the others wait for their turn");
      assert.equal(getEventListeners(wish.signal, "abort").length, cloud.calls.length);
      wish.abort();
      const kinds = (await Promise.all(reads)).map(({ kind }) => kind);
      assert.deepEqual(
        kinds,
        Array.from({ length: 30 }, () => "cancelled"),
      );
    });

    it("gives up after the third time", async () => {
      failing(down(), down(), down());
      await assert.rejects(read(), { kind: "unavailable" });
      assert.equal(cloud.calls.length, 3);
    });

    it("waits longer each time, never twice the same", async () => {
      const waits = new Set<number>();
      for (let round = 0; round < 20; round += 1) {
        const before = clock.passed;
        failing(down(), down());
        await read();
        const waited = clock.passed - before;
        assert.ok(waited >= 0.75 * 2000 && waited <= 1.25 * 2000, String(waited));
        waits.add(Math.round(waited));
      }
      assert.ok(waits.size > 5);
    });

    it("waits at least as long as the cloud asks, and keeps others from asking meanwhile", async () => {
      const manual = new ManualClock();
      await open({ clock: manual });
      failing(new VoiceError("throttled", "", { retryAfterMs: 7_000 }));
      void read();
      await settled();
      void read();
      await manual.advance(6_999);
      assert.equal(cloud.calls.length, 1);
      await manual.advance(1_000);
      assert.equal(cloud.calls.length, 3);
    });

    it("tells the person at once when the cloud asks for a longer pause than a person would sit through", async () => {
      failing(new VoiceError("throttled", "", { retryAfterMs: 60_000 }));
      await assert.rejects(read(), { kind: "throttled", retryAfterMs: 60_000 });
      assert.equal(cloud.calls.length, 1);
      assert.equal(clock.passed, 0);
    });

    it("does not repeat what would fail again", async () => {
      const kinds = ["forbidden", "clock", "notFound", "refused", "quota", "bug", "cancelled"] as const;
      const final = [
        ...kinds.map((kind) => new VoiceError(kind, "")),
        new VoiceError("network", "", { reason: "nameNotFound" }),
        new VoiceError("network", "", { reason: "timeout" }),
        new VoiceError("protocol", "", { reason: "html" }),
      ];
      for (const error of final) {
        cloud.calls.length = 0;
        failing(error);
        await assert.rejects(read(), { kind: error.kind });
        assert.equal(cloud.calls.length, 1, `${error.kind} ${error.reason}`);
      }
    });

    it("stops trying when no caller waits any more", async () => {
      await open({ clock: new ManualClock() });
      const wish = new AbortController();
      failing(down(), down());
      const left = assert.rejects(read(wish.signal), { kind: "cancelled" });
      await settled();
      wish.abort();
      await left;
      assert.equal(cloud.calls.length, 1);
    });
  });

  describe("writing", () => {
    it("sends once, whatever comes back", async () => {
      for (const error of [busy(), down(), new VoiceError("network", "", { reason: "reset", wasSent: true })]) {
        cloud.calls.length = 0;
        failing(error);
        await assert.rejects(write(), { kind: error.kind });
        assert.equal(cloud.calls.length, 1);
      }
    });

    it("waits for its answer once it went out, though the person cancels", async () => {
      await open({ keyLockFiles: new FakeLockFiles() });
      const wish = new AbortController();
      cloud.before = async ({ verb }) => {
        if (verb !== "submit") return;
        wish.abort();
        await settled();
      };
      assert.ok(await home.sessions.write("c1", wish.signal, (api) => api.submit!("j1", {}, never)));
      assert.equal(cloud.count("submit"), 1);
    });

    it("says of a call that never went out that it was not sent", async () => {
      await assert.rejects(write(AbortSignal.abort()), { kind: "cancelled", wasSent: false });
      failing(new VoiceError("auth", "", { status: 500 }));
      await assert.rejects(read(), { kind: "auth" });
      await assert.rejects(write(), { kind: "auth", wasSent: false });
      assert.equal(cloud.count("submit"), 0);
    });
  });

  it("opens a changed connection again, and a removed one not at all", async () => {
    await read();
    await home.connectionStore.replace(connectionTo(cloud.cloud, { values: { project: "other" } }));
    await read();
    assert.deepEqual(cloud.calls[1]!.connection.values, { project: "other" });
    await home.connectionStore.remove("c1");
    await assert.rejects(read(), { kind: "cancelled" });
  });

  it("counts calls per key: two connections with one key share its budget, reads and writes do not", async () => {
    const manual = new ManualClock();
    await open({ clock: manual });
    await home.connectionStore.add(connectionTo(cloud.cloud, { id: "c2" }), key);
    for (const id of ["c1", "c2", "c1", "c2", "c1", "c2", "c1"])
      void home.sessions.read(id, never, (api) => api.get("j1", never));
    await manual.advance(0);
    assert.equal(cloud.count("get"), 5);
    await write();
    await manual.advance(400);
    assert.equal(cloud.count("get"), 7);
  });

  it("keeps the rate limit of a key when its session is opened again", async () => {
    const manual = new ManualClock();
    await open({ clock: manual });
    await Promise.all(Array.from({ length: 5 }, () => read()));
    await home.connectionStore.replace(connectionTo(cloud.cloud, { name: "Renamed" }));
    void read();
    await manual.advance(199);
    assert.equal(cloud.count("get"), 5);
    await manual.advance(1);
    assert.equal(cloud.count("get"), 6);
  });

  it("writes at most two at once", async () => {
    const manual = new ManualClock();
    await open({ clock: manual });
    for (let index = 0; index < 4; index += 1) {
      cloud.put(`w${index}`, "RAW");
      void home.sessions.write("c1", never, (api) => api.submit!(`w${index}`, {}, never));
    }
    await manual.advance(0);
    assert.equal(cloud.count("submit"), 2);
    await manual.advance(1000);
    assert.equal(cloud.count("submit"), 4);
  });

  describe("a demo connection", () => {
    it("finds the local cloud when it is first used, and never stores where", async () => {
      let starts = 0;
      const place = { region: "here", endpoint: "http://127.0.0.1:4711", values: { project: "demo" }, credentials: key };
      const state = fixture([]).state;
      home = kernel(
        fixture([cloud.cloud], {
          state,
          openDemo: async () => {
            starts += 1;
            return { scripted: place };
          },
        }),
      );
      await home.connectionStore.add(connectionTo(cloud.cloud, { isDemo: true }));
      assert.equal(starts, 0);
      await read();
      assert.equal(starts, 1);
      const { connection, credentials } = cloud.calls[0]!;
      assert.deepEqual([connection.endpoint, connection.values, credentials], [place.endpoint, place.values, key]);
      assert.doesNotMatch(state.text, /4711|s3cret/);
    });
  });

  describe("an error", () => {
    const echo = (secret: string) =>
      new VoiceError("refused", `bad ${secret}`, {
        code: `C-${secret}`,
        cloudMessage: `you sent x-key: ${secret} and ${encodeURIComponent(secret)} and ${Buffer.from(secret).toString("base64")}`,
        requestId: `r-${secret}`,
        missingRight: secret,
        status: 400,
        cause: new Error(secret),
      });
    const textOf = (error: VoiceError) => {
      return [error.message, JSON.stringify(error), String(error), (error.cause as Error | undefined)?.message].join("\n");
    };

    it("never shows a secret that a cloud echoes, in whatever part and encoding", async () => {
      const { secret } = key.values;
      failing(echo(secret!), echo(secret!));
      for (const call of [read, write]) {
        const thrown = await failureOf(call());
        assert.equal(thrown.status, 400);
        assert.doesNotMatch(textOf(thrown), new RegExp(`${secret}|${Buffer.from(secret!).toString("base64").slice(0, 12)}`));
      }
    });

    it("never shows a secret that is only being tried", async () => {
      cloud.before = () => {
        throw echo("a-brand-new-secret");
      };
      const tried = { kind: "key", values: { name: "n", secret: "a-brand-new-secret" } };
      const thrown = await failureOf(home.sessions.tryOut(connectionTo(cloud.cloud), tried, never));
      assert.doesNotMatch(textOf(thrown), /a-brand-new-secret/);
    });

    it("keeps what a person needs: kind, reason, status, code, request id, host", async () => {
      const facts = { reason: "wrongProject", status: 400, code: "MSS.00010009", requestId: "0f1e2d", host: "h.test" } as const;
      failing(new VoiceError("forbidden", "no", facts));
      await assert.rejects(read(), { kind: "forbidden", ...facts });
    });
  });
});
