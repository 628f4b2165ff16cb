// The gate through which answers come in: nothing is believed without a bound, and no digit is lost.
import assert from "node:assert/strict";
import fc from "fast-check";
import { readJobs as readAlibabaJobs, toJob } from "../../../../../src/clouds/alibaba/api/parse.js";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import { readJob, readJobs } from "../../../../../src/clouds/huawei/api/parse.js";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import { deepest, parseJson } from "../../../../../src/clouds/shared/api/json.js";
import { readResponseBody } from "../../../../../src/clouds/shared/api/responseBody.js";
import { readAcsRetryAfter, readRetryAfter } from "../../../../../src/clouds/shared/api/retryAfter.js";
import type { Cloud } from "../../../../../src/core/cloud/cloud.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import { fakeConnection, fakeCredentials } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";

const signal = new AbortController().signal;

async function refusal(
  cloud: Cloud,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<VoiceError> {
  const http = new FakeHttp(() => answerWith(body, status, headers));
  const api = await cloud.open(fakeConnection(cloud), fakeCredentials(cloud.credentialKinds[0]!), fakeMachine(http));
  const thrown: unknown = await api.get("abc", signal).catch((error: unknown) => error);
  assert.ok(thrown instanceof VoiceError);
  return thrown;
}

describe("numbers of an answer", () => {
  it("keep every digit they came with", () => {
    const written = ["1610521604143693812", "1e20", "-12345678901234567890", "9007199254740993", "1E5", "0.12345678901234567890"];
    for (const number of written) assert.equal(parseJson(number), number);
    assert.deepEqual(parseJson(`{"a":[1, 2.50,-0.5,9007199254740991],"b":"1610521604143693812"}`), {
      a: [1, 2.5, -0.5, 9007199254740991],
      b: "1610521604143693812",
    });
  });

  it("are read as JSON.parse reads them, where that loses nothing", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, indent) => {
        const json = JSON.stringify(value, null, indent);
        const plain = JSON.stringify(JSON.parse(json), (_, part: unknown) =>
          typeof part === "number" && String(part).includes("e") ? String(part) : part,
        );
        assert.equal(JSON.stringify(parseJson(json)), plain);
      }),
      { numRuns: 500 },
    );
  });

  it("name a job by what the cloud wrote", () => {
    const huaweiAnswer = readResponseBody(
      answerWith(`{"count":1,"jobs":[{"job_id":1610521604143693812,"state":"SUCCEED","asset_id":1e20}]}`),
    );
    const [job] = readJobs(huaweiAnswer.json, 0)?.jobs ?? [];
    assert.deepEqual([job?.id, job?.voiceId], ["1610521604143693812", "1e20"]);
    assert.equal(toJob(parseJson(`{"JobId":16105216041436938125,"Status":"Success"}`))?.id, "16105216041436938125");
  });

  it("that are times, totals and counts are bounded", () => {
    const timesOf = (time: unknown) => readJob({ job_id: "1", state: "S", create_time: time })?.createdAt;
    for (const time of [20230607102708, "20230607102708", 202306071027, 1e15, "9999-12-31T00:00:00Z", "0000-01-01T00:00:00Z", -1])
      assert.equal(timesOf(time), undefined, String(time));
    assert.equal(timesOf(1686133628), 1686133628000);
    assert.equal(timesOf("1.686133628e9"), 1686133628000);
    assert.equal(timesOf(4_102_444_800), 4_102_444_800_000);
    assert.equal(readJobs({ count: 1e12, jobs: [{ job_id: "1" }] }, 0)?.total, 1);
    assert.equal(readJobs({ count: 2_147_483_647, jobs: [] }, 0)?.total, 2_147_483_647);
    assert.equal(readAlibabaJobs({ TotalCount: 1e15, CustomizedVoiceJobList: [] })?.total, undefined);
  });
});

describe("a deep answer", () => {
  const nested = (depth: number) => `${'{"a":['.repeat(depth / 2)}1${"]}".repeat(depth / 2)}`;

  it("is read whole down to a hundred levels, and as text from there", () => {
    assert.equal(JSON.stringify(parseJson(nested(deepest))), nested(deepest));
    let inner: unknown = parseJson(nested(3000));
    let depth = 0;
    for (; typeof inner === "object" && inner !== null; depth++) inner = Object.values(inner)[0];
    assert.equal(depth, deepest);
    assert.equal(inner, nested(3000 - deepest));
  });

  it("costs its job nothing, and its neighbours neither", () => {
    const answer = readResponseBody(answerWith(`{"count":2,"jobs":[{"job_id":"1","deep":${nested(20_000)}},{"job_id":"2"}]}`));
    assert.deepEqual(
      readJobs(answer.json, 0)?.jobs.map(({ id }) => id),
      ["1", "2"],
    );
  });

  it("that breaks off is truncated, without being read", () => {
    assert.equal(readResponseBody(answerWith("[".repeat(1_000_000))).flaw, "truncated");
  });
});

