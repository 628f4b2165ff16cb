// Windows over Alibaba's lists laid end to end, against plain arrays.
import assert from "node:assert/strict";
import fc from "fast-check";
import { concatenate, pagesFor, type Window } from "../../../../../src/clouds/alibaba/api/paging.js";

const window = fc.record({ offset: fc.nat(700), limit: fc.integer({ min: 1, max: 100 }) });

describe("alibaba pages", () => {
  it("cover every window, two at most, none larger than the cloud gives", () => {
    fc.assert(
      fc.property(window, ({ offset, limit }) => {
        const pages = pagesFor({ offset, limit });
        const covered = pages.flatMap(({ number, size }) => Array.from({ length: size }, (_, at) => (number - 1) * size + at));
        for (let at = offset; at < offset + limit; at++) assert.ok(covered.includes(at));
        assert.ok(pages.length <= 2 && pages.every(({ number, size }) => number >= 1 && size >= 1 && size <= 100));
        assert.deepEqual(covered, [...new Set(covered)]);
      }),
    );
  });

  it("are one page where offsets go up by the limit", () => {
    for (const limit of [1, 10, 20, 100]) {
      for (let number = 1; number < 5; number++) {
        assert.deepEqual(pagesFor({ offset: (number - 1) * limit, limit }), [{ number, size: limit }]);
      }
    }
  });
});

describe("alibaba lists laid end to end", () => {
  it("give what one long list would give", async () => {
    const lists = fc.array(fc.array(fc.integer(), { maxLength: 300 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(lists, window, async (arrays, { offset, limit }) => {
        const read = (rows: readonly number[], { offset: from, limit: most }: Window) =>
          Promise.resolve({ rows: rows.slice(from, from + most), total: rows.length });
        const told = await concatenate(arrays, { offset, limit }, read);
        assert.deepEqual(told.rows, arrays.flat().slice(offset, offset + limit));
        assert.equal(told.total, arrays.flat().length);
      }),
    );
  });
});
