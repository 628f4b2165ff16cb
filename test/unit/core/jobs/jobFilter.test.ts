// A filter means the same here and on a server: what fits, what a server is asked for, and what it is not.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import {
  filterOf,
  fits,
  isEmpty,
  type JobFilter,
  type ListedPart,
  listedParts,
  type ServedPart,
  serve,
} from "../../../../src/core/jobs/jobFilter.js";

const word = fc.constantFrom("", "A", "B", "C");
const time = fc.integer({ min: 0, max: 20 });
const jobs: fc.Arbitrary<VoiceJob> = fc
  .record(
    {
      id: fc.constantFrom("id-1", "ID-2", "x"),
      name: fc.constantFrom("", "Aurora", "晓晴-客服", "aurora v2"),
      state: fc.constantFrom("A", "B", "C"),
      type: word,
      tag: word,
      language: word,
      sex: word,
      batch: word,
      customer: word,
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
      text: fc.constantFrom("", " ", "AURORA", "客服", "id-", "nothing like it"),
      createdSince: time,
      createdUntil: time,
      updatedSince: time,
      updatedUntil: time,
    },
    { requiredKeys: [] },
  )
  .map((filter) => filter as JobFilter);
const served = fc.subarray<ServedPart>(["states", "types", "tags", "batches"]);

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
      fc.property(jobs, filters, served, (job, filter, parts) => {
        const { query, isExact } = serve(filter, parts);
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
