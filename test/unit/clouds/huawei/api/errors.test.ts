// Huawei's refusals: every code and text that the vendor documents, and the error that it becomes.
import assert from "node:assert/strict";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import { fakeConnection, fakeCredentials } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";

const signal = new AbortController().signal;

async function refusal(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<VoiceError> {
  const http = new FakeHttp(() => answerWith(body, status, headers));
  const api = await huawei.open(fakeConnection(huawei), fakeCredentials(huawei.credentialKinds[0]!), fakeMachine(http));
  const thrown: unknown = await api.get("abc", signal).catch((error: unknown) => error);
  assert.ok(thrown instanceof VoiceError);
  return thrown;
}

const iam = "Incorrect IAM authentication information: ";
const table: readonly (readonly [status: number, code: string, message: string, kind: string, reason?: string])[] = [
  [401, "MSS.00000001", "unauthorized", "auth"],
  [400, "MSS.00000002", "invalid body", "refused"],
  [404, "MSS.00000002", "Not Found", "notFound"],
  [400, "MSS.00000003", "invalid parameter", "refused"],
  [500, "MSS.00000004", "internal error", "unavailable"],
  [400, "MSS.00010003", "no such API", "refused"],
  [400, "MSS.00010004", "method not allowed", "refused"],
  [400, "MSS.00010008", "invalid token", "auth", "wrongSecret"],
  [400, "MSS.00010009", "tenant differs", "forbidden", "wrongProject"],
  [500, "MSS.00021014", "IAM call failed", "auth"],
  [500, "MSS.00021016", "token verification failed", "auth", "wrongSecret"],
  [400, "MSS.10000002", "no JSON", "refused"],
  [404, "APIGW.0101", "The API does not exist", "refused"],
  [400, "APIG.0201", "malformed", "refused"],
  [413, "APIG.0201", "too large", "refused"],
  [502, "APIG.0201", "backend unavailable", "unavailable"],
  [504, "APIG.0201", "backend timeout", "unavailable"],
  [401, "APIGW.0301", `${iam}verify aksk signature fail`, "auth", "wrongSecret"],
  [401, "APIG.0301", `${iam}verify aksk signature fail, canonicalRequest:GET|/v1|`, "auth", "wrongSecret"],
  [401, "APIGW.0301", `${iam}decrypt token fail`, "auth", "wrongSecret"],
  [401, "APIGW.0301", `${iam}token expires`, "auth", "expired"],
  [401, "APIGW.0301", `${iam}x-auth-token not found`, "auth", "missingCredentials"],
  [401, "APIGW.0301", `${iam}AK access failed to reach the limit,forbidden.`, "auth", "locked"],
  [401, "APIGW.0301", `${iam}Get secretKey failed,ak:A,err:ak not exist`, "auth", "unknownKey"],
  [401, "APIGW.0301", `${iam}ak LTAI0000000000000000 not exist`, "auth", "unknownKey"],
  [401, "APIG.0301", `${iam}AK AKTEST Not Exist`, "auth", "unknownKey"],
  [401, "APIGW.0301", `${iam}ak does not exist`, "auth", "unknownKey"],
  [401, "APIGW.0301", `${iam}the access key AKTEST is inactive.`, "auth", "unknownKey"],
  [401, "APIGW.0301", `${iam}token expired`, "auth", "expired"],
  [401, "APIGW.0301", `${iam}token expires, expires_at: 2026-11-28T00:00:00Z`, "auth", "expired"],
  [401, "X", "The token has expired.", "auth", "expired"],
  [401, "APIGW.0301", `${iam}verify signature fail`, "auth", "wrongSecret"],
  [401, "APIGW.0301", `${iam}calc ak sk signature fail:signature expired`, "clock"],
  [401, "APIGW.0301", `${iam}verify aksk signature fail, canonicalRequest:GET|ak/not found|`, "auth", "wrongSecret"],
  [401, "APIGW.0301", `${iam}make not existing speak`, "auth"],
  [431, "APIG.0201", "headers too large", "refused", "requestHeadersTooLarge"],
  [494, "APIG.0201", "headers too large", "refused", "requestHeadersTooLarge"],
  [401, "APIGW.0301", `${iam}signature expired`, "clock"],
  [401, "APIGW.0301", `${iam}something new`, "auth"],
  [429, "APIGW.0308", "throttled", "throttled"],
  [403, "APIGW.0308", "throttled", "throttled"],
  [403, "APIGW.0402", "source IP", "forbidden", "sourceAddress"],
  [405, "APIGW.0501", "quota used up", "quota"],
  [405, "APIG.0502", "frozen", "quota"],
  [401, "APIG.1002", "bad token", "auth", "wrongSecret"],
  [400, "MSS.00010008", "The token must be updated", "auth", "expired"],
  [403, "APIG.1005", "no permission", "forbidden", "missingRight"],
  [401, "X", "The token must be updated", "auth", "expired"],
  [409, "MSS.99999999", "something new", "refused"],
];

describe("huawei refusals", () => {
  for (const [status, code, message, kind, reason] of table) {
    it(`${status} ${code} "${message}" is ${kind}${reason ? `/${reason}` : ""}`, async () => {
      const error = await refusal(status, { error_code: code, error_msg: message }, { "x-request-id": "r-1" });
      assert.deepEqual([error.kind, error.reason], [kind, reason]);
      assert.deepEqual([error.status, error.code, error.cloudMessage, error.requestId], [status, code, message, "r-1"]);
    });
  }

  it("are read in the gateway's envelope, which names the request", async () => {
    const error = await refusal(404, { error_code: "APIGW.0101", error_msg: "none", request_id: "body-1" });
    assert.equal(error.requestId, "body-1");
  });

  it("are read in IAM's envelope and in the SDK's variants", async () => {
    const nested = await refusal(401, { error: { code: 401, message: "The token must be updated", title: "Unauthorized" } });
    assert.deepEqual(
      [nested.kind, nested.reason, nested.code, nested.cloudMessage],
      ["auth", "expired", "401", "The token must be updated"],
    );
    const flat = await refusal(400, { code: "MSS.00010009", message: "differs" });
    assert.deepEqual([flat.reason, flat.code], ["wrongProject", "MSS.00010009"]);
    const wrapped = await refusal(400, { badRequest: { error_code: "MSS.00000003", error_msg: "bad" } });
    assert.deepEqual([wrapped.kind, wrapped.code], ["refused", "MSS.00000003"]);
  });

  it("lock a key for the documented five minutes", async () => {
    const error = await refusal(401, { error_code: "APIGW.0301", error_msg: "AK access failed to reach the limit" });
    assert.equal(error.retryAfterMs, 300_000);
  });

  it("can come with status 200", async () => {
    const error = await refusal(200, { error_code: "MSS.00000003", error_msg: "invalid parameter" });
    assert.deepEqual([error.kind, error.status, error.code], ["refused", 200, "MSS.00000003"]);
  });

  it("do not go into the message of the error, which is logged", async () => {
    const error = await refusal(400, { error_code: "MSS.1\nfake line", error_msg: "phone 13800000000" });
    assert.equal(error.message, "huawei ShowVoiceTrainingJob: HTTP 400 MSS.1 fake line");
  });
});
