// One story out of what several windows saw, and a file that survives whatever happens to it.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { StateObservation } from "../../../../src/core/jobs/history/stateObservation.js";
import {
  mergeAll,
  mergeObservations,
  mostJobs,
  mostOfJob,
  mostText,
  readObservations,
  stateLogFileLimit,
  writeObservations,
} from "../../../../src/services/storage/stateLogFile.js";

const seen = (state: string, at: number, seenAt = at): StateObservation => ({ state, at, seenAt });
const statesOf = (story: readonly StateObservation[]) => story.map(({ state }) => state).join(" ");

describe("sightings", () => {
  it("of two windows that saw the same moves are one story", () => {
    const front = [seen("RAW", 10, 12), seen("QUEUED", 20, 22), seen("DONE", 30, 33)];
    const back = [seen("QUEUED", 20, 40), seen("DONE", 30, 41)];
    assert.deepEqual(mergeObservations(front, back), front);
    assert.deepEqual(mergeObservations(back, front), front);
  });

  it("keep the first time where the cloud does not tell its own", () => {
    assert.deepEqual(mergeObservations([seen("A", 10), seen("B", 20)], [seen("B", 25)]), [seen("A", 10), seen("B", 20)]);
    assert.equal(
      statesOf(mergeObservations([seen("A", 10), seen("B", 20), seen("A", 30)], [seen("A", 35), seen("C", 40)])),
      "A B A C",
    );
  });

  it("tell what each window alone saw", () => {
    assert.equal(statesOf(mergeObservations([seen("A", 10), seen("C", 30)], [seen("B", 20), seen("D", 40)])), "A B C D");
  });

  it("are the same in any order, and however often they are merged", () => {
    const story = fc.array(
      fc.record({ state: fc.constantFrom("A", "B", "C"), at: fc.nat(20), seenAt: fc.nat(20) }, { noNullPrototype: true }),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(story, story, (a, b) => {
        const merged = mergeObservations(a, b);
        assert.deepEqual(mergeObservations(b, a), merged);
        assert.deepEqual(mergeObservations(merged, b), merged);
        assert.deepEqual(mergeObservations(merged, merged), merged);
        assert.ok(merged.every(({ state }, index) => state !== merged[index - 1]?.state));
      }),
    );
  });

  it("of one job are bounded: the latest stay", () => {
    const long = Array.from({ length: 3 * mostOfJob }, (_, index) => seen(index % 2 ? "A" : "B", index));
    const kept = mergeObservations(long, []);
    assert.equal(kept.length, mostOfJob);
    assert.deepEqual(kept.at(-1), long.at(-1));
  });

  it("of one connection are bounded: jobs that moved stay, then those that moved last", () => {
    const many = new Map(Array.from({ length: mostJobs + 10 }, (_, index) => [`j${index}`, [seen("DONE", 1000 + index)]]));
    many.set("old", [seen("RAW", 1), seen("DONE", 2)]);
    const kept = mergeAll(new Map(), many);
    assert.equal(kept.size, mostJobs);
    assert.ok(kept.has("old") && kept.has(`j${mostJobs + 9}`) && !kept.has("j0"));
  });

  it("come back from the file as they were written, and a full file is not too large to be read", () => {
    const story = Array.from({ length: mostOfJob }, (_, index) =>
      seen(`USER_RESULT_REVIEW_${index % 2}`, 1.7e12 + index, 1.8e12),
    );
    const all = new Map(Array.from({ length: mostJobs }, (_, index) => [`26f06524-4f75-4b3a-a853-${index}`, story]));
    const few = new Map([...all].slice(0, 3));
    const full = writeObservations(all, "here");
    assert.deepEqual(readObservations(writeObservations(few, "here"), "here"), few);
    assert.deepEqual(readObservations(writeObservations(new Map(), "here"), "here"), new Map());
    assert.ok(full.length > 0.99 * mostText && full.length < 1.01 * mostText && Buffer.byteLength(full) < stateLogFileLimit);
    assert.ok(readObservations(full, "here").size > 200);
  });

  it("of another place, of another version, or damaged were never seen", () => {
    const text = writeObservations(new Map([["j1", [seen("A", 1)]]]), "here");
    assert.equal(readObservations(text, "there").size, 0);
    assert.equal(readObservations(text.replace('"version":1', '"version":2'), "here").size, 0);
    for (let end = 0; end < text.length - 2; end += 1) assert.equal(readObservations(text.slice(0, end), "here").size, 0);
    for (const odd of [
      "null",
      "[]",
      "1",
      '{"version":1,"place":"here","jobs":7}',
      '{"version":1,"place":"here","jobs":[1,null,["j"]]}',
    ])
      assert.equal(readObservations(odd, "here").size, 0, odd);
    const mixed = '{"version":1,"place":"here","jobs":[["j1",[["A",1,2],["B"],[1,2,3],null]],["j2",[]]]}';
    assert.deepEqual(readObservations(mixed, "here"), new Map([["j1", [seen("A", 1, 2)]]]));
  });
});
