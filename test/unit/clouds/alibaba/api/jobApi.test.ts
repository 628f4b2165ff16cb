// What Alibaba is asked for, and how its jobs are read.
import assert from "node:assert/strict";
import fc from "fast-check";
import { states } from "../../../../../src/clouds/alibaba/description/states.js";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import type { JobQuery } from "../../../../../src/core/jobs/filter/jobQuery.js";
import type { HttpRequest } from "../../../../../src/core/ports/ports.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";

const signal = new AbortController().signal;
const aksk = { kind: "aksk", values: { accessKeyId: "FAKE-LTAI", secretAccessKey: "fake-secret" } };

/** The cloud's list: numbered pages of one type, Basic unless told otherwise, 100 rows at most. */
function numberedPages(lists: Readonly<Record<string, readonly unknown[]>>) {
  return ({ url }: HttpRequest) => {
    const query = new URL(url).searchParams;
    const rows = lists[query.get("Type") ?? "Basic"] ?? [];
    const size = Number(query.get("PageSize") ?? 10);
    if (size < 1 || size > 100) return answerWith({ Code: "InvalidParameter", Message: "PageSize" }, 400);
    const first = (Number(query.get("PageNo") ?? 1) - 1) * size;
    const Data = { CustomizedVoiceJobList: rows.slice(first, first + size), TotalCount: rows.length };
    return answerWith({ RequestId: `r-${query}`, Data, Success: true });
  };
}

async function open(answer: unknown, credentials: { kind: string; values: Record<string, string> } = aksk) {
  const http = new FakeHttp(
    typeof answer === "function" ? (answer as (request: HttpRequest) => ReturnType<typeof answerWith>) : () => answerWith(answer),
  );
  return { api: await alibaba.open(fakeConnection(alibaba), credentials, fakeMachine(http)), http };
}

const jobsNamed = (prefix: string, length: number) => Array.from({ length }, (_, at) => ({ JobId: `${prefix}${at}` }));

describe("alibaba list", () => {
  it("gives any window over Basic and then Standard, as if they were one list", async () => {
    const length = fc.nat(260);
    const window = fc.record({ offset: fc.nat(560), limit: fc.integer({ min: 1, max: 100 }) });
    await fc.assert(
      fc.asyncProperty(length, length, window, async (basic, standard, page) => {
        const lists = { Basic: jobsNamed("b", basic), Standard: jobsNamed("s", standard) };
        const { api, http } = await open(numberedPages(lists));
        const told = await api.list({}, page, signal);
        const whole = [...lists.Basic, ...lists.Standard].map(({ JobId }) => JobId);
        assert.deepEqual(
          told.jobs.map(({ id }) => id),
          whole.slice(page.offset, page.offset + page.limit),
        );
        assert.equal(told.total, basic + standard);
        assert.ok(http.sent.length <= 4);
      }),
    );
  });

  it("asks once where one type is asked for, by the cloud's own pages", async () => {
    const { api, http } = await open(numberedPages({ Standard: jobsNamed("s", 150) }));
    const told = await api.list({ types: ["Standard"] }, { offset: 100, limit: 100 }, signal);
    assert.deepEqual([told.jobs.length, told.total], [50, 150]);
    assert.deepEqual(Object.fromEntries(new URL(http.only.url).searchParams), { PageNo: "2", PageSize: "100", Type: "Standard" });
    assert.ok(told.requestId?.startsWith("r-"));
  });

  it("asks each type once, also when it is named twice", async () => {
    const { api, http } = await open(numberedPages({ Basic: jobsNamed("b", 3), Standard: jobsNamed("s", 3) }));
    const told = await api.list({ types: ["Standard", "Basic", "Standard"] }, { offset: 0, limit: 4 }, signal);
    assert.deepEqual([told.jobs.map(({ id }) => id), told.total, http.sent.length], [["s0", "s1", "s2", "b0"], 6, 2]);
  });

  it("refuses filters the cloud does not have, before anything is sent", async () => {
    const queries: readonly JobQuery[] = [
      { states: ["Training"] },
      { tags: ["story"] },
      { text: "a" },
      { jobId: "a" },
      { createdSince: 0 },
      { sort: { key: "created", descending: true } },
    ];
    for (const query of queries) {
      const { api, http } = await open({});
      await assert.rejects(api.list(query, { offset: 0, limit: 10 }, signal), { kind: "refused", wasSent: false });
      assert.equal(http.sent.length, 0);
    }
  });

  it("is read without its wrapper and without a total; jobs without an id get no row", async () => {
    const bare = await open({ CustomizedVoiceJobList: [{ JobId: "a" }, { VoiceName: "no id" }, 7], TotalCount: "3" });
    const told = await bare.api.list({ types: ["Basic"] }, { offset: 0, limit: 10 }, signal);
    assert.deepEqual([told.jobs.map(({ id }) => id), told.total], [["a"], 3]);
    const untold = await open({ Data: { CustomizedVoiceJobList: [{ JobId: "a" }, { JobId: "b" }] } });
    assert.equal((await untold.api.list({ types: ["Basic"] }, { offset: 10, limit: 10 }, signal)).total, 12);
    const empty = await open({ Data: { TotalCount: 0 } });
    assert.deepEqual(await empty.api.list({}, { offset: 0, limit: 10 }, signal), { jobs: [], total: 0 });
  });
});

