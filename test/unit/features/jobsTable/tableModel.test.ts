// The rows of the table: sorted once, filtered in a pass, and changed one by one; the window has its turn between slices.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import type { Clock } from "../../../../src/core/ports/ports.js";
import { Slices, sortInSlices } from "../../../../src/features/jobsTable/slicedSort.js";
import { type TableEntry, TableModel, type TableSortKey } from "../../../../src/features/jobsTable/tableModel.js";
import { JobStore } from "../../../../src/services/jobs/jobStore.js";
import { ManualClock } from "../../../fakes/clock.js";

const compareNames = new Intl.Collator("en", { numeric: true }).compare;
const job = (id: string, name: string, updatedAt?: number): VoiceJob => ({
  id,
  name,
  state: "TRAINING",
  phase: "running",
  raw: {},
  ...(updatedAt !== undefined && { updatedAt }),
});
const byName = ({ record }: TableEntry): TableSortKey => record.job.name || undefined;
const byTime = ({ record }: TableEntry): TableSortKey => record.job.updatedAt;

function setUp(jobs: Readonly<Record<string, readonly VoiceJob[]>>) {
  const store = new JobStore();
  const put = (connectionId: string, ...given: VoiceJob[]) =>
    store.putJobs(connectionId, given.map((each) => ({ job: each, readAt: 1, asked: store.ask() }))); // biome-ignore format: one thing
  for (const [connectionId, given] of Object.entries(jobs)) put(connectionId, ...given);
  let paints = 0;
  const model = new TableModel(store, new Slices(new ManualClock()), compareNames, () => {
    paints += 1;
  });
  store.onDidChange((change) => model.take(new Map([[change.connectionId, change.jobs]])));
  const names = () => model.shown.map(({ record }) => record.job.name);
  return { store, model, put, names, paints: () => paints };
}

describe("the rows of the table", () => {
  it("are those of its connections, in the order of a column, and those without a value come last", async () => {
    const { model, names } = setUp({
      a: [job("1", "Needle 10"), job("2", ""), job("3", "needle 2")],
      b: [job("1", "Ärger")],
      c: [job("9", "No")],
    });
    void model.showConnections(["a", "b"]);
    await model.sortBy({ keyOf: byName, isDescending: false });
    assert.deepEqual(names(), ["Ärger", "needle 2", "Needle 10", ""]);
    await model.sortBy({ keyOf: byName, isDescending: true });
    assert.deepEqual(names(), ["Needle 10", "needle 2", "Ärger", ""]);
  });

  it("are painted once for all that was asked for in one go", async () => {
    const { model, paints } = setUp({ a: [job("1", "x")] });
    void model.showConnections(["a"]);
    void model.sortBy({ keyOf: byName, isDescending: false });
    await model.filterBy(() => true);
    assert.equal(paints(), 1);
  });

  it("stay in order when jobs come, change and go, with one paint for each change", async () => {
    const { store, model, put, names, paints } = setUp({ a: [job("1", "b", 10), job("2", "d", 20), job("3", "f", 30)] });
    void model.showConnections(["a"]);
    await model.sortBy({ keyOf: byTime, isDescending: true });
    const before = paints();
    put("a", job("4", "e", 25), job("2", "d", 40));
    await model.take(new Map());
    assert.deepEqual(names(), ["d", "f", "e", "b"]);
    assert.equal(paints(), before + 1);
    store.dropJob("a", "3");
    await model.take(new Map());
    assert.deepEqual(names(), ["d", "e", "b"]);
    assert.equal(model.loaded, 3);
  });

  it("are the same whether they came one by one or all at once", async () => {
    const name = fc.string({ maxLength: 4 });
    const change = fc.record({
      id: fc.integer({ min: 0, max: 8 }),
      name,
      time: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 30 }),
        fc.boolean(),
        fc.boolean(),
        async (changes, isDescending, isByName) => {
          const keyOf = isByName ? byName : byTime;
          const { model, put } = setUp({ a: [] });
          void model.showConnections(["a"]);
          await model.sortBy({ keyOf, isDescending });
          for (const each of changes) {
            put("a", job(String(each.id), each.name, each.time));
            await model.take(new Map());
          }
          const followed = model.shown.map(({ id }) => id);
          await model.sortBy({ keyOf, isDescending });
          assert.deepEqual(
            followed,
            model.shown.map(({ id }) => id),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it("are filtered without being sorted again", async () => {
    const { model, names } = setUp({ a: [job("1", "b"), job("2", "a"), job("3", "c")] });
    void model.showConnections(["a"]);
    let asked = 0;
    const keyOf = (entry: TableEntry) => {
      asked += 1;
      return byName(entry);
    };
    await model.sortBy({ keyOf, isDescending: false });
    const before = asked;
    await model.filterBy(({ name }) => name !== "b");
    assert.deepEqual(names(), ["a", "c"]);
    assert.equal(asked, before);
  });
});

describe("sorting in slices", () => {
  /** Time goes on with each look at it: no slice holds more than a few. */
  const runningClock = (): Clock => {
    let looks = 0;
    return {
      now: () => {
        looks += 1;
        return looks;
      },
      after: (_ms, callback) => {
        queueMicrotask(callback);
        return { dispose: () => {} };
      },
    };
  };

  it("gives what sorting at once gives, stable", async () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 5000 });
    await fc.assert(
      fc.asyncProperty(numbers, async (given) => {
        const items = given.map((value, place) => ({ value, place }));
        const sorted = await sortInSlices(
          items,
          (a, b) => a.value - b.value,
          new Slices(runningClock()),
          () => false,
        );
        assert.deepEqual(
          sorted,
          [...items].sort((a, b) => a.value - b.value),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("ends where it is no longer wanted", async () => {
    const items = Array.from({ length: 20_000 }, (_, index) => -index);
    let looks = 0;
    const isStale = () => {
      looks += 1;
      return looks > 3;
    };
    assert.equal(await sortInSlices(items, (a, b) => a - b, new Slices(runningClock()), isStale), undefined);
    assert.equal(looks, 4);
  });
});
