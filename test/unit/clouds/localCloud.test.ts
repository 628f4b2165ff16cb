// Both clouds against the local cloud, over real sockets: it was written from the documents alone, so it is a second opinion.
import assert from "node:assert/strict";
import { clouds } from "../../../src/clouds/index.js";
import type { JobApi } from "../../../src/core/cloud/jobApi.js";
import type { Credentials } from "../../../src/core/connection.js";
import { VoiceError } from "../../../src/core/errors.js";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index.js";
import { loopbackHttp } from "../../fakes/network/loopbackHttp.js";

const signal = new AbortController().signal;
const page = { offset: 0, limit: 100 };

/** Each call waits for the opening itself. */
type Opening = Required<Pick<JobApi, "list" | "get" | "submit" | "check">>;

describe("the local cloud", () => {
  let local: DemoCloud;
  /** Of this machine's clock, against the cloud's. */
  let clockError = 0;
  let nonces = 0;

  before(async () => {
    local = await startDemo({ moving: false });
  });
  after(() => local.close());
  afterEach(() => {
    clockError = 0;
    local.control.faults.clear();
    local.control.unlock();
  });

  const machine = { http: loopbackHttp, now: () => Date.now() + clockError, nonce: () => `nonce-${process.pid}-${++nonces}` };

  function open(cloud: string, credentials: Credentials, values: Readonly<Record<string, string>>): Opening {
    const connection = {
      id: cloud,
      cloud,
      name: cloud,
      region: "",
      endpoint: local.origin,
      values,
      credentialKind: credentials.kind,
    };
    const opened = clouds.find(({ id }) => id === cloud)!.open(connection, credentials, machine);
    return {
      list: async (...given) => (await opened).list(...given),
      get: async (...given) => (await opened).get(...given),
      submit: async (...given) => (await opened).submit!(...given),
      check: async (...given) => (await opened).check(...given),
    };
  }

  function huawei(changes: Readonly<Record<string, string>> = {}, projectId: string = local.huawei.projectId): Opening {
    const { accessKeyId, secretAccessKey } = local.huawei;
    return open("huawei", { kind: "aksk", values: { accessKeyId, secretAccessKey, ...changes } }, { projectId });
  }

  function alibaba(changes: Readonly<Record<string, string>> = {}): Opening {
    const { accessKeyId, accessKeySecret } = local.alibaba;
    return open("alibaba", { kind: "aksk", values: { accessKeyId, secretAccessKey: accessKeySecret, ...changes } }, {});
  }

  async function errorOf(promise: Promise<unknown>): Promise<VoiceError> {
    const thrown: unknown = await promise.then(
      () => assert.fail("nothing was thrown"),
      (error: unknown) => error,
    );
    assert.ok(thrown instanceof VoiceError, String(thrown));
    return thrown;
  }

  describe("of Huawei", () => {
    it("lets in by access key, by temporary key and by token", async () => {
      const { temporaryAccessKeyId, temporarySecretAccessKey, securityToken, token, projectId } = local.huawei;
      await huawei().check(signal);
      await huawei({ accessKeyId: temporaryAccessKeyId, secretAccessKey: temporarySecretAccessKey, securityToken }).check(signal);
      const { requestId } = await open(
        "huawei",
        { kind: "token", values: { token } },
        { projectId, appUserId: "customer-1" },
      ).check(signal);
      assert.ok(requestId);
    });

    it("gives every job, page by page", async () => {
      const ids = new Set<string>();
      let total = 1;
      for (let offset = 0; offset < total; offset += page.limit) {
        const told = await huawei().list({}, { ...page, offset }, signal);
        total = told.total;
        for (const { id } of told.jobs) ids.add(id);
      }
      assert.equal(total, local.control.count("huawei"));
      assert.equal(ids.size, total);
    });

    it("counts each state as it does itself, undescribed states too", async () => {
      for (const [state, count] of Object.entries(local.control.counts("huawei"))) {
        if (state === "") continue;
        const { total, jobs } = await huawei().list({ states: [state] }, { offset: 0, limit: 1 }, signal);
        assert.equal(total, count, state);
        assert.equal(jobs[0]?.state, state);
      }
      const two = await huawei().list({ states: ["FAILED", "SUCCEED"] }, page, signal);
      assert.equal(two.total, local.control.count("huawei", "FAILED") + local.control.count("huawei", "SUCCEED"));
    });

    it("accepts every filter", async () => {
      const job = local.control.add("huawei", {
        voice_name: "旁白 +1 (a*b)",
        tag: "NEWS",
        job_type: "BASIC",
        batch_name: "a,b",
        is_ondemand_resource: true,
      });
      const createdAt = Number(job.create_time) * 1000;
      const told = await huawei().list(
        {
          text: "旁白 +1 (a*b)",
          tags: ["NEWS"],
          types: ["BASIC"],
          batch: "a,b",
          onDemand: true,
          jobId: String(job.job_id),
          createdSince: createdAt,
          createdUntil: createdAt,
          updatedSince: createdAt,
          updatedUntil: Date.now() + 60_000,
          sort: { key: "updated", descending: true },
        },
        page,
        signal,
      );
      assert.deepEqual([told.total, told.jobs.map(({ id }) => id)], [1, [job.job_id]]);
      const later = await huawei().list({ jobId: String(job.job_id), createdSince: createdAt + 1000 }, page, signal);
      assert.equal(later.total, 0);
    });

    it("gives one job, whole", async () => {
      const job = local.control.jobs("huawei")[0]!;
      const told = await huawei().get(String(job.job_id), signal);
      assert.deepEqual(told.job.raw, JSON.parse(JSON.stringify(job)));
      assert.ok(told.requestId);
    });

    it("takes a submit with every field, once", async () => {
      const id = String(local.control.add("huawei", { state: "CREATING" }).job_id);
      const values = {
        voice_name: "女声 “1”",
        sex: "FEMALE",
        language: "CN",
        tag: "ECOMMERCE",
        description: "一段描述",
        phone: "13800000000",
        app_user_id: "customer-1",
      };
      const { requestId } = await huawei().submit(id, values, signal);
      assert.ok(requestId);
      assert.deepEqual([local.control.submits(id), local.control.submitAttempts(id)], [1, 1]);
      assert.deepEqual(local.control.submitBodies(id), [values]);
      assert.equal((await huawei().get(id, signal)).job.state, "SYSTEM_AUDITING");
      assert.equal((await errorOf(huawei().submit(id, {}, signal))).kind, "refused");
      assert.equal(local.control.submits(id), 1);
    });

    it("refuses a wrong secret, then locks the key", async () => {
      const wrong = huawei({ secretAccessKey: "wrong" });
      for (let failures = 0; failures < 5; failures++) {
        const { kind, reason, code, requestId } = await errorOf(wrong.check(signal));
        assert.deepEqual([kind, reason, code], ["auth", "wrongSecret", "APIGW.0301"]);
        assert.ok(requestId);
      }
      const { kind, reason } = await errorOf(huawei().check(signal));
      assert.deepEqual([kind, reason], ["auth", "locked"]);
    });

    const refusals: readonly (readonly [string, () => Promise<unknown>, string, string?])[] = [
      ["an unknown key", () => huawei({ accessKeyId: "NOBODY" }).check(signal), "auth", "unknownKey"],
      ["another project", () => huawei({}, "0123456789abcdef0123456789abcdef").check(signal), "forbidden", "wrongProject"],
      ["an unknown id", () => huawei().get("no-such-job", signal), "notFound"],
    ];
    for (const [what, call, kind, reason] of refusals) {
      it(`refuses ${what}: ${kind}`, async () => {
        const error = await errorOf(call());
        assert.deepEqual([error.kind, error.reason], [kind, reason]);
        assert.ok(error.code && error.requestId && error.host === new URL(local.origin).host);
      });
    }

    it("refuses a clock that is off by 20 minutes, either way", async () => {
      for (const minutes of [20, -20]) {
        clockError = minutes * 60_000;
        assert.equal((await errorOf(huawei().check(signal))).kind, "clock");
      }
    });

    it("refuses tokens that are wrong and tokens that have expired", async () => {
      const by = (token: string) => open("huawei", { kind: "token", values: { token } }, { projectId: local.huawei.projectId });
      assert.deepEqual((await errorOf(by("nonsense").check(signal))).reason, "wrongSecret");
      local.control.faults.add({
        cloud: "huawei",
        act: {
          kind: "answer",
          status: 401,
          body: { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information: token expires" },
        },
      });
      assert.deepEqual((await errorOf(by(local.huawei.token).check(signal))).reason, "expired");
    });

    it("may echo the canonical request: the security token is not in the error", async () => {
      const { temporaryAccessKeyId, temporarySecretAccessKey, securityToken } = local.huawei;
      local.control.faults.add({ act: { kind: "echo" } });
      const api = huawei({ accessKeyId: temporaryAccessKeyId, secretAccessKey: temporarySecretAccessKey, securityToken });
      const { cloudMessage, reason } = await errorOf(api.check(signal));
      assert.equal(reason, "wrongSecret");
      assert.ok(cloudMessage?.includes("canonicalRequest") && !cloudMessage.includes(securityToken));
    });
  });

  describe("of Alibaba", () => {
    it("lets in by access key and by STS key", async () => {
      const { accessKeyId, accessKeySecret, securityToken } = local.alibaba.sts;
      await alibaba().check(signal);
      assert.ok((await alibaba({ accessKeyId, secretAccessKey: accessKeySecret, securityToken }).check(signal)).requestId);
    });

    it("gives every job of both types, by any window", async () => {
      const all = local.control.count("alibaba");
      const ids = new Set<string>();
      for (let offset = 0; offset < all; offset += 37) {
        const told = await alibaba().list({}, { offset, limit: 37 }, signal);
        assert.equal(told.total, all);
        assert.equal(told.jobs.length, Math.min(37, all - offset));
        for (const { id } of told.jobs) ids.add(id);
      }
      assert.equal(ids.size, all);
    });

    it("gives each type by itself", async () => {
      const totals = [];
      for (const type of ["Basic", "Standard"]) {
        const told = await alibaba().list({ types: [type] }, page, signal);
        assert.ok(told.jobs.every((job) => job.type === undefined || job.type === type));
        totals.push(told.total);
      }
      assert.equal(totals[0]! + totals[1]!, local.control.count("alibaba"));
    });

    it("gives one job, wrapped and unwrapped", async () => {
      const { id } = (await alibaba().list({}, { offset: 0, limit: 1 }, signal)).jobs[0]!;
      const wrapped = await alibaba().get(id, signal);
      local.control.faults.add({ act: { kind: "unwrapped" } });
      const unwrapped = await alibaba().get(id, signal);
      assert.deepEqual(unwrapped.job, wrapped.job);
      assert.ok(wrapped.requestId && wrapped.requestId !== unwrapped.requestId);
    });

    const refusals: readonly (readonly [string, () => Promise<unknown>, string, string?])[] = [
      ["a wrong secret", () => alibaba({ secretAccessKey: "wrong" }).check(signal), "auth", "wrongSecret"],
      ["an unknown key", () => alibaba({ accessKeyId: "NOBODY" }).check(signal), "auth", "unknownKey"],
      ["an odd security token", () => alibaba({ securityToken: "odd" }).check(signal), "auth", "wrongSecret"],
      ["an unknown id", () => alibaba().get("no-such-job", signal), "notFound"],
    ];
    for (const [what, call, kind, reason] of refusals) {
      it(`refuses ${what}: ${kind}`, async () => {
        const error = await errorOf(call());
        assert.deepEqual([error.kind, error.reason], [kind, reason]);
        assert.ok(error.code && error.requestId);
      });
    }

    it("refuses a denied key and names the missing right of each call", async () => {
      const { accessKeyId, accessKeySecret } = local.alibaba.deniedKey;
      const denied = alibaba({ accessKeyId, secretAccessKey: accessKeySecret });
      const get = await errorOf(denied.get("abc", signal));
      assert.deepEqual([get.kind, get.reason, get.missingRight], ["forbidden", "missingRight", "ice:GetCustomizedVoiceJob"]);
      assert.equal((await errorOf(denied.check(signal))).missingRight, "ice:ListCustomizedVoiceJobs");
    });

    it("refuses a disabled key", async () => {
      const { accessKeyId, accessKeySecret } = local.alibaba.inactiveKey;
      assert.equal((await errorOf(alibaba({ accessKeyId, secretAccessKey: accessKeySecret }).check(signal))).kind, "auth");
    });

    it("refuses a clock that is off by 20 minutes, either way", async () => {
      for (const minutes of [20, -20]) {
        clockError = minutes * 60_000;
        assert.equal((await errorOf(alibaba().check(signal))).kind, "clock");
      }
    });

    it("may say Success=false in a 200", async () => {
      local.control.faults.add({ act: { kind: "unsuccessful" } });
      assert.equal((await errorOf(alibaba().check(signal))).status, 200);
    });
  });

  describe("of either", () => {
    const apis: readonly (readonly [string, () => JobApi])[] = [
      ["huawei", huawei],
      ["alibaba", alibaba],
    ];
    for (const [name, api] of apis) {
      it(`${name}: a login page, a redirect and a throttled answer each say what they are`, async () => {
        local.control.faults.add({ act: { kind: "loginPage" } });
        assert.equal((await errorOf(api().check(signal))).reason, "html");
        local.control.faults.add({ act: { kind: "redirect", location: "https://elsewhere.example/" } });
        assert.equal((await errorOf(api().check(signal))).reason, "redirect");
        local.control.faults.add({ act: { kind: "answer", status: 429, headers: { "Retry-After": "3" } } });
        const { kind, retryAfterMs } = await errorOf(api().check(signal));
        assert.deepEqual([kind, retryAfterMs], ["throttled", 3000]);
      });

      it(`${name}: an aborted call is cancelled`, async () => {
        const abort = new AbortController();
        local.control.faults.add({ act: { kind: "delay", ms: 5000 } });
        const call = errorOf(api().check(abort.signal));
        setTimeout(() => abort.abort(), 20);
        assert.equal((await call).kind, "cancelled");
      });
    }
  });
});
