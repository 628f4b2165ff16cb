// Passwords that become tokens, and pasted tokens that tell how long they last.
import assert from "node:assert/strict";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import type { Exchanged } from "../../../../../src/core/cloud/credentialKind.js";
import type { Connection } from "../../../../../src/core/connection.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { HttpAnswer } from "../../../../../src/core/ports/ports.js";
import { errorContextOf } from "../../../../../src/text/errors/errorContext.js";
import { explain } from "../../../../../src/text/errors/errorText.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine, noon } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp, textOf } from "../../../../fakes/network/http.js";
import { tokenBody } from "../../../../fixtures/meetings.js";

const signal = new AbortController().signal;
const given = answerWith(tokenBody, 201, { "x-subject-token": "MIIgiven" });
const kindOf = (id: string) => huawei.credentialKinds.find((kind) => kind.id === id)!;

function via(id: string, values: Readonly<Record<string, string>>) {
  return (changes: Partial<Connection>, answer: HttpAnswer | VoiceError) => {
    const http = new FakeHttp(() => {
      if (answer instanceof VoiceError) throw answer;
      return answer;
    });
    const connection = fakeConnection(huawei, { values: {}, ...changes });
    const exchanged: Promise<Exchanged> = kindOf(id).exchange!(connection, { kind: id, values }, fakeMachine(http), signal);
    return { http, exchanged };
  };
}
const logIn = via("password", { domain: "公司", user: "user", password: 'p"w%1' });
const check = via("token", { token: "MIIpasted" });

const iamRefusal = (status: number, message: string) => answerWith({ error: { code: status, message, title: "x" } }, status);

