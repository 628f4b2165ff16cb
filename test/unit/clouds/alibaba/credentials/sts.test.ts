// Company accounts: profiles whose key is a role's or a sign-in's, against the local cloud over real sockets and against made-up answers.
import assert from "node:assert/strict";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import type { Connection } from "../../../../../src/core/connection.js";
import type { VoiceError } from "../../../../../src/core/errors.js";
import type { HttpAnswer, Machine } from "../../../../../src/core/ports/ports.js";
import { type DemoCloud, startDemo } from "../../../../../src/demoCloud/index.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine, noon } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";
import { loopbackHttp } from "../../../../fakes/network/loopbackHttp.js";

const signal = new AbortController().signal;
const kind = alibaba.credentialKinds.find(({ id }) => id === "profile")!;
const stored = { kind: "profile", values: { profile: "work" } };
const fileOf = (profile: object) => ({ ".aliyun/config.json": JSON.stringify({ profiles: [{ name: "work", ...profile }] }) });
const role = {
  mode: "RamRoleArn",
  access_key_id: "LTAI1",
  access_key_secret: "S1",
  ram_role_arn: "acs:ram::1:role/voices",
  ram_session_name: "me",
};
const given = {
  Credentials: { AccessKeyId: "STS.a", AccessKeySecret: "s", SecurityToken: "t", Expiration: "2024-06-05T02:02:03Z" },
};

function take(profile: object, changes: Partial<Connection> = {}, answer: HttpAnswer = answerWith(given)) {
  const http = new FakeHttp(() => answer);
  const connection = fakeConnection(alibaba, { values: {}, ...changes });
  return { http, exchanged: kind.exchange!(connection, stored, fakeMachine(http, undefined, fileOf(profile)), signal) };
}
const failure = (work: Promise<unknown>) =>
  work.then(
    () => assert.fail("it worked"),
    (thrown: unknown) => thrown as VoiceError,
  );

