// Where Huawei keys are found, and KooCLI's profiles as a way in.
import assert from "node:assert/strict";
import { keySources } from "../../../../../src/clouds/huawei/credentials/keySources.js";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import type { KeySearch } from "../../../../../src/core/cloud/keySource.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";
import { koocli } from "../../../../fixtures/meetings.js";

const signal = new AbortController().signal;
const source = (id: string) => keySources.find((each) => each.id === id)!;
const keysOf = async (search: Promise<KeySearch>) => (await search).keys;
const aksk = (accessKeyId: string, secretAccessKey: string, others = {}) => ({
  kind: "aksk",
  values: { accessKeyId, secretAccessKey, ...others },
});

describe("huawei environment variables", () => {
  const search = (environment: Readonly<Record<string, string>>) => source("environment").read({ environment });
  const read = (environment: Readonly<Record<string, string>>) => keysOf(search(environment));

  it("are those of the vendor's examples, of its SDKs and of its Terraform provider", async () => {
    const found = await read({
      CLOUD_SDK_AK: "AK1",
      CLOUD_SDK_SK: "SK1",
      HUAWEICLOUD_SDK_AK: " AK2 ",
      HUAWEICLOUD_SDK_SK: "SK2",
      HUAWEICLOUD_SDK_SECURITY_TOKEN: "ST2",
      HUAWEICLOUD_SDK_PROJECT_ID: "p2",
      HW_ACCESS_KEY: "AK3",
      HW_SECRET_KEY: "SK3",
      HW_PROJECT_ID: "../p3",
      OS_ACCESS_KEY: "AK4",
      OS_SECRET_KEY: "SK4",
    });
    assert.deepEqual(found, [
      { name: "CLOUD_SDK_AK", credentials: aksk("AK1", "SK1") },
      {
        name: "HUAWEICLOUD_SDK_AK",
        credentials: aksk("AK2", "SK2", { securityToken: "ST2" }),
        values: { projectId: "p2" },
      },
      { name: "HW_ACCESS_KEY", credentials: aksk("AK3", "SK3") },
      { name: "OS_ACCESS_KEY", credentials: aksk("AK4", "SK4") },
    ]);
  });

  it("say what is missing or wrong where they are no whole key", async () => {
    const halves = { CLOUD_SDK_AK: "AK1", HUAWEICLOUD_SDK_SK: "SK2", HW_ACCESS_KEY: "a b", HW_SECRET_KEY: "x" };
    const space = { kind: "oddCharacter", character: { kind: "space", code: 32, at: 2 } };
    assert.deepEqual(await search(halves), {
      keys: [],
      unusable: [
        { name: "CLOUD_SDK_AK", flaw: { kind: "incomplete", missing: ["CLOUD_SDK_SK"] } },
        { name: "HUAWEICLOUD_SDK_AK", flaw: { kind: "incomplete", missing: ["HUAWEICLOUD_SDK_AK"] } },
        { name: "HW_ACCESS_KEY", flaw: { kind: "malformed", part: "HW_ACCESS_KEY", problem: space } },
      ],
    });
  });

  it("give the same key once, with all its names", async () => {
    const twice = { CLOUD_SDK_AK: "AK1", CLOUD_SDK_SK: "SK1", HW_ACCESS_KEY: "AK1", HW_SECRET_KEY: "SK1" };
    assert.deepEqual(await read(twice), [
      { name: "CLOUD_SDK_AK", credentials: aksk("AK1", "SK1"), otherNames: ["HW_ACCESS_KEY"] },
    ]);
  });
});

