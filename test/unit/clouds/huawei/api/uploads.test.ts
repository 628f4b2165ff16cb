// Where Huawei takes files, and how it checks recordings: addresses, sentence by sentence, and sound checks.
import assert from "node:assert/strict";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import { textOf } from "../../../../fakes/network/http.js";
import { done, open, signal, values } from "./openHuawei.js";

describe("huawei sentence by sentence", () => {
  const base = `/v1/${values.projectId}/voice-training-manage/user/training-segment`;

  it("asks which are confirmed, and for one of them without a body", async () => {
    const shown = await open({ confirmed_index: [3, 1, 3, -1, "2", 1e20, 0] });
    assert.deepEqual(await shown.api.confirmedSegments!("abc", signal), [0, 1, 3]);
    const { method, url, body } = shown.http.only;
    assert.deepEqual([method, url.slice(url.indexOf("/v1")), body], ["GET", `${base}?job_id=abc`, undefined]);
    const asked = await open({ confirm_result: false, unmatched_index_hit: [7, 2] });
    assert.deepEqual(await asked.api.confirmSegment!("abc", 12, signal), { isConfirmed: false, unmatched: [2, 7] });
    const sent = asked.http.only;
    assert.deepEqual(
      [sent.method, sent.url.slice(sent.url.indexOf("/v1")), sent.body, sent.effect],
      ["POST", `${base}?index=12&job_id=abc`, undefined, "write"],
    );
  });

  it("takes no list for none confirmed, and an answer without a verdict for no answer", async () => {
    for (const none of [{}, { confirmed_index: null }])
      assert.deepEqual(await (await open(none)).api.confirmedSegments!("abc", signal), []);
    assert.deepEqual(await (await open({ confirm_result: true })).api.confirmSegment!("abc", 0, signal), {
      isConfirmed: true,
      unmatched: [],
    });
    for (const odd of [[], "x", { confirmed_index: "3" }])
      await assert.rejects((await open(odd)).api.confirmedSegments!("abc", signal), { kind: "protocol" });
    for (const odd of [{}, [], { confirm_result: "true" }])
      await assert.rejects((await open(odd)).api.confirmSegment!("abc", 0, signal), { kind: "protocol" });
  });

  it("reads no more than it can believe", async () => {
    const many = Array.from({ length: 100_000 }, (_, at) => at);
    const { unmatched } = await (await open({ confirm_result: false, unmatched_index_hit: many })).api.confirmSegment!(
      "abc",
      0,
      signal,
    );
    assert.equal(unmatched.length, 5_000);
    const segment_url = {
      audio_uploading_url: many.map(() => "https://b.example/a"),
      txt_uploading_url: many.map(() => "https://b.example/t"),
    };
    assert.equal((await (await open({ segment_url })).api.uploadTargets!("abc", signal)).length, 2_000);
  });

  it("names addresses in their order, each with its exact type, and none of which the other half is missing", async () => {
    const segment_url = {
      audio_uploading_url: ["https://b.example/0.wav?Signature=s", "no address", "https://b.example/2.wav"],
      txt_uploading_url: ["https://b.example/0.txt", "https://b.example/1.txt"],
    };
    const targets = await (await open({ segment_url })).api.uploadTargets!("abc", signal);
    assert.deepEqual(
      targets.map(({ part, contentType, segment }) => [part, contentType, segment]),
      [
        ["segments", "audio/wav", { at: 0, isText: false }],
        ["segments", "text/plain", { at: 0, isText: true }],
      ],
    );
  });

  it("is for jobs that were created for it, whose parts are others", async () => {
    const job = (create_type: unknown) => ({ id: "a", name: "", state: "", phase: "waiting", raw: { create_type } }) as const;
    const ids = async (create_type: unknown) => (await huawei.uploadParts!(job(create_type))).map(({ id }) => id);
    assert.deepEqual(await ids("SEGMENT"), ["segments", "letter"]);
    for (const other of ["PACKAGE", undefined, 7]) assert.deepEqual(await ids(other), ["package", "letter"]);
  });
});

