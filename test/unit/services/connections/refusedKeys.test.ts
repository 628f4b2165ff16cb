// Keys that are refused or lost: shown once, halted, and tried again when the person says so.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { HastyClock, settled } from "../../../fakes/clock.js";
import type { Call, ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { connectionTo, type Fixture, fixture, kernel, key, never, type TestKernel } from "../../scenarios/kernel.js";
import { cloudWithJob, failFirst, openSessions, readJob, submitJob } from "./sessionsFixture.js";

const wrong = () => new VoiceError("auth", "wrong", { reason: "wrongSecret", status: 401 });

describe("sessions and refused keys", () => {
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

  describe("a refused key", () => {
    it("is tried once, and nothing more goes out until the person says so", async () => {
      await open({ keyLockFiles: new FakeLockFiles() });
      cloud.before = () => {
        throw wrong();
      };
      await assert.rejects(read(), { kind: "auth", reason: "wrongSecret" });
      await assert.rejects(read(), { kind: "auth", reason: "wrongSecret" });
      await assert.rejects(write(), { kind: "auth", reason: "wrongSecret" });
      assert.equal(cloud.calls.length, 1);
      clock.advance(5_000);
      await home.sessions.resume(["c1"]);
      await assert.rejects(read(), {
        kind: "auth",
        reason: "wrongSecret",
        wasSent: false,
      });
      assert.equal(cloud.calls.length, 1);
      await home.sessions.tryAgain(["c1"]);
      await assert.rejects(read(), { kind: "auth" });
      assert.equal(cloud.calls.length, 2);
    });

    it("is not released by a new name, a new place in the list or a copy of its connection; by another endpoint it is", async () => {
      await open({ keyLockFiles: new FakeLockFiles() });
      cloud.before = () => {
        throw wrong();
      };
      const readOf = (id: string) => home.sessions.read(id, never, (api) => api.get("j1", never));
      await assert.rejects(read(), { kind: "auth" });
      clock.advance(5_000);
      await home.connectionStore.replace(connectionTo(cloud.cloud, { name: "Renamed" }));
      await assert.rejects(read(), { wasSent: false });
      await home.connectionStore.duplicate("c1", connectionTo(cloud.cloud, { id: "c2", name: "Copy" }));
      await assert.rejects(readOf("c2"), { wasSent: false });
      await home.connectionStore.move("c2", -1);
      home.connectionStore.lookAgain();
      await assert.rejects(readOf("c2"), { wasSent: false });
      assert.equal(cloud.calls.length, 1);
      await home.connectionStore.replace(connectionTo(cloud.cloud, { values: { project: "other" } }));
      await assert.rejects(read(), { kind: "auth" });
      assert.equal(cloud.calls.length, 2);
    });

    it("is not released in other windows by what this one has stored", async () => {
      const below = fixture([cloud.cloud], {
        clock: new HastyClock(),
        keyLockFiles: new FakeLockFiles(),
      });
      const [first, second] = [kernel(below), kernel(below)];
      await first.connectionStore.add(connectionTo(cloud.cloud), key);
      cloud.before = () => {
        throw wrong();
      };
      const readIn = (window: TestKernel) => window.sessions.read("c1", never, (api) => api.get("j1", never));
      await assert.rejects(readIn(second), { kind: "auth" });
      await first.connectionStore.replaceCredentials("c1", {
        ...key,
        values: { ...key.values, secret: "another-wrong-one" },
      });
      await assert.rejects(readIn(first), { kind: "auth" });
      // The editor tells the second one late.
      below.secrets.tell("credentials/c1");
      await settled();
      await assert.rejects(readIn(second), { kind: "auth", wasSent: false });
      assert.equal(cloud.calls.length, 2);
    });

    it("is another one than the right key of the same name, which goes on working", async () => {
      await open({ keyLockFiles: new FakeLockFiles() });
      await home.connectionStore.add(connectionTo(cloud.cloud, { id: "c2" }), {
        ...key,
        values: { ...key.values, secret: "mistyped" },
      });
      cloud.before = ({ credentials }) => {
        if (credentials.values.secret === "mistyped") throw wrong();
      };
      const readOf = (id: string) => home.sessions.read(id, never, (api) => api.get("j1", never));
      await readOf("c1");
      await assert.rejects(readOf("c2"), { kind: "auth" });
      await readOf("c1");
      for (const _ of [1, 2, 3, 4]) {
        clock.advance(2_000);
        await home.sessions.tryAgain(["c2"]);
        await assert.rejects(readOf("c2"), { kind: "auth" });
        await readOf("c1");
      }
      const wrongOnes = cloud.calls.filter(({ credentials }) => credentials.values.secret === "mistyped");
      assert.equal(wrongOnes.length, 2, "the third try is kept for the key that works");
    });

    it("stops those who wait for their turn already", async () => {
      cloud.before = () => {
        throw wrong();
      };
      const all = Array.from({ length: 30 }, () => assert.rejects(read(), { kind: "auth" }));
      await Promise.all(all);
      assert.ok(cloud.calls.length <= 5, String(cloud.calls.length));
    });

    it("does not stop other connections", async () => {
      await home.connectionStore.add(connectionTo(cloud.cloud, { id: "c2" }), {
        kind: "key",
        values: { name: "key-name-0002", secret: "other" },
      });
      failing(wrong());
      await assert.rejects(read(), { kind: "auth" });
      await home.sessions.read("c2", never, (api) => api.get("j1", never));
    });

    it("is forgotten when another key takes its place", async () => {
      failing(wrong());
      await assert.rejects(read(), { kind: "auth" });
      await home.connectionStore.replaceCredentials("c1", {
        kind: "key",
        values: { name: "key-name-0002", secret: "new-secret" },
      });
      await read();
      assert.equal(cloud.calls[1]!.credentials.values.secret, "new-secret");
    });

    it("may be refused late without stopping the key that has taken its place", async () => {
      let refuse: () => void = () => undefined;
      cloud.before = ({ credentials }: Call) =>
        credentials.values.secret === key.values.secret
          ? new Promise((_, reject) => {
              refuse = () => reject(wrong());
            })
          : undefined;
      const old = assert.rejects(read(), { kind: "auth" });
      await settled();
      await home.connectionStore.replaceCredentials("c1", {
        kind: "key",
        values: { name: "key-name-0002", secret: "new-secret" },
      });
      refuse();
      await old;
      await read();
    });

    it("is read again from where keys are kept when the person tries again: another window may have replaced it", async () => {
      const secrets = fixture([]).secrets;
      await open({ secrets });
      failing(wrong());
      await assert.rejects(read(), { kind: "auth" });
      secrets.kept.set("credentials/c1", JSON.stringify({ kind: "key", values: { name: "n", secret: "from-elsewhere" } }));
      await home.sessions.resume(["c1"]);
      await read();
      assert.equal(cloud.calls.at(-1)!.credentials.values.secret, "from-elsewhere");
    });
  });

  describe("a lost key", () => {
    it("is asked for, sends nothing, and is not remembered as lost", async () => {
      const secrets = fixture([]).secrets;
      await open({ secrets });
      secrets.lose("credentials/c1");
      await assert.rejects(read(), { kind: "auth", reason: "missingCredentials" });
      await assert.rejects(write(), { kind: "auth", reason: "missingCredentials", wasSent: false });
      assert.equal(cloud.calls.length, 0);
      secrets.kept.set("credentials/c1", JSON.stringify(key));
      await read();
    });
  });
});
