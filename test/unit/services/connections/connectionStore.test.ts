// The book of connections: nothing a person entered is lost, and no key is left behind.
import { strict as assert } from "node:assert";
import type { Connection } from "../../../../src/core/connection.js";
import { ConnectionStore } from "../../../../src/services/connections/connectionStore.js";
import { settled } from "../../../fakes/clock.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";
import { FakeSecrets } from "../../../fakes/storage/secrets.js";
import { key } from "../../scenarios/kernel.js";

const studio: Connection = {
  id: "c1",
  cloud: "huawei",
  name: "Studio",
  region: "cn-north-4",
  endpoint: "https://gateway.example",
  values: { projectId: "p1" },
  credentialKind: "key",
};
const lab: Connection = { id: "c2", cloud: "alibaba", name: "Lab", region: "cn-shanghai", values: {}, credentialKind: "key" };

describe("connection book", () => {
  let state: FakeKeyValue;
  let secrets: FakeSecrets;
  let connectionStore: ConnectionStore;
  /** Connections of which a change was told. */
  let told: string[];

  const open = (values: Readonly<Record<string, unknown>> = {}) => {
    state = new FakeKeyValue(values);
    secrets = new FakeSecrets();
    connectionStore = new ConnectionStore(state, secrets, ["huawei", "alibaba"]);
    told = [];
    connectionStore.onDidChange(({ connectionId }) => told.push(connectionId));
  };
  const stored = () => state.get<Record<string, unknown>>("connections");
  beforeEach(() => open());

  it("gives back every part of what was added, after a reload too", async () => {
    await connectionStore.add(studio, key);
    await connectionStore.add(lab, key);
    const reloaded = new ConnectionStore(state, secrets, ["huawei", "alibaba"]);
    assert.deepEqual(reloaded.all(), [studio, lab]);
    assert.deepEqual(await reloaded.credentials("c1"), key);
    assert.deepEqual(told, ["c1", "c2"]);
  });

  it("never puts a key into the state", async () => {
    await connectionStore.add(studio, key);
    assert.match(state.text, /Studio/);
    assert.doesNotMatch(state.text, /s3cret/);
  });

  it("stores the key before the connection appears", async () => {
    let hadKey = false;
    connectionStore.onDidChange(() => {
      hadKey = [...secrets.kept.keys()].some((name) => name.endsWith("c1"));
    });
    await connectionStore.add(studio, key);
    assert.equal(hadKey, true);
  });

  it("leaves no key behind when the connection cannot be saved", async () => {
    state.failure = new Error("disk full");
    await assert.rejects(connectionStore.add(studio, key), /disk full/);
    assert.equal(secrets.kept.size, 0);
  });

  it("adds no connection whose key cannot be stored", async () => {
    secrets.failure = new Error("keyring locked");
    await assert.rejects(connectionStore.add(studio, key), /keyring locked/);
    assert.deepEqual(connectionStore.all(), []);
  });

  it("loses nothing when many are added at once", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `c${index}`);
    await Promise.all(ids.map((id) => connectionStore.add({ ...studio, id }, key)));
    assert.deepEqual(
      connectionStore.all().map(({ id }) => id),
      ids,
    );
  });

  it("goes on after a write that failed", async () => {
    state.failure = new Error("disk full");
    const failed = assert.rejects(connectionStore.add(studio));
    const next = connectionStore.add(lab);
    await failed;
    await assert.rejects(next);
    state.failure = undefined;
    await connectionStore.add(lab);
    assert.deepEqual(connectionStore.all(), [lab]);
  });

  it("removes the key with the connection", async () => {
    await connectionStore.add(studio, key);
    await connectionStore.add(lab, key);
    await connectionStore.remove("c1");
    assert.deepEqual(connectionStore.all(), [lab]);
    assert.deepEqual([...secrets.kept.keys()], ["credentials/c2"]);
  });

  it("keeps a connection whose key cannot be removed, so that it can be removed again", async () => {
    await connectionStore.add(studio, key);
    secrets.failure = new Error("keyring locked");
    await assert.rejects(connectionStore.remove("c1"), /keyring locked/);
    assert.equal(connectionStore.all().length, 1);
    secrets.failure = undefined;
    await connectionStore.remove("c1");
    assert.equal(secrets.kept.size, 0);
  });

  it("asks for a key that the editor has lost, and keeps the connection", async () => {
    await connectionStore.add(studio, key);
    secrets.lose("credentials/c1");
    await assert.rejects(connectionStore.credentials("c1"), { kind: "auth", reason: "missingCredentials" });
    assert.deepEqual(connectionStore.all(), [studio]);
  });

  it("takes a damaged key for a lost one", async () => {
    await connectionStore.add(studio, key);
    for (const damaged of ["", "{", "null", "[]", '"text"', '{"values":{}}']) {
      secrets.kept.set("credentials/c1", damaged);
      await assert.rejects(connectionStore.credentials("c1"), { kind: "auth", reason: "missingCredentials" }, damaged);
    }
  });

  it("is not confused by a secret storage that tells of changes twice or of none", async () => {
    await connectionStore.add(studio, key);
    secrets.tell("credentials/c1");
    secrets.tell("somebody else's");
    assert.deepEqual(told, ["c1"]);
  });

  it("replaces a key, and its kind with it", async () => {
    await connectionStore.add(studio, key);
    const token = { kind: "token", values: { token: "t" } };
    await connectionStore.replaceCredentials("c1", token);
    assert.deepEqual(await connectionStore.credentials("c1"), token);
    assert.deepEqual(connectionStore.find("c1"), { ...studio, credentialKind: "token" });
    assert.deepEqual(told, ["c1", "c1"]);
  });

  it("stores no key for a connection that was removed meanwhile", async () => {
    await assert.rejects(connectionStore.replaceCredentials("c1", key), { kind: "cancelled" });
    assert.equal(secrets.kept.size, 0);
  });

  it("replaces a connection in its place", async () => {
    await connectionStore.add(studio);
    await connectionStore.add(lab);
    await connectionStore.replace({ ...studio, name: "Studio 2" });
    assert.deepEqual(
      connectionStore.all().map(({ name }) => name),
      ["Studio 2", "Lab"],
    );
  });

  describe("on a state that another version or an accident has left", () => {
    const unreadable = [
      null,
      7,
      "text",
      {},
      { id: "c9" },
      { ...studio, credentialKind: 3 },
      { ...lab, id: "c8", cloud: "tomorrow" },
    ];

    it("shows what it can read and keeps the rest untouched through every change", async () => {
      open({ connections: { version: 1, connections: [...unreadable, studio] } });
      assert.deepEqual(connectionStore.all(), [studio]);
      await connectionStore.add(lab);
      await connectionStore.replace({ ...lab, name: "Lab 2" });
      await connectionStore.remove("c1");
      assert.deepEqual(stored()?.connections, [...unreadable, { ...lab, name: "Lab 2" }]);
    });

    it("keeps the version and the properties of a newer book", async () => {
      const newer = { version: 2, folders: ["a"], connections: [{ ...studio, colour: "red" }] };
      open({ connections: newer });
      assert.deepEqual(connectionStore.all(), [studio]);
      await connectionStore.add(lab);
      assert.deepEqual(stored(), { ...newer, connections: [...newer.connections, lab] });
    });

    it("keeps the properties that a newer version gave a connection when its name, endpoint or key changes", async () => {
      open({ connections: { version: 2, connections: [{ ...studio, colour: "red" }] } });
      const { endpoint: _, ...moved } = { ...studio, name: "Studio 2" };
      await connectionStore.replace(moved);
      assert.deepEqual(stored()?.connections, [{ ...moved, colour: "red" }]);
      await connectionStore.replaceCredentials("c1", { ...key, kind: "other" });
      assert.deepEqual(stored()?.connections, [{ ...moved, credentialKind: "other", colour: "red" }]);
    });

    it("puts aside what is no book before it writes one", async () => {
      for (const damaged of ["text", [studio], { version: 3, byId: { c1: studio } }]) {
        open({ connections: damaged });
        assert.deepEqual(connectionStore.all(), []);
        assert.deepEqual(state.get("connections"), damaged, "reading changes nothing");
        await connectionStore.add(lab);
        assert.deepEqual(connectionStore.all(), [lab]);
        assert.deepEqual(state.get("connections.unreadable"), damaged);
      }
    });

    it("drops values that are no text, and shows a connection that is there twice once", () => {
      const odd = { ...studio, values: { projectId: "p1", other: 5 }, endpoint: 8 };
      open({ connections: { version: 1, connections: [odd, studio] } });
      const { endpoint: _none, ...others } = studio;
      assert.deepEqual(connectionStore.all(), [others]);
    });
  });

  describe("with another window open", () => {
    let other: ConnectionStore;
    const heard: {
      connectionId: string;
      hasNewKey: boolean;
      isEntered: boolean;
    }[] = [];
    beforeEach(async () => {
      await connectionStore.add(studio, key);
      await connectionStore.credentials("c1");
      other = new ConnectionStore(state, secrets, ["huawei", "alibaba"]);
      await other.credentials("c1");
      heard.length = 0;
      other.onDidChange((change) => heard.push(change));
    });

    it("follows a key that was replaced there, once, and ignores events that mean nothing", async () => {
      secrets.tell("credentials/c1");
      secrets.tell("credentials/nobody");
      secrets.tell("something else");
      await settled();
      assert.deepEqual(heard, []);
      await connectionStore.replaceCredentials("c1", { kind: "key", values: { name: "n2", secret: "another" } });
      await settled();
      assert.deepEqual(heard, [{ connectionId: "c1", hasNewKey: true, isEntered: false }]);
      secrets.tell("credentials/c1");
      await settled();
      assert.equal(heard.length, 1);
    });

    it("does not hear of its own writes twice", async () => {
      told = [];
      await connectionStore.replaceCredentials("c1", { kind: "key", values: { name: "n2", secret: "another" } });
      await settled();
      assert.deepEqual(told, ["c1"]);
    });

    it("tells what came, went, changed or moved there when it comes back to the front", async () => {
      await connectionStore.add(lab, key);
      await connectionStore.replace({ ...studio, name: "Renamed" });
      assert.deepEqual(heard, []);
      other.lookAgain();
      assert.deepEqual(heard.map(({ connectionId }) => connectionId).sort(), ["c1", "c2"]);
      heard.length = 0;
      other.lookAgain();
      assert.deepEqual(heard, []);
      await connectionStore.move("c2", -1);
      await connectionStore.remove("c1");
      other.lookAgain();
      assert.deepEqual([...new Set(heard.map(({ connectionId }) => connectionId))].sort(), ["c1", "c2"]);
    });
  });

  it("moves connections past each other, and no further than the ends", async () => {
    await connectionStore.add(studio, key);
    await connectionStore.add(lab, key);
    const order = () => connectionStore.all().map(({ id }) => id);
    await connectionStore.move("c2", -1);
    assert.deepEqual(order(), ["c2", "c1"]);
    await connectionStore.move("c2", -1);
    await connectionStore.move("nobody", 1);
    assert.deepEqual(order(), ["c2", "c1"]);
    await connectionStore.move("c2", 1);
    assert.deepEqual(order(), ["c1", "c2"]);
  });

  it("moves connections past those of a newer version without losing them", async () => {
    const newer = { version: 9, what: "is this" };
    open({ connections: { version: 1, connections: [studio, newer, lab] } });
    await connectionStore.move("c2", -1);
    assert.deepEqual(stored()?.connections, [lab, newer, studio]);
  });

  it("gives a copy the same key", async () => {
    await connectionStore.add(studio, key);
    await connectionStore.duplicate("c1", { ...studio, id: "c3", region: "cn-east-3" });
    assert.deepEqual(await connectionStore.credentials("c3"), key);
    await connectionStore.remove("c1");
    assert.deepEqual(await connectionStore.credentials("c3"), key);
  });

  it("removes every stored key when asked to, and keeps the connections", async () => {
    await connectionStore.add(studio, key);
    await connectionStore.add(lab, key);
    await connectionStore.removeAllCredentials();
    assert.equal(secrets.kept.size, 0);
    assert.deepEqual(connectionStore.all(), [studio, lab]);
    await assert.rejects(connectionStore.credentials("c1"), { reason: "missingCredentials" });
  });
});
