// What sockets, TLS, undici and fetch throw, as VoiceErrors.
import assert from "node:assert/strict";
import { VoiceError } from "../../../../src/core/errors.js";
import { type Circumstances, explainFailure } from "../../../../src/platform/network/networkError.js";

const at: Circumstances = { host: "a.example", wasSent: true, hasAnswered: false, isProxied: false };
const coded = (code: string) => Object.assign(new Error("s3cret"), { code });
const explain = (thrown: unknown, circumstances: Partial<Circumstances> = {}) =>
  explainFailure(thrown, { ...at, ...circumstances });

describe("failure", () => {
  const table: readonly [code: string, reason: string | undefined][] = [
    ["ENOTFOUND", "nameNotFound"],
    ["EAI_AGAIN", "nameNotFound"],
    ["ECONNREFUSED", "connectionRefused"],
    ["ECONNRESET", "reset"],
    ["EPIPE", "reset"],
    ["UND_ERR_SOCKET", "reset"],
    ["ETIMEDOUT", "timeout"],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
    ["ENETUNREACH", undefined],
    ["EHOSTUNREACH", undefined],
  ];
  for (const [code, reason] of table) {
    it(`${code} is ${reason ?? "a network error without a closer word"}, deep in its causes too`, () => {
      for (const thrown of [
        coded(code),
        new TypeError("fetch failed", { cause: coded(code) }),
        new AggregateError([coded(code)]),
      ]) {
        const error = explain(thrown, { wasSent: false });
        assert.deepEqual([error.kind, error.reason, error.wasSent, error.cause], ["network", reason, false, thrown]);
        assert.ok(!error.message.includes("s3cret"));
      }
    });
  }

  it("calls a connection lost within the answer a truncated answer, a time-out a time-out", () => {
    assert.equal(explain(coded("ECONNRESET"), { hasAnswered: true }).reason, "truncated");
    assert.equal(explain(coded("ETIMEDOUT"), { hasAnswered: true }).reason, "timeout");
  });

  it("blames the proxy where one stands between", () => {
    assert.equal(explain(coded("ENOTFOUND"), { isProxied: true }).reason, "proxy");
    assert.equal(explain(coded("ECONNREFUSED"), { isProxied: true }).reason, "proxy");
    assert.equal(explain(coded("ECONNRESET"), { isProxied: true }).reason, "reset");
    const tunnel = Object.assign(new Error("Proxy response (403) !== 200 when HTTP Tunneling"), { code: "UND_ERR_ABORTED" });
    assert.equal(explain(new TypeError("fetch failed", { cause: tunnel })).reason, "proxy");
    const secured = Object.assign(new Error("x", { cause: coded("SELF_SIGNED_CERT_IN_CHAIN") }), { code: "UND_ERR_PRX_TLS" });
    assert.equal(explain(new TypeError("fetch failed", { cause: secured })).reason, "proxy");
  });

  it("keeps a VoiceError, and survives anything else that is thrown", () => {
    const own = new VoiceError("cancelled", "x");
    assert.equal(explain(own), own);
    const loop = new Error("x");
    loop.cause = loop;
    for (const thrown of [undefined, null, "text", 7, {}, loop]) assert.equal(explain(thrown).kind, "network");
  });
});
