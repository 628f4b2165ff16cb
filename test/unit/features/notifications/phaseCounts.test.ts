// Jobs are counted by what their state means; states that are not known, and jobs that are somewhere else, count as unknown.
import assert from "node:assert/strict";
import { countByPhase } from "../../../../src/features/notifications/phaseCounts.js";
import { rainCloud } from "../../../fakes/clouds/rainCloud.js";

describe("the jobs of each phase", () => {
  it("are the totals of their states, with what is unknown apart", () => {
    const total = (count: number) => ({ total: count, isExact: true });
    const totals = new Map([
      ["NEW", total(2)],
      ["REVIEW_FAILED", total(3)],
      ["REVIEW", total(5)],
      ["DONE", total(7)],
      ["MELTING", total(11)],
    ]);
    assert.deepEqual(countByPhase({ totals, elsewhere: 13 }, rainCloud), {
      attention: 5,
      waiting: 5,
      running: 0,
      succeeded: 7,
      failed: 0,
      unknown: 24,
    });
  });
});
