// Alibaba's side of the local cloud: who is let in, and what its jobs answer.
import assert from "node:assert/strict";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import type { Job } from "../../../../src/demoCloud/server/messages.js";
import { type AlibabaManner, type Call, callAlibaba, type Reply, send } from "../caller.js";

const minute = 60_000;
const anyJob = "ListCustomizedVoiceJobs";

describe("Alibaba's side", () => {
  let demo: DemoCloud;
  beforeEach(async () => {
    demo = await startDemo({ moving: false, jobs: { huawei: 0 }, seed: 3 });
  });
  afterEach(() => demo.close());

  const refusedBy = (reply: Reply, status: number, code: string): void => {
    assert.deepEqual([reply.status, reply.json.Code], [status, code], reply.text);
    for (const field of ["Message", "RequestId", "HostId", "Recommend"]) assert.equal(typeof reply.json[field], "string", field);
  };
  const sts = (): AlibabaManner => {
    const { accessKeyId, accessKeySecret: secret, securityToken } = demo.alibaba.sts;
    return { accessKeyId, secret, securityToken };
  };

  it("lets in a signed POST or GET, with any characters in its parameters and in a form", async () => {
    assert.equal((await callAlibaba(demo, anyJob)).status, 200);
    assert.equal(
      (await callAlibaba(demo, anyJob, { PageSize: "5" }, {}, { method: "GET" })).json.Data.CustomizedVoiceJobList.length,
      5,
    );
    assert.equal((await callAlibaba(demo, anyJob, { Odd: "a b+c~😀 '()*!", Empty: "" })).status, 200);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const form = await callAlibaba(demo, anyJob, {}, {}, { body: "PageSize=7&Type=Standard", headers });
    assert.equal(form.json.Data.CustomizedVoiceJobList.length, 7);
  });

  it("takes an STS key with its own token only, until that expires", async () => {
    assert.equal((await callAlibaba(demo, anyJob, {}, sts())).status, 200);
    refusedBy(await callAlibaba(demo, anyJob, {}, { ...sts(), securityToken: "other" }), 400, "InvalidSecurityToken.Malformed");
    demo.control.expireTokens();
    refusedBy(await callAlibaba(demo, anyJob, {}, sts()), 400, "InvalidSecurityToken.Expired");
  });

  const headers = { "content-type": "text/plain" };
  const refusals: readonly (readonly [what: string, manner: AlibabaManner, status: number, code: string, call?: Call])[] = [
    ["a wrong secret", { secret: "wrong" }, 400, "SignatureDoesNotMatch"],
    ["an unknown key", { accessKeyId: "NOBODY" }, 404, "InvalidAccessKeyId.NotFound"],
    ["a clock 20 minutes behind", { time: Date.now() - 20 * minute }, 400, "InvalidTimeStamp.Expired"],
    ["a clock 20 minutes ahead", { time: Date.now() + 20 * minute }, 400, "InvalidTimeStamp.Expired"],
    ["no date", { without: ["x-acs-date"] }, 400, "IllegalTimestamp"],
    ["a date in another format", { afterwards: { "x-acs-date": "20240605T010203Z" } }, 400, "InvalidTimeStamp.Format"],
    ["no nonce", { without: ["x-acs-signature-nonce"] }, 400, "MissingParameter"],
    ["no payload hash", { without: ["x-acs-content-sha256"] }, 400, "MissingParameter"],
    ["another payload hash", {}, 400, "SignatureDoesNotMatch", { headers: { "x-acs-content-sha256": "0".repeat(64) } }],
    ["no host among the signed headers", { unsigned: ["host"] }, 400, "SignatureDoesNotMatch"],
    ["an unsigned x-acs- header", { afterwards: { "x-acs-extra": "1" } }, 400, "SignatureDoesNotMatch"],
    ["an unsigned content type", { unsigned: ["content-type"] }, 400, "SignatureDoesNotMatch", { body: "x", headers }],
    [
      "Huawei's way of writing Authorization",
      { afterwards: { authorization: "SDK-HMAC-SHA256 Access=A" } },
      400,
      "IncompleteSignature",
    ],
    ["another API version", { afterwards: { "x-acs-version": "2017-11-10" } }, 400, "NoSuchVersion"],
    ["another HTTP method", {}, 403, "UnsupportedHTTPMethod", { method: "PUT" }],
  ];
  for (const [what, manner, status, code, call] of refusals) {
    it(`refuses ${what}`, async () => refusedBy(await callAlibaba(demo, anyJob, {}, manner, call), status, code));
  }

  it("refuses who does not sign at all, and actions that do not exist", async () => {
    const version = { "x-acs-version": "2020-11-09" };
    refusedBy(
      await send(demo.origin, { method: "POST", headers: { ...version, "x-acs-action": anyJob } }),
      400,
      "MissingAccessKeyId",
    );
    refusedBy(await send(demo.origin, { method: "POST", headers: version }), 400, "MissingParameter");
    refusedBy(await callAlibaba(demo, "ListEverything"), 404, "InvalidAction.NotFound");
  });

  it("takes a nonce once", async () => {
    const manner = { nonce: "the-same" };
    assert.equal((await callAlibaba(demo, anyJob, {}, manner)).status, 200);
    refusedBy(await callAlibaba(demo, anyJob, {}, manner), 400, "SignatureNonceUsed");
    assert.equal((await callAlibaba(demo, anyJob, {}, { ...sts(), ...manner })).status, 200, "another key's nonces are its own");
  });

  it("names the right that a RAM user lacks", async () => {
    const { accessKeyId, accessKeySecret: secret } = demo.alibaba.deniedKey;
    for (const action of [anyJob, "GetCustomizedVoiceJob"]) {
      const reply = await callAlibaba(demo, action, { JobId: "x" }, { accessKeyId, secret });
      refusedBy(reply, 403, "NoPermission");
      assert.equal(reply.json.AccessDeniedDetail.AuthAction, `ice:${action}`);
    }
  });

  it("refuses a disabled key", async () => {
    const { accessKeyId, accessKeySecret: secret } = demo.alibaba.inactiveKey;
    refusedBy(await callAlibaba(demo, anyJob, {}, { accessKeyId, secret }), 403, "InvalidAccessKeyId.Inactive");
  });

  it("has jobs in all six states and an undocumented one, some with newlines behind their names", () => {
    const states = Object.keys(demo.control.counts("alibaba"));
    for (const state of ["Initialization", "AudioDetecting", "PreTraining", "Training", "Success", "Fail", "Archived"]) {
      assert.ok(states.includes(state), state);
    }
    assert.equal(demo.control.count("alibaba"), 160);
    assert.ok(demo.control.jobs("alibaba").some((job) => String(job.VoiceName).endsWith("\n")));
  });

  it("lists one Type at a time, Basic unless told, page by page", async () => {
    for (const Type of ["Basic", "Standard"]) {
      const expected = demo.control.jobs("alibaba").filter((job) => job.Type === Type);
      const found: Job[] = [];
      for (let page = 1; found.length < expected.length; page++) {
        const query = { PageNo: String(page), PageSize: "30", ...(Type === "Basic" ? {} : { Type }) };
        const { json } = await callAlibaba(demo, anyJob, query);
        assert.deepEqual([json.Success, json.Data.TotalCount], [true, expected.length]);
        assert.match(json.RequestId, /^[0-9A-F-]{36}$/);
        found.push(...json.Data.CustomizedVoiceJobList);
      }
      assert.deepEqual(found, expected);
    }
    assert.equal((await callAlibaba(demo, anyJob)).json.Data.CustomizedVoiceJobList.length, 10);
    assert.deepEqual((await callAlibaba(demo, anyJob, { PageNo: "999" })).json.Data.CustomizedVoiceJobList, []);
  });

  it("refuses pages and types out of range", async () => {
    for (const query of [{ PageSize: "0" }, { PageSize: "101" }, { PageNo: "0" }, { PageNo: "x" }, { Type: "CosyVoice" }]) {
      refusedBy(await callAlibaba(demo, anyJob, query as unknown as Record<string, string>), 400, "InvalidParameter");
    }
  });

  it("shows a job without GmtCreate, which only the list sends", async () => {
    const { GmtCreate, ...job } = demo.control.jobs("alibaba")[0]!;
    assert.match(String(GmtCreate), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const { json } = await callAlibaba(demo, "GetCustomizedVoiceJob", { JobId: String(job.JobId) });
    assert.deepEqual(json.Data, { CustomizedVoiceJob: job });
  });

  it("misses an id, and does not find a wrong one", async () => {
    refusedBy(await callAlibaba(demo, "GetCustomizedVoiceJob"), 400, "MissingJobId");
    refusedBy(await callAlibaba(demo, "GetCustomizedVoiceJob", { JobId: "nobody" }), 404, "JobNotFound");
  });

  it("deletes a job and lists the voices that came out of jobs", async () => {
    const { JobId, VoiceId } = demo.control.add("alibaba", { Status: "Success", Type: "Basic" });
    const voices = await callAlibaba(demo, "ListCustomizedVoices", { PageSize: "100" });
    const basic = demo.control.jobs("alibaba").filter((job) => job.Type === "Basic" && job.Status === "Success");
    assert.equal(voices.json.Data.TotalCount, basic.length);
    const voice = await callAlibaba(demo, "GetCustomizedVoice", { VoiceId: String(VoiceId) });
    assert.equal(voice.json.Data.CustomizedVoice.VoiceId, VoiceId);
    const remove = () => callAlibaba(demo, "DeleteCustomizedVoiceJob", { JobId: String(JobId) });
    for (const state of ["Training", "Success"]) {
      demo.control.move("alibaba", String(JobId), state);
      refusedBy(await remove(), 409, "InvalidStatus");
    }
    demo.control.move("alibaba", String(JobId), "Fail");
    const gone = await remove();
    assert.deepEqual([gone.status, gone.json.Success], [200, true]);
    assert.equal(demo.control.job("alibaba", String(JobId)), undefined);
  });

  it("answers without its wrapper, without success, and with the canonical request where told so", async () => {
    const { JobId } = demo.control.jobs("alibaba")[0]!;
    const get = () => callAlibaba(demo, "GetCustomizedVoiceJob", { JobId: String(JobId) });
    demo.control.faults.add({ act: { kind: "unwrapped" } });
    assert.equal((await get()).json.CustomizedVoiceJob.JobId, JobId);
    demo.control.faults.add({ act: { kind: "unsuccessful" } });
    const unsuccessful = await get();
    assert.deepEqual([unsuccessful.status, unsuccessful.json.Success], [200, false]);
    demo.control.faults.add({ act: { kind: "echo" } });
    const echoed = await get();
    refusedBy(echoed, 400, "SignatureDoesNotMatch");
    assert.ok(echoed.json.Message.includes(`CanonicalRequest:POST\n/\nJobId=${JobId}\nhost:`));
  });
});
