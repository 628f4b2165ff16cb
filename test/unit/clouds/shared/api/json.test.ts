// What is no JSON costs little more than what is: an answer that cannot be read must not hold the window up.
import assert from "node:assert/strict";
import { parseJson } from "../../../../../src/clouds/shared/api/json.js";

/** Milliseconds of this process's own time, of the quickest of several. */
function costOf(text: string): number {
  const costs = Array.from({ length: 8 }, () => {
    const start = process.cpuUsage();
    try {
      parseJson(text);
    } catch (thrown) {
      assert.ok(thrown instanceof SyntaxError);
    }
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
}

describe("JSON", () => {
  it("of words with hyphens between quotes that are none is looked through as fast as with quotes", () => {
    const words = "eyJ-".repeat(500_000);
    const times = costOf(`{'Data':'${words}'}`) / costOf(`{"Data":"${words}",}`);
    assert.ok(times < 6, `${times.toFixed(1)} times as long`);
  });

  it("keeps numbers as they came, and takes no lone sign for one", () => {
    assert.deepEqual(parseJson('[-1e999,1e9,-5,-0.50,1610521604143693812,"-e"]'), [
      "-1e999",
      "1e9",
      -5,
      -0.5,
      "1610521604143693812",
      "-e",
    ]);
    for (const text of ["[-]", "[-e5]", "{'a':'b-e'}"]) assert.throws(() => parseJson(text), SyntaxError);
  });
});
