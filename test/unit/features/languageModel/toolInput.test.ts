// What a language model hands to a tool: read as its schema says, and nothing else.
import { strict as assert } from "node:assert";
import { readToolInput, toolInputs } from "../../../../src/features/languageModel/toolInput.js";

const { findJobs, explainJob, submitJob } = toolInputs;

describe("tool inputs", () => {
  it("are taken as they are described, tidied", () => {
    assert.deepEqual(readToolInput(findJobs, { text: " Aurora ", states: ["WAITING"], phase: "waiting", limit: 5 }), {
      values: { text: "Aurora", states: ["WAITING"], phase: "waiting", limit: 5 },
    });
    assert.deepEqual(readToolInput(submitJob, { job: "a1", values: { sex: "FEMALE" } }), {
      values: { job: "a1", values: { sex: "FEMALE" } },
    });
  });

  it("may be left out, or be empty as models write what they do not know", () => {
    for (const given of [undefined, null, {}, { connection: "", text: null, states: [] }])
      assert.deepEqual(readToolInput(findJobs, given), { values: {} });
  });

  it("that are needed are missed by name", () => {
    for (const given of [{}, { job: "  " }, { connection: "c" }])
      assert.deepEqual(readToolInput(explainJob, given), { problem: { name: "job", isMissing: true } });
  });

  it("of another kind, too long, too many or out of range are refused by name", () => {
    const wrong: readonly [string, unknown][] = [
      ["text", 7],
      ["text", ["a"]],
      ["text", "x".repeat(201)],
      ["states", "WAITING"],
      ["states", [1]],
      ["states", Array.from({ length: 21 }, () => "WAITING")],
      ["phase", "lost"],
      ["limit", 0],
      ["limit", 21],
      ["limit", 1.5],
      ["limit", "5"],
    ];
    for (const [name, value] of wrong) assert.deepEqual(readToolInput(findJobs, { [name]: value }), { problem: { name } });
    for (const values of [[], "sex", { sex: 1 }, { sex: "x".repeat(2001) }])
      if (!Array.isArray(values))
        assert.deepEqual(readToolInput(submitJob, { job: "a", values }), { problem: { name: "values" } });
  });

  it("that the tool does not have are refused without repeating their names", () => {
    for (const given of [{ jobs: "a" }, { constructor: "a" }, JSON.parse('{"__proto__":"a"}'), "text", [1], 7])
      assert.deepEqual(readToolInput(findJobs, given), { problem: {} });
  });
});
