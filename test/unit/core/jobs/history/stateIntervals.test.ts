// What is observed of how long jobs stay: only stays whose ends are known, whatever was looked at when.
import assert from "node:assert/strict";
import fc from "fast-check";
import { currentDurationOf, intervalsIn, typicalDurationOf } from "../../../../../src/core/jobs/history/stateIntervals.js";
import type { StateObservation } from "../../../../../src/core/jobs/history/stateObservation.js";
import { rainCloud, rainJob } from "../../../../fakes/clouds/rainCloud.js";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The cloud gave the time. `seenAt`: of the observation. */
const told = (state: string, at: number, seenAt = at + 30_000): StateObservation => ({ state, at, seenAt });
/** The cloud tells no times. `after`: the last look that saw the state before. */
const looked = (state: string, seenAt: number, after?: number): StateObservation => ({
  state,
  at: seenAt,
  seenAt,
  ...(after !== undefined && { after }),
});
const intervals = (state: string, ...stories: StateObservation[][]) => intervalsIn(state, rainCloud, stories);

describe("stays", () => {
  it("last from one time of the cloud to the next, however late they were observed", () => {
    const history = [
      told("NEW", 0),
      told("REVIEW", hour, 3 * hour),
      told("TRAINING", 4 * hour, 9 * day),
      told("DONE", 10 * hour),
    ];
    assert.deepEqual(intervals("REVIEW", history), [3 * hour]);
    assert.deepEqual(intervals("TRAINING", history), [6 * hour]);
    assert.deepEqual(intervals("DONE", history), [], "it is not over");
  });

  it("do not count where states between may have passed unseen", () => {
    assert.deepEqual(intervals("NEW", [told("NEW", 0), told("TRAINING", 4 * day)]), []);
    // It was observed in the first state until shortly before.
    const watched = { ...told("TRAINING", 4 * day), after: 4 * day - 10 * minute };
    const [length] = intervals("NEW", [told("NEW", 0), watched]);
    assert.ok(length! > 4 * day - 10 * minute && length! <= 4 * day);
  });

  it("by our own clock count only where it was observed shortly before and after", () => {
    const watched = [looked("REVIEW", hour, hour - minute), looked("TRAINING", 3 * hour, 3 * hour - minute)];
    const [length] = intervals("REVIEW", watched);
    assert.ok(Math.abs(length! - 2 * hour) <= minute);
    const noticedLate = [looked("REVIEW", hour, hour - minute), looked("TRAINING", 5 * day, 2 * hour)];
    assert.deepEqual(intervals("REVIEW", noticedLate), [], "over after two hours or after days: nobody knows");
    const foundThere = [looked("REVIEW", hour), looked("TRAINING", 3 * hour, 3 * hour - minute)];
    assert.deepEqual(intervals("REVIEW", foundThere), [], "it may have been there for long");
    const unwitnessed = [looked("REVIEW", hour, hour - minute), looked("TRAINING", 5 * day)];
    assert.deepEqual(intervals("REVIEW", unwitnessed), []);
  });

  it("are as long as they really were, within a quarter, whenever they were observed, whether the cloud tells times or not", () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 4, maxLength: 4 });
    const looks = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 3, maxLength: 30 });
    let counted = 0;
    fc.assert(
      fc.property(gaps, looks, fc.boolean(), (steps, rests, isTold) => {
        // A job that moves at these times, observed at those.
        let at = 0;
        const truth = ["NEW", "REVIEW", "TRAINING", "DONE"].map((state, index) => {
          at += (steps[index] ?? 0) * minute;
          return { state, at };
        });
        const history: StateObservation[] = [];
        let now = 500;
        let before: number | undefined;
        for (const rest of rests) {
          now += rest * minute;
          const here = truth.findLast((each) => each.at <= now);
          if (here && here.state !== history.at(-1)?.state) {
            const after = before === undefined ? {} : { after: before };
            history.push({ state: here.state, at: isTold ? here.at : now, seenAt: now, ...after });
          }
          if (here) before = now;
        }
        for (const index of [0, 1, 2]) {
          const real = truth[index + 1]!.at - truth[index]!.at;
          const lengths = intervals(truth[index]!.state, history);
          assert.ok(lengths.length <= 1);
          for (const length of lengths)
            assert.ok(Math.abs(length - real) <= Math.max(3 * minute, real / 4), `${length} of ${real}`);
          counted += lengths.length;
        }
      }),
      { numRuns: 500 },
    );
    assert.ok(counted > 100, `${counted} stays were counted at all`);
  });

  it("take damaged stories for what they are", () => {
    const number = fc.oneof(fc.double(), fc.constant(Number.MAX_VALUE), fc.integer());
    const odd = fc.record(
      { state: fc.constantFrom("NEW", "REVIEW", "TRAINING", "MOON", "__proto__"), at: number, seenAt: number, after: number },
      { requiredKeys: ["state", "at", "seenAt"] },
    );
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 8 }), (history) => {
        for (const state of ["NEW", "REVIEW", "MOON"])
          for (const length of intervalsIn(state, rainCloud, [history as StateObservation[]]))
            assert.ok(length > 0 && length < Number.POSITIVE_INFINITY);
      }),
    );
  });
});

describe("what is usual", () => {
  it("is not told from fewer than three stays", () => {
    assert.equal(typicalDurationOf([]), undefined);
    assert.equal(typicalDurationOf([hour, 2 * hour]), undefined);
    assert.deepEqual(typicalDurationOf([3 * hour, hour, 2 * hour]), {
      count: 3,
      median: 2 * hour,
      low: hour,
      high: 3 * hour,
      longest: 3 * hour,
    });
  });

  it("leaves the odd ones out of the range, not out of the longest", () => {
    const usual = typicalDurationOf([1, 20, 21, 22, 23, 24, 25, 900].map((hours) => hours * hour))!;
    assert.deepEqual([usual.low, usual.median, usual.high, usual.longest], [20 * hour, 22.5 * hour, 24 * hour, 900 * hour]);
  });

  it("is in order, within what was observed, and the same in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 3 }), (lengths) => {
        const usual = typicalDurationOf(lengths)!;
        assert.ok(Math.min(...lengths) <= usual.low && usual.low <= usual.median);
        assert.ok(usual.median <= usual.high && usual.high <= usual.longest && usual.longest === Math.max(...lengths));
        assert.deepEqual(typicalDurationOf([...lengths].reverse()), usual);
        const below = lengths.filter((length) => length <= usual.median).length;
        assert.ok(2 * below >= lengths.length, "half of them took no longer");
      }),
    );
  });
});

describe("how long a job is in its state", () => {
  it("is told by the cloud, else by who saw it come, else it is at least as long as it was seen", () => {
    assert.deepEqual(currentDurationOf(rainJob("REVIEW", {}, { updatedAt: 5 }), []), { since: 5, isAtLeast: false });
    const job = rainJob("REVIEW");
    assert.deepEqual(currentDurationOf(job, [looked("NEW", 0), looked("REVIEW", hour, hour - minute)]), {
      since: hour,
      isAtLeast: false,
    });
    assert.deepEqual(currentDurationOf(job, [looked("REVIEW", hour)]), { since: hour, isAtLeast: true });
    assert.deepEqual(currentDurationOf(job, [looked("REVIEW", 2 * hour, hour)]), { since: 2 * hour, isAtLeast: true });
    assert.equal(currentDurationOf(job, [looked("NEW", 0)]), undefined, "the story has not heard of it yet");
    assert.equal(currentDurationOf(job, []), undefined);
  });
});
