// What is known of a write whose answer is an error.
import { strict as assert } from "node:assert";
import { type ErrorKind, VoiceError } from "../../../src/core/errors.js";
import { isKnownUndone } from "../../../src/core/fate.js";

describe("the fate of a write", () => {
  const cases: readonly (readonly [ErrorKind, object, boolean])[] = [
    ["network", { wasSent: false }, true],
    ["network", { wasSent: true, reason: "reset" }, false],
    ["refused", { status: 400 }, true],
    ["forbidden", { status: 403 }, true],
    ["throttled", { status: 429 }, true],
    ["refused", { status: 200 }, true],
    ["refused", { status: 408 }, false],
    ["refused", { status: 499 }, false],
    ["protocol", { status: 403, reason: "html" }, false],
    ["protocol", { status: 200, reason: "truncated" }, false],
    ["unavailable", { status: 500 }, false],
    ["unavailable", { status: 200, code: "InternalError" }, false],
    ["bug", {}, false],
  ];
  for (const [kind, details, isUndone] of cases) {
    it(`${isUndone ? "is known to be undone" : "is not known"} after ${kind} ${JSON.stringify(details)}`, () => {
      assert.equal(isKnownUndone(new VoiceError(kind, "", details)), isUndone);
    });
  }
});
