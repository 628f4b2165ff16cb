// What the redactor hides though it was never told of it, and what it leaves as it is.
import assert from "node:assert/strict";
import fc from "fast-check";
import { hidden, Redactor } from "../../../../src/core/privacy/redactor.js";

/** Long enough that no ordinary text holds a piece of it. */

const knowing = (...secrets: readonly string[]): Redactor => {
  const redactor = new Redactor();
  for (const one of secrets) redactor.know(one);
  return redactor;
};

describe("redaction of what it was not given", () => {
  const redact = (text: string) => new Redactor().redact(text);
  const table: readonly [what: string, text: string, shown: string][] = [
    [
      "Huawei's signature",
      "Authorization: SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=host;x-sdk-date, Signature=7be6668032f70418fcd2260ac6dd6bb97fb64d61",
      `Authorization: SDK-HMAC-SHA256 Access=…KYUC, SignedHeaders=host;x-sdk-date, Signature=${hidden}`,
    ],
    [
      "Alibaba's signature, in JSON",
      '{"Authorization":"ACS3-HMAC-SHA256 Credential=LTAI5tAbCdEfGhIjKlMn,SignedHeaders=host;x-acs-date,Signature=06563a9e1b43f5df","x-acs-date":"2023-10-26T10:22:32Z"}',
      `{"Authorization":"ACS3-HMAC-SHA256 Credential=…KlMn,SignedHeaders=host;x-acs-date, Signature=${hidden}","x-acs-date":"2023-10-26T10:22:32Z"}`,
    ],
    ["any other authorization", "authorization: Bearer abc.def ghi", `authorization: ${hidden}`],
    ["cookies", "Set-Cookie: sid=abc; Path=/\nnext: line", `Set-Cookie: ${hidden}\nnext: line`],
    ["a token header", "X-Auth-Token: MIIEowYJ+/x==\nhost: a", `X-Auth-Token: ${hidden}\nhost: a`],
    ["a token header in JSON", '{"X-Subject-Token":"MIIE","a":1}', `{"X-Subject-Token":"${hidden}","a":1}`],
    [
      "a canonical request with bars for line ends",
      "GET|/|Action=List&SecurityToken=CAIS%2Bx%3D|host:ice|x-acs-security-token:CAIS+x=|x-security-token:abc|x-sdk-date:20230914T101112Z||host;x-acs-security-token|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      `GET|/|Action=List&SecurityToken=${hidden}|host:ice|x-acs-security-token:${hidden}|x-security-token:${hidden}|x-sdk-date:20230914T101112Z||host;x-acs-security-token|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`,
    ],
    [
      "an older signature's query, encoded once more",
      "GET&%2F&AccessKeyId%3DLTAI5tAbCdEfGhIjKlMn%26SecurityToken%3DCAIS%26SignatureNonce%3Dn-1&Signature=abc%3D",
      `GET&%2F&AccessKeyId%3D…KlMn%26SecurityToken%3D${hidden}%26SignatureNonce%3Dn-1&Signature=${hidden}`,
    ],
    ["a password in JSON", '{"user":{"name":"me","password":"hun\\"ter2"}}', `{"user":{"name":"me","password":"${hidden}"}}`],
    [
      "a password in JSON in JSON",
      '"{\\"password\\":\\"hun\\\\\\"ter2\\",\\"a\\":1}"',
      `"{\\"password\\":\\"${hidden}\\",\\"a\\":1}"`,
    ],
    ["a password cut off", '{"password":"hunter', `{"password":"${hidden}"`],
    [
      "a secret key by its names",
      'secretAccessKey=abc SecretKey: def "sk":"ghi"',
      `secretAccessKey=${hidden} SecretKey: ${hidden} "sk":"${hidden}"`,
    ],
    [
      "temporary keys",
      '{"access":"HSTAB12CD34EF56GH78I","secret":"x","securitytoken":"y"}',
      `{"access":"…H78I","secret":"${hidden}","securitytoken":"${hidden}"}`,
    ],
    ["access keys by their shape", "key LTAI5tAbCdEfGhIjKlMn or QTWAOYTTINDUT2QVKYUC", "key …KlMn or …KYUC"],
    [
      "a signed link of object storage",
      "see https://b.obs.cn-north-4.myhuaweicloud.com/a/letter.pdf?AccessKeyId=X&Expires=1&Signature=a%3D now",
      `see https://b.obs.cn-north-4.myhuaweicloud.com/a/letter.pdf?${hidden} now`,
    ],
    [
      "a signed link in JSON",
      '{"url":"https:\\/\\/b.oss.com\\/a?Signature=x\\u0026Expires=1"}',
      `{"url":"https:\\/\\/b.oss.com\\/a?${hidden}"}`,
    ],
    ["a signed link in a query", "to=https%3A%2F%2Fb%2Fc%3FSignature%3Da%26x&y=2", `to=https%3A%2F%2Fb%2Fc?${hidden}&y=2`],
    ["who asks a proxy", "http://me:pa@ss@proxy:8080/ refused", "http://proxy:8080/ refused"],
    ["a JWT", "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P here", `got ${hidden} here`],
    [
      "a long token without a name",
      `got ${Buffer.from(Array.from({ length: 90 }, (_, at) => (at * 167 + 13) % 256)).toString("base64")}`,
      `got ${hidden}`,
    ],
    ["a phone number by its name", '"phone": "010-5555 1234", mobile=555', `"phone": "${hidden}", mobile=${hidden}`],
  ];
  for (const [what, text, shown] of table) it(`hides ${what}`, () => assert.equal(redact(text), shown));

  it("shows a known key by its last four characters", () => {
    const redactor = new Redactor();
    redactor.knowKeyId("MyOwnKeyId-0042");
    assert.equal(redactor.redact("with MyOwnKeyId-0042."), "with …0042.");
  });

  it("logs through itself", () => {
    const lines: string[] = [];
    const log = (message: string) => void lines.push(message);
    const redacted = knowing("correct horse battery").logTo({ debug: log, info: log, warn: log, error: log });
    for (const level of ["debug", "info", "warn", "error"] as const) redacted[level]("a correct horse battery b");
    assert.deepEqual(lines, Array(4).fill(`a ${hidden} b`));
  });
});

