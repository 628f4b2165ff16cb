// What Huawei is asked for, and how its jobs are read.
import assert from "node:assert/strict";
import { readLimits } from "../../../../../src/clouds/huawei/api/parseLimits.js";
import { states } from "../../../../../src/clouds/huawei/description/states.js";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import { soundCheckLimits } from "../../../../../src/core/cloud/capabilities/accountLimits.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { JobQuery } from "../../../../../src/core/jobs/filter/jobQuery.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine, noon } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";
import { aksk, done, open, page, queryFor, signal, values } from "./openHuawei.js";

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

describe("huawei account limits", () => {
  const available = { flexus: 1, basic: 0, middle: "3", middle_on_demand: 9, advance: -1, third_party_cmww: 2 };
  const seconds = {
    basic_min: 180,
    basic_max: 600,
    basic_advice_value: 300,
    cmww_min: 30,
    ljzn_max: 1e12,
    short_assess_min: 5,
    short_assess_max: 60,
    tenant_id: "t",
  };
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
      [soundCheckLimits]: { least: 5, most: 60 },
    });
    for (const odd of [undefined, null, 7, [], "x"]) assert.equal((await read(odd, odd)).size, 0);
  });
});
