// Huawei's signer against every signature that the vendor's own package produced.
import assert from "node:assert/strict";
import { sign } from "../../../../../src/clouds/huawei/api/sign.js";
import { sha256 } from "../../../../../src/clouds/shared/api/canonicalRequest.js";
import vectors from "../../../../fixtures/vectors/huawei-signing.json";

describe("huawei sign", () => {
  it("has vectors to meet", () => assert.ok(vectors.vectors.length >= 19));

  for (const { name, input, expected } of vectors.vectors) {
    it(`meets ${name}`, () => {
      const { method, path, bodyText, ak, sk } = input;
      const query = Object.entries(input.query).map(([key, value]) => [key, String(value)] as const);
      const headers = Object.fromEntries(Object.entries(input.signedHeaderValues).map(([key, value]) => [key, String(value)]));
      const body = bodyText === "" ? {} : { body: new TextEncoder().encode(bodyText) };
      const signed = sign({ method, path, query, headers, ...body }, { accessKeyId: ak, secretAccessKey: sk });
      assert.equal(signed.canonicalRequest, expected.canonicalRequest);
      assert.equal(sha256(signed.canonicalRequest), expected.canonicalRequestSha256);
      assert.equal(signed.stringToSign, expected.stringToSign);
      assert.equal(signed.signature, expected.signature);
      assert.equal(signed.authorization, expected.authorization);
    });
  }
});
