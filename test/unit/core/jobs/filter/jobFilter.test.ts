// A filter means the same here and on a server: what fits, what a server is asked for, and what it is not.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import {
  filterOf,
  fits,
  isEmpty,
  type JobFilter,
  type ListedPart,
  listedParts,
  type ServedPart,
  type ServedTimes,
  serve,
} from "../../../../../src/core/jobs/filter/jobFilter.js";
import { timeFormats } from "../../../../../src/core/jobs/filter/jobQuery.js";
import { isOutside, servedTimes } from "../../../../../src/core/jobs/filter/servedTimes.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";

const wholeId = "26f06524-4f75-4b3a-a853-649a8625ba12";
const word = fc.constantFrom("", "A", "B", "C");
const time = fc.integer({ min: 0, max: 20 });
const jobs: fc.Arbitrary<VoiceJob> = fc
  .record(
    {
      id: fc.constantFrom("id-1", "ID-2", "x", wholeId),
      name: fc.constantFrom("", "Aurora", "晓晴-客服", "aurora v2"),
      state: fc.constantFrom("A", "B", "C"),
      type: word,
      tag: word,
      language: word,
      sex: word,
      batch: word,
      customer: word,
      onDemand: fc.constantFrom("yes", "no"),
      createdAt: time,
      updatedAt: time,
    },
    { requiredKeys: ["id", "name", "state"] },
  )
  .map((job) => ({ ...job, phase: "running", raw: {} }) as VoiceJob);
const values = fc.array(word, { maxLength: 3 });
const filters: fc.Arbitrary<JobFilter> = fc
  .record(
    {
      states: values,
      types: values,
      tags: values,
      languages: values,
      sexes: values,
      batches: values,
      customers: values,
      onDemand: fc.array(fc.constantFrom("", "yes", "no"), { maxLength: 2 }),
      text: fc.constantFrom("", " ", "AURORA", "客服", "id-", wholeId, "nothing like it"),
      createdSince: time,
      createdUntil: time,
      updatedSince: time,
      updatedUntil: time,
    },
    { requiredKeys: [] },
  )
  .map((filter) => filter as JobFilter);
const served = fc.subarray<ServedPart>(["states", "types", "tags", "batches", "onDemand", "ids"]);
const times = fc.option(
  fc.record({
    format: fc.constantFrom(...timeFormats),
    created: fc.boolean(),
    updated: fc.boolean(),
  }) as fc.Arbitrary<ServedTimes>,
  { nil: undefined },
);

