// What waits for the person over all connections: oldest first, with stuck jobs among it, and no more than is known.
import { strict as assert } from "node:assert";
import type { ObservedStays } from "../../../../src/core/jobs/history/stateObservation.js";
import { countedConnections, findNeeding, isSameNeeding, type KnownConnection } from "../../../../src/features/tree/needsMe.js";
import { JobStore } from "../../../../src/services/jobs/jobStore.js";
import type { SnapshotParts } from "../../../../src/services/jobs/snapshot.js";
import { atFirst } from "../../../../src/services/view/storedViewOptions.js";
import { rainCloud, rainJob } from "../../../fakes/clouds/rainCloud.js";

const hour = 3_600_000;
const now = 1_000 * hour;
const [asking, working] = ["NEW", "TRAINING"];

describe("what needs the person", () => {
  const store = () => new JobStore();
  const fill = (
    to: JobStore,
    connectionId: string,
    jobs: readonly { id: string; state: string; updatedAt?: number; name?: string }[],
    parts: SnapshotParts = {},
  ): KnownConnection => {
    const records = jobs.map(({ id, state, updatedAt, name = id }) => {
      const job = rainJob(state, {}, { id, name, ...(updatedAt !== undefined && { updatedAt }) });
      return { job, readAt: now, asked: 1 };
    });
    to.putJobs(connectionId, records, { readAt: now, isWhole: true, ...parts });
    return { connectionId, cloud: rainCloud, snapshot: to.get(connectionId) };
  };
  const idsOf = (connections: readonly KnownConnection[], chosen = atFirst) =>
    findNeeding(connections, chosen).rows.map(({ record }) => record.job.id);

  it("is what asks for an act, of all connections, oldest first; without a time last", () => {
    const kept = store();
    const one = fill(kept, "c1", [
      { id: "new", state: asking, updatedAt: now - hour },
      { id: "timeless", state: asking },
      { id: "busy", state: working, updatedAt: 1 },
    ]);
    const two = fill(kept, "c2", [{ id: "old", state: asking, updatedAt: now - 9 * hour }]);
    assert.deepEqual(idsOf([one, two]), ["old", "new", "timeless"]);
  });

  it("is under the filter and the hidden states of the view", () => {
    const one = fill(store(), "c1", [
      { id: "a", state: asking, updatedAt: 1, name: "Willow" },
      { id: "b", state: asking, updatedAt: 2, name: "Cedar" },
    ]);
    assert.deepEqual(idsOf([one], { ...atFirst, filter: { text: "willow" } }), ["a"]);
    const arrangement = { ...atFirst.arrangement, hidden: { [rainCloud.id]: [asking] } };
    assert.deepEqual(idsOf([one], { ...atFirst, arrangement }), []);
  });

  it("counts demo jobs only where there is no other connection", () => {
    const [own, demo] = [
      { id: "o", isDemo: false },
      { id: "d", isDemo: true },
    ];
    assert.deepEqual(countedConnections([demo, own]), [own]);
    assert.deepEqual(countedConnections([demo]), [demo]);
  });

  it("has jobs among it that are in their state more than twice as long as usual, and only those", () => {
    const jobs = [
      { id: "twice", state: working, updatedAt: now - 4 * hour },
      { id: "longer", state: working, updatedAt: now - 4 * hour - 1 },
      { id: "asked", state: asking, updatedAt: now - 5 * hour },
    ];
    const known = fill(store(), "c1", jobs);
    assert.deepEqual(idsOf([known]), ["asked"], "what is usual is not known");
    const stays: ObservedStays = { usual: new Map([[working, 2 * hour]]), last: new Map() };
    const { rows } = findNeeding([{ ...known, stays }], atFirst);
    assert.deepEqual(
      rows.map(({ record, stuck }) => [record.job.id, stuck]),
      [
        ["asked", undefined],
        ["longer", { since: now - 4 * hour - 1, usual: 2 * hour }],
      ],
    );
  });

  it("takes what was seen for the beginning where the cloud tells no time, and only of the state the job is in", () => {
    const known = fill(store(), "c1", [
      { id: "seen", state: working },
      { id: "elsewhere", state: working },
      { id: "never", state: working },
    ]);
    const seen = (state: string) => ({ state, at: now - 9 * hour, seenAt: now - 9 * hour });
    const last = new Map([
      ["seen", seen(working)],
      ["elsewhere", seen(asking)],
    ] as const);
    assert.deepEqual(idsOf([{ ...known, stays: { usual: new Map([[working, hour]]), last } }]), ["seen"]);
  });

  it("calls no job stuck that was not read since an earlier window", () => {
    const kept = store();
    const job = rainJob(working, {}, { updatedAt: now - 99 * hour });
    kept.restore("c1", [{ job, readAt: now - 98 * hour, asked: 0 }], { readAt: now, totals: new Map(), total: 1 });
    const stays = { usual: new Map([[working, hour]]), last: new Map() };
    assert.deepEqual(idsOf([{ connectionId: "c1", cloud: rainCloud, snapshot: kept.get("c1"), stays }]), []);
  });

  it("knows how many are not loaded, and where the next can be had", () => {
    const totals = new Map([[asking, { total: 300, isExact: true }]]);
    const jobs = [{ id: "a", state: asking, updatedAt: 1 }];
    const known = fill(store(), "c1", jobs, { isWhole: false, total: 900, totals });
    const found = findNeeding([known], atFirst);
    assert.deepEqual([found.left, found.next], [299, { connectionId: "c1", state: asking, isLoading: false }]);
    const filtered = findNeeding([known], { ...atFirst, filter: { text: "a" } });
    assert.deepEqual(
      [filtered.left, filtered.next, filtered.isPartial],
      [0, undefined, true],
      "nobody knows how many of them fit",
    );
  });

  it("is the same until something of it looks different", () => {
    const kept = store();
    const before = findNeeding([fill(kept, "c1", [{ id: "a", state: asking, updatedAt: 1 }])], atFirst);
    const same = findNeeding([fill(kept, "c1", [{ id: "b", state: working, updatedAt: 1 }])], atFirst);
    assert.ok(isSameNeeding(before, same));
    const other = findNeeding([fill(kept, "c1", [{ id: "c", state: asking, updatedAt: 2 }])], atFirst);
    assert.ok(!isSameNeeding(before, other));
  });
});
