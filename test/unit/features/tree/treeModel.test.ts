// What is seen of a connection is true, or says what it is true of: totals, findings, and where more can be had.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { createOrder, type Grouping } from "../../../../src/core/jobs/arrangement.js";
import { fits, type JobFilter } from "../../../../src/core/jobs/filter/jobFilter.js";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import { buildTreeModel } from "../../../../src/features/tree/treeModel.js";
import type { JobRecord } from "../../../../src/services/jobs/jobRecord.js";
import type { Snapshot, StateTotal } from "../../../../src/services/jobs/snapshot.js";
import { atFirst, type ChosenOptions } from "../../../../src/services/view/storedViewOptions.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";

const order = createOrder("en", "UTC");
const counting = new ScriptedCloud("counting", { serves: ["states", "types"] }).cloud;
const paged = new ScriptedCloud("paged", { countsByState: false, serves: [] }).cloud;

const record = (id: string, state: string, parts: Partial<VoiceJob> = {}): JobRecord => {
  return { job: { id, name: `Voice ${id}`, state, phase: "running", raw: {}, ...parts }, readAt: 1, asked: 1 };
};
const totals = (counts: Readonly<Record<string, number>>, isExact = true): Map<string, StateTotal> =>
  new Map(Object.entries(counts).map(([state, total]) => [state, { total, isExact }]));
const snapshot = (records: readonly JobRecord[], parts: Partial<Snapshot> = {}): Snapshot => ({
  jobs: new Map(records.map((each) => [each.job.id, each])),
  totals: new Map(),
  elsewhere: 0,
  isLoading: false,
  loadingStates: new Set(),
  readAt: 1,
  ...parts,
});
const choose = (filter: JobFilter, grouping: Grouping = "state", hidden: readonly string[] = []): ChosenOptions => {
  return { filter, arrangement: { grouping, sorting: "updated", hidden: { counting: hidden, paged: hidden } } };
};
const facts = (model: ReturnType<typeof buildTreeModel>) =>
  model.groups.map(({ key, rows, count, certainty, left }) => [key, rows.length, count, certainty, left]);

