// A rate limiter lets a burst out, then a steady stream, and no caller loses a place to one that left.
import { strict as assert } from "node:assert";
import type { VoiceError } from "../../../../src/core/errors.js";
import { RateLimiter } from "../../../../src/services/connections/rateLimiter.js";
import { ManualClock } from "../../../fakes/clock.js";
import { never } from "../../scenarios/kernel.js";

const hour = 3_600_000;

describe("budget", () => {
  let clock: ManualClock;
  let budget: RateLimiter;
  /** Milliseconds after the start at which calls went out, in order. */
  let out: number[];
  let startedAt: number;

  beforeEach(() => {
    clock = new ManualClock();
    budget = new RateLimiter(clock, { perSecond: 5, burst: 3 });
    out = [];
    startedAt = clock.now();
  });

  const go = (signal = never) => budget.take(signal).then(() => out.push(clock.now() - startedAt));
  const goTimes = (count: number) => {
    for (let call = 0; call < count; call += 1) void go();
  };

  it("lets a burst go out at once and the others one by one at the steady rate", async () => {
    goTimes(6);
    await clock.advance(0);
    assert.deepEqual(out, [0, 0, 0]);
    await clock.advance(hour);
    assert.deepEqual(out, [0, 0, 0, 200, 400, 600]);
  });

  it("never exceeds the rate in the long run", async () => {
    goTimes(53);
    await clock.advance(9_999);
    assert.equal(out.length, 3 + 49);
  });

  it("has the whole burst again after a quiet time, and not more", async () => {
    goTimes(3);
    await clock.advance(hour);
    out = [];
    goTimes(4);
    await clock.advance(0);
    assert.equal(out.length, 3);
  });

  it("gives the place of who left to the next one", async () => {
    goTimes(3);
    const impatient = new AbortController();
    const left = assert.rejects(
      go(impatient.signal),
      (error: VoiceError) => error.kind === "cancelled" && error.wasSent === false,
    );
    impatient.abort();
    await left;
    void go();
    await clock.advance(hour);
    assert.deepEqual(out, [0, 0, 0, 200]);
    assert.equal(clock.waiting, 0);
  });

  it("takes no place for a caller that has left already", async () => {
    await assert.rejects(go(AbortSignal.abort()), { kind: "cancelled" });
    goTimes(3);
    await clock.advance(0);
    assert.equal(out.length, 3);
  });

  it("is quiet for as long as the cloud asks, also for those who wait already, and does not burst afterwards", async () => {
    goTimes(4);
    await clock.advance(0);
    budget.pauseFor(10_000);
    goTimes(2);
    await clock.advance(9_999);
    assert.equal(out.length, 3);
    await clock.advance(hour);
    assert.deepEqual(
      out.slice(3).sort((a, b) => a - b),
      [10_000, 10_200, 10_400],
    );
  });

  it("keeps the longest of several pauses", async () => {
    budget.pauseFor(5_000);
    budget.pauseFor(1_000);
    goTimes(1);
    await clock.advance(hour);
    assert.deepEqual(out, [5_000]);
  });

  it("is not stopped for hours by a clock that was set back", async () => {
    goTimes(3);
    budget.pauseFor(1_000);
    clock.set(startedAt - hour);
    startedAt -= hour;
    goTimes(1);
    await clock.advance(1_000);
    assert.equal(out.length, 4);
  });

  it("is not fooled into a second burst by a clock that was set back", async () => {
    goTimes(3);
    await clock.advance(0);
    clock.set(startedAt - hour);
    goTimes(1);
    await clock.advance(199);
    assert.equal(out.length, 3);
    await clock.advance(1);
    assert.equal(out.length, 4);
  });
});
