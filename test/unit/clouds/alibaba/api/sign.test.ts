// Alibaba's signer against every signature that the vendor's own package produced.
import assert from "node:assert/strict";
import { sign } from "../../../../../src/clouds/alibaba/api/sign.js";
import { sha256 } from "../../../../../src/clouds/shared/api/canonicalRequest.js";
import vectors from "../../../../fixtures/vectors/alibaba-signing.json";

describe("alibaba sign", () => {
  it("has vectors to meet", () => assert.ok(vectors.vectors.length >= 12));

  for (const { name, input, expected } of vectors.vectors) {
    it(`meets ${name}`, () => {
      const { method, path, bodyText, ak, sk } = input;
      const query = Object.entries(input.query).map(([key, value]) => [key, String(value)] as const);
      const headers = Object.fromEntries(Object.entries(input.headers).map(([key, value]) => [key, String(value)]));
      const body = bodyText === "" ? {} : { body: new TextEncoder().encode(bodyText) };
      const signed = sign({ method, path, query, headers, ...body }, { accessKeyId: ak, secretAccessKey: sk });
      assert.equal(signed.canonicalRequest, expected.canonicalRequest);
      assert.equal(sha256(signed.canonicalRequest), expected.canonicalRequestSha256);
      assert.equal(signed.stringToSign, expected.stringToSign);
      assert.equal(signed.signature, expected.signature);
      assert.equal(signed.authorization, expected.authorization);
    });
  }

  it("meets the worked example that the vendor published", () => {
    const { input, expected } = vectors.publishedSample;
    const headers = {
      host: input.host,
      "x-acs-action": input.action,
      "x-acs-version": input.version,
      "x-acs-date": input.date,
      "x-acs-signature-nonce": input.nonce,
      "x-acs-content-sha256": sha256(input.bodyText),
    };
    const request = { method: input.method, path: input.path, query: Object.entries(input.query), headers };
    const { authorization, signature } = sign(request, { accessKeyId: input.ak, secretAccessKey: input.sk });
    assert.equal(signature, expected.signature);
    assert.ok(authorization.includes(`SignedHeaders=${expected.signedHeaders},`));
  });
});
