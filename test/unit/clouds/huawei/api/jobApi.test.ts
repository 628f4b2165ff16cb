// What Huawei is asked for, and how its jobs are read.

import assert from "node:assert/strict";
import { readLimits } from "../../../../../src/clouds/huawei/api/parseLimits.js";
import { states } from "../../../../../src/clouds/huawei/description/states.js";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { JobQuery } from "../../../../../src/core/jobs/filter/jobQuery.js";
import { fakeConnection } from "../../../../fakes/connections.js";
import { answerWith, FakeHttp, textOf } from "../../../../fakes/http.js";
import { fakeMachine, noon } from "../../../../fakes/machine.js";

const signal = new AbortController().signal;
const page = { offset: 20, limit: 100 };
const aksk = { kind: "aksk", values: { accessKeyId: "FAKEAK", secretAccessKey: "fake-secret" } };
const values = { projectId: "0123456789abcdef0123456789abcdef" };

/** The answer to a write. */
const done = "";

async function open(
  body: unknown = { count: 0, jobs: [] },
  credentials: { kind: string; values: Record<string, string> } = aksk,
  more = {},
) {
  const http = new FakeHttp(() => answerWith(body, 200, body === done ? { "x-request-id": "r-1" } : {}));
  return {
    api: await huawei.open(fakeConnection(huawei, { values: { ...values, ...more } }), credentials, fakeMachine(http)),
    http,
  };
}

async function queryFor(query: JobQuery): Promise<Readonly<Record<string, string>>> {
  const { api, http } = await open();
  await api.list(query, page, signal);
  return Object.fromEntries(new URL(http.only.url).searchParams);
}

describe("huawei list", () => {
  it("asks for items, not pages, and for nothing that was not asked", async () => {
    assert.deepEqual(await queryFor({}), { offset: "20", limit: "100" });
    assert.deepEqual(await queryFor({ states: [], types: [], tags: [], text: "" }), { offset: "20", limit: "100" });
  });

  it("asks with every parameter of the documents", async () => {
    const query: JobQuery = {
      states: ["FAILED", "WAITING"],
      types: ["BASIC"],
      tags: ["NEWS"],
      text: "my voice+1",
      jobId: "26f06524",
      batch: "spring",
      onDemand: false,
      createdSince: Date.UTC(2024, 5, 1),
      createdUntil: Date.UTC(2024, 5, 2),
      updatedSince: Date.UTC(2024, 5, 3),
      updatedUntil: Date.UTC(2024, 5, 4),
      sort: { key: "updated", descending: false },
    };
    assert.deepEqual(await queryFor(query), {
      offset: "20",
      limit: "100",
      state: "FAILED,WAITING",
      job_type: "BASIC",
      tag: "NEWS",
      voice_name: "my voice+1",
      job_id: "26f06524",
      batch_name: "spring",
      is_ondemand_resource: "false",
      create_since: "2024-06-01T00:00:00Z",
      create_until: "2024-06-02T00:00:00Z",
      update_since: "2024-06-03T00:00:00Z",
      update_until: "2024-06-04T00:00:00Z",
      sort_key: "update_time",
      sort_dir: "asc",
    });
    assert.deepEqual(await queryFor({ sort: { key: "created", descending: true } }), {
      offset: "20",
      limit: "100",
      sort_key: "create_time",
      sort_dir: "desc",
    });
  });

  it("encodes as the signature demands", async () => {
    const { api, http } = await open();
    await api.list({ states: ["FAILED", "WAITING"], text: "旁白 +" }, page, signal);
    assert.ok(http.only.url.endsWith("?limit=100&offset=20&state=FAILED%2CWAITING&voice_name=%E6%97%81%E7%99%BD%20%2B"));
  });

  it("rounds times inwards to whole seconds, and takes 0 for a time", async () => {
    const query = await queryFor({ createdSince: 1, createdUntil: 1999 });
    assert.deepEqual([query.create_since, query.create_until], ["1970-01-01T00:00:01Z", "1970-01-01T00:00:01Z"]);
    assert.equal((await queryFor({ createdSince: 0 })).create_since, "1970-01-01T00:00:00Z");
    const inSeconds = await queryFor({ createdSince: 1001, updatedUntil: 9999, timeFormat: "seconds" });
    assert.deepEqual([inSeconds.create_since, inSeconds.update_until], ["2", "9"]);
    const inMilliseconds = await queryFor({ updatedSince: 1001, createdUntil: 9999, timeFormat: "milliseconds" });
    assert.deepEqual([inMilliseconds.update_since, inMilliseconds.create_until], ["2000", "9000"]);
  });

  it("refuses several types or tags rather than dropping any: no comma list is documented for them", async () => {
    for (const query of [{ types: ["BASIC", "MIDDLE"] }, { tags: ["NEWS", "LIVE"] }]) {
      const { api, http } = await open();
      const error: unknown = await api.list(query, page, signal).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof VoiceError && error.kind === "refused" && error.wasSent === false);
      assert.equal(http.sent.length, 0);
    }
  });

  it("gives jobs without an id no row, counts them, and shows no id twice", async () => {
    const jobs = [{ job_id: "a" }, { voice_name: "no id" }, null, 7, { job_id: "a", state: "FAILED" }, { job_id: 12 }];
    const told = await (await open({ count: 6, jobs })).api.list({}, page, signal);
    assert.deepEqual([told.jobs.map(({ id }) => id), told.total], [["a", "12"], 6]);
  });

  it("makes do without a count, and without jobs", async () => {
    assert.equal((await (await open({ jobs: [{ job_id: "a" }] })).api.list({}, page, signal)).total, 21);
    assert.deepEqual(await (await open({ count: 0 })).api.list({}, page, signal), { jobs: [], total: 0 });
    assert.deepEqual(await (await open({ count: 0, jobs: null })).api.list({}, page, signal), { jobs: [], total: 0 });
  });
});