describe("long texts", () => {
  const long = "x".repeat(200_000);

  it("are cut in a job, and stay whole in the answer it came from", () => {
    const job = readJob({ job_id: "1", voice_name: long, state: "FAILED", job_failed_reason: long })!;
    for (const text of [job.name, job.failure?.message ?? ""]) assert.ok(text.length < 5000 && text.endsWith("…"));
    assert.equal(job.raw.voice_name, long);
  });

  it("that are IDs stay different where they begin alike, so that no row takes another's place", () => {
    const jobs = readJobs({ count: 2, jobs: [{ job_id: `${long}1` }, { job_id: `${long}2` }] }, 0)?.jobs ?? [];
    assert.equal(new Set(jobs.map(({ id }) => id)).size, 2);
    assert.ok(jobs.every(({ id }) => id.length < 300));
  });

  it("are cut in an error, after what is secret in them was hidden", async () => {
    const credentials = fakeCredentials(huawei.credentialKinds[0]!);
    const secret = credentials.values.secretAccessKey!;
    const error = await refusal(huawei, 400, {
      error_code: long,
      error_msg: `${"y".repeat(3_990)}${secret}${long}`,
      request_id: long,
    });
    assert.ok(error.cloudMessage!.length < 5000 && error.code!.length < 300 && error.requestId!.length < 300);
    assert.ok(!error.cloudMessage!.includes(secret.slice(0, 8)));
  });
});

describe("the wait that an answer asks for", () => {
  const now = Date.parse("2026-02-18T08:00:00Z");
  const date = "Wed, 18 Feb 2026 08:48:00 GMT";
  const wait = (value: string, headers = {}) => readRetryAfter({ "retry-after": value, ...headers }, now);

  it("is whole seconds, a date, or a point in time, and never more than an hour", () => {
    assert.equal(wait("30"), 30_000);
    assert.equal(wait("Wed, 18 Feb 2026 08:00:30 GMT"), 30_000);
    assert.equal(wait("Wednesday, 18-Feb-26 08:00:30 GMT"), 30_000);
    assert.equal(wait("Wed Feb 18 08:00:30 2026"), 30_000);
    // 2026-02-18T08:49:00Z, in seconds and in milliseconds, by the clock of the cloud.
    assert.equal(wait("1771404540", { date }), 60_000);
    assert.equal(wait("1771404540000", { date }), 60_000);
    assert.equal(wait("Wed, 18 Feb 2026 08:49:00 GMT", { date }), 60_000);
    for (const far of ["9999999999", "2147484", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
      assert.equal(wait(far), 3_600_000, far);
  });

  it("is none where it is anything else", () => {
    for (const odd of ["1.5", "-1", "120, 120", "+5", "0x10", "1e3", "soon", "2026-02-18", "Feb 18 2026", "", "1".repeat(1000)])
      assert.equal(wait(odd), undefined, odd);
  });

  it("is bounded in Alibaba's own header too", () => {
    const acs = (value: string) => readAcsRetryAfter({ "x-acs-retry-after": value, date }, now);
    assert.deepEqual(
      ["1", "2500", "999999", "1771404540", "9999999999", "1771404510"].map(acs),
      [1000, 2500, 60_000, 60_000, 60_000, 30_000],
    );
    for (const odd of ["1.5", "-1", "soon"]) assert.equal(acs(odd), undefined);
  });
});

describe("a code that names what every object inherits", () => {
  for (const code of ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"]) {
    it(`is a code like any other: ${code}`, async () => {
      for (const [cloud, body] of [
        [huawei, `{"error_code":"${code}","error_msg":"x"}`],
        [alibaba, `{"Code":"${code}","Message":"x"}`],
      ] as const) {
        const error = await refusal(cloud, 400, body);
        assert.deepEqual([error.kind, error.code, error.cloudMessage], ["refused", code, "x"]);
      }
    });
  }
});

describe("the words of a refusal", () => {
  it("are found in a list of errors, under other names, and below", async () => {
    const bodies = [
      { errors: [{ error_code: "MSS.10000003", error_msg: "too long" }] },
      { error: { errors: [], code: "MSS.10000003", message: "too long" } },
      { ErrorCode: "MSS.10000003", ErrorMessage: "too long" },
      { errorCode: "MSS.10000003", errorMsg: "too long" },
      [{ error_code: "MSS.10000003", error_msg: "too long" }],
    ];
    for (const cloud of [huawei, alibaba]) {
      for (const body of bodies) {
        const error = await refusal(cloud, 400, body);
        assert.deepEqual(
          [error.kind, error.code, error.cloudMessage],
          ["refused", "MSS.10000003", "too long"],
          JSON.stringify(body),
        );
      }
    }
  });

  it("are found in Alibaba's success that is none, however it says so", async () => {
    for (const said of [{ Success: false }, { Success: "False" }, { success: "FALSE" }, { Success: 0 }, { Success: "0" }]) {
      const error = await refusal(alibaba, 200, { ...said, ErrorCode: "InvalidParameter", ErrorMessage: "PageNo is invalid" });
      assert.deepEqual([error.kind, error.code, error.cloudMessage], ["refused", "InvalidParameter", "PageNo is invalid"]);
    }
  });

  it("are none where there are none", async () => {
    for (const body of ["", "{}", "[]", "null", "0", '"x"', '{"errors":[]}', '{"errors":[null]}']) {
      const error = await refusal(huawei, 431, body);
      assert.deepEqual([error.kind, error.code, error.cloudMessage], ["refused", undefined, undefined]);
    }
  });
});
