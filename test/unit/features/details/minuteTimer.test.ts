// Minutes that pass while there are listeners.
import { strict as assert } from "node:assert";
import { MinuteTimer } from "../../../../src/features/details/minuteTimer.js";
import { ManualClock } from "../../../fakes/clock.js";

describe("minutes", () => {
  it("are sent to all listeners, by one timer, and to none that has left", async () => {
    const clock = new ManualClock();
    const minutes = new MinuteTimer(clock);
    const told: string[] = [];
    const first = minutes.listen(() => told.push("first"));
    await clock.advance(30_000);
    const second = minutes.listen(() => told.push("second"));
    assert.equal(clock.waiting, 1);
    await clock.advance(30_000);
    assert.deepEqual(told, ["first", "second"]);
    first.dispose();
    await clock.advance(60_000);
    assert.deepEqual(told, ["first", "second", "second"]);
    assert.equal(clock.waiting, 1);
    second.dispose();
    assert.equal(clock.waiting, 0, "nothing runs while nobody looks");
    await clock.advance(600_000);
    assert.equal(told.length, 3);
  });

  it("start again for a listener that comes back", async () => {
    const clock = new ManualClock();
    const minutes = new MinuteTimer(clock);
    let told = 0;
    const count = () => {
      told += 1;
    };
    minutes.listen(count).dispose();
    const again = minutes.listen(count);
    await clock.advance(180_000);
    assert.equal(told, 3);
    again.dispose();
    again.dispose();
    assert.equal(clock.waiting, 0);
  });
});
