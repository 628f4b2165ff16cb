// The words of what an account has left.
import { strict as assert } from "node:assert";
import { huawei } from "../../../src/clouds/huawei/index.js";
import { limitLines } from "../../../src/text/limitsText.js";

describe("words of an account's limits", () => {
  it("name the type of job as people know it, what is left of it, and how long recordings may be", () => {
    assert.deepEqual(limitLines(huawei, "MIDDLE", { left: 1200, least: 600, most: 1_800, advised: 900 }, "en"), [
      "Remaining in the account for Advanced: 1,200",
      "Recordings of Advanced: 10 minutes to 30 minutes, advised 15 minutes",
    ]);
  });

  it("name one limit where there is one", () => {
    assert.deepEqual(limitLines(huawei, "MIDDLE", { least: 600 }, "en"), ["Recordings of Advanced: at least 10 minutes"]);
    assert.deepEqual(limitLines(huawei, "MIDDLE", { most: 600 }, "en"), ["Recordings of Advanced: at most 10 minutes"]);
  });

  it("say nothing of what is not known, and show a type that is not documented as it is", () => {
    assert.deepEqual(limitLines(huawei, "BASIC", {}, "en"), []);
    assert.deepEqual(limitLines(huawei, "NEW_TYPE", { left: 0 }, "en"), ["Remaining in the account for NEW_TYPE: 0"]);
  });
});