describe("what is seen of a large account", () => {
  const rows = [
    record("1", "DONE", { type: "A", batch: "x" }),
    record("2", "DONE", { type: "B" }),
    record("3", "QUEUED", { type: "A" }),
  ];
  const large = snapshot(rows, { totals: totals({ QUEUED: 40, DONE: 900, RAW: 60 }), total: 1000, isWhole: false });

  it("is a group for each state with its true total, of which the rows are a part", () => {
    const model = buildTreeModel(large, counting, atFirst, order);
    assert.deepEqual(facts(model), [
      ["RAW", 0, 60, "exact", 60],
      ["QUEUED", 1, 40, "exact", 39],
      ["DONE", 2, 900, "exact", 898],
    ]);
    assert.equal(model.rest, undefined);
    assert.equal(model.finding, undefined);
  });

  it("leaves hidden states out, and tells of those that no row has shown", () => {
    const model = buildTreeModel({ ...large, elsewhere: 7 }, counting, choose({}, "state", ["DONE"]), order);
    assert.deepEqual(
      model.groups.map(({ key }) => key),
      ["RAW", "QUEUED"],
    );
    assert.equal(model.elsewhere, 7);
  });

  it("says of other groupings that they are of what is loaded, and offers more at the end", () => {
    const model = buildTreeModel(large, counting, choose({}, "batch"), order);
    assert.deepEqual(facts(model), [
      ["x", 1, 1, "loaded", 0],
      ["", 2, 2, "loaded", 0],
    ]);
    assert.deepEqual(model.rest, { kind: "more", coverage: { loaded: 3, total: 1000 } });
    const loading = buildTreeModel({ ...large, loadingStates: new Set(["*"]) }, counting, choose({}, "batch"), order);
    assert.deepEqual(loading.rest, { kind: "loading", coverage: { loaded: 3, total: 1000 }, isStoppable: false });
  });

  it("takes the server's count for what it found exactly", () => {
    const scope = { query: { types: ["A"] }, totals: totals({ DONE: 300, RAW: 5 }), total: 305 };
    const model = buildTreeModel({ ...large, scope }, counting, choose({ types: ["A"] }), order);
    assert.deepEqual(facts(model), [
      ["RAW", 0, 5, "exact", 5],
      ["DONE", 1, 300, "exact", 299],
    ]);
    assert.deepEqual(model.finding, { count: 305, certainty: "exact" });
    const hidden = buildTreeModel({ ...large, scope }, counting, choose({ types: ["A"] }, "state", ["RAW"]), order);
    assert.deepEqual(hidden.finding, { count: 300, certainty: "exact" });
    const batches = buildTreeModel({ ...large, scope }, counting, choose({ types: ["A"] }, "batch"), order);
    assert.deepEqual(batches.finding, { count: 305, certainty: "exact" });
    assert.deepEqual(batches.rest, { kind: "more", coverage: { loaded: 2, total: 305 } });
  });

  it("offers what the server found in undocumented states", () => {
    const scope = { query: { types: ["A"] }, totals: totals({ DONE: 300 }), total: 305 };
    const model = buildTreeModel({ ...large, scope }, counting, choose({ types: ["A"] }), order);
    assert.equal(model.finding?.count, 305);
    assert.deepEqual(model.rest, { kind: "more", coverage: { loaded: 2, total: 305 } });
  });

  it("says among what it looked where the server could not, and offers to look further", () => {
    const model = buildTreeModel(large, counting, choose({ text: "voice 1" }), order);
    assert.deepEqual(facts(model), [["DONE", 1, 1, "loaded", 898]]);
    assert.deepEqual(model.groups[0]?.among, { loaded: 2, total: 900 });
    assert.deepEqual(model.finding, { count: 1, certainty: "loaded", among: { loaded: 3, total: 1000 } });
    assert.deepEqual(model.rest, { kind: "more", coverage: { loaded: 3, total: 1000 } });
    assert.ok(!model.groups[0]?.isWorthwhile, "opening it loads nothing by itself");
  });

  it("looks only among what the server found, where it found a part", () => {
    const scope = { query: { types: ["A"] }, totals: totals({ DONE: 300, QUEUED: 1 }), total: 301 };
    const model = buildTreeModel({ ...large, scope }, counting, choose({ types: ["A"], text: "voice 1" }), order);
    assert.deepEqual(model.finding, { count: 1, certainty: "loaded", among: { loaded: 2, total: 301 } });
    assert.deepEqual(model.groups[0]?.among, { loaded: 1, total: 300 });
  });

  it("does not take a count for another filter's, nor one that has not come", () => {
    for (const scope of [
      { query: { types: ["B"] }, totals: totals({ DONE: 300 }), total: 300 },
      { query: { types: ["A"] }, totals: totals({}) },
    ]) {
      const model = buildTreeModel({ ...large, scope }, counting, choose({ types: ["A"] }), order);
      assert.deepEqual(model.finding, { count: 2, certainty: "loaded", among: { loaded: 3, total: 1000 } });
    }
  });

  it("finds nothing, and says where it did not look", () => {
    const model = buildTreeModel(large, counting, choose({ text: "nobody" }), order);
    assert.deepEqual([model.groups, model.finding?.count, model.rest?.kind], [[], 0, "more"]);
  });
});

