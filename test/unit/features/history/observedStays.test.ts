// What is usual for a connection's jobs, from its own observations, else from those of others at its cloud.
import { strict as assert } from "node:assert";
import type { StateObservation } from "../../../../src/core/jobs/history/stateObservation.js";
import { observedStays } from "../../../../src/features/history/observedStays.js";
import { rainCloud, studio } from "../../../fakes/clouds/rainCloud.js";

const hour = 3_600_000;

describe("observed stays", () => {
  const stay = (length: number): readonly StateObservation[] => [
    { state: "TRAINING", at: hour, seenAt: hour + 1 },
    { state: "DONE", at: hour + length, seenAt: hour + length + 1 },
  ];
  const logs = (...lengths: number[]) => new Map(lengths.map((length, number) => [`j${number}`, stay(length * hour)]));
  const other = { ...studio, id: "c2" };
  const foreign = { ...studio, id: "c3", cloud: "sun" };
  const demo = { ...studio, id: "c4", isDemo: true };
  const all = [studio, other, foreign, demo];
  const ask = (kept: Readonly<Record<string, ReturnType<typeof logs>>>, of = studio) =>
    observedStays(of, rainCloud, all, async (id) => {
      const found = kept[id];
      if (!found) throw new Error("unreadable");
      return found;
    });

  it("are the medians of states in which the cloud works or lets wait, and the last look at each job", async () => {
    const { usual, last } = await ask({ c1: logs(1, 2, 9) });
    assert.deepEqual([...usual], [["TRAINING", 2 * hour]]);
    assert.equal(last.get("j0")?.state, "DONE");
  });

  it("are those of other connections to the same cloud where a connection has too few, and of no demo", async () => {
    const many = logs(5, 5, 5);
    assert.deepEqual([...(await ask({ c1: logs(1), c2: logs(3, 4) })).usual], [["TRAINING", 3 * hour]]);
    assert.deepEqual([...(await ask({ c1: logs(1), c3: many, c4: many })).usual], []);
    assert.deepEqual([...(await ask({ c4: many }, demo)).usual], []);
  });
});
