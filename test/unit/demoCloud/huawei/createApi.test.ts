// How jobs are made at the local Huawei.
import assert from "node:assert/strict";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import { callHuawei, huaweiPath, type Reply } from "../caller.js";

describe("new jobs at the local Huawei", () => {
  let demo: DemoCloud;
  before(async () => {
    demo = await startDemo({ moving: false, seed: 7 });
  });
  after(() => demo.close());

  const create = (kind: string, body: unknown): Promise<Reply> =>
    callHuawei(demo, {
      method: "POST",
      path: `/v1/${demo.huawei.projectId}/voice-training-manage/user/${kind}`,
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  it("are made by four kinds of calls, not submitted yet, with what was sent and the documented defaults", async () => {
    for (const [kind, job_type] of [
      ["basic-jobs", "BASIC"],
      ["middle-jobs", "MIDDLE"],
      ["advance-jobs", "ADVANCE"],
      ["third-party-jobs", "THIRD_PARTY"],
    ] as const) {
      const { status, json } = await create(kind, { voice_name: "晓晴", tag: "NEWS", is_ondemand_resource: true });
      assert.equal(status, 200);
      const { create_time, lastupdate_time, ...job } = demo.control.job("huawei", json.job_id)!;
      assert.equal(create_time, lastupdate_time);
      assert.deepEqual(job, {
        ...{ job_id: json.job_id, job_type, state: "CREATING", voice_name: "晓晴", tag: "NEWS", is_ondemand_resource: true },
        ...{ sex: "FEMALE", language: "CN", create_type: "PACKAGE" },
      });
    }
  });

  it("are refused without a name, with values of other types, and by sentence where a kind takes a package alone", async () => {
    const before = demo.control.count("huawei");
    for (const [kind, body] of [
      ["basic-jobs", {}],
      ["basic-jobs", "no json"],
      ["basic-jobs", { voice_name: "" }],
      ["basic-jobs", { voice_name: "a", is_ondemand_resource: "true" }],
      ["basic-jobs", { voice_name: "a", supported_service: "LIVE_2D" }],
      ["basic-jobs", { voice_name: "a", tag: "OTHER" }],
      ["advance-jobs", { voice_name: "a", create_type: "SEGMENT" }],
    ] as const)
      assert.equal((await create(kind, body)).status, 400, JSON.stringify(body));
    assert.equal((await create("flexus-jobs", { voice_name: "a" })).status, 404);
    assert.equal(demo.control.count("huawei"), before);
  });

  describe("and their files", () => {
    const addresses = async (jobId: unknown) => callHuawei(demo, { path: huaweiPath(demo, `/${jobId}/uploading-address-url`) });
    const put = (address: string, init: RequestInit) => fetch(address, { method: "PUT", ...init });

    it("are announced with the new job: a package, or sentence by sentence, and a letter", async () => {
      const whole = (await create("basic-jobs", { voice_name: "a" })).json;
      assert.deepEqual(Object.keys(whole), ["job_id", "training_data_uploading_url", "authorization_letter_uploading_url"]);
      const parts = (await create("middle-jobs", { voice_name: "a", create_type: "SEGMENT" })).json;
      assert.equal(parts.training_data_uploading_url, undefined);
      assert.equal(parts.segment_uploading_url.audio_uploading_url.length, 100);
      assert.equal(parts.segment_uploading_url.txt_uploading_url.length, 100);
    });

    it("are taken at a signed address as they were signed, and overwrite what was there", async () => {
      const { job_id } = demo.control.add("huawei", { state: "AUDIT_FAILED", job_type: "BASIC" });
      const { json } = await addresses(job_id);
      const headers = { "content-type": "application/zip" };
      const zip = json.package_url.training_data_uploading_url;
      for (const body of ["first", "second"]) assert.equal((await put(zip, { body: Buffer.from(body), headers })).status, 200);
      const kept = demo.control.uploads.find(({ key }) => key.includes(String(job_id)));
      assert.equal(String(kept?.content), "second");
      assert.equal((await put(json.authorization_letter_uploading_url, { body: Buffer.from("letter") })).status, 200);
    });

    it("are refused under another method, type, header, signature or length, after their time, and where no job waits for them", async () => {
      const { job_id } = demo.control.add("huawei", { state: "CREATING", job_type: "BASIC" });
      const zip: string = (await addresses(job_id)).json.package_url.training_data_uploading_url;
      const headers = { "content-type": "application/zip" };
      const body = Buffer.from("zip");
      const stream = new Blob([body]).stream();
      const answers = await Promise.all([
        put(zip, { method: "POST", body, headers }),
        put(zip, { body }),
        put(zip, { body, headers: { "content-type": "application/zip; charset=utf-8" } }),
        put(zip, { body, headers: { ...headers, "x-obs-acl": "public-read" } }),
        put(zip, { body, headers: { ...headers, authorization: "mine" } }),
        put(zip.replace("package.zip", "other.zip"), { body, headers }),
        put(zip.replace(/Expires=\d+/, "Expires=1"), { body, headers }),
        put(zip, { body: stream, headers, duplex: "half" } as RequestInit),
      ]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [405, 403, 403, 403, 400, 403, 403, 411],
      );
      assert.match(await answers[1]!.text(), /<Code>SignatureDoesNotMatch<\/Code>/);
      assert.ok(!demo.control.uploads.some(({ key }) => key.includes(String(job_id))));
      const waiting = demo.control.add("huawei", { state: "WAITING" });
      assert.equal((await addresses(waiting.job_id)).status, 400);
      assert.equal((await addresses("none")).status, 404);
    });
  });
});