describe("profiles with a role", () => {
  it("take it on with one signed request, and keep its key for its life", async () => {
    const { http, exchanged } = take(role);
    assert.deepEqual(await exchanged, {
      credentials: { kind: "aksk", values: { accessKeyId: "STS.a", secretAccessKey: "s", securityToken: "t" } },
      expiresAt: noon + 3_600_000,
    });
    const { url, method, headers, effect } = http.only;
    assert.deepEqual([method, effect], ["POST", "read"]);
    assert.deepEqual([headers["x-acs-action"], headers["x-acs-version"]], ["AssumeRole", "2015-04-01"]);
    assert.match(headers.authorization!, /^ACS3-HMAC-SHA256 Credential=LTAI1,SignedHeaders=[^,]*x-acs-signature-nonce/);
    const asked = new URL(url);
    assert.equal(asked.origin, "https://sts.aliyuncs.com");
    assert.deepEqual(Object.fromEntries(asked.searchParams), {
      DurationSeconds: "3600",
      RoleArn: "acs:ram::1:role/voices",
      RoleSessionName: "me",
    });
  });

  const places: readonly (readonly [string, object, Partial<Connection>, host: string])[] = [
    ["in the region of the profile", { sts_region: "cn-Beijing" }, {}, "sts.cn-beijing.aliyuncs.com"],
    ["not where a region leads elsewhere", { sts_region: "x.evil.example/" }, {}, "sts.aliyuncs.com"],
    ["beside the vendor's own endpoint", {}, { endpoint: "https://ICE-VPC.cn-shanghai.aliyuncs.com:443" }, "sts.aliyuncs.com"],
    [
      "at an STS of one's own",
      { sts_region: "cn-beijing" },
      { endpoint: "https://gateway.example", values: { stsEndpoint: "https://STS.example:443" } },
      "sts.example",
    ],
    ["on this very computer", {}, { endpoint: "http://127.0.0.1:8080" }, "127.0.0.1:8080"],
  ];
  for (const [what, profile, changes, host] of places) {
    it(`are taken on ${what}`, async () => {
      const { http, exchanged } = take({ ...role, ...profile }, changes);
      await exchanged;
      assert.equal(new URL(http.only.url).host, host);
    });
  }

  it("sign nothing for an endpoint of one's own that does not say where STS is", async () => {
    const { http, exchanged } = take(role, { endpoint: "https://gateway.example" });
    const { code, wasSent } = await failure(exchanged);
    assert.deepEqual([code, wasSent, http.sent.length], ["Connection.StsEndpointMissing", false, 0]);
  });

  it("say as much as the profile says: external ID, length, a key that is temporary itself", async () => {
    const { http, exchanged } = take({
      ...role,
      mode: "ramrolearn",
      external_id: "e+1",
      expired_seconds: 60,
      sts_token: "old",
      ram_session_name: "",
    });
    await exchanged;
    const asked = new URL(http.only.url).searchParams;
    assert.deepEqual(
      [asked.get("ExternalId"), asked.get("DurationSeconds"), asked.get("RoleSessionName")],
      ["e+1", "900", "voice-training-jobs"],
    );
    assert.equal(http.only.headers["x-acs-security-token"], "old");
  });

  it("reckon the life of the key by the cloud's clock, and believe no more than the documents allow", async () => {
    const life = async (Expiration: string, date: string) => {
      const body = { Credentials: { ...given.Credentials, Expiration } };
      return (await take(role, {}, answerWith(body, 200, { date })).exchanged).expiresAt! - noon;
    };
    assert.equal(await life("2030-01-01T01:00:00Z", "Tue, 01 Jan 2030 00:00:00 GMT"), 3_600_000);
    assert.equal(await life("2039-01-01T01:00:00Z", "Tue, 01 Jan 2030 00:00:00 GMT"), 43_200_000);
    assert.equal(await life("nonsense", "Tue, 01 Jan 2030 00:00:00 GMT"), 900_000);
  });

  it("are refused in the cloud's words, without the key, and as what it is", async () => {
    const of = async (status: number, Code: string) => {
      const answer = answerWith({ Code, Message: "S1 LTAI1 said no", RequestId: "r" }, status);
      const error = await failure(take(role, {}, answer).exchanged);
      assert.ok(!JSON.stringify(error).includes("S1") && !JSON.stringify(error).includes("LTAI1"));
      return [error.kind, error.reason, error.missingRight];
    };
    assert.deepEqual(await of(403, "NoPermission"), ["forbidden", "missingRight", "sts:AssumeRole"]);
    assert.deepEqual(await of(404, "EntityNotExist.Role"), ["refused", undefined, undefined]);
    assert.deepEqual(await of(404, "InvalidAccessKeyId.NotFound"), ["auth", "unknownKey", undefined]);
    assert.deepEqual(await of(400, "InvalidParameter.RoleArn"), ["refused", undefined, undefined]);
    const halves = await failure(take(role, {}, answerWith({ Credentials: { AccessKeyId: "STS.a" } })).exchanged);
    assert.deepEqual([halves.kind, halves.reason], ["protocol", "unexpectedShape"]);
  });

  it("say what is missing before anything is sent", async () => {
    for (const part of ["access_key_id", "access_key_secret", "ram_role_arn"]) {
      const { http, exchanged } = take({ ...role, [part]: "" });
      const { code, keyFlaw } = await failure(exchanged);
      assert.deepEqual([code, keyFlaw, http.sent.length], ["Profile.Incomplete", { kind: "incomplete", missing: [part] }, 0]);
    }
  });
});

describe("profiles with a cloud sign-in", () => {
  const seconds = noon / 1000;
  const sso = { mode: "CloudSSO", access_key_id: "STS.a", access_key_secret: "s", sts_token: "t", sts_expiration: seconds + 60 };

  it("are used with the key that the CLI keeps, read again at each use", async () => {
    const { http, exchanged } = take(sso);
    const values = { accessKeyId: "STS.a", secretAccessKey: "s", securityToken: "t" };
    assert.deepEqual(await exchanged, { credentials: { kind: "aksk", values }, expiresAt: 0 });
    assert.equal(http.sent.length, 0);
  });

  const ended: readonly (readonly [string, object, command: string])[] = [
    ["the key has ended", { sts_expiration: seconds }, "aliyun configure --profile work --mode CloudSSO"],
    [
      "the key has ended and the sign-in has not",
      { sts_expiration: seconds - 1, cloud_sso_access_token_expire: seconds + 60 },
      "aliyun sts GetCallerIdentity --profile work",
    ],
    [
      "there is no key yet",
      { access_key_id: "", access_key_secret: "", sts_token: "" },
      "aliyun configure --profile work --mode CloudSSO",
    ],
  ];
  for (const [what, changes, command] of ended) {
    it(`say which command renews them where ${what}`, async () => {
      const error = await failure(take({ ...sso, ...changes }).exchanged);
      assert.deepEqual(
        [error.code, error.reason, error.keyFlaw],
        ["Profile.Expired", "missingCredentials", { kind: "expired", command }],
      );
    });
  }
});