describe("huawei credentials.csv", () => {
  const search = (text: string) => source("download").read({ environment: {}, text });
  const read = (text: string) => keysOf(search(text));

  const files: readonly (readonly [string, string])[] = [
    ["as it is downloaded", "\uFEFFUser Name,Access Key Id,Secret Access Key\r\nuser,AK1,SK+1/=\r\n"],
    ["quoted, with lines and commas inside", '"User Name","Access Key Id","Secret Access Key"\n"user","AK1","SK+1/="\n\n'],
    ["in Chinese", "用户名称,访问密钥ID,秘密访问密钥\nuser,AK1,SK+1/="],
    ["saved by a spreadsheet", "User Name;Access Key Id;Secret Access Key;Note\nuser;\tAK1;SK+1/=;ours\n"],
    ["below sep= of a spreadsheet", "\uFEFFsep=,\r\nUser Name,Access Key Id,Secret Access Key\r\nuser,AK1,SK+1/=\r\n"],
    ["below sep=; of a spreadsheet", "sep=;\r\nUser Name;Access Key Id;Secret Access Key\r\nuser;AK1;SK+1/=\r\n"],
    ["below a title with a comma and a blank row", "Keys of the studio, 2026;;\n;;\n\nAK;SK;User Name\nAK1;SK+1/=;user\n"],
    ["with tabs and quotes", '"User Name"\t"Access Key Id"\t"Secret Access Key"\r\n\r\n"user"\t"AK1"\t"SK+1/="\r\n'],
    ["with carriage returns alone", "User Name,Access Key Id,Secret Access Key\ruser,AK1,SK+1/=\r"],
    ["in another order", "Secret Access Key,Access Key Id,User Name\nSK+1/=,AK1,user"],
  ];
  for (const [what, text] of files) {
    it(`is read ${what}`, async () => assert.deepEqual(await read(text), [{ name: "user", credentials: aksk("AK1", "SK+1/=") }]));
  }

  it("gives every row that is whole, under the file's name where it has none", async () => {
    const text = 'Access Key Id,Secret Access Key\nAK1,"S""K"\nAK2\n,SK3\n"AK4","SK4\n';
    assert.deepEqual(
      (await read(text)).map(({ name, credentials }) => [name, credentials.values.secretAccessKey]),
      [
        ["credentials.csv", 'S"K'],
        ["credentials.csv", "SK4"],
      ],
    );
  });

  it("is not what another vendor's console downloads", async () => {
    const { keys, flaw } = await search("AccessKey ID,AccessKey Secret\nLTAI1,secret");
    assert.deepEqual([keys, flaw], [[], { kind: "noHeader", columns: ["Access Key Id", "Secret Access Key"] }]);
  });

  it("says of each row why it is no key", async () => {
    const { unusable } = await search("User Name,Access Key Id,Secret Access Key\na,AK1,\nb,AK\u200b2,SK2\n");
    assert.deepEqual(
      unusable.map(({ name, flaw }) => [name, flaw.kind]),
      [
        ["a", "incomplete"],
        ["b", "malformed"],
      ],
    );
  });
});