describe("what is seen of a cloud that counts nothing", () => {
  const rows = [record("1", "DONE"), record("2", "QUEUED")];
  const part = { totals: totals({ DONE: 1, QUEUED: 1 }, false), total: 3400 };
  const { readAt: _, ...first } = snapshot(rows, { ...part, isLoading: true });

  it("counts so far while it is paged through, and can be stopped", () => {
    const model = buildTreeModel(first, paged, atFirst, order);
    assert.deepEqual(facts(model), [
      ["QUEUED", 1, 1, "counting", 0],
      ["DONE", 1, 1, "counting", 0],
    ]);
    assert.deepEqual(model.rest, { kind: "loading", coverage: { loaded: 2, total: 3400 }, isStoppable: true });
    const filtered = buildTreeModel(first, paged, choose({ states: ["DONE"] }), order);
    assert.deepEqual(filtered.finding, { count: 1, certainty: "counting", among: { loaded: 2, total: 3400 } });
  });

  it("says how much is known after a stop, goes on from there, and is exact in the end", () => {
    const stopped = { ...first, isLoading: false, isStopped: true, isWhole: false };
    assert.deepEqual(buildTreeModel(stopped, paged, atFirst, order).rest, {
      kind: "stopped",
      coverage: { loaded: 2, total: 3400 },
    });
    assert.equal(buildTreeModel({ ...stopped, isLoading: true }, paged, atFirst, order).rest?.kind, "loading");
    const whole = buildTreeModel(
      snapshot(rows, { totals: totals({ DONE: 1, QUEUED: 1 }), total: 2, isWhole: true }),
      paged,
      atFirst,
      order,
    );
    assert.deepEqual([whole.rest, whole.groups.map(({ certainty }) => certainty)], [undefined, ["exact", "exact"]]);
  });
});

describe("what is seen of an account that is all here", () => {
  it("counts jobs that cannot be shown, as the cloud does, and asks for nothing more", () => {
    const whole = snapshot([record("1", "DONE")], { totals: totals({ DONE: 2 }), total: 2, isWhole: true });
    assert.deepEqual(facts(buildTreeModel(whole, counting, atFirst, order)), [["DONE", 1, 2, "exact", 0]]);
    assert.equal(buildTreeModel(whole, counting, choose({}, "batch"), order).rest, undefined);
  });

  it("tells the age of rows that an earlier window has left", () => {
    const whole = snapshot([record("1", "DONE")], { totals: totals({ DONE: 1 }), total: 1, readAt: 77 });
    assert.equal(buildTreeModel(whole, counting, atFirst, order).age, undefined);
    assert.equal(buildTreeModel({ ...whole, isRemembered: true }, counting, atFirst, order).age, 77);
  });

  it("is exactly what fits, under any filter and grouping", () => {
    const jobs = fc.array(
      fc.record({
        state: fc.constantFrom("DONE", "QUEUED", "ODD"),
        type: fc.constantFrom("A", "B"),
        batch: fc.constantFrom("", "x"),
      }),
      { maxLength: 30 },
    );
    const filter = fc.constantFrom<JobFilter>(
      { states: ["DONE"] },
      { types: ["A"], text: "voice 1" },
      { batches: [""] },
      { text: "9" },
    );
    fc.assert(
      fc.property(
        jobs,
        filter,
        fc.constantFrom<Grouping>("state", "batch", "type", "day"),
        fc.boolean(),
        (made, filter, grouping, isHidden) => {
          const records = made.map(({ state, ...parts }, index) => record(`${index}`, state, parts));
          const counts: Record<string, number> = {};
          for (const { job } of records) counts[job.state] = (counts[job.state] ?? 0) + 1;
          const whole = snapshot(records, { totals: totals(counts), total: records.length, isWhole: true });
          const model = buildTreeModel(whole, counting, choose(filter, grouping, isHidden ? ["DONE"] : []), order);
          const wanted = records.filter(({ job }) => fits(job, filter) && !(isHidden && job.state === "DONE"));
          assert.deepEqual(model.finding, { count: wanted.length, certainty: "exact" });
          assert.deepEqual(new Set(model.groups.flatMap(({ rows }) => rows)), new Set(wanted));
          for (const { rows, count, left } of model.groups) assert.deepEqual([count, left], [rows.length, 0]);
          assert.equal(model.rest, undefined);
        },
      ),
      { numRuns: 300 },
    );
  });
});
