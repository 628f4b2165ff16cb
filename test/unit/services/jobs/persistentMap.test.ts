// The map of jobs: the old one never changes, and a page costs a page.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import type { JobRecord } from "../../../../src/services/jobs/jobRecord.js";
import { PersistentMap } from "../../../../src/services/jobs/persistentMap.js";
import { growth } from "../../../fakes/growth.js";

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

  it("shares what did not change: a page into a hundred thousand costs little more than into a hundred", () => {
    const filled = (count: number) =>
      PersistentMap.of(new Map(Array.from({ length: count }, (_, index) => entry(`job-${index}`))));
    const page = Array.from({ length: 100 }, (_, index) => entry(`job-${index * 7}`, 2));
    const large = filled(100_000);
    const work = (act: () => unknown) => act();
    assert.ok(
      growth(
        work,
        () => large.with(page, []),
        () => new Map(large),
      ) > 3,
    );
  });
});
