// The scan for leaks finds a text however it is written down.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { findTraces } from "../../host/workbench/traces";

const secret = 'S3cret+key/"with"=signs';

describe("traces", () => {
  const forms: Record<string, string> = {
    "as it is": `x ${secret} y`,
    "in JSON": JSON.stringify({ key: secret }),
    "in an address": `?key=${encodeURIComponent(secret)}&x`,
    "in hexadecimal": Buffer.from(secret).toString("hex"),
  };
  for (const [how, text] of Object.entries(forms)) {
    it(`are found ${how}`, () =>
      assert.deepEqual(findTraces([{ where: "here", text }], [secret]), [{ where: "here", found: secret }]));
  }
  it("are found in base64 with anything before and after", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom("base64" as const, "base64url" as const),
        (before, after, encoding) => {
          const text = Buffer.from(before + secret + after).toString(encoding);
          assert.equal(findTraces([{ where: "here", text }], [secret]).length, 1);
        },
      ),
    );
  });
  it("are not found where there are none", () =>
    assert.deepEqual(findTraces([{ where: "here", text: "nothing" }], [secret]), []));
});
