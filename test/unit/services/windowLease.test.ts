// What a window holds counts while it may be there, and no longer than its work can last: one rule, and every place that holds something keeps it.
import { strict as assert } from "node:assert";
import { lockFileNames } from "../../../src/core/storedNames.js";
import { WatchLease } from "../../../src/features/notifications/watchLease.js";
import { type Batch, BatchLog } from "../../../src/features/submitBatch/batchLog.js";
import { KeyLockFiles } from "../../../src/services/keys/keyLockFiles.js";
import { WriteIntents } from "../../../src/services/pendingWrites/writeIntents.js";
import { isLeaseOver } from "../../../src/services/windowLease.js";
import { HastyClock, ManualClock } from "../../fakes/clock.js";
import { FakeWindows } from "../../fakes/editor/windows.js";
import { FakeKeyValue } from "../../fakes/storage/keyValue.js";
import { FakeLockFiles } from "../../fakes/storage/lockFiles.js";

const [now, longest] = [1_000_000, 1_000];

describe("a window lease", () => {
  const windows = { isOpen: (name: string) => name !== "closed" };
  const isOver = (lease: Parameters<typeof isLeaseOver>[0]) => isLeaseOver(lease, longest, windows, now);

  it("is over as soon as its window is gone for certain", () => {
    assert.equal(isOver({ window: "closed", since: now }), true);
    assert.equal(isOver({ window: "open", since: now }), false);
  });

  it("is over when its work can last no longer, also where a clock was set back and where no window is named", () => {
    for (const window of ["open", undefined])
      for (const [age, expected] of [
        [0, false],
        [999, false],
        [1_000, true],
        [-999, false],
        [-1_000, true],
      ] as const)
        assert.equal(isOver({ window, since: now - age }), expected, `${window} ${age}`);
  });

  it("is over when it says so itself, but not later than all others", () => {
    assert.equal(isOver({ since: now - 10, until: now - 1 }), true);
    assert.equal(isOver({ since: now - 10, until: now + 1 }), false);
    assert.equal(isOver({ since: now - 1_000, until: now + 1e12 }), true);
  });
});

describe("what a window holds when it closes", () => {
  let open: FakeWindows;
  let lockFiles: FakeLockFiles;
  const clock = new ManualClock();
  beforeEach(() => {
    open = new FakeWindows();
    lockFiles = new FakeLockFiles();
  });

  it("is free at once: the polling of watched jobs, a key's trial, a write intent and its lock, a batch", async () => {
    const [closing, next] = [open.enter(), open.enter()];
    const state = new FakeKeyValue();
    const lease = (windows: typeof next) => new WatchLease({ lockFiles, clock, windows });
    const keys = (windows: typeof next) => new KeyLockFiles(lockFiles, clock, windows);
    const intents = (windows: typeof next) => new WriteIntents(lockFiles, windows, clock);
    const name = lockFileNames.submit("1");
    const intent = {
      version: 1,
      owner: "o",
      window: closing.own,
      connectionId: "c",
      jobId: "j",
      since: clock.now(),
      phase: "claimed",
    } as const;

    await lease(closing).hold();
    await keys(closing).claim("key-1.json", keys(closing).trial());
    await intents(closing).claim(name, intent);
    await lockFiles.claim(lockFileNames.lock(name), `${closing.own} ${clock.now()}`);
    await new BatchLog(state, clock, closing).begin("b1", [{ connectionId: "c", jobId: "j" }]);

    const held = lease(next);
    const trial = (await keys(next).read("key-1.json"))!;
    await held.hold();
    assert.deepEqual(
      [held.isHeld, keys(next).isAbandoned("key-1.json", trial), intents(next).isDead(intent, clock.now())],
      [false, false, false],
    );
    assert.equal(await intents(next).change(name, intent), false);

    open.close(closing.own);
    await held.hold();
    assert.deepEqual(
      [held.isHeld, keys(next).isAbandoned("key-1.json", trial), intents(next).isDead(intent, clock.now())],
      [true, true, true],
    );
    assert.equal(await intents(next).change(name, intent), true);
    const told: Batch[] = [];
    const hasty = new HastyClock();
    for await (const batch of new BatchLog(state, hasty, next).unfinished()) told.push(batch);
    assert.deepEqual([told.map(({ id }) => id), hasty.passed], [["b1"], 0]);
  });
});
