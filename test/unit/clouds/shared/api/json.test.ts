// JSON is read with its numbers as they came, and what is no JSON is refused.
import assert from "node:assert/strict";
import { parseJson } from "../../../../../src/clouds/shared/api/json.js";

describe("JSON", () => {
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
