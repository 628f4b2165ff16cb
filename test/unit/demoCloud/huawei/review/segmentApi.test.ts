// Recordings that the local Huawei is sent one by one: it compares only what is there, and its review looks at all of them.
import assert from "node:assert/strict";
import { type DemoCloud, startDemo } from "../../../../../src/demoCloud/index.js";
import { madeSpeech, speechRate } from "../../../../../src/demoCloud/recordings/demoRecordings.js";
import { wavOf } from "../../../../../src/demoCloud/sound/wav.js";
import { callHuawei, huaweiPath } from "../../caller.js";

describe("recordings one by one at the local Huawei", () => {
  let demo: DemoCloud;
  before(async () => {
    demo = await startDemo({ moving: false, seed: 7, jobs: { huawei: 0, alibaba: 0 } });
  });
  after(() => demo.close());

  const sound = wavOf(madeSpeech(1.5, 1), speechRate);
  const text = "今天天气很好";
  const add = (more: Record<string, unknown> = {}) =>
    String(demo.control.add("huawei", { state: "CREATING", job_type: "BASIC", create_type: "SEGMENT", ...more }).job_id);
  const segment = (method: string, jobId: string, index?: string) =>
    callHuawei(demo, {
      method,
      path: `/v1/${demo.huawei.projectId}/voice-training-manage/user/training-segment`,
      query: { job_id: jobId, ...(index !== undefined && { index }) },
    });
  const put = async (jobId: string, at: number, bytes: Uint8Array, words: string) => {
    const { json } = await callHuawei(demo, { path: huaweiPath(demo, `/${jobId}/uploading-address-url`) });
    const { audio_uploading_url: sounds, txt_uploading_url: texts } = json.segment_url;
    for (const [address, type, body] of [
      [sounds[at], "audio/wav", bytes],
      [texts[at], "text/plain", Buffer.from(words)],
    ])
      assert.equal((await fetch(address, { method: "PUT", headers: { "content-type": type }, body })).status, 200);
  };
  const confirmed = async (jobId: string) => (await segment("GET", jobId)).json.confirmed_index;

  it("are confirmed until one of them is sent again", async () => {
    const job = add();
    assert.deepEqual(await confirmed(job), []);
    await put(job, 3, sound, text);
    assert.deepEqual((await segment("POST", job, "3")).json, { confirm_result: true, unmatched_index_hit: [] });
    assert.deepEqual(await confirmed(job), [3]);
    await put(job, 3, sound, text + "啊");
    assert.deepEqual(await confirmed(job), []);
  });

  it("do not match a text that cannot be read in their time", async () => {
    const job = add();
    await put(job, 0, sound, text.repeat(4));
    const { json } = await segment("POST", job, "0");
    assert.equal(json.confirm_result, false);
    assert.ok(json.unmatched_index_hit.length > 0 && json.unmatched_index_hit.every((at: number) => at < 24));
    assert.deepEqual(await confirmed(job), []);
  });

  it("are counted from 1 where it is told to", async () => {
    const job = add();
    demo.control.setSegmentBase(1);
    await put(job, 0, sound, text);
    assert.equal((await segment("POST", job, "0")).status, 400);
    assert.equal((await segment("POST", job, "1")).json.confirm_result, true);
    assert.deepEqual(await confirmed(job), [1]);
    demo.control.setSegmentBase(0);
  });

  it("are refused where nothing lies there, no sound does, the number is none, and no job takes them", async () => {
    const job = add();
    for (const index of ["0", "20", "-1", "1.5", "x", ""]) assert.equal((await segment("POST", job, index)).status, 400, index);
    await put(job, 1, Buffer.from("no sound"), text);
    assert.equal((await segment("POST", job, "1")).status, 400);
    assert.equal((await segment("POST", add({ create_type: "PACKAGE" }), "0")).status, 400);
    assert.equal((await segment("POST", add({ state: "PROCESSING" }), "0")).status, 400);
    assert.equal((await segment("GET", "00000000000000000000000000000000")).status, 404);
  });

  it("are what the review looks at after the submit", async () => {
    const job = add();
    for (let at = 0; at < 19; at++) await put(job, at, sound, text);
    assert.equal((await callHuawei(demo, { method: "POST", path: huaweiPath(demo, `/${job}`), body: "{}" })).status, 200);
    demo.control.move("huawei", job, "AUDIT_FAILED");
    const { json } = await callHuawei(demo, { path: huaweiPath(demo, `/${job}/audit-result`) });
    assert.deepEqual(
      json.system_audit_result.errors.map(({ audio_name, error_code }: Record<string, string>) => [audio_name, error_code]),
      [["19.wav", "MSS.20020016"]],
    );
  });
});
