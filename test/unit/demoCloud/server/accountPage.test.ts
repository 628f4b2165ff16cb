// The doors of the local cloud that belong to no cloud: its figures, its control, and who may come in at all.
import assert from "node:assert/strict";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import { callAlibaba, callHuawei, huaweiPath, send } from "../caller.js";

describe("The local cloud's own pages", () => {
  let demo: DemoCloud;
  const start = async (control: boolean) => {
    demo = await startDemo({ moving: false, control, jobs: { huawei: 50, alibaba: 20 } });
  };
  afterEach(() => demo.close());

  const control = (call: string, ...args: unknown[]) =>
    send(demo.origin, {
      method: "POST",
      path: "/control",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ call, args }),
    });

  it("tell the account in figures", async () => {
    await start(false);
    const id = String(demo.control.add("huawei").job_id);
    await callHuawei(demo, { method: "POST", path: huaweiPath(demo, `/${id}`) });
    await callHuawei(demo, { method: "POST", path: huaweiPath(demo, `/${id}`) });
    await callAlibaba(demo, "ListCustomizedVoiceJobs");
    const { json } = await send(demo.origin, { path: "/account" });
    assert.deepEqual(json.huawei, { total: 51, states: demo.control.counts("huawei") });
    assert.deepEqual(json.alibaba, { total: 20, states: demo.control.counts("alibaba") });
    assert.deepEqual(json.submits, { total: 1, jobs: { [id]: 1 } });
    assert.deepEqual(json.requests, {
      huawei: { CommitVoiceTrainingJob: 2 },
      alibaba: { ListCustomizedVoiceJobs: 1 },
      iam: {},
      store: {},
      oss: {},
    });
  });

  it("hold no control unless told so", async () => {
    await start(false);
    const reply = await control("count", "huawei");
    assert.deepEqual([reply.status, reply.json.error_code], [404, "APIGW.0101"]);
  });

  it("take every control call as JSON where told so", async () => {
    await start(true);
    assert.equal((await control("count", "huawei")).json.result, 50);
    const added = (await control("add", "huawei", { voice_name: "<img src=x onerror=alert(1)>" })).json.result;
    assert.equal(demo.control.job("huawei", added.job_id)?.voice_name, "<img src=x onerror=alert(1)>");
    const changed = (await control("change", "huawei", added.job_id, { create_time: 2147483647 }, ["sex"])).json.result;
    assert.deepEqual([changed.create_time, "sex" in changed], [2147483647, false]);
    assert.equal((await control("move", "huawei", added.job_id, "FAILED")).json.result.state, "FAILED");
    await control("faults.add", { times: 1, act: { kind: "answer", status: 500 } });
    assert.equal((await callHuawei(demo, {})).status, 500);
    assert.equal((await control("requests")).json.result.length, 1);
    assert.equal((await control("remove", "huawei", added.job_id)).json.result, true);
    assert.equal((await control("explode")).status, 400);
    assert.equal((await control("job", "mars", "x")).status, 400);
  });

  it("take no control from a form that a web page could send", async () => {
    await start(true);
    const reply = await send(demo.origin, { method: "POST", path: "/control", body: '{"call":"clearRequests"}' });
    assert.equal(reply.status, 415);
  });

  it("let no request in under another host's name", async () => {
    await start(true);
    for (const path of ["/account", "/", huaweiPath(demo)]) {
      assert.equal((await send(demo.origin, { path, headers: { host: "evil.example" } })).status, 403);
    }
    const { port } = new URL(demo.origin);
    assert.equal((await send(demo.origin, { path: "/account", headers: { host: `localhost:${port}` } })).status, 200);
  });

  it("log calls without headers and bodies", async () => {
    await start(false);
    await callHuawei(demo, { query: { state: "FAILED" }, headers: { "x-app-userid": "somebody" } }, { secret: "wrong" });
    const [entry] = demo.control.requests;
    const { time, ...rest } = entry!;
    assert.ok(Math.abs(time - Date.now()) < 60_000);
    assert.deepEqual(rest, {
      cloud: "huawei",
      operation: "ListVoiceTrainingJob",
      method: "GET",
      path: huaweiPath(demo),
      query: { state: "FAILED" },
      status: 401,
    });
    demo.control.clearRequests();
    assert.deepEqual(demo.control.requests, []);
  });

  it("refuse a body beyond 12 MB and a URI beyond 32 KB", async () => {
    await start(false);
    const path = huaweiPath(demo, "/x");
    assert.equal((await callHuawei(demo, { method: "POST", path, body: "x".repeat(13_000_000) })).status, 413);
    assert.equal((await callHuawei(demo, { query: { voice_name: "x".repeat(33_000) } })).status, 414);
  });

  it("close at once, with clients still connected", async () => {
    await start(false);
    await callHuawei(demo, {});
    await demo.close();
    await assert.rejects(callHuawei(demo, {}), { code: /^ECONN(REFUSED|RESET)$/ });
  });
});
