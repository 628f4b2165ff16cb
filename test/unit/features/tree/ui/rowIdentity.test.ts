// Rows keep their identity while they live and are forgotten when they are gone; what stands below what follows from what is seen.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { VoiceError } from "../../../../../src/core/errors.js";
import { createOrder, type Grouping } from "../../../../../src/core/jobs/arrangement.js";
import type { JobFilter } from "../../../../../src/core/jobs/filter/jobFilter.js";
import { buildTreeModel } from "../../../../../src/features/tree/treeModel.js";
import { RowIdentities, rowId, type TreeRow } from "../../../../../src/features/tree/ui/rowIdentity.js";
import { connectionRows, elsewhereRows, groupRow, groupRows, parentOf } from "../../../../../src/features/tree/ui/treeRows.js";
import type { JobRecord } from "../../../../../src/services/jobs/jobRecord.js";
import type { Snapshot } from "../../../../../src/services/jobs/snapshot.js";
import { ScriptedCloud } from "../../../../fakes/clouds/scriptedCloud.js";

const { cloud } = new ScriptedCloud("c", { serves: ["states"] });
const order = createOrder("en");
const snapshot = (states: readonly string[], parts: Partial<Snapshot> = {}): Snapshot => {
  const records = states.map((state, index): JobRecord => {
    return { job: { id: `${index}`, name: "", state, phase: "running", raw: {} }, readAt: 1, asked: 1 };
  });
  const totals = new Map([...new Set(states)].map((state) => [state, { total: 50, isExact: true }]));
  return {
    jobs: new Map(records.map((record) => [record.job.id, record])),
    totals,
    elsewhere: 0,
    isLoading: false,
    loadingStates: new Set(),
    ...parts,
  };
};
const modelOf = (shown: Snapshot, filter: JobFilter = {}, hidden: readonly string[] = [], grouping: Grouping = "state") =>
  buildTreeModel(
    shown,
    cloud,
    { filter, arrangement: { grouping, sorting: "updated", hidden: hidden.length > 0 ? { c: hidden } : {} } },
    order,
  );
const kinds = (rows: readonly TreeRow[]) => rows.map(({ kind }) => kind);
const read = { readAt: 1, isWhole: false } as const;

