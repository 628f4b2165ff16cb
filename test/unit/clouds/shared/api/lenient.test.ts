// Reading answers: what a body is, and what a field of it is worth.
import assert from "node:assert/strict";
import fc from "fast-check";
import { object, parse } from "valibot";
import { parseJson } from "../../../../../src/clouds/shared/api/json.js";
import { count, moment, text } from "../../../../../src/clouds/shared/api/lenient.js";
import { readResponseBody } from "../../../../../src/clouds/shared/api/responseBody.js";
import { answerWith } from "../../../../fakes/network/http.js";

describe("a reply", () => {
  it("that is cut anywhere is truncated, not merely no JSON", () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }).map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(objects, fc.nat(), (whole, at) => {
        const cut = whole.slice(0, 1 + (at % (whole.length - 1)));
        assert.equal(readResponseBody(answerWith(cut)).flaw, "truncated");
      }),
    );
  });

  it("that is whole is read, a byte order mark and spaces aside", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        // Numbers with an exponent are texts: see the gate.
        assert.deepEqual(
          readResponseBody(answerWith(`\ufeff ${JSON.stringify(value)}\n`)).json,
          parseJson(JSON.stringify(value)),
        ),
      ),
    );
  });
});

describe("a field", () => {
  const read = (value: unknown) => parse(object({ text, count, moment }), { text: value, count: value, moment: value });

  it("is a text where it can be shown as one", () => {
    assert.equal(read("a").text, "a");
    assert.equal(read(7).text, "7");
    assert.equal(read(false).text, "false");
    for (const value of ["", null, undefined, [], {}]) assert.equal(read(value).text, undefined);
  });

  it("is a count where it is a whole number from 0 up", () => {
    assert.equal(read(0).count, 0);
    assert.equal(read("12").count, 12);
    assert.equal(read("1e3").count, 1000);
    for (const value of [-1, 1.5, 1e300, "1e300", 2 ** 31, "x", true, null, []]) assert.equal(read(value).count, undefined);
  });

  it("is a moment in seconds below 1e11 and in milliseconds from there", () => {
    assert.equal(new Date(read(2147483647).moment!).toISOString(), "2038-01-19T03:14:07.000Z");
    assert.equal(read(4_102_444_800).moment, 4_102_444_800_000);
    assert.equal(read(946_684_800_000).moment, 946_684_800_000);
    assert.equal(read(1_717_549_323_456).moment, 1_717_549_323_456);
    assert.equal(read("1717549323").moment, 1_717_549_323_000);
    for (const value of [0, -5, Number.NaN, 1e300, 99_999_999_999, 100_000_000_000, 20230607102708, "soon", "", null, {}, true])
      assert.equal(read(value).moment, undefined);
  });

  it("is a moment in ISO 8601, in UTC unless it says otherwise", () => {
    const expected = Date.UTC(2023, 5, 7, 2, 27, 8);
    for (const value of [
      "2023-06-07T02:27:08Z",
      "2023-06-07T02:27:08",
      "2023-06-07T10:27:08+08:00",
      "2023-06-07T02:27:08.000Z",
    ]) {
      assert.equal(read(value).moment, expected, value);
    }
    assert.equal(read("2023-06-99T02:27:08Z").moment, undefined);
  });
});
