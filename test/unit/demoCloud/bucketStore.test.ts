// The local OSS against two who know the real one: the vendor's own client, and addresses that the product signs; all else it refuses.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { type OssKeys, type OssRequest, ossPath, signAddress } from "../../../src/clouds/alibaba/oss/signAddress.js";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index.js";
import { alibabaAccount } from "../../../src/demoCloud/keys.js";

interface OssClient {
  put(name: string, content: Buffer, options?: object): Promise<{ readonly res: { readonly status: number } }>;
  get(name: string): Promise<{ readonly content: Buffer }>;
  listBuckets(query: object): Promise<{ readonly buckets: readonly { readonly name: string; readonly region: string }[] }>;
  getBucketLocation(name: string): Promise<{ readonly location: string }>;
  signatureUrlV4(method: string, seconds: number, request: object, name: string): Promise<string>;
}

/** Its types want a newer compiler option than ours. */
const OssClient = createRequire(import.meta.url)("ali-oss") as new (options: object) => OssClient;

const keys: OssKeys = { accessKeyId: alibabaAccount.accessKeyId, secretAccessKey: alibabaAccount.accessKeySecret };
const { sts } = alibabaAccount;
const stsKeys: OssKeys = {
  accessKeyId: sts.accessKeyId,
  secretAccessKey: sts.accessKeySecret,
  securityToken: sts.securityToken,
};
const wav: OssRequest = {
  method: "PUT",
  region: "cn-shanghai",
  bucket: "demo-voices",
  object: "voice-jobs/录音 1/a+b.wav",
  contentType: "audio/wav",
  seconds: 600,
};

