// Which jobs a page compares: each once, and only what was ours is taken back after a reload.
import { strict as assert } from "node:assert";
import { distinct, readCompared } from "../../../../src/features/compare/comparedJobs.js";

const key = (jobId: string, connectionId = "c") => ({ connectionId, jobId });

describe("compared jobs", () => {
  it("are each once, in the order they were chosen", () => {
    assert.deepEqual(distinct([key("b"), key("a"), key("b"), key("b", "d")]), [key("b"), key("a"), key("b", "d")]);
  });

  it("come back from what the page remembers", () => {
    const jobs = [["c", "a"], ["d", "a"]]; // biome-ignore format: pairs
    assert.deepEqual(readCompared({ jobs }, 5), [key("a"), key("a", "d")]);
  });

  it("do not come back from anything else", () => {
    const pair = ["c", "a"];
    for (const remembered of [
      undefined,
      null,
      "jobs",
      {},
      { jobs: "ca" },
      { jobs: [] },
      { jobs: [pair] },
      { jobs: [pair, pair] },
      { jobs: [pair, ["c", ""]] },
      { jobs: [pair, ["c", 1]] },
      { jobs: [pair, null] },
      { jobs: Array.from({ length: 6 }, (_, at) => ["c", `${at}`]) },
    ])
      assert.equal(readCompared(remembered, 5), undefined, JSON.stringify(remembered));
  });
});
