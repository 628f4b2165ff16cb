// The machine's clock.
import assert from "node:assert/strict";
import { systemClock } from "../../../src/platform/clock.js";

describe("clock", () => {
  it("tells milliseconds since 1970", () => assert.ok(Math.abs(systemClock.now() - Date.now()) < 1_000));

  it("calls back once, unless it is told to forget", async () => {
    const calls: string[] = [];
    systemClock.after(1, () => calls.push("kept"));
    systemClock.after(1, () => calls.push("forgotten")).dispose();
    // Node would fire longer waits than it can count at once.
    const far = systemClock.after(2 ** 40, () => calls.push("far"));
    await new Promise((resolve) => setTimeout(resolve, 20));
    far.dispose();
    assert.deepEqual(calls, ["kept"]);
  });
});
