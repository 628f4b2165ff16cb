// Which entry of the table a code falls under, and which points concern a job.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { type Advice, adviceOfCode, adviceOfState, pointsFor } from "../../../../src/core/cloud/advice.js";
import { squareGrowth } from "../../../fakes/growth.js";

const table = (...codes: string[]): Advice => ({
  states: { WAITING: { meaning: "It waits." } },
  codes: codes.map((code) => ({ code, meaning: `about ${code}` })),
});
const found = (advice: Advice, code: string) => adviceOfCode(advice, code)?.code;

const textsFor = (...given: Parameters<typeof pointsFor>) => pointsFor(...given).map(({ text }) => text);

describe("advice", () => {
  it("prefers the exact code, then the longest family, in whatever order they stand", () => {
    for (const codes of [
      ["A.*", "A.1", "A.1*", "*"],
      ["*", "A.1*", "A.1", "A.*"],
    ]) {
      assert.equal(found(table(...codes), "A.1"), "A.1");
      assert.equal(found(table(...codes), "A.12"), "A.1*");
      assert.equal(found(table(...codes), "A.2"), "A.*");
      assert.equal(found(table(...codes), "B"), "*");
    }
    assert.equal(found(table("A.*"), "B.A.1"), undefined);
    assert.equal(found(table("A"), "AB"), undefined);
  });

  it("lets a star stand at the beginning, in the middle and around", () => {
    const advice = table("APIG*.0301", "*Throttling*", "*NotFound");
    assert.equal(found(advice, "APIG.0301"), "APIG*.0301");
    assert.equal(found(advice, "APIGW.0301"), "APIG*.0301");
    assert.equal(found(advice, "APIG.0302"), undefined);
    assert.equal(found(advice, "Throttling"), "*Throttling*");
    assert.equal(found(advice, "Request.Throttling.User"), "*Throttling*");
    assert.equal(found(advice, "Job.NotFound"), "*NotFound");
    assert.equal(found(advice, "Job.NotFound.X"), undefined);
    assert.equal(found(table("ab*b"), "ab"), undefined, "no letter counts twice");
  });

  it("knows exactly the states of the table", () => {
    assert.equal(adviceOfState(table(), "WAITING")?.meaning, "It waits.");
    for (const state of ["waiting", "", "__proto__", "constructor", "toString"])
      assert.equal(adviceOfState(table(), state), undefined);
  });

  it("takes any code, however odd or long, and takes no time for it", () => {
    const advice = table("MSS.*", "A*B*C*D", "*.*");
    fc.assert(
      fc.property(fc.string(), (code) => {
        const pattern = found(advice, code);
        if (pattern !== undefined) assert.ok(pattern.split("*").every((part) => code.includes(part)));
        assert.equal(pattern === undefined, !/^MSS\.|\.|^A.*B.*C.*D$/s.test(code));
      }),
    );
    const find = (code: string) => found(advice, code);
    for (const part of ["AAAA", "ABAB", "...."])
      assert.equal(squareGrowth(find, part.repeat.bind(part), 256, 16_384), undefined, part);
  });

  it("tells a job of one type nothing about others, and a job without a type everything", () => {
    const points = ["For all.", { text: "For A.", types: ["A"] }, { text: "For B.", types: ["B", "C"] }];
    assert.deepEqual(textsFor(points, "A", true), ["For all.", "For A."]);
    assert.deepEqual(textsFor(points, "C", true), ["For all.", "For B."]);
    assert.deepEqual(textsFor(points, "NEW", true), ["For all."]);
    assert.equal(textsFor(points, undefined, true).length, 3);
    assert.deepEqual(textsFor(undefined, "A", true), []);
  });

  it("refers to no words that are not there", () => {
    const points = ["Always.", { text: "Read them.", needsWords: true }, { text: "Read A's.", types: ["A"], needsWords: true }];
    assert.deepEqual(textsFor(points, "A", true), ["Always.", "Read them.", "Read A's."]);
    assert.deepEqual(textsFor(points, "B", true), ["Always.", "Read them."]);
    assert.deepEqual(textsFor(points, undefined, false), ["Always."]);
  });
});
