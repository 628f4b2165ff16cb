// Huawei's gateway in the local cloud: who is let in, and with which words the others are refused.
import assert from "node:assert/strict";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import { callHuawei, type HuaweiManner, huaweiPath, type Reply, send } from "../caller.js";

const minute = 60_000;

describe("Huawei's gate", () => {
  let demo: DemoCloud;
  beforeEach(async () => {
    demo = await startDemo({ moving: false, jobs: { huawei: 40, alibaba: 0 } });
  });
  afterEach(() => demo.close());

  const refusedBy = (reply: Reply, status: number, code: string, text: string): void => {
    assert.equal(reply.status, status, reply.text);
    assert.equal(reply.json.error_code, code);
    assert.ok(reply.json.error_msg.includes(text), reply.json.error_msg);
  };

  it("lets in a signed request, and one with the smallest set of signed headers", async () => {
    assert.equal((await callHuawei(demo, {})).status, 200);
    assert.equal((await callHuawei(demo, {}, { unsigned: ["x-project-id"] })).status, 200);
  });

  it("understands every character in a query", async () => {
    for (const voice_name of ["a b+c", "云希·新闻", "😀", "100%", "a/b?c=d&e", "!'()*~"]) {
      assert.equal(
        (await callHuawei(demo, { query: { voice_name, limit: "5", state: "FAILED,WAITING" } })).status,
        200,
        voice_name,
      );
    }
  });

  it("takes signed bodies, headers with a payload hash, and UNSIGNED-PAYLOAD", async () => {
    const { job_id: id } = demo.control.add("huawei");
    const submit = { method: "POST", path: huaweiPath(demo, `/${id}`), body: '{"voice_name":"晓晴"}' };
    assert.equal((await callHuawei(demo, submit)).status, 200);
    const wrong = { "x-sdk-content-sha256": "0".repeat(64) };
    refusedBy(await callHuawei(demo, { ...submit, headers: wrong }), 401, "APIGW.0301", "verify aksk signature fail");
  });

  it("takes temporary keys with their security token only", async () => {
    const { temporaryAccessKeyId: accessKeyId, temporarySecretAccessKey: secret, securityToken } = demo.huawei;
    assert.equal((await callHuawei(demo, {}, { accessKeyId, secret, securityToken })).status, 200);
    refusedBy(await callHuawei(demo, {}, { accessKeyId, secret }), 401, "APIGW.0301", "decrypt token fail");
    refusedBy(
      await callHuawei(demo, {}, { accessKeyId, secret, securityToken: "other" }),
      401,
      "APIGW.0301",
      "decrypt token fail",
    );
  });

  const refusals: readonly (readonly [
    what: string,
    manner: (cloud: DemoCloud) => HuaweiManner,
    status: number,
    code: string,
    text: string,
  ])[] = [
    ["a wrong secret", () => ({ secret: "wrong" }), 401, "APIGW.0301", "verify aksk signature fail"],
    ["an unknown key", () => ({ accessKeyId: "NOBODY" }), 401, "APIGW.0301", "Get secretKey failed,ak:NOBODY,err:ak not exist"],
    ["a clock 20 minutes behind", () => ({ time: Date.now() - 20 * minute }), 401, "APIGW.0301", "signature expired"],
    ["a clock 20 minutes ahead", () => ({ time: Date.now() + 20 * minute }), 401, "APIGW.0301", "signature expired"],
    ["an unsigned date", () => ({ unsigned: ["x-sdk-date"] }), 401, "APIGW.0301", "verify aksk signature fail"],
    ["an unsigned host", () => ({ unsigned: ["host"] }), 401, "APIGW.0301", "verify aksk signature fail"],
    [
      "a header changed on its way",
      () => ({ afterwards: { "x-project-id": "other" } }),
      401,
      "APIGW.0301",
      "verify aksk signature fail",
    ],
    [
      "a strange Authorization",
      () => ({ afterwards: { authorization: "Bearer x" } }),
      401,
      "APIGW.0301",
      "verify aksk signature fail",
    ],
    ["another project in the header", () => ({ projectId: "0".repeat(32) }), 400, "MSS.00010009", "tenant"],
    ["no project in the header", () => ({ projectId: null }), 400, "MSS.00010009", "tenant"],
  ];
  for (const [what, manner, status, code, text] of refusals) {
    it(`refuses ${what}`, async () => refusedBy(await callHuawei(demo, {}, manner(demo)), status, code, text));
  }

  it("refuses a project of another region, in path and header alike", async () => {
    const projectId = demo.huawei.otherProject.id;
    refusedBy(await callHuawei(demo, { path: huaweiPath(demo, "", projectId) }, { projectId }), 400, "MSS.00010009", "tenant");
  });

  it("allows for 14 minutes of skew, by its own clock", async () => {
    assert.equal((await callHuawei(demo, {}, { time: Date.now() - 14 * minute })).status, 200);
    demo.control.setClockOffset(20 * minute);
    const reply = await callHuawei(demo, {});
    refusedBy(reply, 401, "APIGW.0301", "signature expired");
    assert.ok(Math.abs(Date.parse(reply.headers.date!) - Date.now() - 20 * minute) < minute);
  });

  it("locks a key after five failures in a row, for five minutes, for good signatures too", async () => {
    for (let count = 0; count < 5; count++) await callHuawei(demo, {}, { secret: "wrong" });
    refusedBy(await callHuawei(demo, {}), 401, "APIGW.0301", "AK access failed to reach the limit");
    const { temporaryAccessKeyId: accessKeyId, temporarySecretAccessKey: secret, securityToken } = demo.huawei;
    assert.equal((await callHuawei(demo, {}, { accessKeyId, secret, securityToken })).status, 200, "other keys are not locked");
    demo.control.setClockOffset(5 * minute + 1_000);
    assert.equal((await callHuawei(demo, {}, { time: Date.now() + 5 * minute })).status, 200);
  });

  it("forgets failures when a signature is right", async () => {
    for (let round = 0; round < 3; round++) {
      for (let count = 0; count < 4; count++) await callHuawei(demo, {}, { secret: "wrong" });
      assert.equal((await callHuawei(demo, {})).status, 200);
    }
  });

  it("tells a missing, an unknown and an expired token apart", async () => {
    const withToken = (token?: string) =>
      send(demo.origin, { path: huaweiPath(demo), headers: token ? { "x-auth-token": token } : {} });
    assert.equal((await withToken(demo.huawei.token)).status, 200);
    refusedBy(await withToken(), 401, "APIGW.0301", "x-auth-token not found");
    refusedBy(await withToken("other"), 401, "APIGW.0301", "decrypt token fail");
    demo.control.expireTokens();
    refusedBy(await withToken(demo.huawei.token), 401, "APIGW.0301", "token expires");
  });

  it("names every answer in X-Request-Id, and the gateway's in the body too", async () => {
    const [good, bad] = [await callHuawei(demo, {}), await callHuawei(demo, {}, { secret: "wrong" })];
    assert.match(good.headers["x-request-id"]!, /^[0-9a-f]{32}$/);
    assert.equal(bad.json.request_id, bad.headers["x-request-id"]);
    assert.notEqual(good.headers["x-request-id"], bad.headers["x-request-id"]);
  });

  it("knows no other paths and methods", async () => {
    for (const call of [{ path: "/v1/x/other" }, { method: "PUT" }, { path: huaweiPath(demo, "/a/b/c") }]) {
      refusedBy(await callHuawei(demo, call), 404, "APIGW.0101", "does not exist");
    }
  });

  it("refuses an X-App-UserId beyond visible ASCII", async () => {
    assert.equal((await callHuawei(demo, { headers: { "x-app-userid": "user-1" } })).status, 200);
    const chinese = Buffer.from("用户").toString("latin1");
    refusedBy(
      await callHuawei(demo, { headers: { "x-app-userid": chinese } }, { unsigned: ["x-app-userid"] }),
      400,
      "MSS.00000003",
      "X-App-UserId",
    );
  });

  it("echoes the canonical request where told so", async () => {
    demo.control.faults.add({ act: { kind: "echo" } });
    const reply = await callHuawei(demo, { headers: { "x-app-userid": "seen" } });
    refusedBy(reply, 401, "APIGW.0301", `GET|${huaweiPath(demo)}/||host:`);
    assert.ok(reply.json.error_msg.includes("x-app-userid:seen|"));
  });

  it("throttles by the documented limits where told so", async () => {
    const strict = await startDemo({ throttled: true, moving: false, now: () => Date.now(), jobs: { huawei: 1, alibaba: 0 } });
    try {
      const replies = await Promise.all(Array.from({ length: 60 }, () => callHuawei(strict, {})));
      const throttled = replies.find((reply) => reply.status === 429);
      assert.equal(throttled?.json.error_code, "APIGW.0308");
      assert.equal(throttled?.headers["retry-after"], "1");
    } finally {
      await strict.close();
    }
  });
});
