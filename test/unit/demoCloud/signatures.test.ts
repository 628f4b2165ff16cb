// The local cloud reckons every signature as the vendors' own packages did.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  alibabaCanonicalRequest,
  alibabaHeadersToSign,
  alibabaSignature,
  alibabaStringToSign,
  readAcsDate,
  readAlibabaAuthorization,
} from "../../../src/demoCloud/alibaba/signature.js";
import {
  huaweiCanonicalRequest,
  huaweiSignature,
  readHuaweiAuthorization,
  readSdkDate,
} from "../../../src/demoCloud/huawei/signature.js";
import { parseQuery, percentEncode } from "../../../src/demoCloud/server/encoding.js";
import type { Request } from "../../../src/demoCloud/server/messages.js";

interface Vector {
  readonly name: string;
  readonly input: {
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, unknown>>;
    readonly signedHeaderValues?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly bodyText: string;
    readonly sk: string;
    readonly sdkDate?: string;
  };
  readonly expected: {
    readonly canonicalRequest: string;
    readonly stringToSign: string;
    readonly signature: string;
    readonly signedHeaders: string;
    readonly authorization: string;
  };
}

function vectors(file: string): readonly Vector[] {
  const text = readFileSync(join(__dirname, "../../fixtures/vectors", file), "utf8");
  return (JSON.parse(text) as { vectors: readonly Vector[] }).vectors;
}

/** The request as it would come in over the wire. */
function received({ input }: Vector): Request {
  const query = Object.entries(input.query).map(([name, value]) => `${percentEncode(name)}=${percentEncode(String(value))}`);
  return {
    id: "",
    method: input.method,
    path: encodeURI(input.path),
    query: parseQuery(query.join("&")),
    headers: input.signedHeaderValues ?? input.headers ?? {},
    body: Buffer.from(input.bodyText),
  };
}

describe("Signatures as the local cloud reckons them", () => {
  for (const vector of vectors("huawei-signing.json")) {
    it(`are Huawei's: ${vector.name}`, () => {
      const authorization = readHuaweiAuthorization(vector.expected.authorization);
      assert.ok(authorization);
      const canonical = huaweiCanonicalRequest(received(vector), authorization.signedHeaders);
      assert.equal(canonical, vector.expected.canonicalRequest);
      assert.equal(huaweiSignature(canonical, vector.input.sdkDate!, vector.input.sk), vector.expected.signature);
      assert.equal(authorization.signature, vector.expected.signature);
    });
  }

  for (const vector of vectors("alibaba-signing.json")) {
    it(`are Alibaba's: ${vector.name}`, () => {
      const authorization = readAlibabaAuthorization(vector.expected.authorization);
      assert.ok(authorization);
      const request = received(vector);
      assert.deepEqual(authorization.signedHeaders, alibabaHeadersToSign(request));
      const canonical = alibabaCanonicalRequest(request, authorization.signedHeaders);
      assert.equal(canonical, vector.expected.canonicalRequest);
      assert.equal(alibabaStringToSign(canonical), vector.expected.stringToSign);
      assert.equal(alibabaSignature(canonical, vector.input.sk), vector.expected.signature);
    });
  }

  it("come with dates in one format each", () => {
    const time = Date.UTC(2024, 5, 5, 1, 2, 3);
    assert.equal(readSdkDate("20240605T010203Z"), time);
    assert.equal(readAcsDate("2024-06-05T01:02:03Z"), time);
    for (const text of ["", "2024-06-05T01:02:03Z", "20240605T010203", "20241305T010203Z"])
      assert.equal(readSdkDate(text), undefined);
    for (const text of ["", "20240605T010203Z", "2024-06-05T01:02:03.000Z"]) assert.equal(readAcsDate(text), undefined);
  });

  it("come in an Authorization of one form each", () => {
    const hex = "0".repeat(64);
    assert.ok(readHuaweiAuthorization(`SDK-HMAC-SHA256 Access=A, SignedHeaders=host;x-sdk-date, Signature=${hex}`));
    assert.ok(readAlibabaAuthorization(`ACS3-HMAC-SHA256 Credential=A,SignedHeaders=host,Signature=${hex}`));
    assert.equal(readHuaweiAuthorization(`SDK-HMAC-SHA256 Access=A,SignedHeaders=host,Signature=${hex}`), undefined);
    assert.equal(readAlibabaAuthorization(`ACS3-HMAC-SHA256 Credential=A, SignedHeaders=host, Signature=${hex}`), undefined);
  });
});