describe("huawei sound check", () => {
  const base = `/v1/${values.projectId}/voice-training-manage/user/short-jobs`;
  const placeOf = (url: string) => new URL(url).pathname;

  it("makes a task with one request and gives where its package goes, whose type is documented", async () => {
    const address = "https://bucket.example/a.zip?Signature=s";
    const { api, http } = await open({ job_id: "s1", data_uploading_url: address });
    assert.deepEqual(await api.soundCheck!.make("en", signal), {
      id: "s1",
      target: { address, contentType: "application/zip" },
    });
    assert.deepEqual(
      [placeOf(http.only.url), http.only.effect, textOf(http.only)],
      [base, "write", '{"job_type":"VOICE_ASSESS","language":"EN"}'],
    );
    const usual = await open({ job_id: "s1", data_uploading_url: address });
    await usual.api.soundCheck!.make(undefined, signal);
    assert.equal(textOf(usual.http.only), '{"job_type":"VOICE_ASSESS"}');
    for (const odd of [{}, [], { job_id: "s1" }, { data_uploading_url: address }, { job_id: "s1", data_uploading_url: "x" }])
      await assert.rejects((await open(odd)).api.soundCheck!.make("zh", signal), { kind: "protocol" });
  });

  it("begins without a body, once", async () => {
    const { api, http } = await open(done);
    await api.soundCheck!.begin("s1", signal);
    const { method, url, body, effect } = http.only;
    assert.deepEqual([method, placeOf(url), body, effect], ["POST", `${base}/s1`, undefined, "write"]);
  });

  it("is over with a result, or in a state in which nothing more comes", async () => {
    const assess_result = { snr: { expected: ">=35", actual: "41", status: 0 } };
    const read = async (body: unknown) => (await open(body)).api.soundCheck!.read("s1", signal);
    assert.deepEqual(await read({ job_id: "s1", state: "SUCCEED", assess_result }), {
      state: "SUCCEED",
      isOver: true,
      assessment: assess_result,
    });
    for (const state of ["CREATING", "PROCESSING", "WAITING", "SOMETHING"])
      assert.deepEqual(await read({ job_id: "s1", state }), { state, isOver: false });
    const failed = {
      job_id: "s1",
      state: "FAILED",
      job_failed_code: "MSS.20020013",
      job_failed_reason: "no zip",
      assess_result: {},
    };
    assert.deepEqual(await read(failed), {
      state: "FAILED",
      isOver: true,
      failure: { code: "MSS.20020013", message: "no zip" },
    });
    await assert.rejects(read([]), { kind: "protocol" });
  });
});

describe("huawei upload addresses", () => {
  const address = (name: string) => `https://bucket.obs.example/${name}?Expires=1&Signature=s`;

  it("are asked for by one read, each with the type that the documents name", async () => {
    const { api, http } = await open({
      segment_url: { audio_uploading_url: [address("0.wav")], txt_uploading_url: [address("0.txt")] },
      package_url: { training_data_uploading_url: address("a.zip") },
      authorization_letter_uploading_url: address("letter"),
    });
    assert.deepEqual(await api.uploadTargets!("26f06524", signal), [
      { part: "package", address: address("a.zip"), contentType: "application/zip" },
      { part: "letter", address: address("letter"), otherTypes: ["image/jpeg", "image/png", "application/octet-stream"] },
      { part: "segments", address: address("0.wav"), contentType: "audio/wav", segment: { at: 0, isText: false } },
      { part: "segments", address: address("0.txt"), contentType: "text/plain", segment: { at: 0, isText: true } },
    ]);
    assert.equal(http.only.effect, "read");
    assert.match(http.only.url, /\/user\/jobs\/26f06524\/uploading-address-url$/);
  });

  it("may be there in part; what is no address is none, and an answer without any is odd", async () => {
    const some = await open({ package_url: {}, segment_url: { audio_uploading_url: [] }, authorization_letter_uploading_url: 7 });
    assert.deepEqual(await some.api.uploadTargets!("a", signal), []);
    for (const odd of [{}, [], { package_url: { training_data_uploading_url: "no address" } }])
      await assert.rejects((await open(odd)).api.uploadTargets!("a", signal), { kind: "protocol" });
  });
});
