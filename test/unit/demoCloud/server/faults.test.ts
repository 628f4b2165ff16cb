// Faults of the local cloud: each spoils the calls it should, as often as it should, and nothing else.
import assert from "node:assert/strict";
import { request } from "node:http";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import { createLatch } from "../../../ui/steps/latch.js";
import { callHuawei, huaweiPath, send } from "../caller.js";

describe("A fault", () => {
  let demo: DemoCloud;
  let jobId: string;
  before(async () => {
    demo = await startDemo({ moving: false, jobs: { huawei: 30, alibaba: 0 } });
  });
  after(() => demo.close());
  beforeEach(() => {
    demo.control.faults.clear();
    demo.control.clearRequests();
    jobId = String(demo.control.add("huawei").job_id);
  });

  const list = () => callHuawei(demo, {});
  const submit = () => callHuawei(demo, { method: "POST", path: huaweiPath(demo, `/${jobId}`), body: "{}" });
  const statuses = async (calls: number) => {
    const seen: number[] = [];
    for (let call = 0; call < calls; call++) seen.push((await list()).status);
    return seen;
  };

  it("meets one call unless told otherwise", async () => {
    demo.control.faults.add({
      act: { kind: "answer", status: 500, body: { error_code: "MSS.00000004", error_msg: "internal" } },
    });
    assert.deepEqual(await statuses(2), [500, 200]);
  });

  it("can wait for the nth call, stay for several, or for ever until cleared", async () => {
    demo.control.faults.add({ nth: 2, times: 2, act: { kind: "answer", status: 503 } });
    assert.deepEqual(await statuses(4), [200, 503, 503, 200]);
    demo.control.faults.add({ times: "always", act: { kind: "answer", status: 503 } });
    assert.deepEqual(await statuses(3), [503, 503, 503]);
    demo.control.faults.clear();
    assert.deepEqual(await statuses(1), [200]);
  });

  it("meets its own cloud and operation only", async () => {
    demo.control.faults.add({ cloud: "iam", times: "always", act: { kind: "answer", status: 503 } });
    demo.control.faults.add({
      cloud: "huawei",
      operation: "CommitVoiceTrainingJob",
      times: "always",
      act: { kind: "answer", status: 503 },
    });
    assert.deepEqual(await statuses(1), [200]);
    assert.equal((await submit()).status, 503);
    assert.equal((await send(demo.origin, { path: "/v3/projects" })).status, 503);
  });

  it("can throttle with Retry-After, in a body of its own", async () => {
    const body = { error_code: "APIGW.0308", error_msg: "slow down" };
    demo.control.faults.add({ act: { kind: "answer", status: 429, headers: { "Retry-After": "7" }, body } });
    const reply = await list();
    assert.deepEqual([reply.status, reply.headers["retry-after"], reply.json], [429, "7", body]);
  });

  it("can reset the connection before anything took effect", async () => {
    demo.control.faults.add({ act: { kind: "resetBefore" } });
    await assert.rejects(submit(), { code: "ECONNRESET" });
    assert.deepEqual([demo.control.submitAttempts(jobId), demo.control.submits(jobId)], [1, 0]);
    assert.equal(demo.control.job("huawei", jobId)?.state, "CREATING");
  });

  it("can lose the answer of a submit that was accepted", async () => {
    demo.control.faults.add({ operation: "CommitVoiceTrainingJob", act: { kind: "resetAfter" } });
    await assert.rejects(submit(), { code: "ECONNRESET" });
    assert.deepEqual([demo.control.submitAttempts(jobId), demo.control.submits(jobId)], [1, 1]);
    assert.equal(demo.control.job("huawei", jobId)?.state, "SYSTEM_AUDITING");
    assert.deepEqual([demo.control.requests[0]?.status, demo.control.requests[0]?.fault], [0, "resetAfter"]);
  });

  it("can send a submit twice, whose second copy is refused for what the first one did", async () => {
    demo.control.move("huawei", jobId, "CREATING");
    demo.control.faults.add({ operation: "CommitVoiceTrainingJob", act: { kind: "sentTwice" } });
    assert.equal((await submit()).status, 400);
    assert.equal(demo.control.submits(jobId), 1);
    assert.equal(demo.control.job("huawei", jobId)?.state, "SYSTEM_AUDITING");
  });

  it("can answer wrongly although the submit took effect", async () => {
    demo.control.faults.add({ act: { kind: "answer", status: 502, processed: true } });
    assert.equal((await submit()).status, 502);
    assert.equal(demo.control.submits(jobId), 1);
  });

  for (const how of ["length", "chunked"] as const) {
    it(`can cut an answer short (${how})`, async () => {
      demo.control.faults.add({ times: 2, act: { kind: "truncated", how } });
      await assert.rejects(list(), { code: "ECONNRESET" });
      await assert.rejects(submit(), { code: "ECONNRESET" });
    });
  }

  it("can be a login page, a redirect, another content type", async () => {
    demo.control.faults.add({ act: { kind: "loginPage" } });
    demo.control.faults.add({ act: { kind: "redirect", location: "https://elsewhere.example/" } });
    demo.control.faults.add({ act: { kind: "contentType", value: "text/plain" } });
    const [page, redirect, plain] = [await list(), await list(), await list()];
    assert.deepEqual([page.status, page.headers["content-type"]], [200, "text/html; charset=utf-8"]);
    assert.deepEqual([redirect.status, redirect.headers.location], [302, "https://elsewhere.example/"]);
    assert.deepEqual([plain.headers["content-type"], plain.json.count > 0], ["text/plain", true]);
  });

  it("can be an answer of any size", async () => {
    demo.control.faults.add({ act: { kind: "huge", bytes: 3_000_000 } });
    const reply = await list();
    assert.ok(reply.text.length >= 3_000_000);
    assert.equal(typeof reply.json.padding, "string");
  });

  it("can drip for ever, and stops when the caller has left", async () => {
    demo.control.faults.add({ act: { kind: "drip", everyMs: 5 } });
    const outgoing = request(demo.origin + huaweiPath(demo));
    const received = await new Promise<number>((resolve) => {
      let bytes = 0;
      outgoing.on("response", (incoming) => {
        incoming.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > 5) resolve(bytes);
        });
        incoming.on("error", () => undefined);
      });
      outgoing.end();
    });
    assert.ok(received > 5);
    outgoing.destroy();
    assert.deepEqual(await statuses(1), [200]);
  });

  it("can make a submit count at once and answer late", async () => {
    const latch = createLatch();
    demo.control.faults.add({ act: { kind: "delay", until: latch.until } });
    let isAnswered = false;
    const reply = submit().finally(() => {
      isAnswered = true;
    });
    while (demo.control.submits(jobId) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(isAnswered, false);
    latch.open();
    assert.equal((await reply).status, 200);
  });
});
