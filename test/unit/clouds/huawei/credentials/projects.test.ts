// Finding the projects of a region by key, by password and by token.
import assert from "node:assert/strict";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import type { Connection, Credentials } from "../../../../../src/core/connection.js";
import type { HttpAnswer, HttpRequest } from "../../../../../src/core/ports/ports.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";
import { tokenBody } from "../../../../fixtures/meetings.js";

const signal = new AbortController().signal;
const aksk = { kind: "aksk", values: { accessKeyId: "AK", secretAccessKey: "SK", securityToken: "ST" } };
const own = { id: "p1", name: "cn-north-4" };
const listed = answerWith({
  projects: [
    { id: "p4", name: "cn-north-4_b", enabled: true, is_domain: false },
    { id: "p3", name: "cn-north-4_a" },
    { id: "p9", name: "cn-north-4_off", enabled: false },
    { id: "p8", name: "cn-north-40" },
    { id: "../p7", name: "cn-north-4_x" },
    { id: "p2", name: "cn-east-3" },
    { ...own, enabled: true },
    7,
  ],
});

function find(answer: (request: HttpRequest) => HttpAnswer, credentials: Credentials = aksk, changes: Partial<Connection> = {}) {
  const http = new FakeHttp(answer);
  const connection = fakeConnection(huawei, { values: {}, ...changes });
  return { http, found: huawei.projects!.find(connection, credentials, fakeMachine(http), signal) };
}

const isByName = ({ url }: HttpRequest) => url.endsWith("/v3/projects?name=cn-north-4");

describe("huawei projects", () => {
  it("are the region's own first, then its sub-projects", async () => {
    const { http, found } = find(() => listed);
    assert.deepEqual(await found, [own, { id: "p3", name: "cn-north-4_a" }, { id: "p4", name: "cn-north-4_b" }]);
    const { url, headers } = http.only;
    assert.equal(url, "https://iam.cn-north-4.myhuaweicloud.com/v3/projects");
    assert.match(headers.Authorization!, /SignedHeaders=host;x-sdk-date;x-security-token,/);
    assert.equal(headers["X-Project-Id"], undefined);
  });

  it("are asked for by name where the key may not list them all, or the list lacks the region's own", async () => {
    for (const all of [answerWith({}, 403), answerWith({}, 400), answerWith({ projects: [] })]) {
      const { http, found } = find((request) => (isByName(request) ? answerWith({ projects: [own] }) : all));
      assert.deepEqual(await found, [own]);
      assert.equal(http.sent.length, 2);
    }
  });

  it("are not asked for twice with a key that was refused", async () => {
    const refused = answerWith({ error_code: "APIGW.0301", error_msg: "verify aksk signature fail" }, 401);
    const { http, found } = find(() => refused);
    await assert.rejects(found, { kind: "auth", reason: "wrongSecret" });
    assert.equal(http.sent.length, 1);
  });

  it("are out of reach of a key without the right, and say so", async () => {
    await assert.rejects(find(() => answerWith({}, 403)).found, { kind: "forbidden", reason: "missingRight" });
  });

  it("are all of the account's where an endpoint of one's own hides the region", async () => {
    const changes = {
      region: "gateway.example",
      endpoint: "https://gateway.example",
      values: { iamEndpoint: "https://iam.example" },
    };
    const { http, found } = find(() => listed, aksk, changes);
    assert.equal((await found).length, 5);
    assert.equal(http.only.url, "https://iam.example/v3/projects");
  });

  it("cannot be found where IAM is not known", async () => {
    const { http, found } = find(() => listed, aksk, { endpoint: "https://gateway.example" });
    await assert.rejects(found, { kind: "refused", code: "Connection.IamEndpointMissing" });
    assert.equal(http.sent.length, 0);
  });

  it("are found by password, in the region's scope whatever was typed before", async () => {
    const password = { kind: "password", values: { domain: "d", user: "u", password: "secret" } };
    const { http, found } = find(
      ({ method }) => (method === "POST" ? answerWith(tokenBody, 201, { "x-subject-token": "MIIgiven" }) : listed),
      password,
      { values: { projectId: "gone" } },
    );
    assert.equal((await found).length, 3);
    assert.match(new TextDecoder().decode(http.sent[0]!.body), /"project":\{"name":"cn-north-4"\}/);
    assert.equal(http.sent[1]!.headers["X-Auth-Token"], "MIIgiven");
  });

  it("are found by password in the account's scope where the region is not known, so that a wrong one is reported at once", async () => {
    const password = { kind: "password", values: { domain: "d", user: "u", password: "secret" } };
    const changes = {
      region: "gateway.example",
      endpoint: "https://gateway.example",
      values: { iamEndpoint: "https://iam.example" },
    };
    const { http, found } = find(
      ({ method }) => (method === "POST" ? answerWith(tokenBody, 201, { "x-subject-token": "MIIgiven" }) : listed),
      password,
      changes,
    );
    assert.equal((await found).length, 5);
    assert.match(new TextDecoder().decode(http.sent[0]!.body), /"scope":\{"domain":\{"name":"d"\}\}/);
    const refused = find(() => answerWith({ error: { code: 401, message: "wrong" } }, 401), password, changes);
    await assert.rejects(refused.found, { kind: "auth", reason: "wrongSecret" });
    assert.equal(refused.http.sent.length, 1);
  });

  it("of a token are the one it was made for", async () => {
    const { http, found } = find(() => answerWith(tokenBody), { kind: "token", values: { token: "MIIpasted" } });
    assert.deepEqual(await found, [{ id: "fake0project", name: "fake0project" }]);
    assert.equal(http.sent.length, 1);
  });
});
