// The pieces of the canonical request.
import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalHeaders, canonicalQuery, encode } from "../../../../../src/clouds/shared/api/canonicalRequest.js";

describe("canonical pieces", () => {
  it("encode everything but letters, digits, hyphen, dot, underscore and tilde", () => {
    assert.equal(encode("aZ09-._~"), "aZ09-._~");
    assert.equal(encode(" +,:/!'()*"), "%20%2B%2C%3A%2F%21%27%28%29%2A");
    assert.equal(encode("旁🎙"), "%E6%97%81%F0%9F%8E%99");
  });

  it("encode to what decodes to the same, half a surrogate pair as the replacement character", () => {
    assert.equal(encode("\ud83d"), "%EF%BF%BD");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.match(encode(text), /^([A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/);
        assert.equal(decodeURIComponent(encode(text)), text);
      }),
    );
  });

  it("sort the query by raw name, repeated names by value, and keep empty values", () => {
    const query = canonicalQuery([
      ["b", ""],
      ["a_1", "5"],
      ["B", "3"],
      ["a", "2"],
      ["a", "1"],
      ["a-1", "6"],
    ]);
    assert.equal(query, "B=3&a=1&a=2&a-1=6&a_1=5&b=");
  });

  it("are the same for a query in any order", () => {
    const pairs = fc.array(fc.tuple(fc.string(), fc.string()));
    fc.assert(fc.property(pairs, (query) => assert.equal(canonicalQuery(query), canonicalQuery([...query].reverse()))));
  });

  it("lower and sort the headers' names and trim their values", () => {
    const headers = canonicalHeaders({ "X-B": " 2 ", Host: "h", "x-a": "1" });
    assert.deepEqual(headers, { lines: "host:h\nx-a:1\nx-b:2\n", names: "host;x-a;x-b" });
  });
});