describe("huawei passwords", () => {
  it("become a token of the region's project", async () => {
    const { http, exchanged } = logIn({}, given);
    assert.deepEqual(await exchanged, {
      credentials: { kind: "token", values: { token: "MIIgiven" } },
      expiresAt: noon + 24 * 3_600_000,
      values: { projectId: "fake0project" },
    });
    const { url, method, headers } = http.only;
    assert.deepEqual([method, url], ["POST", "https://iam.cn-north-4.myhuaweicloud.com/v3/auth/tokens?nocatalog=true"]);
    assert.deepEqual(headers, { Accept: "application/json", "Content-Type": "application/json;charset=utf8" });
    const user = { domain: { name: "公司" }, name: "user", password: 'p"w%1' };
    const identity = { methods: ["password"], password: { user } };
    assert.deepEqual(JSON.parse(textOf(http.only)), { auth: { identity, scope: { project: { name: "cn-north-4" } } } });
  });

  it("last as long as the cloud's own times say, whatever this computer's clock says", async () => {
    const hours = 3_600_000;
    const iso = (at: number) => new Date(at).toISOString();
    for (const off of [-48 * hours, 0, 23.9 * hours, 25 * hours, 9_000 * hours]) {
      const cloudNow = noon - off;
      const times = { issued_at: iso(cloudNow), expires_at: iso(cloudNow + 24 * hours) };
      const date = new Date(cloudNow).toUTCString();
      const answer = (token: object, headers: Readonly<Record<string, string>> = {}) =>
        answerWith({ token }, 201, { "x-subject-token": "MIIgiven", ...headers });
      const { issued_at: _, ...onlyEnd } = times;
      for (const [each, aheadMs] of [
        [answer(times), undefined],
        [answer(times, { date }), off],
        [answer(onlyEnd, { date }), off],
        [answer({ ...times, issued_at: "soon" }, { date }), off],
      ] as const) {
        const exchanged = await logIn({}, each).exchanged;
        assert.deepEqual([exchanged.expiresAt, exchanged.aheadMs], [noon + 24 * hours, aheadMs]);
      }
    }
  });

  it("are taken for good for the documented time where the cloud's times make no sense", async () => {
    for (const expires_at of ["2001-01-01T00:00:00Z", "never", 0]) {
      const token = { issued_at: "2024-06-05T01:02:03.000000Z", expires_at };
      const answer = answerWith({ token }, 201, { "x-subject-token": "MIIgiven" });
      assert.equal((await logIn({}, answer).exchanged).expiresAt, noon + 24 * 3_600_000);
    }
  });

  const places: readonly (readonly [string, Partial<Connection>, host: string, scope: unknown])[] = [
    ["a typed project", { values: { projectId: "p1" } }, "iam.cn-north-4.myhuaweicloud.com", { id: "p1" }],
    [
      "a region known by the vendor's own host",
      { region: "x", endpoint: "https://metastudio.ap-southeast-1.myhuaweicloud.com" },
      "iam.ap-southeast-1.myhuaweicloud.com",
      { name: "ap-southeast-1" },
    ],
    [
      "an endpoint and an IAM of one's own",
      { endpoint: "https://gateway.example", values: { iamEndpoint: "https://iam.example:8443" } },
      "iam.example:8443",
      { name: "cn-north-4" },
    ],
  ];
  for (const [what, changes, host, scope] of places) {
    it(`go to the right place with ${what}`, async () => {
      const { http, exchanged } = logIn(changes, given);
      await exchanged;
      assert.equal(new URL(http.only.url).host, host);
      assert.deepEqual(JSON.parse(textOf(http.only)).auth.scope.project, scope);
    });
  }

  const homeless: readonly (readonly [string, Partial<Connection>, object])[] = [
    [
      "an endpoint that hides where IAM is",
      { endpoint: "https://gateway.example" },
      { kind: "refused", code: "Connection.IamEndpointMissing" },
    ],
    [
      "an endpoint that hides the region",
      { region: "gateway.example", endpoint: "https://gateway.example", values: { iamEndpoint: "https://iam.example" } },
      { kind: "forbidden", reason: "wrongProject", code: "Connection.ProjectMissing" },
    ],
    ["an unknown region", { region: "nowhere", values: { projectId: "p1" } }, { kind: "refused" }],
    ["an IAM without TLS", { values: { iamEndpoint: "http://iam.example" } }, { kind: "refused" }],
    [
      "a host that only looks like the vendor's",
      { region: "x", endpoint: "https://metastudio.cn-north-4.myhuaweicloud.com.example", values: { projectId: "p1" } },
      { kind: "refused", code: "Connection.IamEndpointMissing" },
    ],
  ];
  for (const [what, changes, error] of homeless) {
    it(`go nowhere with ${what}`, async () => {
      const { http, exchanged } = logIn(changes, given);
      await assert.rejects(exchanged, { ...error, wasSent: false });
      assert.equal(http.sent.length, 0);
    });
  }

  it("that are refused may be right: of a user with sign-in protection, say", async () => {
    const error = (await logIn({}, iamRefusal(401, "The username or password is wrong.")).exchanged.catch(
      (e: unknown) => e,
    )) as VoiceError;
    const sentenceOf = (credentialKind: string, refused = error) =>
      explain(refused, errorContextOf(fakeConnection(huawei, { credentialKind }), huawei, "en")).sentence;
    assert.match(sentenceOf("password"), /sign-in protection \(MFA\).*access key/i);
    assert.doesNotMatch(sentenceOf("aksk"), /MFA/);
    assert.doesNotMatch(sentenceOf("password", new VoiceError("auth", "", { reason: "locked" })), /MFA/);
  });

  it("whose token is too long for the network name the token, not the endpoint", async () => {
    const overflow = new VoiceError("protocol", "", { reason: "responseHeadersTooLarge", wasSent: true });
    const { exchanged } = logIn({}, overflow);
    const error = (await exchanged.catch((thrown: unknown) => thrown)) as VoiceError;
    assert.deepEqual([error.kind, error.code], ["protocol", "Token.TooLong"]);
    const { sentence, nextAct } = explain(error, errorContextOf(fakeConnection(huawei), huawei, "en"));
    assert.match(sentence, /token .*too long.*Use an access key instead/);
    assert.equal(nextAct.kind, "editCredentials");
  });

  const spellings = [
    "https://metastudio.cn-north-4.myhuaweicloud.com:443",
    "https://METASTUDIO.CN-NORTH-4.myhuaweicloud.com",
    "https://metastudio.cn-north-4.myhuaweicloud.com.",
  ];
  for (const endpoint of spellings) {
    it(`find IAM and the region at ${endpoint}`, async () => {
      const { http, exchanged } = logIn({ region: "x", endpoint }, given);
      await exchanged;
      assert.equal(new URL(http.only.url).host, "iam.cn-north-4.myhuaweicloud.com");
      assert.deepEqual(JSON.parse(textOf(http.only)).auth.scope.project, { name: "cn-north-4" });
    });
  }

  const refusals: readonly (readonly [HttpAnswer, kind: string, reason?: string, retryAfterMs?: number])[] = [
    [iamRefusal(401, "The username or password is wrong."), "auth", "wrongSecret"],
    [iamRefusal(401, "The account is locked."), "auth", "locked", 900_000],
    [iamRefusal(404, "Could not find project"), "forbidden", "wrongProject"],
    [iamRefusal(400, "The request body is invalid"), "refused"],
    [iamRefusal(403, "no"), "forbidden"],
    [answerWith({}, 503), "unavailable"],
    [answerWith("<html>", 200), "protocol", "html"],
    [answerWith(tokenBody, 201), "protocol", "unexpectedShape"],
    [answerWith({}, 201, { "x-subject-token": "MIIgiven" }), "protocol", "unexpectedShape"],
  ];
  for (const [answer, kind, reason, retryAfterMs] of refusals) {
    it(`are refused with ${answer.status}: ${kind}${reason ? `/${reason}` : ""}`, async () => {
      const { http, exchanged } = logIn({}, answer);
      const error = (await exchanged.catch((thrown: unknown) => thrown)) as VoiceError;
      assert.deepEqual([error.kind, error.reason, error.retryAfterMs], [kind, reason, retryAfterMs]);
      assert.equal(error.host, "iam.cn-north-4.myhuaweicloud.com");
      assert.equal(http.sent.length, 1);
    });
  }

  it("give a token for the documented day where the answer does not say", async () => {
    const { exchanged } = logIn({}, answerWith({ token: {} }, 201, { "x-subject-token": "MIIgiven" }));
    const { expiresAt, values } = await exchanged;
    assert.deepEqual([expiresAt, values], [noon + 24 * 3_600_000, {}]);
  });

  it("are hidden however they are echoed", async () => {
    const { exchanged } = logIn({}, iamRefusal(401, `{"password":"p\\"w%1"} p%22w%251 p"w%1`));
    const error = (await exchanged.catch((thrown: unknown) => thrown)) as VoiceError;
    assert.equal(error.cloudMessage, '{"password":"•••"} ••• •••');
  });
});

