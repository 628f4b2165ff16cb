// Where Alibaba keys are found, and the CLI's profiles as a way in.
import assert from "node:assert/strict";
import { keySources } from "../../../../../src/clouds/alibaba/credentials/keySources.js";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import type { KeySearch } from "../../../../../src/core/cloud/keySource.js";
import type { VoiceError } from "../../../../../src/core/errors.js";
import { explain } from "../../../../../src/text/errors/errorText.js";
import { keyFlawText } from "../../../../../src/text/errors/keyFlawText.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";
import { aliyun } from "../../../../fixtures/meetings.js";

const signal = new AbortController().signal;
const source = (id: string) => keySources.find((each) => each.id === id)!;
const keysOf = async (search: Promise<KeySearch>) => (await search).keys;
const aksk = (accessKeyId: string, secretAccessKey: string, others = {}) => ({
  kind: "aksk",
  values: { accessKeyId, secretAccessKey, ...others },
});

describe("alibaba environment variables", () => {
  it("are a pair, or a triple", async () => {
    const read = (environment: Readonly<Record<string, string>>) => keysOf(source("environment").read({ environment }));
    const pair = { ALIBABA_CLOUD_ACCESS_KEY_ID: "LTAI1", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "S1" };
    const name = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    assert.deepEqual(await read(pair), [{ name, credentials: aksk("LTAI1", "S1") }]);
    const triple = { ...pair, ALIBABA_CLOUD_SECURITY_TOKEN: "ST1" };
    assert.deepEqual(await read(triple), [{ name, credentials: aksk("LTAI1", "S1", { securityToken: "ST1" }) }]);
    assert.deepEqual(await read({ ALIBABA_CLOUD_ACCESS_KEY_ID: "LTAI1" }), []);
  });

  const generations = [
    ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"],
    ["ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_SECURITY_TOKEN"],
    ["ALICLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECURITY_TOKEN"],
    ["ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN"],
  ] as const;
  for (const [id, secret, token] of generations) {
    it(`are found under the name ${id}`, async () => {
      const found = await keysOf(source("environment").read({ environment: { [id]: "LTAI1", [secret]: "S1", [token]: "T1" } }));
      assert.deepEqual(found, [{ name: id, credentials: aksk("LTAI1", "S1", { securityToken: "T1" }) }]);
      for (const name of [id, secret, token]) assert.ok(source("environment").variables?.includes(name), name);
    });
  }
});

describe("alibaba AccessKey.csv", () => {
  const read = (text: string) => keysOf(source("download").read({ environment: {}, text }));

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

  it("are found: a permanent key to be copied, a temporary one to be read again at each use", async () => {
    const file = {
      ...aliyun,
      profiles: [...aliyun.profiles, { ...permanent, region_id: "cn-beijing" }, { ...permanent, name: 5 }],
    };
    const found = await keysOf(source("profiles").read({ environment: {}, text: "\uFEFF" + JSON.stringify(file) }));
    const [, hourly] = aliyun.profiles;
    assert.deepEqual(found, [
      { name: hourly!.name, credentials: { kind: "profile", values: { profile: hourly!.name } }, region: "cn-shanghai" },
      { name: "work", credentials: aksk("LTAI1", "S1"), region: "cn-beijing" },
      { name: "5", credentials: aksk("LTAI1", "S1") },
    ]);
  });

  it("are read again at each use, a token only in the mode that has one", async () => {
    const values = { accessKeyId: "LTAI1", secretAccessKey: "S1" };
    const read = (changes: object) => exchange({ profiles: [{ ...permanent, ...changes }] });
    assert.deepEqual(await read({}), { credentials: { kind: "aksk", values }, expiresAt: 0 });
    assert.deepEqual((await read({ sts_token: "old" })).credentials.values, values);
    const temporary = await read({ mode: "StsToken", sts_token: "ST1" });
    assert.deepEqual(temporary.credentials.values, { ...values, securityToken: "ST1" });
  });

  const modes = [
    "EcsRamRole",
    "RamRoleArnWithRoleName",
    "RsaKeyPair",
    "External",
    "CredentialsURI",
    "OIDC",
    "ChainableRamRoleArn",
    "OAuth",
    "BearerToken",
    "Anonymous",
    "SomethingNew",
  ];
  for (const mode of modes) {
    it(`say what to do in the mode ${mode}, by its name`, async () => {
      const profiles = [{ ...permanent, mode }];
      const error = (await exchange({ profiles }).catch((thrown: unknown) => thrown)) as VoiceError;
      assert.deepEqual([error.kind, error.code], ["auth", "Profile.UnsupportedMode"]);
      const search = await source("profiles").read({ environment: {}, text: JSON.stringify({ profiles }) });
      assert.deepEqual(search, { keys: [], unusable: [{ name: "work", flaw: error.keyFlaw }] });
      const words = keyFlawText(error.keyFlaw!);
      assert.match(words, new RegExp(`^The mode ${mode} cannot be used here\\. .*(Use|Choose) `));
      const { sentence } = explain(error, { cloud: "C", connection: "Studio", locale: "en" });
      assert.ok(sentence.includes("Studio") && sentence.endsWith(words), sentence);
    });
  }

  it("say why they give no key, and nothing of the file", async () => {
    await assert.rejects(exchange({ profiles: [{ ...permanent, mode: "StsToken" }] }), { code: "Profile.Incomplete" });
    await assert.rejects(exchange({ profiles: [permanent] }, "other"), { code: "Profile.NotFound" });
    const damaged = (await exchange('{"access_key_secret":"leak-of-a-secret"').catch((thrown: unknown) => thrown)) as Error;
    assert.ok(!`${damaged.stack} ${String(damaged.cause)} ${JSON.stringify(damaged)}`.includes("leak"));
  });
});
