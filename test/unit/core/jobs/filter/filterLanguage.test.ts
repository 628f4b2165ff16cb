// The language of the filter box: read as people type it, written so that it is read the same.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import { completions, readFilter, writeFilter } from "../../../../../src/core/jobs/filter/filterLanguage.js";
import type { FilterKey, FilterVocabulary } from "../../../../../src/core/jobs/filter/filterTokens.js";
import type { JobFilter } from "../../../../../src/core/jobs/filter/jobFilter.js";
import { describedValues } from "../../../../../src/text/filterText.js";

const now = new Date(2026, 10, 28, 12).getTime();
const day = 86_400_000;
const vocabulary: FilterVocabulary = {
  words: new Map<string, FilterKey>([["状态", "states"]]),
  valuesOf: (part) => {
    if (part === "states")
      return [
        { value: "FAILED", label: "Failed" },
        { value: "Fail", label: "Failed" },
        { value: "AUDIT_FAILED", label: "Review failed" },
        { value: "TRAINING", label: "Training" },
      ];
    return part === "types" ? [{ value: "BASIC", label: "Basic" }] : [];
  },
};
const read = (text: string) => readFilter(text, vocabulary, now);
const filterOf = (text: string) => {
  const { filter, problems } = read(text);
  assert.deepEqual(problems, [], text);
  return filter;
};

describe("the language of the filter", () => {
  for (const [text, filter] of [
    ["", {}],
    ["   ", {}],
    ["noise", { text: "noise" }],
    ["晓晴 客服", { text: "晓晴 客服" }],
    ["state:failed", { states: ["FAILED", "Fail"] }],
    ["state:FAILED,training", { states: ["FAILED", "Fail", "TRAINING"] }],
    ["state:audit", { states: ["AUDIT_FAILED"] }],
    ["state:review", { states: ["AUDIT_FAILED"] }],
    ['state:"review failed" TYPE:basic noise', { states: ["AUDIT_FAILED"], types: ["BASIC"], text: "noise" }],
    ["状态：failed，training", { states: ["FAILED", "Fail", "TRAINING"] }],
    ["state:ARCHIVING", { states: ["ARCHIVING"] }],
    ["batch:“第3批”", { batches: ["第3批"] }],
    ['batch:"a ""b"""', { batches: ['a "b"'] }],
    ['batch:""', { batches: [""] }],
    ["batch:", {}],
    ["state:failed,", { states: ["FAILED", "Fail"] }],
    ["take:2", { text: "take:2" }],
    ["age:<7d", { updatedSince: now - 7 * day }],
    ["age:7d", { updatedSince: now - 7 * day }],
    ["age:>2w", { updatedUntil: now - 14 * day }],
    ["created:<36h", { createdSince: now - 1.5 * day }],
  ] as readonly (readonly [string, JobFilter])[])
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(filterOf(text), filter));

  it("reads what guides say in every language: the clouds' English titles count beside those on the screen", () => {
    const titles = (part: "states" | "types") =>
      [huawei, alibaba].flatMap((cloud) =>
        describedValues(part, cloud).map(({ value, title }) => ({ value, label: `中文 ${title.length}`, others: [title] })),
      );
    const chinese: FilterVocabulary = {
      words: new Map(),
      valuesOf: (part) => (part === "states" || part === "types" ? titles(part) : []),
    };
    const { filter } = readFilter('state:failed,"not submitted" type:basic', chinese, now);
    assert.deepEqual([...(filter.states ?? [])].sort(), ["CREATING", "FAILED", "Fail"]);
    assert.ok((filter.types ?? []).length >= 2, `of both clouds: ${filter.types}`);
    assert.ok(completions("state:fail", chinese).some(({ value }) => value?.value === "Fail"));
  });

  it("reads days as they are where the person is, with both ends", () => {
    const [first, last] = [new Date(2026, 0, 31).getTime(), new Date(2026, 1, 1).getTime() - 1];
    assert.deepEqual(filterOf("created:2026-01-31"), { createdSince: first, createdUntil: last });
    assert.deepEqual(filterOf("created:2026-01-31.."), { createdSince: first });
    assert.deepEqual(filterOf("created:..2026-01-31"), { createdUntil: last });
    assert.deepEqual(filterOf("created:>2026-01-31"), { createdSince: last + 1 });
    assert.deepEqual(filterOf("created:<2026-01-31"), { createdUntil: first - 1 });
  });

  for (const text of [
    "age:soon",
    "age:<d",
    "created:2026-13-01",
    "created:2026-02-30",
    "age:1d,2d",
    "created:..",
    "age:<99999999d",
  ])
    it(`says that it does not understand ${text}, and filters by the rest`, () => {
      const { filter, problems } = read(`noise ${text}`);
      assert.deepEqual([filter, problems], [{ text: "noise" }, [text]]);
    });

  it("is written so that it is read as the same filter, whatever the values are", () => {
    const value = fc.string({ unit: "grapheme", maxLength: 12 }).filter((each) => each.trim() === each);
    const list = fc.uniqueArray(value, { minLength: 1, maxLength: 3 });
    const time = fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2999, 0, 1) });
    const filters = fc.record(
      {
        batches: list,
        customers: list,
        tags: list,
        text: value.filter((each) => each !== ""),
        createdSince: time,
        updatedUntil: time,
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(filters, (filter) => assert.deepEqual(filterOf(writeFilter(filter)), { ...filter })));
  });

  it("never fails, whatever is typed, and what it reads can be written and read again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const { filter } = read(text);
        assert.deepEqual(filterOf(writeFilter(filter)), filter);
        completions(text, vocabulary);
      }),
    );
  });

  it("reads no more than a person types", () => {
    assert.equal(filterOf("x".repeat(9000)).text?.length, 2000);
  });

  it("goes on with parts, then with values that are not chosen yet", () => {
    const texts = (text: string) => completions(text, vocabulary).map((each) => each.text);
    assert.deepEqual(texts("noise st"), ["noise state:"]);
    assert.deepEqual(texts("state:re"), ['state:"Review failed"']);
    assert.deepEqual(texts("state:fail"), ["state:Failed", 'state:"Review failed"']);
    assert.deepEqual(texts("state:failed,"), ['state:failed,"Review failed"', "state:failed,Training"]);
    for (const text of texts("state:")) assert.ok((filterOf(text).states ?? []).length > 0, text);
    assert.deepEqual(texts("age:<7"), []);
    assert.ok(texts("").includes("batch:"));
  });
});