describe("the local OSS", () => {
  let demo: DemoCloud;
  before(async () => {
    demo = await startDemo({ moving: false, jobs: { huawei: 0, alibaba: 0 } });
  });
  after(() => demo.close());

  const content = randomBytes(70_000);
  const addressOf = (request: OssRequest, by = keys, now = Date.now()) =>
    `${demo.origin}${ossPath(request.bucket, request.object)}?${signAddress(request, by, now).query}`;
  const send = async (address: string, init: RequestInit = {}) => {
    const headers = { "Content-Type": "audio/wav", ...init.headers };
    const answer = await fetch(address, { method: "PUT", body: init.method === "GET" ? null : content, ...init, headers });
    const text = await answer.text();
    return [answer.status, /<Code>(\w+)/.exec(text)?.[1], text] as const;
  };
  const refused = async (status: number, code: string, address: string, init?: RequestInit) =>
    assert.deepEqual((await send(address, init)).slice(0, 2), [status, code]);
  const kept = (name: string) => demo.control.bucketObjects.find(({ key }) => key === `demo-voices/${name}`)?.content;

  describe("as the vendor's client knows it", () => {
    const client = (more: object = {}) =>
      new OssClient({
        region: "oss-cn-shanghai",
        // By its name: with an address of numbers the client names another host than it calls.
        endpoint: demo.origin.replace("127.0.0.1", "localhost"),
        bucket: "demo-voices",
        accessKeyId: keys.accessKeyId,
        accessKeySecret: keys.secretAccessKey,
        authorizationV4: true,
        // The bucket in the path.
        sldEnable: true,
        ...more,
      });
    const temporary = {
      accessKeyId: sts.accessKeyId,
      accessKeySecret: sts.accessKeySecret,
      stsToken: sts.securityToken,
      refreshSTSTokenInterval: 3_600_000,
      refreshSTSToken: async () => ({ ...sts, stsToken: sts.securityToken }),
    };

    it("takes what the client puts, signed in headers, and hands out the same bytes", async () => {
      for (const each of [client(), client(temporary)]) {
        const name = `referee/录音 ${randomBytes(3).toString("hex")}+a&b.wav`;
        assert.equal((await each.put(name, content, { mime: "audio/wav" })).res.status, 200);
        assert.ok(kept(name)?.equals(content));
        assert.ok((await each.get(name)).content.equals(content));
      }
    });

    it("takes what is put to an address that the client has signed", async () => {
      for (const each of [client(), client(temporary)]) {
        const headers = { "Content-Type": "audio/wav" };
        const address = await each.signatureUrlV4("PUT", 600, { headers }, "referee/signed 1.wav");
        assert.equal((await send(address))[0], 200);
        await refused(403, "SignatureDoesNotMatch", address, { headers: { "Content-Type": "audio/mpeg" } });
      }
    });

    it("lists its buckets and tells where one lies", async () => {
      const { buckets } = await client().listBuckets({});
      assert.deepEqual(
        buckets.map(({ name, region }) => [name, region]),
        [
          ["demo-voices", "oss-cn-shanghai"],
          ["demo-voices-beijing", "oss-cn-beijing"],
        ],
      );
    });

    it("refuses the client with a wrong secret, and at a bucket elsewhere", async () => {
      await assert.rejects(client({ accessKeySecret: "wrong" }).put("a", content), { code: "SignatureDoesNotMatch" });
      await assert.rejects(client({ bucket: "demo-voices-beijing" }).put("a", content), { code: "AccessDenied" });
      await assert.rejects(client({ bucket: "not-there" }).put("a", content), { code: "NoSuchBucket" });
    });
  });

  it("takes what is put to an address of ours, with a key and with a temporary one", async () => {
    for (const by of [keys, stsKeys]) {
      const bytes = randomBytes(1_000);
      assert.equal((await send(addressOf(wav, by), { body: bytes }))[0], 200);
      assert.ok(kept("voice-jobs/录音 1/a+b.wav")?.equals(bytes));
    }
  });

  it("refuses another method, type, header, key in the headers, and no length", async () => {
    const address = addressOf(wav);
    await refused(403, "SignatureDoesNotMatch", address, { method: "POST" });
    await refused(403, "SignatureDoesNotMatch", address, { method: "GET" });
    await refused(403, "SignatureDoesNotMatch", address, { headers: { "Content-Type": "audio/wav; charset=utf-8" } });
    await refused(403, "SignatureDoesNotMatch", address, { headers: { "x-oss-object-acl": "public-read" } });
    await refused(400, "InvalidArgument", address, { headers: { authorization: "OSS a:b" } });
    const untyped = await fetch(address, { method: "PUT", body: content });
    assert.equal(untyped.status, 403, "without a type");
    await untyped.text();
    const stream = new Blob([content]).stream();
    await refused(411, "MissingContentLength", address, { body: stream, duplex: "half" } as RequestInit);
  });

  it("refuses an address that has run out, is not yet good, or was changed in any part", async () => {
    const now = Date.now();
    await refused(403, "AccessDenied", addressOf(wav, keys, now - 601_000));
    await refused(403, "RequestTimeTooSkewed", addressOf(wav, keys, now + 3_600_000));
    await refused(400, "InvalidArgument", addressOf({ ...wav, seconds: 604_801 }));
    const address = addressOf(wav);
    for (const [from, to] of [
      ["x-oss-expires=600", "x-oss-expires=6000"],
      ["a%2Bb", "a%2Bc"],
      ["x-oss-signature-version", "x=1&x-oss-signature-version"],
      [/signature=[0-9a-f]/, "signature=g"],
    ] as const)
      await refused(403, "SignatureDoesNotMatch", address.replace(from, to));
    await refused(403, "AccessDenied", address.slice(0, address.indexOf("?")));
    await refused(403, "AccessDenied", `${demo.origin}/demo-voices/nothing.wav?x-oss-signature=1`);
  });

  it("refuses another region, a bucket elsewhere, and one that is not there", async () => {
    await refused(400, "InvalidArgument", addressOf({ ...wav, region: "cn-beijing" }));
    const [status, code, text] = await send(addressOf({ ...wav, bucket: "demo-voices-beijing" }));
    assert.deepEqual([status, code], [403, "AccessDenied"]);
    assert.match(text, /<Endpoint>oss-cn-beijing\.aliyuncs\.com<\/Endpoint>/);
    await refused(404, "NoSuchBucket", addressOf({ ...wav, bucket: "no-such-bucket" }));
  });

  it("refuses keys that are unknown, inactive, without rights, without their token, or at their end", async () => {
    const { inactiveKey, deniedKey } = alibabaAccount;
    const by = ({ accessKeyId, accessKeySecret }: typeof inactiveKey | typeof deniedKey) =>
      addressOf(wav, { accessKeyId, secretAccessKey: accessKeySecret });
    await refused(403, "InvalidAccessKeyId", addressOf(wav, { ...keys, accessKeyId: "NOBODY" }));
    await refused(403, "InvalidAccessKeyId", by(inactiveKey));
    await refused(403, "AccessDenied", by(deniedKey));
    await refused(403, "SignatureDoesNotMatch", addressOf(wav, { ...keys, secretAccessKey: "other" }));
    const { securityToken: _, ...tokenless } = stsKeys;
    await refused(403, "InvalidSecurityToken", addressOf(wav, tokenless));
    const other = await startDemo({ moving: false, jobs: { huawei: 0, alibaba: 0 } });
    other.control.expireTokens();
    await refused(403, "SecurityTokenExpired", addressOf(wav, stsKeys).replace(demo.origin, other.origin));
    await other.close();
  });

  it("keeps the digest alone of what is too large to keep, and writes nothing of a query down", async () => {
    const large = Buffer.alloc(33 * 1024 * 1024, 1);
    assert.equal((await send(addressOf({ ...wav, object: "large.wav" }), { body: large }))[0], 200);
    const object = demo.control.bucketObjects.find(({ key }) => key === "demo-voices/large.wav");
    assert.equal(object?.size, large.length);
    assert.equal(object?.content, undefined);
    const logged = demo.control.requests.filter(({ cloud }) => cloud === "oss");
    assert.ok(logged.length > 0);
    assert.ok(!JSON.stringify(logged).includes("x-oss-"));
  });
});
