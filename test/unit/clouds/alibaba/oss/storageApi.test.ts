// The person's own OSS at the local cloud and by answers as the vendor's documents show them: buckets, regions, addresses, refusals.
import assert from "node:assert/strict";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import { locate, openStorage } from "../../../../../src/clouds/alibaba/oss/storageApi.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { HttpRequest } from "../../../../../src/core/ports/ports.js";
import { type DemoCloud, startDemo } from "../../../../../src/demoCloud/index.js";
import { createHttp } from "../../../../../src/platform/network/http.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";

const never = new AbortController().signal;
const credentials = { kind: "aksk", values: { accessKeyId: "LTAIfake", secretAccessKey: "fake-secret" } } as const;
const shanghai = fakeConnection(alibaba, { region: "cn-shanghai" });
const xml = (content: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${content}`;

function answering(status: number, body: string, headers: Readonly<Record<string, string>> = {}, connection = shanghai) {
  const requests: HttpRequest[] = [];
  const send = async (prepare: () => HttpRequest) => {
    requests.push(prepare());
    return { status, headers, body: new TextEncoder().encode(body) };
  };
  const machine = { http: { send }, now: () => Date.parse("2026-11-29T01:02:03Z"), nonce: () => "n" };
  return { storage: openStorage(connection, credentials, machine), requests };
}

describe("the person's own OSS", () => {
  describe("at the local cloud", () => {
    let demo: DemoCloud;
    let http: ReturnType<typeof createHttp>;
    before(async () => {
      demo = await startDemo({ moving: false, jobs: { huawei: 0, alibaba: 0 } });
      http = createHttp({ settings: () => ({ route: "direct" }), editorFetch: () => assert.fail("not asked for") });
    });
    after(async () => {
      await http.close();
      await demo.close();
    });
    const open = (secret: string = demo.alibaba.accessKeySecret) =>
      openStorage(
        fakeConnection(alibaba, { region: "cn-shanghai", endpoint: demo.origin }),
        { kind: "aksk", values: { accessKeyId: demo.alibaba.accessKeyId, secretAccessKey: secret } },
        { http, now: Date.now, nonce: () => "n" },
      );

    it("lists buckets, tells where each lies, also from elsewhere, and which are not there", async () => {
      const { buckets, isCut } = await open().buckets(never);
      assert.deepEqual(buckets, [
        { name: "demo-voices", region: "cn-shanghai" },
        { name: "demo-voices-beijing", region: "cn-beijing" },
      ]);
      assert.equal(isCut, false);
      assert.equal(await open().regionOf("demo-voices", never), "cn-shanghai");
      assert.equal(await open().regionOf("demo-voices-beijing", never), "cn-beijing");
      await assert.rejects(open().regionOf("not-there", never), { kind: "notFound", code: "NoSuchBucket" });
    });

    it("says of a wrong secret only what is known, and nothing of what was signed", async () => {
      const error: unknown = await open("other")
        .buckets(never)
        .catch((thrown: unknown) => thrown);
      assert.ok(error instanceof VoiceError);
      assert.deepEqual([error.kind, error.code], ["forbidden", "SignatureDoesNotMatch"]);
      assert.doesNotMatch(JSON.stringify({ ...error, message: error.message, cause: error.cause }), /x-oss|DEMO-FAKE|20\d{6}T/);
    });
  });

  it("calls a bucket by its host in the region of the connection, whatever endpoint the jobs are at", async () => {
    for (const endpoint of [undefined, "https://ice-vpc.cn-shanghai.aliyuncs.com", "https://gateway.example"]) {
      const { storage } = answering(
        200,
        "",
        {},
        fakeConnection(alibaba, { region: "cn-shanghai", ...(endpoint && { endpoint }) }),
      );
      const [target] = storage.targets({ bucket: "my-voices", bucketRegion: "cn-shanghai", folder: "录音/a" }, ["v_5f_1/1.wav"]);
      const url = new URL(target!.address);
      assert.equal(url.origin, "https://my-voices.oss-cn-shanghai.aliyuncs.com");
      assert.equal(target!.location, url.origin + url.pathname);
      assert.equal(target!.contentType, "audio/wav");
      assert.equal(target!.expiresAt, Date.parse("2026-11-29T02:02:03Z"));
      assert.ok(!target!.address.includes("fake-secret"));
    }
  });

  it("asks the first region where the connection's is any word, beside an endpoint of one's own", async () => {
    const connection = fakeConnection(alibaba, { region: "gateway.example", endpoint: "https://gateway.example" });
    const { storage, requests } = answering(200, "<ListAllMyBucketsResult/>", {}, connection);
    assert.deepEqual((await storage.buckets(never)).buckets, []);
    assert.ok(requests[0]?.url.startsWith("https://oss-cn-shanghai.aliyuncs.com/?max-keys=1000&"));
  });

  it("asks where a bucket lies by a request without a key in its headers", async () => {
    const { storage, requests } = answering(200, xml("<LocationConstraint>oss-ap-southeast-1</LocationConstraint>"));
    assert.equal(await storage.regionOf("my-voices", never), "ap-southeast-1");
    assert.deepEqual(requests[0]?.headers, {});
    assert.ok(requests[0]?.url.startsWith("https://my-voices.oss-cn-shanghai.aliyuncs.com/?location&"));
  });

  it("reads a list as the vendor shows it, and leaves out what cannot be a bucket", async () => {
    const bucket = (name: string, location: string) => `<Bucket><Location>${location}</Location><Name>${name}</Name></Bucket>`;
    const list = [
      bucket("app-base-oss", "oss-cn-hangzhou"),
      bucket("inside", "oss-cn-shanghai-internal"),
      bucket("../evil", "oss-cn-shanghai"),
      bucket("evil.example", "oss-cn-shanghai"),
      bucket("nowhere", "elsewhere"),
    ].join("");
    const body = xml(
      `<ListAllMyBucketsResult><IsTruncated>true</IsTruncated><Buckets>${list}</Buckets></ListAllMyBucketsResult>`,
    );
    assert.deepEqual(await answering(200, body).storage.buckets(never), {
      buckets: [
        { name: "app-base-oss", region: "cn-hangzhou" },
        { name: "inside", region: "cn-shanghai" },
      ],
      isCut: true,
    });
  });

  it("gives each refusal its meaning", async () => {
    const refusal = (status: number, code: string) =>
      answering(status, xml(`<Error><Code>${code}</Code><RequestId>5C3D9175</RequestId></Error>`)).storage.buckets(never);
    for (const [status, code, kind, reason] of [
      [403, "AccessDenied", "forbidden", "missingRight"],
      [403, "InvalidAccessKeyId", "forbidden", undefined],
      [403, "SecurityTokenExpired", "auth", "expired"],
      [403, "RequestTimeTooSkewed", "clock", undefined],
      [404, "NoSuchBucket", "notFound", undefined],
      [500, "InternalError", "unavailable", undefined],
      [503, "constructor", "unavailable", undefined],
      [301, "__proto__", "refused", undefined],
    ] as const) {
      const error: unknown = await refusal(status, code).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof VoiceError, code);
      assert.deepEqual([error.kind, error.reason], [kind, reason], code);
      assert.equal(error.requestId, "5C3D9175");
    }
    for (const body of ["", "{}", "<html>", "<ListAllMyBucketsResult"]) {
      const error: unknown = await answering(200, body)
        .storage.buckets(never)
        .then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
      if (!body.startsWith("<List")) assert.ok(error instanceof VoiceError && error.kind === "protocol", body);
    }
  });

  it("refuses names that would lead elsewhere, before anything is sent", () => {
    const { storage } = answering(200, "");
    const place = { bucket: "my-voices", bucketRegion: "cn-shanghai", folder: "a" };
    for (const bad of [
      { bucket: "evil.example/x", folder: "a" },
      { bucket: "a", folder: "a" },
      { bucket: "my-voices", folder: "../a" },
      { bucket: "my-voices", folder: "a//b" },
      { bucket: "my-voices", folder: "/a" },
      { bucket: "my-voices", folder: "a?b" },
      { bucketRegion: "evil.example/" },
    ])
      assert.throws(() => storage.targets({ ...place, ...bad }, ["1.wav"]), { kind: "refused", wasSent: false });
    for (const name of ["../1.wav", "a/../1.wav", "", "a//b", ".", "a\u0000b", "a\\b"])
      assert.throws(() => storage.targets(place, [name]), { kind: "refused", wasSent: false }, name);
    assert.throws(() => locate(shanghai, "evil.example/", "my-voices"), { kind: "refused" });
  });
});
