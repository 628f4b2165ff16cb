// The map of jobs: the old one never changes, and a page costs a page.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { JobRecord } from "../../../../src/services/jobs/jobRecord.js";
import { PersistentMap } from "../../../../src/services/jobs/persistentMap.js";

const record = (id: string, readAt = 1): JobRecord => ({
  job: { id, name: id, state: "RAW", phase: "attention", raw: {} },
  readAt,
  asked: 1,
});
const entry = (id: string, readAt = 1) => [id, record(id, readAt)] as const;

describe("job map", () => {
  it("behaves as a map that is copied with each change", () => {
    const change = fc.record({
      put: fc.array(fc.stringMatching(/^[a-f]{1,2}$/)),
      gone: fc.array(fc.stringMatching(/^[a-f]{1,2}$/)),
    });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        let map = PersistentMap.empty;
        let plain: ReadonlyMap<string, JobRecord> = new Map();
        for (const [turn, { put, gone }] of changes.entries()) {
          const [before, copy] = [map, [...map].sort()];
          map = map.with(
            put.map((id) => entry(id, turn)),
            gone,
          );
          const next = new Map(plain);
          for (const id of gone) next.delete(id);
          for (const id of put) next.set(id, record(id, turn));
          plain = next;
          assert.deepEqual([...before].sort(), copy, "the old one is as it was");
        }
        assert.deepEqual([...map].sort(), [...plain].sort());
        assert.deepEqual([map.size, [...map.keys()].length, [...map.values()].length], [plain.size, plain.size, plain.size]);
        for (const id of plain.keys()) assert.equal(map.has(id), true);
      }),
    );
  });

  it("shares what did not change: a page into a hundred thousand copies no more than the places of a page", () => {
    const large = PersistentMap.of(new Map(Array.from({ length: 100_000 }, (_, index) => entry(`job-${index}`))));
    const page = Array.from({ length: 100 }, (_, index) => entry(`job-${index * 7}`, 2));
    const placesOf = (map: PersistentMap) =>
      (map as unknown as { readonly buckets: readonly (ReadonlyMap<string, unknown> | undefined)[] }).buckets;
    const [before, after] = [placesOf(large), placesOf(large.with(page, []))];
    const copied = after.filter((bucket, place) => bucket !== before[place]);
    assert.ok(copied.length > 0 && copied.length <= page.length, `${copied.length} places`);
    assert.ok(Math.max(...after.map((bucket) => bucket?.size ?? 0)) < 1_000, "a place holds few");
  });
});
