// What version 0.1.0 stored under an endpoint's own spelling is found today, when all spellings of an address are one.
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { alibaba } from "../../../src/clouds/alibaba/index.js";
import { huawei } from "../../../src/clouds/huawei/index.js";
import { JobCreator } from "../../../src/features/create/jobCreator.js";
import { CheckedRecordings } from "../../../src/features/upload/checkedRecordings.js";
import { ConnectionStore } from "../../../src/services/connections/connectionStore.js";
import { placeOf } from "../../../src/services/connections/place.js";
import { WriteIntents } from "../../../src/services/pendingWrites/writeIntents.js";
import { readCachedRows } from "../../../src/services/storage/jobCacheFile.js";
import { readObservations } from "../../../src/services/storage/stateLogFile.js";
import { HastyClock, ManualClock } from "../../fakes/clock.js";
import { ScriptedCloud } from "../../fakes/clouds/scriptedCloud.js";
import { FakeKeyValue } from "../../fakes/storage/keyValue.js";
import { FakeLockFiles } from "../../fakes/storage/lockFiles.js";
import { FakeSecrets } from "../../fakes/storage/secrets.js";
import { connectionTo, fixture, kernel, key, never } from "./kernel.js";

const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
/** As 0.1.0 made the origin of whatever was typed. */
const formerOrigin = (endpoint: string) => new URL(endpoint).origin;

/** The endpoint that 0.1.0 stored, and what the connection has today. */
const spellings: readonly (readonly [string, string, string | undefined])[] = [
  ["with a dot at the end of its host", "https://voice.studio.test.", "https://voice.studio.test."],
  ["with a dot, and a port", "https://voice.studio.test.:8443", "https://voice.studio.test.:8443"],
  ["with a dot, and typed again without", "https://voice.studio.test.", "https://voice.studio.test"],
  ["in capitals, with a dot and the usual port", "https://Voice.Studio.test.:443", "https://Voice.Studio.test.:443"],
  ["which is the region's own with a dot", "https://scripted.test.", undefined],
];

