// Where Alibaba keys are found, and the CLI's profiles as a way in.
import assert from "node:assert/strict";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import { fakeConnection } from "../../../fakes/connections.js";
import { answerWith, FakeHttp } from "../../../fakes/http.js";
import { fakeMachine } from "../../../fakes/machine.js";
import { aliyun } from "../../../fixtures/meetings.js";

const signal = new AbortController().signal;
const source = (id: string) => alibaba.keySources!.find((each) => each.id === id)!;
const aksk = (accessKeyId: string, secretAccessKey: string, others = {}) => ({
  kind: "aksk",
  values: { accessKeyId, secretAccessKey, ...others },
});

describe("alibaba environment variables", () => {
  it("are a pair, or a triple", async () => {
    const read = (environment: Readonly<Record<string, string>>) => source("environment").read({ environment });
    const pair = { ALIBABA_CLOUD_ACCESS_KEY_ID: "LTAI1", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "S1" };
    const name = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    assert.deepEqual(await read(pair), [{ name, credentials: aksk("LTAI1", "S1") }]);
    const triple = { ...pair, ALIBABA_CLOUD_SECURITY_TOKEN: "ST1" };
    assert.deepEqual(await read(triple), [{ name, credentials: aksk("LTAI1", "S1", { securityToken: "ST1" }) }]);
    assert.deepEqual(await read({ ALIBABA_CLOUD_ACCESS_KEY_ID: "LTAI1" }), []);
  });
});

describe("alibaba AccessKey.csv", () => {
  const read = (text: string) => source("download").read({ environment: {}, text });

  it("is read as it is downloaded, of a key or of new users", async () => {
    assert.deepEqual(await read("\uFEFFAccessKey ID,AccessKey Secret\r\nLTAI1,S1\r\n"), [
      { name: "AccessKey.csv", credentials: aksk("LTAI1", "S1") },
    ]);
    assert.deepEqual(
      await read('"用户登录名称","登录密码","AccessKey ID","AccessKey Secret"\n"a@b.onaliyun.com","","LTAI1","S1"'),
      [{ name: "a@b.onaliyun.com", credentials: aksk("LTAI1", "S1") }],
    );
  });

  it("is not what another vendor's console downloads", async () => {
    assert.deepEqual(await read("User Name,Access Key Id,Secret Access Key\nuser,AK1,SK1"), []);
  });
});

describe("profiles of the Alibaba Cloud CLI", () => {
  const kind = alibaba.credentialKinds.find(({ id }) => id === "profile")!;
  const permanent = { name: "work", mode: "AK", access_key_id: "LTAI1", access_key_secret: "S1", sts_token: "" };

  function exchange(file: unknown, profile = "work") {
    const text = typeof file === "string" ? file : JSON.stringify(file);
    const machine = fakeMachine(new FakeHttp(() => answerWith({})), undefined, { ".aliyun/config.json": text });
    return kind.exchange!(fakeConnection(alibaba), { kind: "profile", values: { profile } }, machine, signal);
  }

  it("are found: a permanent key to be copied, a temporary one to be read anew at each use", async () => {
    const file = {
      ...aliyun,
      profiles: [...aliyun.profiles, { ...permanent, region_id: "cn-beijing" }, { ...permanent, name: 5 }],
    };
    const found = await source("profiles").read({ environment: {}, text: "\uFEFF" + JSON.stringify(file) });
    const [, hourly] = aliyun.profiles;
    assert.deepEqual(found, [
      { name: hourly!.name, credentials: { kind: "profile", values: { profile: hourly!.name } }, region: "cn-shanghai" },
      { name: "work", credentials: aksk("LTAI1", "S1"), region: "cn-beijing" },
      { name: "5", credentials: aksk("LTAI1", "S1") },
    ]);
  });

  it("are read anew at each use, a token only in the mode that has one", async () => {
    const values = { accessKeyId: "LTAI1", secretAccessKey: "S1" };
    const read = (changes: object) => exchange({ profiles: [{ ...permanent, ...changes }] });
    assert.deepEqual(await read({}), { credentials: { kind: "aksk", values }, expiresAt: 0 });
    assert.deepEqual((await read({ sts_token: "old" })).credentials.values, values);
    const temporary = await read({ mode: "StsToken", sts_token: "ST1" });
    assert.deepEqual(temporary.credentials.values, { ...values, securityToken: "ST1" });
  });

  const modes = [
    "RamRoleArn",
    "EcsRamRole",
    "RamRoleArnWithRoleName",
    "RsaKeyPair",
    "External",
    "CredentialsURI",
    "OIDC",
    "ChainableRamRoleArn",
    "CloudSSO",
    "OAuth",
  ];
  for (const mode of modes) {
    it(`are refused in the mode ${mode}, by its name`, async () => {
      const error = { kind: "auth", code: "Profile.UnsupportedMode", message: new RegExp(`mode ${mode};`) };
      await assert.rejects(exchange({ profiles: [{ ...permanent, mode }] }), error);
    });
  }

  it("say why they give no key, and nothing of the file", async () => {
    await assert.rejects(exchange({ profiles: [{ ...permanent, mode: "StsToken" }] }), { code: "Profile.Incomplete" });
    await assert.rejects(exchange({ profiles: [permanent] }, "other"), { code: "Profile.NotFound" });
    const damaged = (await exchange('{"access_key_secret":"leak-of-a-secret"').catch((thrown: unknown) => thrown)) as Error;
    assert.ok(!`${damaged.stack} ${String(damaged.cause)} ${JSON.stringify(damaged)}`.includes("leak"));
  });
});
