// Keys that end are renewed in time and in silence where that can be done, and reported where it cannot; the clock is moved, no test waits.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../src/clouds/index.js";
import type { Credentials } from "../../../../src/core/connection.js";
import type { Clock } from "../../../../src/core/ports/ports.js";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import { alibabaAccount } from "../../../../src/demoCloud/keys.js";
import { systemClock } from "../../../../src/platform/clock.js";
import { createHttp, type MachineHttp } from "../../../../src/platform/network/http.js";
import { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { failureOf, fixture, kernel, never, type TestKernel } from "../kernel.js";

const minute = 60_000;
const hour = 60 * minute;

describe("keys that end", () => {
  let demo: DemoCloud;
  let http: MachineHttp;
  let moved: number;
  let home: TestKernel;
  const files = new Map<string, string>();
  const now = () => Date.now() + moved;

  beforeEach(async () => {
    moved = 0;
    files.clear();
    demo = await startDemo({ moving: false, now });
    http = createHttp({ settings: () => ({ route: "direct" }), editorFetch: fetch });
    const clock: Clock = { now, after: systemClock.after };
    home = kernel(
      fixture(clouds, { http, clock, now, keyLockFiles: new FakeLockFiles(), readHomeFile: async (path) => files.get(path) }),
    );
  });
  afterEach(async () => {
    await http.close();
    await demo.close();
  });

  const addHuawei = async (credentials: Credentials) => {
    const { region, endpoint, iamEndpoint, projectId } = demo.huawei;
    const values = { iamEndpoint, ...(credentials.kind === "aksk" || credentials.kind === "profile" ? { projectId } : {}) };
    await home.connectionStore.add(
      { id: "h", cloud: "huawei", name: "h", region, endpoint, values, credentialKind: credentials.kind },
      credentials,
    );
  };
  const signIn = () => ({
    kind: "password",
    values: { domain: demo.huawei.domain, user: demo.huawei.user, password: demo.huawei.password },
  });
  const list = () => home.sessions.read("h", never, (api) => api.list({}, { offset: 0, limit: 1 }, never));
  const asked = () => demo.control.requests.map(({ operation, status }) => `${operation} ${status}`);
  const logIn = "KeystoneCreateUserTokenByPassword 201";
  const page = "ListVoiceTrainingJob 200";

  it("are made once of a password, with their project, and kept in memory only", async () => {
    await addHuawei(signIn());
    assert.equal((await list()).total, demo.control.count("huawei"));
    await Promise.all([list(), list(), list()]);
    assert.deepEqual(asked(), [logIn, page, page, page, page]);
    assert.equal(home.sessions.endOf("h"), undefined, "nobody has to do anything about it");
  });

  it("are renewed before their 24 hours are over", async () => {
    await addHuawei(signIn());
    await list();
    moved = 23 * hour;
    await list();
    assert.deepEqual(asked(), [logIn, page, page]);
    moved = 23 * hour + 51 * minute;
    await Promise.all([list(), list()]);
    assert.deepEqual(asked(), [logIn, page, page, logIn, page, page]);
  });

  it("are renewed once when a read is refused as expired", async () => {
    await addHuawei(signIn());
    await list();
    demo.control.expireTokens();
    await list();
    assert.deepEqual(asked(), [logIn, page, "ListVoiceTrainingJob 401", logIn, page]);
    // A cloud that calls the new one expired too gets no third.
    moved = 2 * minute;
    demo.control.clearRequests();
    const body = { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information: token expires" };
    demo.control.faults.add({
      cloud: "huawei",
      operation: "ListVoiceTrainingJob",
      times: "always",
      act: { kind: "answer", status: 401, body },
    });
    await assert.rejects(list(), { kind: "auth", reason: "expired" });
    assert.deepEqual(asked(), ["ListVoiceTrainingJob 401", logIn, "ListVoiceTrainingJob 401"]);
    await assert.rejects(list(), { kind: "auth" });
    assert.equal(asked().length, 3, "and nothing more until the person acts");
  });

  it("are not renewed again within a minute, whatever the cloud says of them", async () => {
    await addHuawei(signIn());
    await list();
    demo.control.expireTokens();
    await list();
    demo.control.expireTokens();
    demo.control.clearRequests();
    await assert.rejects(list(), { kind: "auth", reason: "expired" });
    await home.sessions.resume(["h"]);
    await assert.rejects(list(), { kind: "auth", wasSent: false });
    assert.deepEqual(asked(), ["ListVoiceTrainingJob 401"], "nor made of the same password at each act");
  });

  for (const [name, ahead] of [
    ["almost a day fast", 23.9 * hour],
    ["25 hours fast", 25 * hour],
    ["two days fast", 48 * hour],
    ["a year fast", 365 * 24 * hour],
    ["two days slow", -48 * hour],
  ] as const)
    it(`are made once where this computer's clock is ${name}, and the clock is told of once`, async () => {
      const told: number[] = [];
      home.sessions.onDidFindClockOff(({ aheadMs }) => told.push(aheadMs));
      demo.control.setClockOffset(-ahead);
      await addHuawei(signIn());
      for (let read = 0; read < 12; read += 1) await list();
      assert.equal(asked().filter((line) => line === logIn).length, 1);
      moved = 23 * hour;
      await list();
      assert.equal(asked().filter((line) => line === logIn).length, 1);
      moved = 23 * hour + 51 * minute;
      await list();
      assert.equal(asked().filter((line) => line === logIn).length, 2);
      assert.equal(told.length, 1);
      assert.ok(Math.abs(told[0]! - ahead) < minute, String(told));
    });

  it("say nothing of a clock that is a few minutes off", async () => {
    home.sessions.onDidFindClockOff(() => assert.fail("told"));
    demo.control.setClockOffset(5 * minute);
    await addHuawei(signIn());
    await list();
  });

  it("are not renewed for a write: it is reported as not accepted, never sent again", async () => {
    await addHuawei(signIn());
    const job_id = "a0000000-0000-4000-8000-00000000000e";
    demo.control.add("huawei", { job_id, voice_name: "Late", state: "CREATING" });
    await list();
    demo.control.expireTokens();
    await assert.rejects(
      home.sessions.write("h", never, (api) => api.submit!(job_id, {}, never)),
      { kind: "auth", reason: "expired", status: 401 },
    );
    assert.equal(demo.control.submits(job_id), 0);
    assert.equal(asked().filter((line) => line.startsWith("Commit")).length, 1);
    // The next read renews as if nothing had been.
    await list();
  });

  it("keep what was typed out of the error when their renewal is refused, however the cloud writes it", async () => {
    const { password } = demo.huawei;
    const told = [password, Buffer.from(`user:${password}`).toString("base64"), encodeURIComponent(JSON.stringify({ password }))];
    const body = { error: { code: 400, message: `Refused: ${told.join(" ")}` } };
    const act = { kind: "answer", status: 400, body } as const;
    await addHuawei(signIn());
    await list();
    demo.control.expireTokens();
    demo.control.faults.add({ cloud: "iam", operation: "KeystoneCreateUserTokenByPassword", act });
    const ofRenewal = await failureOf(list());
    await home.connectionStore.remove("h");
    await addHuawei(signIn());
    demo.control.faults.add({ cloud: "iam", operation: "KeystoneCreateUserTokenByPassword", act });
    const ofOpening = await failureOf(home.sessions.api("h"));
    for (const error of [ofRenewal, ofOpening]) {
      assert.match(error.cloudMessage ?? "", /Refused/);
      for (const text of told) assert.ok(!error.cloudMessage?.includes(text), error.cloudMessage);
    }
  });

  it("are not asked for again with a refused password", async () => {
    await addHuawei({ kind: "password", values: { ...signIn().values, password: "wrong-password" } });
    for (let wish = 0; wish < 5; wish += 1) await assert.rejects(list(), { kind: "auth", reason: "wrongSecret" });
    assert.deepEqual(asked(), ["KeystoneCreateUserTokenByPassword 401"]);
  });

  it("are told of when only the person can renew them", async () => {
    await addHuawei({ kind: "token", values: { token: demo.huawei.token } });
    await list();
    const ends = home.sessions.endOf("h");
    assert.ok(ends !== undefined && ends > now() && ends <= now() + 24 * hour + minute, String(ends));
    const before = asked().length;
    await list();
    assert.equal(asked().length, before + 1, "no second question about the token");
    demo.control.expireTokens();
    await assert.rejects(list(), { kind: "auth", reason: "expired" });
    const after = asked().length;
    await assert.rejects(list(), { kind: "auth", reason: "expired" });
    assert.equal(asked().length, after);
  });

  it("are read again from a profile at each use", async () => {
    const { accessKeyId, secretAccessKey, temporaryAccessKeyId, temporarySecretAccessKey, securityToken } = demo.huawei;
    const write = (key: Record<string, string>) => {
      files.set(
        ".hcloud/config.json",
        JSON.stringify({ authEncrypt: "false", profiles: [{ name: "work", mode: "AKSK", ...key }] }),
      );
    };
    write({ accessKeyId, secretAccessKey });
    await addHuawei({ kind: "profile", values: { profile: "work" } });
    await list();
    write({ accessKeyId: temporaryAccessKeyId, secretAccessKey: temporarySecretAccessKey, securityToken });
    await list();
    write({ accessKeyId, secretAccessKey: "" });
    await assert.rejects(list(), { kind: "auth", reason: "missingCredentials", code: "Profile.Incomplete" });
    assert.deepEqual(asked(), [page, page]);
    // Mending the file mends the connection.
    write({ accessKeyId, secretAccessKey });
    await list();
  });

  it("are tried again when the person tries a profile again whose secret was wrong", async () => {
    const { accessKeyId, secretAccessKey, region, endpoint, projectId } = demo.huawei;
    const write = (secret: string) => {
      const profile = { name: "work", mode: "AKSK", accessKeyId, secretAccessKey: secret };
      files.set(".hcloud/config.json", JSON.stringify({ authEncrypt: "false", profiles: [profile] }));
    };
    const connection = {
      id: "p",
      cloud: "huawei",
      name: "p",
      region,
      endpoint,
      values: { projectId },
      credentialKind: "profile",
    };
    const tryOut = () => home.sessions.tryOut(connection, { kind: "profile", values: { profile: "work" } }, never);
    write("some-other-secret");
    await assert.rejects(tryOut(), { kind: "auth", reason: "wrongSecret" });
    write(secretAccessKey);
    await tryOut();
    assert.deepEqual(asked(), ["ListVoiceTrainingJob 401", page]);
  });

  it("are made again of a profile with a role as soon as its file is mended, and not before", async () => {
    const { accessKeyId, accessKeySecret, region, endpoint } = demo.alibaba;
    const { arn } = alibabaAccount.role;
    const write = (secret: string, other = "x") => {
      const role = { name: "work", mode: "RamRoleArn", access_key_id: accessKeyId, ram_role_arn: arn };
      const profiles = [
        { name: "other", mode: "AK", access_key_id: other },
        { ...role, access_key_secret: secret },
      ];
      files.set(".aliyun/config.json", JSON.stringify({ current: other, profiles }));
    };
    const connection = { id: "a", cloud: "alibaba", name: "a", region, endpoint, values: {}, credentialKind: "profile" };
    await home.connectionStore.add(connection, { kind: "profile", values: { profile: "work" } });
    const refresh = async () => {
      await home.sessions.resume(["a"]);
      return home.sessions.read("a", never, (api) => api.check(never));
    };
    write("some-other-secret");
    await assert.rejects(refresh(), { kind: "auth", reason: "wrongSecret" });
    const shown = demo.control.requests.length;
    await assert.rejects(refresh(), { kind: "auth", reason: "wrongSecret", wasSent: false });
    write("some-other-secret", "y");
    await assert.rejects(refresh(), { kind: "auth", reason: "wrongSecret", wasSent: false });
    assert.equal(demo.control.requests.length, shown, "another profile of the file is another key");
    write(accessKeySecret);
    await refresh();
  });
});