describe("huawei jobs", () => {
  const read = async (job: Record<string, unknown>) => (await (await open(job)).api.get("asked", signal)).job;

  it("have the phase of each of the sixteen states; another state is unknown and stays as it is", async () => {
    assert.equal(states.length, 16);
    for (const { state, phase } of states) assert.equal((await read({ job_id: "a", state })).phase, phase);
    const odd = await read({ job_id: "a", state: "NEED_COFFEE" });
    assert.deepEqual([odd.state, odd.phase], ["NEED_COFFEE", "unknown"]);
    assert.deepEqual(await read({ job_id: "a" }), { id: "a", name: "", state: "", phase: "unknown", raw: { job_id: "a" } });
  });

  it("survive fields of any type", async () => {
    const raw = {
      job_id: "a",
      state: 3,
      voice_name: 42,
      sex: [],
      language: {},
      tag: null,
      create_time: "2024-06-05T01:02:03Z",
      lastupdate_time: {},
    };
    const job = await read(raw);
    assert.deepEqual(job, { id: "a", name: "42", state: "3", phase: "unknown", createdAt: noon, raw });
  });

  it("carry their failure only where something has failed", async () => {
    const failure = { job_failed_code: "MSS.1", job_failed_reason: "too noisy" };
    assert.deepEqual((await read({ job_id: "a", state: "FAILED", ...failure })).failure, { code: "MSS.1", message: "too noisy" });
    assert.deepEqual((await read({ job_id: "a", state: "AUDIT_FAILED", job_failed_reason: "x" })).failure, { message: "x" });
    assert.equal((await read({ job_id: "a", state: "FAILED" })).failure, undefined);
    assert.equal((await read({ job_id: "a", state: "WAITING", ...failure })).failure, undefined);
  });

  it("that do not say their id have the one that was asked for", async () => {
    assert.equal((await read({ state: "WAITING" })).id, "asked");
  });
});

