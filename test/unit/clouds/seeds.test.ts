// The vendors' own examples, request and answer, through each cloud's api.
import assert from "node:assert/strict";
import { clouds } from "../../../src/clouds/index.js";
import type { JobApi } from "../../../src/core/cloud/jobApi.js";
import type { VoiceJob } from "../../../src/core/jobs/job.js";
import { fakeConnection, fakeCredentials } from "../../fakes/clouds/connections.js";
import { fakeMachine } from "../../fakes/clouds/machine.js";
import { answerWith, FakeHttp, textOf } from "../../fakes/network/http.js";
import { type Seed, seeds } from "../../fixtures/seeds/seeds.js";

const signal = new AbortController().signal;

async function open(seed: Seed, kind = 0): Promise<{ readonly api: JobApi; readonly http: FakeHttp }> {
  const cloud = clouds.find(({ id }) => id === seed.cloud)!;
  const http = new FakeHttp(() => answerWith(seed.answer.body, seed.answer.status, { "x-request-id": "header-1" }));
  const connection = fakeConnection(cloud, { values: seed.values });
  return { api: await cloud.open(connection, fakeCredentials(cloud.credentialKinds[kind]!), fakeMachine(http)), http };
}

function seedOf(cloud: string, call: string): Seed {
  return seeds.find((seed) => seed.cloud === cloud && seed.call === call)!;
}

describe("the vendors' examples", () => {
  for (const seed of seeds) {
    it(`ask as printed: ${seed.source}`, async () => {
      const { api, http } = await open(seed);
      if (seed.call === "list") await api.list({}, { offset: 0, limit: 10 }, signal);
      if (seed.call === "get") await api.get(seed.jobId!, signal);
      if (seed.call === "submit") await api.submit!(seed.jobId!, {}, signal);
      const { method, url } = http.only;
      const { pathname, searchParams } = new URL(url);
      assert.equal(method, seed.request.method);
      assert.equal(pathname, seed.request.path);
      for (const [name, value] of Object.entries(seed.request.query ?? {})) assert.equal(searchParams.get(name), value);
    });
  }

  const placeholder = 2147483647_000;
  const huaweiJob: Omit<VoiceJob, "name" | "raw"> = {
    id: "abcdefg",
    state: "WAITING",
    phase: "waiting",
    type: "BASIC",
    language: "CN",
    sex: "FEMALE",
    tag: "ECOMMERCE",
    customer: "123qwe",
    createdAt: placeholder,
    updatedAt: placeholder,
    voiceId: "my_asset_id",
  };

  it("give Huawei's job, in English and in Chinese", async () => {
    for (const seed of seeds.filter(({ cloud, call }) => cloud === "huawei" && call === "get")) {
      const { job, requestId } = await (await open(seed)).api.get(seed.jobId!, signal);
      assert.deepEqual(job, { ...huaweiJob, name: seed.answer.body!.voice_name, raw: seed.answer.body });
      assert.equal(requestId, "header-1");
    }
  });

  it("give Huawei's list, whose count is a placeholder", async () => {
    const seed = seedOf("huawei", "list");
    const { jobs, total, requestId } = await (await open(seed)).api.list({}, { offset: 0, limit: 10 }, signal);
    assert.deepEqual([jobs.length, total, requestId], [1, 2147483647, "header-1"]);
    assert.deepEqual(jobs[0], { ...huaweiJob, name: "Female voice", raw: (seed.answer.body!.jobs as unknown[])[0] });
  });

  it("submit Huawei's job without a value: an empty object", async () => {
    const seed = seedOf("huawei", "submit");
    const { api, http } = await open(seed);
    assert.deepEqual(await api.submit!(seed.jobId!, {}, signal), { requestId: "header-1" });
    assert.equal(textOf(http.only), "{}");
  });

  it("give Alibaba's job, its name trimmed and its raw answer untouched", async () => {
    const seed = seedOf("alibaba", "get");
    const { job, requestId } = await (await open(seed)).api.get(seed.jobId!, signal);
    const raw = (seed.answer.body!.Data as Record<string, unknown>).CustomizedVoiceJob;
    assert.deepEqual(job, {
      id: "****571c704445f9a0ee011406c2****",
      name: "Xiaozhuan",
      state: "Fail",
      phase: "failed",
      type: "Standard",
      sex: "female",
      tag: "story",
      createdAt: Date.UTC(2023, 5, 7, 2, 27, 8),
      voiceId: "xiaozhuan",
      raw,
    });
    assert.equal((raw as { VoiceName: string }).VoiceName, "Xiaozhuan\n");
    assert.equal(requestId, "****63E8B7C7-4812-46AD-0FA56029AC86****");
  });

  it("have no field that is not described", () => {
    for (const seed of seeds) {
      const { jobFields } = clouds.find(({ id }) => id === seed.cloud)!;
      const body = seed.answer.body ?? {};
      const job = Array.isArray(body.jobs)
        ? body.jobs[0]
        : seed.cloud === "alibaba"
          ? (body.Data as { CustomizedVoiceJob: object }).CustomizedVoiceJob
          : body;
      for (const name of Object.keys(job))
        assert.ok(
          jobFields.some(({ path }) => path === name),
          name,
        );
    }
  });

  it("have no value that is not worded", () => {
    const { jobFields, values, states } = clouds.find(({ id }) => id === "huawei")!;
    // The lists that the five documents print.
    for (const state of [
      "CREATING",
      "SYSTEM_AUDITING",
      "AUDITING",
      "WAITING",
      "PROCESSING",
      "RESULT_REVIEW",
      "AUDIT_FAILED",
      "FAILED",
      "SUCCEED",
    ]) {
      assert.ok(
        states.some((info) => info.state === state),
        state,
      );
    }
    for (const type of ["LLM_MAJOR", "LLM_MINOR", "BASIC", "MIDDLE", "ADVANCE", "THIRD_PARTY"]) {
      assert.ok(
        values.type.some(({ value }) => value === type),
        type,
      );
    }
    for (const tag of ["ECOMMERCE", "NEWS", "MARKETING"])
      assert.ok(
        values.tag.some(({ value }) => value === tag),
        tag,
      );
    for (const path of ["reject_times", "phone", "dhtms_job_id", "batch_name"])
      assert.ok(
        jobFields.some((field) => field.path === path),
        path,
      );
  });
});