describe("filter", () => {
  it("fits what its words say, part by part", () => {
    fc.assert(
      fc.property(jobs, filters, (job, filter) => assert.equal(fits(job, filter), isWanted(job, filter))),
      { numRuns: 2000 },
    );
  });

  it("finds a part of the name or id whatever its case and the space around it", () => {
    const job: VoiceJob = { id: "26F0-af66", name: "晓晴-Aurora", state: "A", phase: "running", raw: {} };
    for (const text of ["aurora", " 晓晴 ", "f0-AF"]) assert.ok(fits(job, { text }), text);
    assert.ok(!fits(job, { text: "borealis" }));
  });

  it("is empty when it lets everything through by its form alone", () => {
    for (const empty of [{}, { text: "  " }, { states: [], types: [] }]) assert.ok(isEmpty(empty), JSON.stringify(empty));
    for (const filter of [{ text: "a" }, { batches: [""] }, { createdSince: 0 }])
      assert.ok(!isEmpty(filter), JSON.stringify(filter));
  });

  it("never lets a server leave out what fits, and where the server is exact never lets it bring more", () => {
    fc.assert(
      fc.property(jobs, filters, served, times, (job, filter, parts, obeyed) => {
        const { query, isExact } = serve(filter, parts, obeyed);
        const isFound = fits(job, filterOf(query));
        if (fits(job, filter)) assert.ok(isFound);
        if (isExact) assert.equal(isFound, fits(job, filter));
      }),
      { numRuns: 2000 },
    );
  });

  it("asks a server only for what it can find: never for a value that is not there, never for several types", () => {
    fc.assert(
      fc.property(filters, served, (filter, parts) => {
        const { query } = serve(filter, parts);
        for (const part of ["states", "types", "tags"] as const) {
          assert.ok(!query[part] || parts.includes(part));
          assert.ok(!query[part]?.includes(""));
        }
        assert.ok((query.types?.length ?? 1) === 1 && (query.tags?.length ?? 1) === 1 && query.batch !== "");
        assert.ok(query.batch === undefined || parts.includes("batches"));
      }),
    );
    const all: ServedPart[] = ["states", "types", "tags", "batches"];
    assert.deepEqual(serve({ states: ["A", "B"], types: ["T"], batches: ["x"] }, all), {
      query: { states: ["A", "B"], types: ["T"], batch: "x" },
      isExact: true,
    });
    assert.deepEqual(serve({ types: ["T", "U"] }, all), { query: {}, isExact: false });
    assert.deepEqual(serve({ tags: ["T"], text: "x" }, all), { query: { tags: ["T"] }, isExact: false });
  });

  it("asks a server for jobs on demand, and for none of which it may mean something else", () => {
    assert.deepEqual(serve({ onDemand: ["yes"] }, ["onDemand"]), { query: { onDemand: true }, isExact: true });
    assert.deepEqual(filterOf({ onDemand: true }), { onDemand: ["yes"] });
    for (const onDemand of [["no"], ["yes", "no"], [""]])
      assert.deepEqual(serve({ onDemand }, ["onDemand"]), { query: {}, isExact: false }, `${onDemand}`);
    assert.deepEqual(serve({ onDemand: ["yes"] }, ["states"]), { query: {}, isExact: false });
  });

  it("takes a whole ID for that of one job, and asks a server for it", () => {
    const job: VoiceJob = { id: wholeId, name: "A", state: "A", phase: "running", raw: {} };
    const copy: VoiceJob = { ...job, id: "other", name: `copy of ${wholeId}` };
    assert.deepEqual([fits(job, { text: ` ${wholeId.toUpperCase()}` }), fits(copy, { text: wholeId })], [true, false]);
    assert.deepEqual(serve({ text: ` ${wholeId} ` }, ["ids"]), { query: { jobId: wholeId }, isExact: true });
    // Clouds compare IDs as they are written.
    for (const text of [wholeId.toUpperCase(), wholeId.slice(1), `${wholeId} x`])
      assert.deepEqual(serve({ text }, ["ids"]), { query: {}, isExact: false }, text);
  });

  it("asks a server only for the times that it obeys, in the format that it was found to read", () => {
    const filter: JobFilter = { createdSince: 5, createdUntil: 9, updatedSince: 7 };
    const obeyed: ServedTimes = { format: "seconds", created: true, updated: false };
    const { query, isExact } = serve(filter, [], obeyed);
    assert.deepEqual([query, isExact], [{ createdSince: 5, createdUntil: 9, timeFormat: "seconds" }, false]);
    assert.deepEqual(servedTimes(query), obeyed);
    assert.deepEqual(serve(filter, [], { ...obeyed, updated: true }).isExact, true);
    assert.deepEqual(serve(filter, []), { query: {}, isExact: false });
    assert.equal(servedTimes({ states: ["A"] }), undefined);
  });

  it("knows a row that was not asked for by its times", () => {
    const job: VoiceJob = { id: "a", name: "A", state: "A", phase: "running", createdAt: 8, raw: {} };
    const query = { createdSince: 5, createdUntil: 9, updatedSince: 7, timeFormat: "seconds" } as const;
    assert.ok(!isOutside(job, query), "no time contradicts nothing");
    assert.ok(isOutside({ ...job, createdAt: 4 }, query) && isOutside({ ...job, updatedAt: 6 }, query));
    assert.ok(!isOutside({ ...job, createdAt: 4 }, { createdSince: 5 }));
  });
});

/** The plain reading of the words. */
function isWanted(job: VoiceJob, filter: JobFilter): boolean {
  for (const part of Object.keys(listedParts) as ListedPart[]) {
    const wanted = filter[part] ?? [];
    if (wanted.length > 0 && !wanted.some((value) => value === (job[listedParts[part]] ?? ""))) return false;
  }
  const text = (filter.text ?? "").trim().toLowerCase();
  if (!`${job.name}\n${job.id}`.toLowerCase().includes(text)) return false;
  const between = (at: number | undefined, since?: number, until?: number) => {
    if (since === undefined && until === undefined) return true;
    if (at === undefined) return false;
    return !(since !== undefined && at < since) && !(until !== undefined && at > until);
  };
  const changed = job.updatedAt === undefined ? job.createdAt : job.updatedAt;
  return (
    between(job.createdAt, filter.createdSince, filter.createdUntil) && between(changed, filter.updatedSince, filter.updatedUntil)
  );
}
