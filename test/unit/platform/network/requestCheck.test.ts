// What is refused before anything is sent.
import assert from "node:assert/strict";
import { VoiceError } from "../../../../src/core/errors.js";
import { checkRequest } from "../../../../src/platform/network/requestCheck.js";

const check = (url: string, headers: Record<string, string> = {}) => checkRequest({ method: "GET", url, headers });

describe("request on its way out", () => {
  it("keeps path and query as they were signed", () => {
    assert.equal(check("https://a.example/x%2Fy?b=%7E%27&c=").path, "/x%2Fy?b=%7E%27&c=");
    assert.equal(check("https://a.example:8443/").origin, "https://a.example:8443");
    assert.equal(check("https://a.example").path, "/");
    assert.equal(check("https://a.example?Action=List").path, "/?Action=List");
    assert.equal(check("http://127.0.0.1:9/x").origin, "http://127.0.0.1:9");
  });

  const refused: readonly [why: string, url: string, headers?: Record<string, string>][] = [
    ["http to another machine", "http://a.example/"],
    ["http to a name that looks like this machine", "http://127.0.0.1.example/"],
    ["no http at all", "ftp://a.example/"],
    ["no address", "/v1/jobs"],
    ["a user in the address", "https://me:s3cret@a.example/"],
    ["a fragment", "https://a.example/#x"],
    ["dots that would be resolved", "https://a.example/a/../b"],
    ["characters that would be escaped", 'https://a.example/?x="'],
    ["a host header", "https://a.example/", { Host: "b.example" }],
    ["a length header", "https://a.example/", { "content-length": "1" }],
    ["a header name with a blank", "https://a.example/", { "x y": "1" }],
    ["a line break in a header", "https://a.example/", { "x-auth-token": "s3cret\r\nx: y" }],
    ["a header that is not Latin", "https://a.example/", { "x-app-userid": "s3cret 小" }],
  ];
  for (const [why, url, headers] of refused) {
    it(`refuses ${why}, as our own bug, telling no secret`, () => {
      assert.throws(
        () => check(url, headers),
        (thrown) =>
          thrown instanceof VoiceError && thrown.kind === "bug" && thrown.wasSent === false && !thrown.message.includes("s3cret"),
      );
    });
  }
});
