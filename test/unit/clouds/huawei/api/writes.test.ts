// What Huawei is sent to submit and to create jobs.
import assert from "node:assert/strict";
import { textOf } from "../../../../fakes/network/http.js";
import { aksk, done, open, signal, values } from "./openHuawei.js";

describe("huawei submit", () => {
  const every = {
    voice_name: "女声",
    sex: "FEMALE",
    language: "CN",
    tag: "NEWS",
    description: "“quiet”",
    phone: "13800000000",
    app_user_id: "customer-1",
    output_language: "CN",
    custom_text: "你好，这里是试听。",
  };

  it("sends every body field, in UTF-8", async () => {
    const { api, http } = await open(done);
    await api.submit!("abc", every, signal);
    assert.deepEqual(JSON.parse(textOf(http.only)), every);
    assert.equal(http.only.effect, "write");
  });

  it("leaves empty values out", async () => {
    const { api, http } = await open(done);
    await api.submit!("abc", { voice_name: "a", description: "", phone: "" }, signal);
    assert.equal(textOf(http.only), '{"voice_name":"a"}');
  });

  it("refuses fields and values it does not know, before anything is sent", async () => {
    for (const odd of [{ state: "SUCCEED" }, { sex: "female" }, { tag: "OTHER" }, { app_user_id: "客户" }]) {
      const { api, http } = await open(undefined);
      await assert.rejects(api.submit!("abc", odd, signal), { kind: "refused", wasSent: false });
      assert.equal(http.sent.length, 0);
    }
  });

  it("previews place and headers with every secret hidden", async () => {
    const { api } = await open(undefined, { kind: "aksk", values: { ...aksk.values, securityToken: "fake-sts==" } });
    const preview = api.previewSubmit!("abc", { sex: "MALE" });
    assert.equal(
      preview.url,
      `https://metastudio.cn-north-4.myhuaweicloud.com/v1/${values.projectId}/voice-training-manage/user/jobs/abc`,
    );
    assert.deepEqual(preview.headers, {
      Accept: "application/json",
      "Content-Type": "application/json",
      "X-Sdk-Date": "20240605T010203Z",
      "X-Project-Id": values.projectId,
      "X-Security-Token": "•••",
      Authorization: "•••",
    });
    assert.equal(preview.body, '{"sex":"MALE"}');
  });
});

describe("huawei create", () => {
  const every = {
    voice_name: "女声",
    create_type: "PACKAGE",
    language: "CN",
    sex: "FEMALE",
    tag: "NEWS",
    description: "“quiet”",
    output_language: "CN",
    custom_text: "你好，这里是试听。",
    batch_name: "第3批",
    phone: "13800000000",
    is_ondemand_resource: "false",
    supported_service: "VIDEO_2D, CHAT_2D",
    dhtms_job_id: "a1b2",
  };
  const created = { job_id: "26f06524", training_data_uploading_url: "https://bucket.example/x?Signature=secret" };

  it("asks at the path of each kind, with every field of the body as the type that the vendor's SDK gives it", async () => {
    for (const [kind, path] of [
      ["basic", "basic-jobs"],
      ["middle", "middle-jobs"],
      ["advance", "advance-jobs"],
      ["thirdParty", "third-party-jobs"],
    ] as const) {
      const { api, http } = await open(created);
      await api.create!(kind, every, signal);
      assert.equal(new URL(http.only.url).pathname, `/v1/${values.projectId}/voice-training-manage/user/${path}`);
      assert.equal(http.only.method, "POST");
      assert.deepEqual(JSON.parse(textOf(http.only)), {
        ...every,
        is_ondemand_resource: false,
        supported_service: ["VIDEO_2D", "CHAT_2D"],
      });
    }
  });

  it("sends the name and the way of uploading alone where nothing else was typed", async () => {
    const { api, http } = await open(created);
    await api.create!("basic", { voice_name: "a", create_type: "SEGMENT", tag: "" }, signal);
    assert.equal(textOf(http.only), '{"voice_name":"a","create_type":"SEGMENT"}');
  });

  it("tells the new job's id and none of the addresses, which are secrets", async () => {
    const { api } = await open(created);
    assert.deepEqual(await api.create!("basic", every, signal), { jobId: "26f06524" });
  });

  it("takes addresses without an id for a job, and an answer with neither for none", async () => {
    const { job_id: _, ...addresses } = created;
    assert.deepEqual(await (await open(addresses)).api.create!("basic", every, signal), {});
    for (const odd of [{}, { success: true }, [], "created"])
      await assert.rejects((await open(odd)).api.create!("basic", every, signal), { kind: "protocol" });
  });

  it("refuses uploads by sentence where a kind takes a package alone, and services that are none", async () => {
    for (const [kind, odd] of [
      ["advance", { create_type: "SEGMENT" }],
      ["thirdParty", { create_type: "SEGMENT" }],
      ["basic", { supported_service: "AUDIO" }],
      ["basic", { is_ondemand_resource: "maybe" }],
      ["basic", { voice_name: "" }],
    ] as const) {
      const { api, http } = await open(created);
      await assert.rejects(api.create!(kind, { ...every, ...odd }, signal), { kind: "refused", wasSent: false });
      assert.equal(http.sent.length, 0);
    }
  });
});