describe("huawei requests", () => {
  it("by access key are signed over host, date and project, and never over the content type", async () => {
    const { api, http } = await open(done);
    await api.submit!("abc", { sex: "MALE" }, signal);
    const { headers } = http.only;
    assert.equal(headers["X-Sdk-Date"], "20240605T010203Z");
    assert.equal(headers["X-Project-Id"], values.projectId);
    assert.equal(headers["Content-Type"], "application/json");
    assert.match(
      headers.Authorization!,
      /^SDK-HMAC-SHA256 Access=FAKEAK, SignedHeaders=host;x-project-id;x-sdk-date, Signature=[0-9a-f]{64}$/,
    );
    assert.ok(!("X-Auth-Token" in headers));
  });

  it("by temporary key, for a customer, sign the token and the customer too", async () => {
    const { api, http } = await open(
      undefined,
      { kind: "aksk", values: { ...aksk.values, securityToken: "fake-sts==" } },
      { appUserId: "customer-1" },
    );
    await api.check(signal).catch(() => undefined);
    const { headers } = http.only;
    assert.deepEqual([headers["X-Security-Token"], headers["X-App-UserId"]], ["fake-sts==", "customer-1"]);
    assert.match(headers.Authorization!, /SignedHeaders=host;x-app-userid;x-project-id;x-sdk-date;x-security-token,/);
  });

  it("by token carry the token and no signature", async () => {
    const { api, http } = await open(
      { count: 0 },
      { kind: "token", values: { token: "fake-token" } },
      { appUserId: "customer-1" },
    );
    await api.check(signal);
    assert.deepEqual(http.only.headers, {
      Accept: "application/json",
      "X-Auth-Token": "fake-token",
      "X-App-UserId": "customer-1",
    });
    assert.equal(new URL(http.only.url).search, "?limit=1");
  });

  it("are made again for every attempt", async () => {
    const attempts: string[] = [];
    const http = {
      send: (prepare: () => { headers: Readonly<Record<string, string>> }) => {
        attempts.push(prepare().headers.Authorization!, prepare().headers.Authorization!);
        return Promise.resolve(answerWith({ count: 0 }));
      },
    };
    let now = noon;
    const machine = { http, nonce: () => "n", now: () => (now += 1000) };
    await (await huawei.open(fakeConnection(huawei, { values }), aksk, machine)).check(signal);
    assert.notEqual(attempts[0], attempts[1]);
  });

  it("go to the typed endpoint, whatever the region", async () => {
    const http = new FakeHttp(() => answerWith({ count: 0 }));
    const connection = fakeConnection(huawei, { values, region: "elsewhere", endpoint: "https://gateway.example:8443" });
    await (await huawei.open(connection, aksk, fakeMachine(http))).check(signal);
    assert.equal(new URL(http.only.url).host, "gateway.example:8443");
  });

  it("refuse a project id that would lead elsewhere", async () => {
    for (const projectId of ["../x", "a/b", "a?b"]) {
      const { api, http } = await open({}, aksk, { projectId });
      await assert.rejects(api.check(signal), { kind: "refused" });
      assert.equal(http.sent.length, 0);
    }
  });

  it("do not go out without a project: it has to be found or typed first", async () => {
    const { api, http } = await open({}, aksk, { projectId: "" });
    const details = { kind: "forbidden", reason: "wrongProject", code: "Connection.ProjectMissing", wasSent: false };
    await assert.rejects(api.check(signal), details);
    assert.equal(http.sent.length, 0);
  });

  it("refuse the job ids . and .., which would name another path", async () => {
    for (const jobId of [".", "../..", "a/b", "a%2Fb"])
      await assert.rejects((await open()).api.get(jobId, signal), { kind: "refused" });
    assert.match("...", huawei.jobId);
  });
});

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

describe("huawei account limits", () => {
  const available = { flexus: 1, basic: 0, middle: "3", middle_on_demand: 9, advance: -1, third_party_cmww: 2 };
  const seconds = { basic_min: 180, basic_max: 600, basic_advice_value: 300, cmww_min: 30, ljzn_max: 1e12, tenant_id: "t" };
  const read = async (quotas: unknown, lengths: unknown) =>
    readLimits(quotas === undefined ? undefined : { resource_available_nums: quotas }, lengths);

  it("are read by two requests, of which one may be refused", async () => {
    const { api, http } = await open({ resource_available_nums: available });
    assert.equal((await api.accountLimits!(signal)).get("THIRD_PARTY")?.left, 2);
    assert.deepEqual(
      http.sent.map(({ effect, url }) => [effect, new URL(url).pathname.split("/voice-training-manage")[1]]),
      [
        ["read", "/quotas"],
        ["read", "/user/tenant-duration-cfg"],
      ],
    );
  });

  it("are known by types of jobs; what is no such number is not known", async () => {
    assert.deepEqual(Object.fromEntries(await read(available, seconds)), {
      BASIC: { left: 0, least: 180, most: 600, advised: 300 },
      FLEXUS: { left: 1 },
      THIRD_PARTY: { left: 2, least: 30 },
    });
    for (const odd of [undefined, null, 7, [], "x"]) assert.equal((await read(odd, odd)).size, 0);
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
      { part: "letter", address: address("letter") },
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
