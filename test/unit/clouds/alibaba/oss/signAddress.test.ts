// The signer of OSS's addresses against every signature that the vendor's own package produced.
import assert from "node:assert/strict";
import { type OssRequest, ossPath, signAddress } from "../../../../../src/clouds/alibaba/oss/signAddress.js";
import vectors from "../../../../fixtures/vectors/oss-signing.json";

describe("OSS signAddress", () => {
  it("has vectors to meet", () => assert.ok(vectors.vectors.length >= 12));

  for (const { name, input, expected } of vectors.vectors) {
    it(`meets ${name}`, () => {
      const { ak, sk, token, date, ...request } = input as typeof input & { readonly token?: string };
      const keys = { accessKeyId: ak, secretAccessKey: sk, ...(token === undefined ? {} : { securityToken: token }) };
      const signed = signAddress(request as unknown as OssRequest, keys, Date.parse(date));
      assert.equal(signed.canonicalRequest, expected.canonicalRequest);
      assert.equal(signed.stringToSign, expected.stringToSign);
      assert.equal(signed.signature, expected.signature);
      const parameters = (query: string) => [...new URLSearchParams(query)].sort();
      assert.deepEqual(parameters(signed.query), parameters(new URL(expected.address).search));
    });
  }

  it("writes a path so that no name leads out of it or begins a query", () => {
    assert.equal(ossPath("b", "a/../../?x#y%2F"), "/b/a/../../%3Fx%23y%252F");
    assert.equal(ossPath(undefined), "/");
  });
});
