// Every way in against the local cloud, over real sockets: passwords, pasted tokens, profiles, found projects; expiry by a moved clock.
import assert from "node:assert/strict";
import { clouds } from "../../../src/clouds/index.js";
import type { Exchanged } from "../../../src/core/cloud/credentialKind.js";
import type { Connection, Credentials } from "../../../src/core/connection.js";
import type { Machine } from "../../../src/core/ports/ports.js";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index.js";
import { loopbackHttp } from "../../fakes/network/loopbackHttp.js";
import { errorOf } from "./contract/assertions.js";

const signal = new AbortController().signal;
const day = 24 * 3_600_000;

describe("ways into the local cloud", () => {
  let local: DemoCloud;
  // The Date of an answer has whole seconds.
  let now = Math.floor(Date.now() / 1000) * 1000;
  let nonces = 0;
  const homeFiles: Record<string, string> = {};
  const machine: Machine = {
    http: loopbackHttp,
    now: () => now,
    nonce: () => `way-in-${process.pid}-${++nonces}`,
    readHomeFile: async (path) => homeFiles[path],
  };

  before(async () => {
    local = await startDemo({ moving: false, jobs: { huawei: 30, alibaba: 30 }, now: () => now });
  });
  after(() => local.close());
  afterEach(() => {
    local.control.faults.clear();
    local.control.unlock();
  });

  const cloudOf = (id: string) => clouds.find((cloud) => cloud.id === id)!;

  function connection(cloud: string, values: Readonly<Record<string, string>> = {}): Connection {
    const iam = cloud === "huawei" ? { iamEndpoint: local.huawei.iamEndpoint } : {};
    const region = cloudOf(cloud).regions[0]!.id;
    return { id: cloud, cloud, name: cloud, region, endpoint: local.origin, values: { ...iam, ...values }, credentialKind: "" };
  }

  function enter(place: Connection, credentials: Credentials): Promise<Exchanged> {
    const kind = cloudOf(place.cloud).credentialKinds.find(({ id }) => id === credentials.kind)!;
    return kind.exchange!(place, credentials, machine, signal);
  }

  /** What a session does: exchanges, then lists with what came of it. */
  async function list(place: Connection, credentials: Credentials): Promise<number> {
    const entered = await enter(place, credentials);
    const whole = { ...place, values: { ...entered.values, ...place.values } };
    const api = await cloudOf(place.cloud).open(whole, entered.credentials, machine);
    return (await api.list({}, { offset: 0, limit: 10 }, signal)).total;
  }

  const password = (changes: Readonly<Record<string, string>> = {}): Credentials => {
    const { domain, user, password: secret } = local.huawei;
    return { kind: "password", values: { domain, user, password: secret, ...changes } };
  };
  const key = (): Credentials => {
    const { accessKeyId, secretAccessKey } = local.huawei;
    return { kind: "aksk", values: { accessKeyId, secretAccessKey } };
  };

  describe("of Huawei", () => {
    it("a password lists jobs, and without knowing the project", async () => {
      assert.equal(await list(connection("huawei"), password()), local.control.count("huawei"));
      const { expiresAt, values } = await enter(connection("huawei"), password());
      assert.deepEqual([expiresAt, values], [now + day, { projectId: local.huawei.projectId }]);
    });

    it("a password lists jobs of a sub-project", async () => {
      const { id } = local.huawei.subProject;
      assert.equal(await list(connection("huawei", { projectId: id }), password()), local.control.count("huawei"));
    });

    it("a wrong password, an unknown user or account is refused, and the password is not told", async () => {
      for (const changes of [{ password: "wrong-password-1" }, { user: "nobody" }, { domain: "nowhere" }]) {
        const error = await errorOf(enter(connection("huawei"), password(changes)));
        assert.deepEqual([error.kind, error.reason, error.status], ["auth", "wrongSecret", 401]);
        assert.ok(error.requestId && !JSON.stringify(error).includes("password-1"));
      }
    });

    it("a project that is not the account's is refused", async () => {
      const error = await errorOf(enter(connection("huawei", { projectId: "0123" }), password()));
      assert.deepEqual([error.kind, error.reason], ["forbidden", "wrongProject"]);
    });

    it("a token ends when the clock says so, or when it is revoked, and a new one works", async () => {
      const place = connection("huawei", { projectId: local.huawei.projectId });
      const read = async (credentials: Credentials) => (await cloudOf("huawei").open(place, credentials, machine)).check(signal);
      for (const end of [() => (now += day), () => local.control.expireTokens()]) {
        const { credentials } = await enter(place, password());
        await read(credentials);
        end();
        const error = await errorOf(read(credentials));
        assert.deepEqual([error.kind, error.reason], ["auth", "expired"]);
        await read((await enter(place, password())).credentials);
      }
    });

    it("a pasted token tells its expiry and its project, until it is no more", async () => {
      const place = connection("huawei");
      const { credentials } = await enter(place, password());
      assert.deepEqual(await enter(place, credentials), {
        credentials,
        expiresAt: now + day,
        aheadMs: 0,
        values: { projectId: local.huawei.projectId },
      });
      assert.equal(await list(place, credentials), local.control.count("huawei"));
      now += day;
      assert.deepEqual((await errorOf(enter(place, credentials))).reason, "expired");
      const nonsense = { kind: "token", values: { token: "nonsense" } };
      assert.deepEqual((await errorOf(enter(place, nonsense))).reason, "wrongSecret");
    });

    it("projects are found: the region's own, then its sub-projects", async () => {
      const { projectId, region, subProject } = local.huawei;
      const expected = [
        { id: projectId, name: region },
        { id: subProject.id, name: subProject.name },
      ];
      for (const credentials of [key(), password()]) {
        const found = await cloudOf("huawei").projects!.find(connection("huawei"), credentials, machine, signal);
        assert.deepEqual(found, expected);
      }
      for (const { id } of expected) {
        const place = connection("huawei", { projectId: id });
        await (await cloudOf("huawei").open(place, key(), machine)).check(signal);
      }
    });

    it("projects of a locked key are asked for once", async () => {
      local.control.faults.add({ cloud: "iam", act: { kind: "echo" } });
      const before = local.control.requests.length;
      const error = await errorOf(cloudOf("huawei").projects!.find(connection("huawei"), key(), machine, signal));
      assert.deepEqual([error.kind, error.reason], ["auth", "wrongSecret"]);
      assert.equal(local.control.requests.length, before + 1);
    });

    it("a profile of KooCLI is read at each use", async () => {
      const { accessKeyId, secretAccessKey, projectId, region } = local.huawei;
      const write = (changes: object) => {
        const profile = { name: "work", mode: "AKSK", accessKeyId, secretAccessKey, projectId, region, ...changes };
        homeFiles[".hcloud/config.json"] = JSON.stringify({ authEncrypt: "false", profiles: [profile] });
      };
      const place = connection("huawei");
      const credentials = { kind: "profile", values: { profile: "work" } };
      write({ secretAccessKey: "old" });
      assert.equal((await errorOf(list(place, credentials))).reason, "wrongSecret");
      write({});
      assert.equal(await list(place, credentials), local.control.count("huawei"));
    });
  });

  describe("of Alibaba", () => {
    it("a profile of the CLI is read at each use", async () => {
      const { sts, accessKeyId, accessKeySecret } = local.alibaba;
      const write = (profile: object) => {
        homeFiles[".aliyun/config.json"] = JSON.stringify({ profiles: [{ name: "work", ...profile }] });
      };
      const credentials = { kind: "profile", values: { profile: "work" } };
      const keys = { access_key_id: sts.accessKeyId, access_key_secret: sts.accessKeySecret, sts_token: sts.securityToken };
      local.control.expireTokens();
      write({ mode: "StsToken", ...keys });
      assert.equal((await errorOf(list(connection("alibaba"), credentials))).reason, "expired");
      write({ mode: "AK", access_key_id: accessKeyId, access_key_secret: accessKeySecret });
      assert.equal(await list(connection("alibaba"), credentials), local.control.count("alibaba"));
    });
  });
});
