// Alibaba's refusals: every code that the vendor documents, and the error that it becomes.
import assert from "node:assert/strict";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import { fateOf, VoiceError } from "../../../../../src/core/errors.js";
import { fakeConnection, fakeCredentials } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";

const signal = new AbortController().signal;

async function refusal(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<VoiceError> {
  const http = new FakeHttp(() => answerWith(body, status, headers));
  const api = await alibaba.open(fakeConnection(alibaba), fakeCredentials(alibaba.credentialKinds[0]!), fakeMachine(http));
  const thrown: unknown = await api.get("abc", signal).catch((error: unknown) => error);
  assert.ok(thrown instanceof VoiceError);
  return thrown;
}

const table: readonly (readonly [status: number, code: string, kind: string, reason?: string])[] = [
  [404, "InvalidAccessKeyId.NotFound", "auth", "unknownKey"],
  [400, "InvalidAccessKeyId.NotFound", "auth", "unknownKey"],
  [403, "InvalidAccessKeyId.Inactive", "auth", "unknownKey"],
  [403, "SignatureDoesNotMatch", "auth", "wrongSecret"],
  [400, "SignatureDoesNotMatch", "auth", "wrongSecret"],
  [400, "IncompleteSignature", "auth"],
  [400, "SignatureNonceUsed", "refused", "duplicate"],
  [400, "InvalidTimeStamp.Expired", "clock"],
  [400, "IllegalTimestamp", "clock"],
  [400, "InvalidSecurityToken.Expired", "auth", "expired"],
  [403, "InvalidSecurityToken.Malformed", "auth", "wrongSecret"],
  [403, "Forbidden", "forbidden", "missingRight"],
  [403, "Forbidden.RAM", "forbidden", "missingRight"],
  [400, "Forbidden.RAM", "forbidden", "missingRight"],
  [403, "NoPermission", "forbidden", "missingRight"],
  [403, "Forbidden.RiskControl", "forbidden"],
  [403, "Forbidden.UserVerification", "forbidden"],
  [400, "Throttling", "throttled"],
  [429, "Throttling.User", "throttled"],
  [503, "Throttling.Api", "throttled"],
  [400, "MissingParameter", "refused"],
  [400, "InvalidParameter.JobId", "refused"],
  [404, "InvalidAction.NotFound", "refused"],
  [400, "NoSuchVersion", "refused"],
  [403, "UnsupportedHTTPMethod", "refused"],
  [500, "InternalError", "unavailable"],
  [503, "ServiceUnavailable", "unavailable"],
  [400, "QuotaExceeded.Job", "quota"],
  [400, "CustomizedVoiceJobNotFound", "notFound"],
  [404, "Something", "notFound"],
  [418, "Something", "refused"],
];

describe("alibaba refusals", () => {
  for (const [status, code, kind, reason] of table) {
    it(`${status} ${code} is ${kind}${reason ? `/${reason}` : ""}`, async () => {
      const error = await refusal(status, { RequestId: "r-1", HostId: "ice", Code: code, Message: "words" });
      assert.deepEqual([error.kind, error.reason], [kind, reason]);
      assert.deepEqual([error.status, error.code, error.cloudMessage, error.requestId], [status, code, "words", "r-1"]);
    });
  }

  it("name an unknown key by their words where the code leaves it open", async () => {
    const of = async (status: number, Code: string, Message: string) => (await refusal(status, { Code, Message })).reason;
    assert.equal(await of(403, "InvalidAccessKeyId", "The Access Key ID provided does not exist in our records."), "unknownKey");
    assert.equal(await of(401, "Unauthorized", "Specified access key is disabled."), "unknownKey");
    assert.equal(await of(400, "IncompleteSignature", "words"), undefined);
    assert.equal(await of(403, "SecurityTokenExpired", "words"), "expired");
    assert.equal(await of(404, "InvalidAccessKeyId.notFound", "words"), "unknownKey");
  });

  it("are read in lower case too", async () => {
    const error = await refusal(400, { requestId: "r-2", code: "Throttling.User", message: "slow down" });
    assert.deepEqual([error.kind, error.requestId, error.cloudMessage], ["throttled", "r-2", "slow down"]);
  });

  it("are read where a gateway writes them in XML", async () => {
    const xml = (code: string, message: string) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><RequestId>r-3</RequestId><HostId>ice</HostId><Code>${code}</Code><Message>${message}</Message></Error>`;
    const unknown = await refusal(404, xml("InvalidAccessKeyId.NotFound", "no such key"));
    assert.deepEqual([unknown.kind, unknown.reason, unknown.requestId], ["auth", "unknownKey", "r-3"]);
    assert.equal(unknown.cloudMessage, "no such key");
    const copy = await refusal(400, xml("SignatureNonceUsed", "used"));
    assert.deepEqual([copy.reason, fateOf(copy)], ["duplicate", "open"]);
    assert.equal((await refusal(400, xml("Throttling.User", "slow"))).kind, "throttled");
    const other = await refusal(404, "<?xml version='1.0'?><Error><Code>not a code</Code></Error>");
    assert.deepEqual([other.kind, other.reason], ["protocol", "notJson"]);
  });

  it("name the missing right: as the cloud details it, else the action that was asked", async () => {
    const denied = (detail: unknown) => refusal(403, { Code: "NoPermission", AccessDeniedDetail: detail });
    assert.equal((await denied({ AuthAction: "ice:GetIt", NoPermissionType: "ImplicitDeny" })).missingRight, "ice:GetIt");
    assert.equal((await denied('{"AuthAction":"ice:GetIt"}')).missingRight, "ice:GetIt");
    for (const odd of [undefined, null, "nonsense", [], 7, {}]) {
      assert.equal((await denied(odd)).missingRight, "ice:GetCustomizedVoiceJob");
    }
  });

  it("name the missing right under an undocumented code too", async () => {
    const detail = { AuthAction: "ice:GetIt" };
    const error = await refusal(403, { Code: "ImplicitDeny", AccessDeniedDetail: detail });
    assert.deepEqual([error.kind, error.reason, error.missingRight], ["forbidden", "missingRight", "ice:GetIt"]);
    assert.equal((await refusal(403, { Code: "Forbidden.RiskControl", AccessDeniedDetail: detail })).reason, undefined);
  });

  it("say how long to wait in milliseconds, kept within 1 to 60 seconds, or in the standard header", async () => {
    const wait = async (headers: Readonly<Record<string, string>>) =>
      (await refusal(429, { Code: "Throttling" }, headers)).retryAfterMs;
    assert.equal(await wait({ "x-acs-retry-after": "2500" }), 2500);
    assert.equal(await wait({ "x-acs-retry-after": "5" }), 1000);
    assert.equal(await wait({ "x-acs-retry-after": "999999" }), 60_000);
    assert.equal(await wait({ "x-acs-retry-after": "2500", "retry-after": "9" }), 2500);
    assert.equal(await wait({ "x-acs-retry-after": "soon", "retry-after": "9" }), 9000);
    assert.equal(await wait({}), undefined);
  });

  it("that echo what was signed do not tell the security token", async () => {
    const http = new FakeHttp(({ headers }) =>
      answerWith({ Code: "SignatureDoesNotMatch", Message: JSON.stringify(headers) }, 400),
    );
    const api = await alibaba.open(fakeConnection(alibaba), fakeCredentials(alibaba.credentialKinds[0]!), fakeMachine(http));
    const error = (await api.get("abc", signal).catch((thrown: unknown) => thrown)) as VoiceError;
    assert.match(error.cloudMessage!, /"x-acs-security-token":"•••"/);
  });
});
