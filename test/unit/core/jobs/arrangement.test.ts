// Jobs stand in the groups and in the order that the person chose; nothing is doubled and nothing is lost.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import {
  type Arrangement,
  arrange,
  createOrder,
  type Grouping,
  groupings,
  type Sorting,
  sortings,
} from "../../../../src/core/jobs/arrangement.js";
import { fits, type JobFilter } from "../../../../src/core/jobs/filter/jobFilter.js";
import { phases, type VoiceJob } from "../../../../src/core/jobs/job.js";
import { rainCloud } from "../../../fakes/clouds/rainCloud.js";

const order = createOrder("en", "Asia/Shanghai");
const everything: Arrangement = { grouping: "state", sorting: "updated", hidden: {} };
const noon = Date.UTC(2026, 0, 10, 12);
const hour = 3_600_000;

const job = (id: string, parts: Partial<VoiceJob> = {}): { job: VoiceJob } => ({
  job: { id, name: id, state: "NEW", phase: "attention", raw: {}, ...parts },
});
const rows = (jobs: readonly { job: VoiceJob }[], arrangement: Partial<Arrangement> = {}, filter: JobFilter = {}) =>
  arrange(jobs, rainCloud, { ...everything, ...arrangement }, filter, order).map(({ key, rows }) => [
    key,
    rows.map(({ job }) => job.id),
  ]);

describe("arranging jobs", () => {
  it("groups by state in the order of the job's life, states without a description last and verbatim", () => {
    const jobs = ["DONE", "ZETA", "NEW", "ARCHIVING", "TRAINING"].map((state) => job(state, { state }));
    assert.deepEqual(
      rows(jobs).map(([key]) => key),
      ["NEW", "TRAINING", "DONE", "ARCHIVING", "ZETA"],
    );
  });

  it("groups by phase, type, tag, batch, language and customer, jobs without the value last", () => {
    const jobs = [
      job("1", { batch: "b10", type: "PRO", phase: "waiting" }),
      job("2", { batch: "b9", type: "BASIC", phase: "unknown" }),
      job("3"),
    ];
    const keysBy = (grouping: Grouping) => rows(jobs, { grouping }).map(([key]) => key);
    assert.deepEqual(keysBy("batch"), ["b9", "b10", ""]);
    assert.deepEqual(keysBy("type"), ["BASIC", "PRO", ""], "known values before others");
    assert.deepEqual(keysBy("phase"), ["attention", "waiting", "unknown"]);
    for (const grouping of ["tag", "language", "customer"] as const) assert.deepEqual(keysBy(grouping), [""]);
  });

  it("groups by the day of the last change where the person is, latest day first, unknown times last", () => {
    const jobs = [
      job("late", { updatedAt: noon + 5 * hour }),
      job("never"),
      job("noon", { createdAt: 1, updatedAt: noon }),
      job("born", { createdAt: noon - 24 * hour }),
    ];
    assert.deepEqual(rows(jobs, { grouping: "day" }), [
      ["2026-01-11", ["late"]],
      ["2026-01-10", ["noon"]],
      ["2026-01-09", ["born"]],
      ["", ["never"]],
    ]);
    for (const at of [Number.NaN, 9e15]) assert.equal(order.dayOf(at), "");
  });

  it("sorts names as the person's language does, numbers by their value, a nameless job by its id", () => {
    const jobs = [
      job("a", { name: "Voice 10" }),
      job("b", { name: "äther" }),
      job("m", { name: "" }),
      job("d", { name: "voice 9" }),
    ];
    assert.deepEqual(rows(jobs, { sorting: "name" })[0]?.[1], ["b", "m", "d", "a"]);
  });

  it("hides states of the one cloud that they were chosen for", () => {
    const jobs = [job("1"), job("2", { state: "DONE" }), job("3", { state: "ODD" })];
    assert.deepEqual(rows(jobs, { hidden: { [rainCloud.id]: ["DONE", "ODD"], other: ["NEW"] } }), [["NEW", ["1"]]]);
  });

  it("keeps every row that fits exactly once, in order, whatever comes", () => {
    const word = fc.option(fc.constantFrom("A", "B", "é", "10", "9"), { nil: undefined });
    const at = fc.option(
      fc.integer({ min: 0, max: 9 }).map((number) => noon + number * 9 * hour),
      { nil: undefined },
    );
    const parts = { type: word, tag: word, batch: word, language: word, customer: word, createdAt: at, updatedAt: at };
    const jobs = fc.uniqueArray(
      fc.record({
        id: fc.string({ maxLength: 3 }),
        name: fc.constantFrom("", "a", "A", "b 2", "b 10"),
        state: fc.constantFrom("NEW", "DONE", "REVIEW", "ODD"),
        phase: fc.constantFrom(...phases),
        ...parts,
      }),
      { selector: ({ id }) => id, maxLength: 40 },
    );
    const hidden = fc.subarray(["NEW", "ODD"]).map((states) => ({ [rainCloud.id]: states }));
    const filter = fc.constantFrom<JobFilter>(
      {},
      { states: ["NEW", "ODD"] },
      { text: "b" },
      { types: ["A", ""], createdSince: noon },
    );
    fc.assert(
      fc.property(
        jobs,
        fc.constantFrom<Grouping>(...groupings),
        fc.constantFrom<Sorting>(...sortings),
        hidden,
        filter,
        (made, grouping, sorting, hidden, filter) => {
          const all = made.map((parts) => ({ job: { ...parts, raw: {} } as VoiceJob }));
          const groups = arrange(all, rainCloud, { grouping, sorting, hidden }, filter, order);
          const wanted = all.filter(({ job }) => !hidden[rainCloud.id]?.includes(job.state) && fits(job, filter));
          assert.deepEqual(new Set(groups.flatMap(({ rows }) => rows)), new Set(wanted));
          assert.equal(groups.flatMap(({ rows }) => rows).length, wanted.length);
          assert.equal(new Set(groups.map(({ key }) => key)).size, groups.length);
          for (const { key, rows } of groups) {
            assert.ok(rows.length > 0);
            for (const { job } of rows) assert.equal(naiveKey(job, grouping), key);
            for (const [index, row] of rows.slice(1).entries()) assert.ok(isBefore(rows[index]!.job, row.job, sorting));
          }
          const shuffled = arrange([...all].reverse(), rainCloud, { grouping, sorting, hidden }, filter, order);
          assert.deepEqual(shuffled, groups, "the order in which rows came does not matter");
        },
      ),
      { numRuns: 500 },
    );
  });
});

function naiveKey(job: VoiceJob, grouping: Grouping): string {
  if (grouping !== "day") return job[grouping] ?? "";
  const at = job.updatedAt ?? job.createdAt;
  return at === undefined ? "" : new Date(at + 8 * hour).toISOString().slice(0, 10);
}

function isBefore(a: VoiceJob, b: VoiceJob, sorting: Sorting): boolean {
  if (sorting === "name") {
    const compared = new Intl.Collator("en", { numeric: true }).compare(a.name || a.id, b.name || b.id);
    return compared < 0 || (compared === 0 && a.id < b.id);
  }
  const time = ({ createdAt, updatedAt }: VoiceJob) => (sorting === "created" ? createdAt : (updatedAt ?? createdAt)) ?? -1;
  return time(a) > time(b) || (time(a) === time(b) && a.id < b.id);
}