describe("koocli profiles", () => {
  const key = { accessKeyId: "AKOFKOOCLI0000000001", secretAccessKey: "SK1" };
  const search = (file: unknown) => source("profiles").read({ environment: {}, text: JSON.stringify(file) });
  const read = (file: unknown) => keysOf(search(file));
  const kind = huawei.credentialKinds.find(({ id }) => id === "profile")!;

  function exchange(file: unknown, profile = "work") {
    const text = typeof file === "string" ? file : JSON.stringify(file);
    const http = new FakeHttp(() => answerWith({}));
    const machine = fakeMachine(http, undefined, file === undefined ? {} : { ".hcloud/config.json": text });
    const connection = fakeConnection(huawei, { values: {} });
    return kind.exchange!(connection, { kind: "profile", values: { profile } }, machine, signal);
  }

  it("are found: a permanent key to be copied, a temporary one to be read again at each use", async () => {
    const place = { region: "cn-east-3", projectId: "p1" };
    const found = await read({
      profiles: [
        { name: "work", mode: "AKSK", ...key, ...place },
        { name: "hourly", mode: "AKSK", ...key, securityToken: "ST1", region: "cn-north-1", projectId: "p2" },
        { name: "role", mode: "ecsAgency" },
        { name: "half", mode: "AKSK", accessKeyId: "AKOFKOOCLI0000000001" },
        { mode: "AKSK", ...key },
      ],
    });
    assert.deepEqual(found, [
      { name: "work", credentials: { kind: "aksk", values: key }, region: "cn-east-3", values: { projectId: "p1" } },
      { name: "hourly", credentials: { kind: "profile", values: { profile: "hourly" } } },
    ]);
  });

  it("say each why they cannot be used", async () => {
    const command = "hcloud configure set --cli-auth-encrypt=false";
    const encrypted = await search({ ...koocli, authEncrypt: "true" });
    assert.deepEqual([encrypted.keys, encrypted.unusable.map(({ flaw }) => flaw.kind)], [[], ["unsupportedMode", "encrypted"]]);
    assert.deepEqual(encrypted.unusable[1]?.flaw, { kind: "encrypted", command });
    const scrambled = await search({ profiles: [{ name: "a", accessKeyId: "7d2f+encrypted/==", secretAccessKey: "x" }] });
    assert.deepEqual(scrambled.unusable, [{ name: "a", flaw: { kind: "encrypted", command } }]);
    const { unusable } = await search({
      profiles: [{ name: "sso", mode: "SSO" }, { mode: "AKSK", ...key }, { name: "half", accessKeyId: key.accessKeyId }, 7],
    });
    assert.deepEqual(
      unusable.map(({ name, flaw }) => [name, flaw.kind, "missing" in flaw ? flaw.missing : undefined]),
      [
        ["sso", "unsupportedMode", undefined],
        ["#2", "incomplete", ["name"]],
        ["half", "incomplete", ["secretAccessKey"]],
      ],
    );
  });

  it("of one name are offered as far as the file can be read by that name", async () => {
    const temporary = { mode: "AKSK", ...key, securityToken: "ST1" };
    const found = await search({
      profiles: [
        { name: "work", mode: "AKSK", ...key },
        { name: "work ", ...temporary },
        { name: "work", mode: "AKSK", ...key, accessKeyId: "AKOFKOOCLI0000000009" },
      ],
    });
    assert.deepEqual(
      found.keys.map(({ name, credentials }) => [name, credentials.values.accessKeyId]),
      [
        ["work", key.accessKeyId],
        ["work", "AKOFKOOCLI0000000009"],
      ],
      "what is copied needs no name",
    );
    assert.deepEqual(found.unusable, [{ name: "work ", flaw: { kind: "sameName" } }]);
  });

  it("are found with blanks around their name and mode", async () => {
    const file = { profiles: [{ name: " work ", mode: "AKSK ", ...key, securityToken: "ST1" }] };
    const [found] = await read(file);
    assert.deepEqual(found?.credentials, { kind: "profile", values: { profile: "work" } });
    assert.deepEqual((await exchange(file)).credentials.values, { ...key, securityToken: "ST1" });
  });

  it("say where their file stops being one", async () => {
    const flawOf = async (text: string) => (await source("profiles").read({ environment: {}, text })).flaw;
    const path = "~/.hcloud/config.json";
    assert.deepEqual(await flawOf('{\n  "profiles": [\n    {"name": "a",}\n  ]\n}'), {
      kind: "notJson",
      path,
      line: 3,
      column: 18,
    });
    assert.deepEqual(await flawOf('{"current": "a"}'), { kind: "noProfiles", path });
    assert.deepEqual(await flawOf('{"profiles": []}'), { kind: "noProfiles", path });
  });

  it("are read again at each use, with the project of the connection's region", async () => {
    const profile = { name: "work", mode: "AKSK", ...key, securityToken: "ST1", region: "cn-north-4", projectId: "p1" };
    assert.deepEqual(await exchange({ authEncrypt: "false", profiles: [profile] }), {
      credentials: { kind: "aksk", values: { ...key, securityToken: "ST1" } },
      expiresAt: 0,
      values: { projectId: "p1" },
    });
    const elsewhere = { profiles: [{ ...profile, region: "cn-east-3" }] };
    assert.deepEqual((await exchange(elsewhere)).values, {});
  });

  const flaws: readonly (readonly [code: string, file: unknown, says: RegExp])[] = [
    ["Profile.FileMissing", undefined, /no ~\/\.hcloud\/config\.json/],
    ["Profile.Unreadable", '{"profiles":[{"secretAccessKey":"leak"', /not a configuration/],
    ["Profile.NotFound", { profiles: [{ name: "other" }] }, /no profile of this name/],
    ["Profile.UnsupportedMode", { profiles: [{ name: "work", mode: "SSO" }] }, /mode SSO/],
    ["Profile.Encrypted", { authEncrypt: "true", profiles: [{ name: "work", ...key }] }, /cli-auth-encrypt=false/],
    ["Profile.Incomplete", { authEncrypt: false, profiles: [{ name: "work", accessKeyId: "A" }] }, /no complete access key/],
    ["Profile.Unreadable", { current: "work" }, /not a configuration/],
  ];
  for (const [code, file, says] of flaws) {
    it(`say why they give no key: ${code}`, async () => {
      await assert.rejects(exchange(file), { kind: "auth", reason: "missingCredentials", wasSent: false, code, message: says });
    });
  }

  it("say that their file cannot be read", async () => {
    const machine = {
      ...fakeMachine(new FakeHttp(() => answerWith({}))),
      readHomeFile: () => Promise.reject(new Error("EACCES")),
    };
    const asked = kind.exchange!(fakeConnection(huawei), { kind: "profile", values: { profile: "a" } }, machine, signal);
    await assert.rejects(asked, { code: "Profile.Unreadable" });
  });
});