describe("an endpoint that version 0.1.0 has stored", () => {
  for (const [how, former, endpoint] of spellings) {
    describe(how, () => {
      const open = async (note?: object) => {
        const cloud = new ScriptedCloud();
        const lockFiles = new FakeLockFiles();
        const below = fixture([cloud.cloud], { lockFiles, clock: new HastyClock() });
        const name = `submit-${digest(JSON.stringify(["scripted", formerOrigin(former), "j1"]))}.json`;
        if (note) lockFiles.kept.set(name, JSON.stringify(note));
        const home = kernel(below);
        await home.connectionStore.add(connectionTo(cloud.cloud, endpoint === undefined ? {} : { endpoint }), key);
        cloud.put("j1", "RAW", { updatedAt: 5_000 });
        return { cloud, lockFiles, name, state: below.state, ...home };
      };
      const opened = (phase: "sending" | "unknown", since: number) => ({
        version: 1,
        owner: "of-before",
        window: "gone",
        connectionId: "c1",
        jobId: "j1",
        since,
        phase,
        before: { state: "RAW", updatedAt: 5_000 },
      });

      for (const phase of ["sending", "unknown"] as const)
        it(`holds the next submit back while an earlier one is ${phase}, until the person releases it`, async () => {
          const { cloud, lockFiles, name, submitter, recovery } = await open(opened(phase, 1));
          assert.equal((await submitter.submit("c1", "j1", {}, never)).kind, "earlier");
          assert.deepEqual([cloud.count("submit"), lockFiles.kept.has(name)], [0, true]);
          assert.equal((await recovery.lookInto("c1", "j1")).isSettled, false);
          await recovery.release("c1", "j1");
          assert.equal((await submitter.submit("c1", "j1", {}, never)).kind, "accepted");
          assert.deepEqual([cloud.count("submit"), [...lockFiles.kept.keys()]], [1, []]);
        });

      it("ends an earlier submit that the job shows, and asks before a submit that an old answer invites", async () => {
        const { cloud, lockFiles, submitter, recovery } = await open(opened("unknown", 1));
        cloud.put("j1", "QUEUED", { updatedAt: 9_000 });
        assert.equal((await recovery.lookInto("c1", "j1")).isSettled, true);
        assert.deepEqual([...lockFiles.kept.keys()], []);
        cloud.put("j1", "RAW", { updatedAt: 5_000 });
        assert.ok((await recovery.lookInto("c1", "j1")).held, "and where it is looked into");
        assert.equal((await submitter.submit("c1", "j1", {}, never)).kind, "earlier");
        assert.equal(cloud.count("submit"), 0);
      });

      it("holds the same request for a job back, until the person releases it", async () => {
        const { cloud, connectionStore, sessions, store, refresher, nonce, state, ownWindow: windows } = await open();
        const [kind] = await alibaba.kinds!();
        const values = { VoiceId: "Lost", VoiceName: "Lost" };
        const lockFiles = new FakeLockFiles();
        const place = ["scripted", formerOrigin(former), kind!.id, values[kind!.mark.field as "VoiceId"]];
        const start = { part: kind!.mark.part, mark: "Lost", known: [] };
        const wish = { ...opened("unknown", 1), jobId: "", start };
        const formerName = `start-${digest(JSON.stringify(place))}.json`;
        lockFiles.kept.set(formerName, JSON.stringify(wish));
        const clock = new HastyClock();
        const writeIntents = new WriteIntents(lockFiles, windows);
        const jobCreator = new JobCreator({
          connectionStore,
          sessions,
          store,
          refresher,
          writeIntents,
          windows,
          state,
          clock,
          digest,
          nonce,
        });
        assert.equal((await jobCreator.start("c1", kind!, values, never)).kind, "earlier");
        assert.equal(await jobCreator.lookAgain("c1", kind!, values), undefined);
        assert.equal(lockFiles.kept.size, 1, "what the list does not show stays open");
        await jobCreator.release("c1", kind!, values);
        assert.equal(lockFiles.kept.size, 0);
        assert.equal((await jobCreator.start("c1", kind!, values, never)).kind, "notStarted", "this cloud makes no jobs");
        lockFiles.kept.set(formerName, JSON.stringify(wish));
        cloud.put("j2", "RAW", { [kind!.mark.part]: "Lost", updatedAt: 9_000 });
        assert.equal((await jobCreator.lookAgain("c1", kind!, values))?.id, "j2", "what the list shows later is found");
        assert.equal(lockFiles.kept.size, 0);
      });

      it("keeps rows, sightings and verdicts of that place", async () => {
        const at = (address: string | undefined) => JSON.stringify(["huawei", "cn-north-4", address]);
        const base = connectionTo(huawei, { region: "cn-north-4" });
        const connection = { ...base, endpoint: endpoint ?? former };
        const place = placeOf(connection);
        const rows = JSON.stringify({ version: 1, place: at(former), readAt: 5, total: 0, totals: [], rows: [] });
        assert.equal(readCachedRows(rows, place, huawei)?.readAt, 5);
        assert.equal(readCachedRows(rows, at("https://else.test"), huawei), undefined);
        const seen = JSON.stringify({ version: 1, place: at(former), jobs: [["j1", [["RAW", 1, 2]]]] });
        assert.equal(readObservations(seen, place).size, 1);
        assert.equal(readObservations(seen, at("https://else.test")).size, 0);
        const entries = [{ key: JSON.stringify([at(former), "v1"]), checked: { 1: { passed: true } } }];
        const state = new FakeKeyValue({ checkedRecordings: { version: 1, entries } });
        const checked = new CheckedRecordings(state);
        assert.deepEqual(checked.of(connection, "v1"), { 1: { passed: true } });
        await checked.note(connection, "v1", "2", { passed: false });
        assert.deepEqual(Object.keys(new CheckedRecordings(state).of(connection, "v1")), ["1", "2"]);
      });
    });
  }

  for (const endpoint of ["https://Voice.Studio.test", "https://voice.studio.test.:443", "https://scripted.test"])
    it(`does not show a key once more that was refused at ${endpoint}`, async () => {
      const cloud = new ScriptedCloud();
      const keyLockFiles = new FakeLockFiles();
      const keyClock = new ManualClock();
      const id = JSON.stringify(["scripted", endpoint, "key", key.values.name]);
      const refusal = { version: 1, phase: "refused", since: keyClock.now() - 400_000, reason: "wrongSecret" };
      keyLockFiles.kept.set(`key-${digest(id)}.json`, JSON.stringify(refusal));
      const connections = [connectionTo(cloud.cloud, { endpoint })];
      const state = new FakeKeyValue({ connections: { version: 1, connections } });
      const secrets = new FakeSecrets();
      secrets.kept.set("credentials/c1", JSON.stringify(key));
      const { sessions } = kernel(fixture([cloud.cloud], { state, secrets, keyLockFiles, keyClock }));
      const read = () => sessions.read("c1", never, (api) => api.check(never));
      await assert.rejects(read(), { reason: "wrongSecret", wasSent: false });
      assert.equal(cloud.calls.length, 0);
      await sessions.tryAgain(["c1"]);
      await read();
      assert.equal(cloud.calls.length, 1);
    });

  it("is the same place in another spelling: what was refused there is not tried again", async () => {
    const connectionStore = new ConnectionStore(new FakeKeyValue(), new FakeSecrets(), ["huawei"]);
    const values = { projectId: "p1", iamEndpoint: "https://IAM.studio.test.:443" };
    const connection = connectionTo(huawei, { endpoint: "https://Voice.studio.test", values });
    await connectionStore.add(connection);
    const told: boolean[] = [];
    connectionStore.onDidChange(({ isEntered }) => told.push(isEntered));
    const respelled = { ...values, iamEndpoint: "https://iam.studio.test" };
    await connectionStore.replace({ ...connection, endpoint: "https://voice.studio.test", values: respelled });
    await connectionStore.replace({ ...connection, values: { ...values, projectId: "p2" } });
    assert.deepEqual(told, [false, true]);
  });
});
