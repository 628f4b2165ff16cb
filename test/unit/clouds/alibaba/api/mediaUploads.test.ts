// Uploads into the media library's own storage: what is asked for, where the file goes, and that no odd answer leads elsewhere.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";

const signal = new AbortController().signal;
const aksk = { kind: "aksk", values: { accessKeyId: "FAKE-LTAI", secretAccessKey: "fake-secret" } };
const auth = {
  AccessKeyId: "STS.fake",
  AccessKeySecret: "fake-sts-secret",
  SecurityToken: "fake/token+==",
  Region: "cn-shanghai",
};
const place = { Endpoint: "https://oss-cn-shanghai.aliyuncs.com", Bucket: "outin-1234", FileName: "sv/5a/take 1.wav" };
const packed = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64");
const answer = (address: object = place, key: object = auth) => ({
  MediaId: "m1",
  UploadAddress: packed(address),
  UploadAuth: packed(key),
});

async function open(body: object = answer(), region = "cn-shanghai") {
  const http = new FakeHttp(() => answerWith(body));
  const machine = fakeMachine(http);
  const { media } = await alibaba.open({ ...fakeConnection(alibaba), region }, aksk, machine);
  return { uploads: media?.uploads, http, now: machine.now() };
}

const file = { title: "take 1", ending: "wav", bytes: 96_044 };

describe("uploads into alibaba's media library", () => {
  it("are there in the three regions that the documents name", async () => {
    for (const [region, isThere] of [
      ["cn-shanghai", true],
      ["cn-beijing", true],
      ["cn-shenzhen", true],
      ["cn-hangzhou", false],
      ["ap-southeast-1", false],
    ] as const)
      assert.equal((await open(answer(), region)).uploads !== undefined, isThere, region);
  });

  it("make an entry by one write that says name, ending and size, and send the file where the answer says", async () => {
    const { uploads, http, now } = await open();
    const { id, target } = await uploads!.begin(file, signal);
    const [sent] = http.sent;
    assert.equal(sent?.effect, "write");
    const query = new URL(sent!.url).searchParams;
    assert.equal(sent?.headers["x-acs-action"], "CreateUploadMedia");
    assert.deepEqual(JSON.parse(query.get("FileInfo")!), { Type: "audio", Name: "take 1", Size: 96_044, Ext: "wav" });
    assert.deepEqual(JSON.parse(query.get("MediaMetaData")!), { Title: "take 1", BusinessType: "general" });
    assert.equal(id, "m1");
    const address = new URL(target.address);
    assert.equal(address.origin + address.pathname, "https://outin-1234.oss-cn-shanghai.aliyuncs.com/sv/5a/take%201.wav");
    assert.equal(address.searchParams.get("x-oss-security-token"), "fake/token+==");
    assert.deepEqual([target.contentType, target.expiresAt], ["audio/wav", now + 3_000_000]);
    assert.ok(!target.address.includes("fake-sts-secret"));
  });

  it("are signed as the vendor's own client signs them", async () => {
    const { uploads, now } = await open();
    const { target } = await uploads!.begin(file, signal);
    const OSS = createRequire(import.meta.url)("ali-oss") as new (
      options: object,
    ) => {
      signatureUrlV4(method: string, seconds: number, request: object, name: string): Promise<string>;
    };
    const client = new OSS({
      region: "oss-cn-shanghai",
      bucket: "outin-1234",
      accessKeyId: auth.AccessKeyId,
      accessKeySecret: auth.AccessKeySecret,
      stsToken: auth.SecurityToken,
      secure: true,
      // Else it warns on the console.
      refreshSTSToken: async () => ({}),
      refreshSTSTokenInterval: 1e9,
    });
    const RealDate = Date;
    const At = class extends RealDate {
      constructor(...given: unknown[]) {
        super(...((given.length === 0 ? [now] : given) as [number]));
      }
    };
    globalThis.Date = At as DateConstructor;
    try {
      const theirs = await client.signatureUrlV4("PUT", 3_000, { headers: { "Content-Type": "audio/wav" } }, place.FileName);
      const [ours, referee] = [new URL(target.address), new URL(theirs)];
      assert.equal(ours.host + ours.pathname, referee.host + referee.pathname);
      assert.equal(ours.searchParams.get("x-oss-signature"), referee.searchParams.get("x-oss-signature"));
    } finally {
      globalThis.Date = RealDate;
    }
  });

  it("read both parts together: the documents' samples have them the other way round", async () => {
    const swapped = await open(answer(auth, place));
    const { target } = await swapped.uploads!.begin(file, signal);
    assert.ok(target.address.startsWith("https://outin-1234.oss-cn-shanghai.aliyuncs.com/"));
    const { Region: _, ...without } = auth;
    const beijing = await open(answer({ ...place, Endpoint: "oss-cn-beijing.aliyuncs.com" }, without));
    assert.ok((await beijing.uploads!.begin(file, signal)).target.address.includes("cn-beijing%2Foss"));
  });

  it("renew the address of the same entry by a read", async () => {
    const { uploads, http } = await open();
    await uploads!.renew("m1", "mp3", signal);
    assert.deepEqual([http.sent[0]?.effect, new URL(http.sent[0]!.url).searchParams.get("MediaId")], ["read", "m1"]);
    await assert.rejects(uploads!.renew("../x", "mp3", signal), { kind: "refused" });
    await assert.rejects(uploads!.begin({ ...file, ending: "w/v" }, signal), { kind: "refused" });
    assert.equal(http.sent.length, 1);
  });

  it("go over https to the vendor's stores alone, whatever the answer says, and tell nothing of it", async () => {
    const plain = await open(answer({ ...place, Endpoint: "http://oss-cn-shanghai.aliyuncs.com" }));
    assert.ok((await plain.uploads!.begin(file, signal)).target.address.startsWith("https://"));
    const odd: readonly object[] = [
      answer({ ...place, Endpoint: "https://evil.example" }),
      answer({ ...place, Endpoint: "https://oss-cn-shanghai.aliyuncs.com.evil.example" }),
      answer({ ...place, Endpoint: "http://127.0.0.1:99" }),
      answer({ ...place, Bucket: "evil.example/" }),
      answer({ ...place, FileName: "../x.wav" }),
      answer({ ...place, FileName: "a\r\nHost: x" }),
      answer(place, { ...auth, AccessKeySecret: "" }),
      answer(place, { ...auth, SecurityToken: 5 }),
      { ...answer(), UploadAuth: "%%%" },
      { ...answer(), UploadAddress: packed({ ...place, padding: "x".repeat(20_000) }) },
      { ...answer(), MediaId: "../1" },
      { MediaId: "m1" },
    ];
    for (const body of odd) {
      const { uploads } = await open(body);
      const thrown = await uploads!.begin(file, signal).then(
        () => assert.fail(JSON.stringify(body).slice(0, 80)),
        (error: Error & { readonly kind?: string }) => error,
      );
      assert.equal(thrown.kind, "protocol");
      assert.ok(!/fake-sts-secret|fake\/token|outin/.test(`${thrown.message} ${JSON.stringify(thrown)}`), thrown.message);
    }
  });
});