describe("huawei tokens", () => {
  it("tell when they expire and whose project they open", async () => {
    const { http, exchanged } = check({}, answerWith(tokenBody));
    assert.deepEqual(await exchanged, {
      credentials: { kind: "token", values: { token: "MIIpasted" } },
      expiresAt: Date.parse("2024-06-06T01:02:03.456Z"),
      values: { projectId: "fake0project" },
    });
    const { method, url, headers } = http.only;
    assert.deepEqual([method, url], ["GET", "https://iam.cn-north-4.myhuaweicloud.com/v3/auth/tokens?nocatalog=true"]);
    assert.deepEqual([headers["X-Auth-Token"], headers["X-Subject-Token"]], ["MIIpasted", "MIIpasted"]);
  });

  it("are used all the same where IAM cannot tell", async () => {
    const asIs = { credentials: { kind: "token", values: { token: "MIIpasted" } } };
    const { http, exchanged } = check({ endpoint: "https://gateway.example" }, answerWith(tokenBody));
    assert.deepEqual([await exchanged, http.sent.length], [asIs, 0]);
    const troubles = [
      new VoiceError("network", "reset", { reason: "reset" }),
      answerWith({}, 503),
      answerWith("<html>"),
      answerWith({}, 403),
    ];
    for (const trouble of troubles) assert.deepEqual(await check({}, trouble).exchanged, asIs);
  });

  it("are refused when IAM calls them expired or does not know them, and when the person cancels", async () => {
    for (const answer of [iamRefusal(401, "The token must be updated"), iamRefusal(401, "x"), iamRefusal(404, "x")]) {
      await assert.rejects(check({}, answer).exchanged, { kind: "auth", reason: "expired" });
    }
    await assert.rejects(check({}, new VoiceError("cancelled", "Cancelled")).exchanged, { kind: "cancelled" });
  });
});
