// Huawei's IAM in the local cloud: tokens for passwords, project ids for regions.
import assert from "node:assert/strict";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import { callHuawei, huaweiPath, type Reply, send } from "../caller.js";

describe("IAM", () => {
  let demo: DemoCloud;
  let clock = Date.now();
  before(async () => {
    demo = await startDemo({ moving: false, jobs: { huawei: 5, alibaba: 0 }, now: () => clock });
  });
  after(() => demo.close());

  const identity = (password: string = demo.huawei.password, name: string = demo.huawei.user) => ({
    methods: ["password"],
    password: { user: { domain: { name: demo.huawei.domain }, name, password } },
  });
  const ask = (auth: unknown, contentType = "application/json;charset=utf8"): Promise<Reply> =>
    send(demo.origin, {
      method: "POST",
      path: "/v3/auth/tokens",
      query: { nocatalog: "true" },
      headers: { "content-type": contentType },
      body: typeof auth === "string" ? auth : JSON.stringify({ auth }),
    });
  const listWith = (token: string, projectId?: string): Promise<Reply> =>
    send(demo.origin, { path: huaweiPath(demo, "", projectId), headers: { "x-auth-token": token } });

  it("gives a token for a day, scoped to the project of a region or an id", async () => {
    for (const project of [{ name: demo.huawei.region }, { id: demo.huawei.projectId }]) {
      const reply = await ask({ identity: identity(), scope: { project } });
      assert.equal(reply.status, 201, reply.text);
      assert.equal(reply.json.token.project.id, demo.huawei.projectId);
      assert.match(reply.json.token.expires_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      assert.equal(Date.parse(reply.json.token.expires_at) - clock, 24 * 3_600_000);
      const token = reply.headers["x-subject-token"]!;
      assert.ok(token.length > 1_000);
      assert.match(reply.headers["x-request-id"]!, /^[0-9a-f]{32}$/);
      assert.equal((await listWith(token)).status, 200);
    }
  });

  it("lets tokens expire", async () => {
    const { headers } = await ask({ identity: identity(), scope: { project: { name: demo.huawei.region } } });
    clock += 24 * 3_600_000;
    const reply = await listWith(headers["x-subject-token"]!);
    assert.deepEqual([reply.status, reply.json.error_code], [401, "APIGW.0301"]);
    assert.ok(reply.json.error_msg.endsWith("token expires"));
  });

  it("gives tokens of other projects, which open no door here", async () => {
    for (const scope of [{ project: { name: demo.huawei.otherProject.region } }, undefined]) {
      const { headers } = await ask({ identity: identity(), scope });
      const reply = await listWith(headers["x-subject-token"]!);
      assert.deepEqual([reply.status, reply.json.error_code], [400, "MSS.00010009"]);
    }
  });

  it("refuses in its own envelope", async () => {
    const scope = { project: { name: demo.huawei.region } };
    const cases: readonly (readonly [unknown, number, string])[] = [
      [{ identity: identity("wrong"), scope }, 401, "Unauthorized"],
      [{ identity: identity(undefined, "nobody"), scope }, 401, "Unauthorized"],
      [{ identity: identity(), scope: { project: { name: "mars-1" } } }, 404, "Not Found"],
      [{ identity: { methods: [] } }, 400, "Bad Request"],
      ["{", 400, "Bad Request"],
    ];
    for (const [auth, status, title] of cases) {
      const { json, ...reply } = await ask(auth);
      assert.deepEqual([reply.status, json.error.code, json.error.title], [status, status, title]);
      assert.equal(typeof json.error.message, "string");
    }
    assert.equal((await ask({}, "text/plain")).status, 415);
  });

  it("tells the project of a region to who signs without naming a project", async () => {
    const ofRegion = (name: string) =>
      callHuawei(demo, { path: "/v3/projects", query: { name } }, { projectId: null, time: clock });
    const { json } = await ofRegion(demo.huawei.region);
    assert.deepEqual(
      [json.projects.length, json.projects[0].id, json.projects[0].name],
      [1, demo.huawei.projectId, demo.huawei.region],
    );
    assert.deepEqual((await ofRegion("mars-1")).json.projects, []);
    const { subProject } = demo.huawei;
    assert.equal((await ofRegion(subProject.name)).json.projects[0].parent_id, demo.huawei.projectId);
    assert.equal((await send(demo.origin, { path: "/v3/projects" })).json.error_code, "APIGW.0301");
  });

  it("verifies a token for everyone who has it, until it expires", async () => {
    const given = await ask({ identity: identity(), scope: { project: { id: demo.huawei.subProject.id } } });
    const token = given.headers["x-subject-token"]!;
    const verify = (subject: string) =>
      send(demo.origin, {
        path: "/v3/auth/tokens",
        query: { nocatalog: "true" },
        headers: { "x-auth-token": token, "x-subject-token": subject },
      });
    const told = await verify(token);
    assert.deepEqual([told.status, told.json], [200, given.json]);
    assert.equal(told.json.token.project.name, demo.huawei.subProject.name);
    assert.equal((await verify("other")).status, 404);
    clock += 24 * 3_600_000;
    assert.equal((await verify(token)).json.error_code, "APIGW.0301");
  });
});
