// The store: snapshots that never change, news only where something is new, and no late answer over a newer one.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import type { JobRecord } from "../../../../src/services/jobs/jobRecord.js";
import { JobStore } from "../../../../src/services/jobs/jobStore.js";
import type { StoreChange } from "../../../../src/services/jobs/snapshot.js";
import { rowsOf, totalsOf } from "../../scenarios/kernel.js";

const job = (id: string, state = "RAW", raw: Record<string, unknown> = { id }): VoiceJob => ({
  id,
  name: id,
  state,
  phase: "attention",
  raw,
});

describe("job store", () => {
  let store: JobStore;
  let news: StoreChange[];

  const record = (of: VoiceJob, more: Partial<JobRecord> = {}): JobRecord => ({
    job: of,
    readAt: 1,
    asked: store.ask(),
    ...more,
  });
  /** A refresh that found these jobs. */
  const refresh = (jobs: readonly VoiceJob[], since = store.ask()) =>
    store.replaceJobs(
      "c1",
      { jobs: new Map(jobs.map((each) => [each.id, record(each, { asked: since })])), since },
      { readAt: 1, total: jobs.length },
    );
  const newsOf = (act: () => void) => {
    news = [];
    act();
    return news;
  };

  beforeEach(() => {
    store = new JobStore();
    store.onDidChange((change) => news.push(change));
    news = [];
    refresh([job("a"), job("b"), job("c", "DONE")]);
  });

  it("tells once what came, went and changed", () => {
    const [change, ...more] = newsOf(() => refresh([job("a"), job("b", "DONE"), job("d")]));
    assert.deepEqual([...change!.jobs].sort(), ["b", "c", "d"]);
    assert.equal(change!.connectionId, "c1");
    assert.equal(more.length, 0);
  });

  it("tells nothing when nothing changed", () => {
    assert.deepEqual(
      newsOf(() => refresh([job("a"), job("b"), job("c", "DONE")])),
      [],
    );
    assert.deepEqual(
      newsOf(() => store.putJob("c1", record(job("a")))),
      [],
    );
    assert.deepEqual(
      newsOf(() => store.update("c1", { isLoading: false, loadingStates: new Set() })),
      [],
    );
  });

  it("keeps the object of a job that is equal, however it was built", () => {
    refresh([job("a", "RAW", { nested: { list: [1, { two: null }] }, other: "x" })]);
    const before = store.record("c1", "a")!.job;
    refresh([job("a", "RAW", { other: "x", nested: { list: [1, { two: null }] } })]);
    assert.equal(store.record("c1", "a")!.job, before);
    refresh([job("a", "RAW", { nested: { list: [1, { two: 2 }] }, other: "x" })]);
    assert.notEqual(store.record("c1", "a")!.job, before);
  });

  it("takes a field that went, came or turned from list to object for a change", () => {
    const different: readonly Record<string, unknown>[] = [
      {},
      { x: undefined },
      { x: [] },
      { x: {} },
      { x: null },
      { x: 0 },
      { x: "0" },
      { y: 0 },
    ];
    for (const raw of different)
      for (const other of different) {
        refresh([job("a", "RAW", raw)]);
        const { length } = newsOf(() => refresh([job("a", "RAW", other)]));
        assert.equal(length, raw === other ? 0 : 1, `${JSON.stringify(raw)} ${JSON.stringify(other)}`);
      }
  });

  it("never changes a snapshot that is held elsewhere", () => {
    const held = store.get("c1");
    const copy = structuredClone([...held.jobs]);
    const totals = structuredClone([...held.totals]);
    store.putJob("c1", record(job("a", "DONE")));
    store.putJobError("c1", "b", new VoiceError("network", ""), store.ask());
    store.putJobs("c1", [record(job("z"))]);
    refresh([]);
    assert.deepEqual([[...held.jobs], [...held.totals]], [copy, totals]);
  });

  it("keeps connections apart", () => {
    store.putJob("c2", record(job("a", "DONE")));
    assert.equal(store.record("c1", "a")!.job.state, "RAW");
    store.forget("c1");
    assert.equal(store.get("c1").jobs.size, 0);
    assert.equal(store.get("c2").jobs.size, 1);
  });

  describe("reading one job", () => {
    it("moves its row and both totals", () => {
      const [change] = newsOf(() => store.putJob("c1", record(job("a", "DONE"))));
      assert.deepEqual(totalsOf(store), { RAW: 1, DONE: 2 });
      assert.deepEqual([[...change!.jobs], change!.isWide], [["a"], true]);
      store.putJob("c1", record(job("b", "NEW")));
      assert.deepEqual(totalsOf(store), { DONE: 2, NEW: 1 });
    });

    it("leaves the totals alone when only other fields changed", () => {
      const [change] = newsOf(() => store.putJob("c1", record({ ...job("a"), name: "other" })));
      assert.deepEqual(totalsOf(store), { RAW: 2, DONE: 1 });
      assert.equal(change!.isWide, false);
    });

    it("counts a job that no count can have seen, and not one that was counted without a row", () => {
      store.putJob("c1", record(job("new")));
      assert.deepEqual([totalsOf(store), store.get("c1").total], [{ RAW: 3, DONE: 1 }, 4]);
      store.update("c1", { totals: new Map([["RAW", { total: 50, isExact: true }]]), total: 50 });
      store.putJob("c1", record(job("deep")));
      assert.deepEqual([totalsOf(store), store.get("c1").total], [{ RAW: 50 }, 50]);
    });

    it("takes a job in an undocumented state out of those elsewhere", () => {
      store.update("c1", { elsewhere: 2, total: 5 });
      store.putJob("c1", record(job("odd", "ODD")));
      const { elsewhere, total } = store.get("c1");
      assert.deepEqual([totalsOf(store).ODD, elsewhere, total], [1, 1, 5]);
    });

    it("counts nothing before the first list", () => {
      store.putJob("c9", record(job("a")));
      store.putJob("c9", record(job("a", "DONE")));
      assert.deepEqual([totalsOf(store, "c9"), rowsOf(store, "DONE", "c9")], [{}, ["a"]]);
    });

    it("keeps the row when it fails, with the error beside it, until it is read again", () => {
      const error = new VoiceError("network", "");
      const [change] = newsOf(() => store.putJobError("c1", "a", error, store.ask()));
      assert.deepEqual([...change!.jobs], ["a"]);
      assert.equal(store.record("c1", "a")!.error, error);
      assert.equal(store.record("c1", "a")!.job.state, "RAW");
      assert.equal(newsOf(() => store.putJob("c1", record(job("a")))).length, 1);
      assert.equal(store.record("c1", "a")!.error, undefined);
    });

    it("makes no row out of an error", () => {
      assert.deepEqual(
        newsOf(() => store.putJobError("c1", "nobody", new VoiceError("notFound", ""), store.ask())),
        [],
      );
    });
  });

  describe("an answer that comes late", () => {
    it("does not paint over a job that was asked for later", () => {
      const slow = record(job("a", "RAW"));
      store.putJob("c1", record(job("a", "DONE")));
      store.putJob("c1", slow);
      store.putJobs("c1", [slow]);
      assert.equal(store.record("c1", "a")!.job.state, "DONE");
      assert.deepEqual(totalsOf(store), { RAW: 1, DONE: 2 });
    });

    it("does not put an error beside a job that was read since", () => {
      const asked = store.ask();
      store.putJob("c1", record(job("a", "DONE")));
      store.putJobError("c1", "a", new VoiceError("notFound", ""), asked);
      assert.equal(store.record("c1", "a")!.error, undefined);
    });

    it("does not turn back a job that was submitted while a refresh was under way; rows and totals agree", () => {
      const since = store.ask();
      store.putJob("c1", record(job("a", "DONE")));
      refresh([job("a"), job("b"), job("c", "DONE")], since);
      assert.deepEqual([rowsOf(store, "RAW"), rowsOf(store, "DONE").sort()], [["b"], ["a", "c"]]);
      assert.deepEqual(totalsOf(store), { RAW: 1, DONE: 2 });
    });

    it("does not drop a job that was first seen while the refresh was under way", () => {
      const since = store.ask();
      store.putJob("c1", record(job("new")));
      refresh([job("a")], since);
      assert.deepEqual(rowsOf(store, "RAW").sort(), ["a", "new"]);
    });

    it("does not revive a job that was found gone meanwhile", () => {
      const since = store.ask();
      const gone = new VoiceError("notFound", "");
      store.putJobError("c1", "a", gone, store.ask());
      refresh([job("a")], since);
      assert.equal(store.record("c1", "a")!.error, gone);
    });

    it("heals a row whose own reading failed for another reason", () => {
      const since = store.ask();
      store.putJobError("c1", "a", new VoiceError("network", ""), store.ask());
      refresh([job("a")], since);
      assert.equal(store.record("c1", "a")!.error, undefined);
    });

    it("counts for less than how late it was asked for, not than how late it came", () => {
      const early = record(job("a", "DONE"));
      refresh([job("a")]);
      store.putJob("c1", early);
      assert.equal(store.record("c1", "a")!.job.state, "RAW");
    });
  });
});
