// A day with keys that the cloud refuses: whatever a person presses, in however many windows, no key is shown often enough to be locked.
import { strict as assert } from "node:assert";
import type { VoiceError } from "../../../../src/core/errors.js";
import { never } from "../kernel.js";
import { Day, hour, minute, randomOf, rightSecret } from "./keyDay.js";

describe("keys over a day", () => {
  for (const seed of [1, 2, 3])
    it(`are shown a few times and never locked, whatever is pressed in three windows (seed ${seed})`, async () => {
      const random = randomOf(seed);
      const day = new Day(random);
      const { latch } = day;
      latch.secrets.set("shared-key", rightSecret).set("turning-key", "good-until-noon");
      for (const _ of [1, 2, 3]) await day.open();
      await day.add("right", "key", {
        name: "shared-key",
        secret: rightSecret,
      });
      await day.add("wrong", "key", { name: "shared-key", secret: "mistyped" });
      await day.add("alsoWrong", "key", {
        name: "shared-key",
        secret: "mistyped",
      });
      await day.add("unknown", "key", {
        name: "nobody-knows",
        secret: "whatever",
      });
      await day.add("over", "token", { token: "a-token-that-is-over" });
      await day.add("turning", "key", {
        name: "turning-key",
        secret: "good-until-noon",
      });
      latch.expired.add("a-token-that-is-over");

      const isRightWell = async () => {
        const { sessions } = day.pick(day.windows);
        const read = sessions
          .read("right", never, (api) => api.get("TRAINING-0", never))
          .then(
            () => "well",
            (error: VoiceError) => `${error.kind} ${error.reason}`,
          );
        await day.pass(20_000);
        assert.equal(await Promise.race([read, "still waits"]), "well");
      };
      const end = day.clock.now() + 24 * hour;
      const noon = day.clock.now() + 12 * hour;
      for (let step = 0; day.clock.now() < end; step += 1) {
        if (day.clock.now() >= noon) latch.secrets.set("turning-key", "another-one");
        // Bursts of impatience, and quiet hours.
        const isBurst = random() < 0.8;
        day.press();
        await day.pass(isBurst ? random() * 2_000 : random() * 15 * minute);
        if (step % 100 === 0) await isRightWell();
      }
      for (const window of [...day.windows]) await day.close(window);

      assert.ok(day.pressed.size >= 25, "every act was pressed");
      assert.equal(latch.locks, 0);
      assert.ok(latch.most <= 3, `shown ${latch.most} times within five minutes`);
      for (const [id, times] of latch.refused) assert.ok(times.length <= 4, `${id} was shown ${times.length} times in the day`);
      assert.deepEqual([...latch.refused.keys()].sort(), ["a-token-that-is-over", "nobody-knows", "shared-key", "turning-key"]);
    });

  it("stop at three where the person says again and again that the same one shall be tried", async () => {
    const random = randomOf(7);
    const day = new Day(random);
    const { latch } = day;
    latch.secrets.set("shared-key", rightSecret);
    for (const _ of [1, 2, 3]) await day.open();
    await day.add("wrong", "key", { name: "shared-key", secret: "mistyped" });
    const end = day.clock.now() + 2 * hour;
    let tries = 0;
    while (day.clock.now() < end) {
      const { sessions, refresher } = day.pick(day.windows);
      tries += 1;
      void sessions.tryAgain(["wrong"]).then(() => refresher.refreshConnection("wrong", never));
      await day.pass(random() * 20_000);
    }
    assert.ok(tries > 300);
    assert.equal(latch.locks, 0);
    assert.equal(latch.most, 3);
    // Each quarter of an hour has three times five minutes, and each of them is made use of.
    assert.ok(latch.refused.get("shared-key")!.length > 40);
    const { error } = day.windows[0]!.store.get("wrong");
    assert.equal(error?.kind, "auth");
    for (const window of [...day.windows]) await day.close(window);
  });

  it("never reach a lock when one turns wrong while many windows are at work with it", async () => {
    for (const windows of [3, 5]) {
      const day = new Day(randomOf(windows));
      const { latch } = day;
      latch.secrets.set("turning-key", "good");
      for (let count = 0; count < windows; count += 1) await day.open();
      await day.add("turning", "key", { name: "turning-key", secret: "good" });
      const reads = () =>
        day.windows.flatMap(({ sessions }) =>
          Array.from({ length: 6 }, () =>
            sessions.read("turning", never, (api) => api.get("DONE-1", never)).catch(() => undefined),
          ),
        );
      const before = reads();
      await day.pass(30_000);
      await Promise.all(before);
      assert.equal(latch.most, 0);
      const meanwhile = reads();
      await day.pass(160);
      latch.secrets.set("turning-key", "another");
      await day.pass(30_000);
      await Promise.all(meanwhile);
      assert.ok(latch.most >= 1 && latch.most <= 3, `shown ${latch.most} times`);
      assert.equal(latch.locks, 0);
      for (const window of [...day.windows]) await day.close(window);
    }
  });
});