describe("alibaba get", () => {
  const job = { JobId: "a", VoiceName: "\n Aurora \n", Status: "Training", CreateTime: "2023-06-07T02:27:08Z" };

  it("is read with and without the wrappers", async () => {
    const answers = [{ Data: { CustomizedVoiceJob: job } }, { Data: job }, { CustomizedVoiceJob: job }, job];
    for (const answer of answers) {
      const told = (await (await open({ ...answer, RequestId: "r", Success: true })).api.get("a", signal)).job;
      assert.deepEqual(
        [told.id, told.name, told.phase, told.createdAt],
        ["a", "Aurora", "running", Date.UTC(2023, 5, 7, 2, 27, 8)],
      );
      assert.equal(told.raw.VoiceName, job.VoiceName);
    }
  });

  it("falls back to GmtCreate for the time", async () => {
    const { CreateTime, ...rest } = job;
    const told = (await (await open({ Data: { CustomizedVoiceJob: { ...rest, GmtCreate: CreateTime } } })).api.get("a", signal))
      .job;
    assert.equal(told.createdAt, Date.UTC(2023, 5, 7, 2, 27, 8));
  });

  it("gives each of the six states its phase, another one unknown, and a reason only to what failed", async () => {
    assert.equal(states.length, 6);
    for (const { state, phase } of [...states, { state: "Paused", phase: "unknown" }]) {
      const answer = { Data: { CustomizedVoiceJob: { ...job, Status: state, Message: "hello" } } };
      const told = (await (await open(answer)).api.get("a", signal)).job;
      assert.deepEqual([told.state, told.phase], [state, phase]);
      const hasFailed = phase === "failed" || phase === "unknown";
      assert.deepEqual(told.failure, hasFailed ? { message: "hello" } : undefined);
    }
  });

  it("is no success where Success is false", async () => {
    const answer = { RequestId: "r-9", Success: false, Code: "SomethingOdd", Message: "no", Data: { CustomizedVoiceJob: job } };
    await assert.rejects((await open(answer)).api.get("a", signal), {
      kind: "refused",
      code: "SomethingOdd",
      cloudMessage: "no",
      requestId: "r-9",
      status: 200,
    });
  });

  it("takes the masked id of the documents", () => assert.match("****20b48fb04483915d4f2cd8ac****", alibaba.jobId));
});

describe("alibaba requests", () => {
  it("have no body and no content type, and sign everything that the scheme names", async () => {
    const { api, http } = await open({ Data: { TotalCount: 0 } });
    await api.check(signal);
    const { method, url, headers, body, effect } = http.only;
    assert.deepEqual([method, body, effect], ["POST", undefined, "read"]);
    assert.equal(url, "https://ice.cn-shanghai.aliyuncs.com/?PageNo=1&PageSize=1&Type=Basic");
    assert.equal(headers["x-acs-date"], "2024-06-05T01:02:03Z");
    assert.equal(headers["x-acs-version"], "2020-11-09");
    assert.ok(!("content-type" in headers));
    const signed = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
    assert.ok(headers.authorization!.startsWith(`ACS3-HMAC-SHA256 Credential=FAKE-LTAI,SignedHeaders=${signed},Signature=`));
  });

  it("by temporary key sign the security token too", async () => {
    const { api, http } = await open(
      { Data: { TotalCount: 0 } },
      { kind: "aksk", values: { ...aksk.values, securityToken: "fake-sts/+==" } },
    );
    await api.check(signal);
    assert.equal(http.only.headers["x-acs-security-token"], "fake-sts/+==");
    assert.match(http.only.headers.authorization!, /x-acs-security-token;x-acs-signature-nonce/);
  });

  it("have a nonce and a signature of their own for every attempt", async () => {
    const sent: HttpRequest[] = [];
    const http = {
      send: (prepare: () => HttpRequest) => {
        sent.push(prepare(), prepare());
        return Promise.resolve(answerWith({ Data: { TotalCount: 0 } }));
      },
    };
    await (await alibaba.open(fakeConnection(alibaba), aksk, fakeMachine(http))).check(signal);
    assert.notEqual(sent[0]!.headers["x-acs-signature-nonce"], sent[1]!.headers["x-acs-signature-nonce"]);
    assert.notEqual(sent[0]!.headers.authorization, sent[1]!.headers.authorization);
  });

  it("go to each of the six regions by its own host", () => {
    assert.deepEqual(
      alibaba.regions.map(({ id, endpoint }) => endpoint === `https://ice.${id}.aliyuncs.com`),
      Array(6).fill(true),
    );
  });
});