describe("rows of the tree", () => {
  it("are the same objects as long as they stand there, and forgotten with all below them when they go", () => {
    const connectionStore = new RowIdentities();
    const [connection] = connectionStore.replace(undefined, [{ kind: "connection", connectionId: "c" }]);
    const [a, b] = connectionStore.replace(connection, [groupRow("c", "state", "A"), groupRow("c", "state", "B")]);
    const job = (id: string): TreeRow => ({ kind: "job", connectionId: "c", grouping: "state", group: "A", jobId: id });
    const before = connectionStore.replace(a, [job("1"), job("2")]);
    const after = connectionStore.replace(a, [job("2"), job("3")]);
    assert.equal(after[0], before[1]);
    assert.equal(connectionStore.size, 5);
    const [again] = connectionStore.replace(connection, [groupRow("c", "state", "B")]);
    assert.equal(again, b);
    assert.equal(connectionStore.size, 2);
    assert.equal(connectionStore.known(connection, groupRow("c", "state", "A")), undefined);
    connectionStore.replace(undefined, []);
    assert.equal(connectionStore.size, 0);
  });

  it("have ids of their own, whatever people call their batches", () => {
    const part = fc.constantFrom("", "a", "a/b", "b", "/", "%2f", "a%2fb");
    const row = fc.record({
      kind: fc.constantFrom<TreeRow["kind"]>("job", "group", "more"),
      connectionId: fc.constant("c"),
      grouping: fc.constantFrom<Grouping>("batch", "state"),
      group: part,
      jobId: part,
      list: part,
    });
    fc.assert(
      fc.property(row, row, (a, b) => {
        const isSame =
          a.kind === b.kind && a.grouping === b.grouping && a.group === b.group && a.jobId === b.jobId && a.list === b.list;
        assert.equal(rowId(a) === rowId(b), isSame);
      }),
      { numRuns: 2000 },
    );
  });

  it("say for each empty reason what it is", () => {
    assert.deepEqual(kinds(connectionRows("c", modelOf(snapshot([])))), ["loading"]);
    assert.deepEqual(kinds(connectionRows("c", modelOf(snapshot([], { ...read, total: 0 })))), ["empty"]);
    const error = new VoiceError("forbidden", "no");
    assert.deepEqual(kinds(connectionRows("c", modelOf(snapshot([], { error })))), ["error"]);
    const whole = snapshot(["DONE"], { readAt: 1, isWhole: true, total: 1 });
    assert.deepEqual(kinds(connectionRows("c", modelOf(whole, { text: "nobody" }))), ["unmatched"]);
    const refreshed = { ...whole, isLoading: true };
    assert.deepEqual(kinds(connectionRows("c", modelOf(refreshed, { text: "nobody" }))), ["unmatched"], "in a refresh, too");
    assert.deepEqual(kinds(connectionRows("c", modelOf(whole, {}, ["DONE"]))), ["allHidden"]);
    const part = snapshot(["DONE"], { ...read, total: 50 });
    assert.deepEqual(kinds(connectionRows("c", modelOf(part, { text: "nobody" }))), ["unmatched", "more"]);
  });

  it("offer more in each group of a large account, and what no row has shown at its end", () => {
    const model = modelOf(snapshot(["DONE", "QUEUED"], { ...read, total: 107, elsewhere: 7 }));
    assert.deepEqual(kinds(connectionRows("c", model)), ["group", "group", "elsewhere"]);
    assert.deepEqual(elsewhereRows("c", model), [{ kind: "more", connectionId: "c", list: "" }]);
  });

  it("load the first rows of a group that is opened, once, and never under a filter that the server cannot apply", () => {
    const large = snapshot(["DONE"], { ...read, total: 50 });
    const rowsOf = (model: ReturnType<typeof modelOf>, isTried: boolean) => groupRows("c", model, model.groups[0]!, isTried);
    assert.deepEqual(
      [kinds(rowsOf(modelOf(large), false).rows), rowsOf(modelOf(large), false).isAsking],
      [["job", "loading"], true],
    );
    assert.deepEqual([kinds(rowsOf(modelOf(large), true).rows), rowsOf(modelOf(large), true).isAsking], [["job", "more"], false]);
    const filtered = rowsOf(modelOf(large, { text: "0" }), false);
    assert.deepEqual([kinds(filtered.rows), filtered.isAsking], [["job", "more"], false]);
    const loading = rowsOf(modelOf({ ...large, loadingStates: new Set(["DONE"]) }), false);
    assert.deepEqual([kinds(loading.rows), loading.isAsking], [["job", "loading"], false]);
    const failed = rowsOf(modelOf({ ...large, error: new VoiceError("network", "no") }), false);
    assert.equal(failed.isAsking, false);
  });

  it("know their parents", () => {
    for (const grouping of ["state", "batch"] as const) {
      const model = modelOf(snapshot(["DONE", "QUEUED"], { ...read, total: 107, elsewhere: 7 }), {}, [], grouping);
      for (const row of connectionRows("c", model)) assert.deepEqual(parentOf(row), { kind: "connection", connectionId: "c" });
      for (const group of model.groups)
        for (const row of groupRows("c", model, group, true).rows)
          assert.deepEqual(parentOf(row), groupRow("c", grouping, group.key));
      for (const row of elsewhereRows("c", model)) assert.deepEqual(parentOf(row), { kind: "elsewhere", connectionId: "c" });
    }
    assert.equal(parentOf({ kind: "connection", connectionId: "c" }), undefined);
  });
});
