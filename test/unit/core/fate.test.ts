// What the answer to a write proves by itself.
import { strict as assert } from "node:assert";
import { type ErrorKind, type Fate, fateOf, VoiceError } from "../../../src/core/errors.js";

describe("the fate of a write", () => {
  const cases: readonly (readonly [ErrorKind, object, Fate])[] = [
    ["network", { wasSent: false }, "unsent"],
    ["refused", { wasSent: false, status: 400 }, "unsent"],
    ["network", { wasSent: true, reason: "reset" }, "open"],
    ["refused", { status: 400 }, "refused"],
    ["forbidden", { status: 403 }, "refused"],
    ["throttled", { status: 429 }, "refused"],
    ["refused", { status: 200, code: "InvalidStatus" }, "refused"],
    ["refused", { status: 200 }, "open"],
    ["refused", { status: 400, code: "SignatureNonceUsed", reason: "duplicate" }, "open"],
    ["refused", { status: 408 }, "open"],
    ["refused", { status: 499 }, "open"],
    ["protocol", { status: 403, reason: "html" }, "open"],
    ["protocol", { status: 200, reason: "truncated" }, "open"],
    ["protocol", { status: 200, reason: "unexpectedShape", code: "Gateway.Denied" }, "open"],
    ["unavailable", { status: 500 }, "open"],
    ["unavailable", { status: 200, code: "InternalError" }, "open"],
    ["bug", {}, "open"],
  ];
  for (const [kind, details, fate] of cases) {
    it(`is ${fate} after ${kind} ${JSON.stringify(details)}`, () => {
      assert.equal(fateOf(new VoiceError(kind, "", details)), fate);
    });
  }
});