describe("redaction of ordinary text", () => {
  const uuid = fc.uuid();
  const hexId = fc.stringMatching(/^[0-9a-f]{32}$/);
  const moment = fc.date({ min: new Date("2001-09-10"), max: new Date("2038-01-19"), noInvalidDate: true });
  const ordinary = fc.oneof(
    uuid,
    uuid.map((id) => id.toUpperCase()),
    hexId,
    fc.tuple(hexId, hexId).map(([id, more]) => id + more),
    moment.map((date) => date.toISOString()),
    moment.map((date) => date.toISOString().replace("Z", "+08:00")),
    moment.map((date) => date.toISOString().replace("Z", " +0800")),
    moment.map((date) => date.toISOString().replace(/[-:]|\.\d+/g, "")),
    moment.map((date) => date.toUTCString()),
    moment.map((date) => String(date.getTime())),
    moment.map((date) => String(Math.floor(date.getTime() / 1_000))),
    moment.map((date) => `1${date.getTime() / 1_000}`),
    fc
      .tuple(hexId, hexId)
      .map(([project, job]) => `GET /v1/${project}/digital-human-training-manage/user/jobs/${job} 200 in 31 ms`),
    fc.nat(10_000).map((code) => `MSS.${String(code).padStart(8, "0")}`),
    fc.nat(10_000).map((code) => `APIG.${String(code).padStart(4, "0")}`),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map(String),
    fc.ipV4(),
    fc.constantFrom(
      "SignatureDoesNotMatch",
      "SignatureNonceUsed",
      "verify aksk signature fail",
      "decrypt token fail",
      "x-auth-token not found",
      "AK access failed to reach the limit",
      "SignedHeaders=host;x-sdk-date;x-security-token",
      "GetCustomizedVoiceJob",
      "ice:GetCustomizedVoiceJob",
      "DIGITAL_HUMAN_LIVE_2D",
      "https://metastudio.cn-north-4.myhuaweicloud.com/v1/jobs",
      "2147483647",
      "晓晴-客服",
      "Error: x\n    at f (file:///home/me/a.js:10:5)",
      "cn-north-4.myhuaweicloud.com:443",
      "at 2023-09-14 10:11:12.123456 +0800",
    ),
  );

  it("stays as it is", () => {
    const redactor = knowing("kR7/x+aa0Qbn3ZZtopSecret", "another secret 42");
    fc.assert(
      fc.property(
        fc.array(ordinary, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(" ", ", ", "\n", "|", '","'),
        (words, between) => {
          const text = words.join(between);
          assert.equal(redactor.redact(text), text);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