describe("profiles of company accounts", () => {
  it("are found, each as a profile that is read at each use, or with the command that renews it", async () => {
    const source = (await alibaba.keySources!()).find(({ id }) => id === "profiles")!;
    const sso = { mode: "CloudSSO", access_key_id: "STS.a", access_key_secret: "s", sts_token: "t" };
    const profiles = [
      { name: "role", region_id: "CN-Shanghai", ...role },
      { name: "sso", ...sso, sts_expiration: noon / 1000 + 60 },
      { name: "my sso", ...sso, sts_expiration: noon / 1000 - 60 },
    ];
    assert.deepEqual(await source.read({ environment: {}, text: JSON.stringify({ profiles }), now: noon }), {
      keys: [
        { name: "role", credentials: { kind: "profile", values: { profile: "role" } }, region: "cn-shanghai" },
        { name: "sso", credentials: { kind: "profile", values: { profile: "sso" } } },
      ],
      unusable: [{ name: "my sso", flaw: { kind: "expired", command: 'aliyun configure --profile "my sso" --mode CloudSSO' } }],
    });
  });

  describe("at the local cloud", () => {
    let local: DemoCloud;
    let nonces = 0;
    let profile: object;
    const machine: Machine = {
      http: loopbackHttp,
      now: Date.now,
      nonce: () => `role-${process.pid}-${++nonces}`,
      readHomeFile: async (path) => fileOf(profile)[path as keyof ReturnType<typeof fileOf>],
    };
    before(async () => {
      local = await startDemo({ moving: false, jobs: { huawei: 1, alibaba: 7 } });
      const { accessKeyId, accessKeySecret, role: known } = local.alibaba;
      profile = {
        ...role,
        access_key_id: accessKeyId,
        access_key_secret: accessKeySecret,
        ram_role_arn: known.arn,
        external_id: known.externalId,
      };
    });
    after(() => local.close());

    const place = () => fakeConnection(alibaba, { endpoint: local.origin, values: {} });
    const enter = () => kind.exchange!(place(), stored, machine, signal);

    it("a role lists jobs until its key ends, and then with a new one", async () => {
      const list = async (credentials: Awaited<ReturnType<typeof enter>>["credentials"]) =>
        (await (await alibaba.open(place(), credentials, machine)).list({}, { offset: 0, limit: 10 }, signal)).total;
      const { credentials, expiresAt } = await enter();
      assert.ok(Math.abs(expiresAt! - Date.now() - 3_600_000) < 60_000);
      assert.equal(await list(credentials), 7);
      local.control.expireTokens();
      assert.equal((await failure(list(credentials))).reason, "expired");
      assert.equal(await list((await enter()).credentials), 7);
      assert.equal(local.control.requests.filter(({ operation }) => operation === "AssumeRole").length, 2);
    });

    it("a wrong secret, an unknown role or a wrong external ID opens nothing", async () => {
      const whole = profile;
      const of = async (changes: object) => {
        profile = { ...whole, ...changes };
        const { kind: failed, reason } = await failure(enter());
        profile = whole;
        return [failed, reason];
      };
      assert.deepEqual(await of({ access_key_secret: "wrong" }), ["auth", "wrongSecret"]);
      assert.deepEqual(await of({ ram_role_arn: "acs:ram::1:role/unknown" }), ["refused", undefined]);
      assert.deepEqual(await of({ external_id: "wrong" }), ["forbidden", "missingRight"]);
    });

    it("is not asked again where STS fails", async () => {
      local.control.clearRequests();
      local.control.faults.add({ operation: "AssumeRole", act: { kind: "answer", status: 503, body: "" } });
      assert.equal((await failure(enter())).kind, "unavailable");
      assert.equal(local.control.requests.length, 1);
      await enter();
    });
  });
});
