// The poller: asks only while the view is seen and something can change, and ever more seldom while nothing does.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { longAwayMs } from "../../../../src/features/notifications/poller.js";
import { failureInterval, pollIntervals, waitFor } from "../../../../src/features/notifications/pollInterval.js";
import { settled } from "../../../fakes/clock.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { type Followed, failWith, openFollowed } from "../../scenarios/followed.js";
import { connectionTo, key, never } from "../../scenarios/kernel.js";

const minute = 60_000;
const hour = 60 * minute;

describe("poller", () => {
  let window: Followed;
  const requests = () => window.scripted.calls.length;

  const open = async (states: readonly string[], random?: () => number) => {
    window = await openFollowed(random ? { random } : {});
    for (const [index, state] of states.entries()) window.scripted.put(`job-${index}`, state);
    await window.load();
    window.scripted.calls.length = 0;
  };
  /** Milliseconds until so many requests have gone out. */
  const untilRequests = async (count: number) => {
    const start = window.clock.now();
    while (requests() < count) {
      assert.ok(window.clock.now() - start < 5 * hour, "none goes out");
      await window.pass(1000);
    }
    return window.clock.now() - start;
  };
  afterEach(() => window.close());

  it("looks sooner for what machines do than for what people decide", async () => {
    for (const [state, phase] of [
      ["TRAINING", "running"],
      ["QUEUED", "waiting"],
      ["SENT_BACK", "attention"],
      ["NEVER_HEARD_OF", "unknown"],
    ] as const) {
      await open([state, "DONE"]);
      assert.equal(await untilRequests(1), pollIntervals[phase]?.first, state);
      await window.close();
    }
    assert.ok(
      pollIntervals.running!.first < pollIntervals.waiting!.first &&
        pollIntervals.waiting!.first < pollIntervals.attention!.first,
    );
  });

  it("keeps to the quickest of several jobs", async () => {
    await open(["SENT_BACK", "QUEUED", "TRAINING"]);
    assert.equal(await untilRequests(1), pollIntervals.running?.first);
  });

  it("leaves alone what the person has stopped", async () => {
    await open(["TRAINING"]);
    window.store.update("c1", { isStopped: true });
    await window.pass(2 * hour, minute);
    assert.equal(requests(), 0);
    window.store.update("c1", { isStopped: false });
    await untilRequests(1);
  });

  it("asks nothing and sets no timer when all jobs are over, or there are none", async () => {
    for (const states of [["DONE", "DONE"], []]) {
      await open(states);
      assert.equal(window.clock.waiting, 0);
      await window.pass(2 * hour, minute);
      assert.equal(requests(), 0);
      await window.close();
    }
  });

  it("stops when the last job is over", async () => {
    await open(["TRAINING"]);
    window.scripted.put("job-0", "DONE");
    await window.pass(5 * minute);
    assert.equal(requests(), 1);
    assert.equal(window.clock.waiting, 0);
  });

  for (const [what, away] of [
    ["the view is hidden", { isViewVisible: false }],
    ["the window has no focus", { isWindowFocused: false }],
  ] as const) {
    it(`asks nothing and sets no timer while ${what}`, async () => {
      await open(["TRAINING"]);
      window.attention.set(away);
      assert.equal(window.clock.waiting, 0);
      await window.pass(2 * hour, minute);
      assert.equal(requests(), 0);
    });
  }

  it("looks once at once when the person comes back after long, then goes on as before", async () => {
    await open(["QUEUED"]);
    await window.pass(50_000);
    window.attention.set({ isWindowFocused: false });
    await window.pass(longAwayMs);
    window.attention.set({ isWindowFocused: true });
    await settled();
    assert.equal(requests(), 1);
    assert.equal(await untilRequests(2), waitFor(pollIntervals.waiting!, 1));
  });

  it("does not ask for every switch of windows", async () => {
    await open(["QUEUED"]);
    for (let turn = 0; turn < 10; turn += 1) {
      window.attention.set({ isWindowFocused: false });
      await window.pass(5000);
      window.attention.set({ isWindowFocused: true });
      await window.pass(2000);
    }
    assert.equal(requests(), 0);
    assert.equal(await untilRequests(1), 50_000);
  });

  it("takes its request back when the person leaves, and makes up for it when they return", async () => {
    await open(["TRAINING"]);
    window.scripted.before = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new VoiceError("cancelled", "taken back"))));
    await untilRequests(1);
    window.attention.set({ isViewVisible: false });
    await settled();
    assert.ok(window.scripted.calls[0]?.signal.aborted);
    assert.equal(window.store.get("c1").isLoading, false);
    assert.equal(window.store.get("c1").error, undefined);
    window.scripted.before = () => undefined;
    window.attention.set({ isViewVisible: true });
    await settled();
    assert.equal(requests(), 2);
  });

  it("waits longer while nothing changes, up to a limit, and is quick again after a change", async () => {
    await open(["TRAINING"]);
    const { first, longest } = pollIntervals.running!;
    const waits: number[] = [];
    for (let count = 1; count <= 7; count += 1) waits.push(await untilRequests(count));
    for (const [unchanged, wait] of waits.entries())
      assert.ok(Math.abs(wait - waitFor({ first, longest }, unchanged)) <= 1000, `${unchanged}: ${wait}`);
    assert.equal(waits.at(-1), longest);
    window.scripted.put("job-1", "TRAINING");
    assert.equal(await untilRequests(8), longest);
    assert.equal(await untilRequests(9), first);
  });

  it("is quick again after a person's act", async () => {
    await open(["TRAINING"]);
    for (let count = 1; count <= 6; count += 1) await untilRequests(count);
    window.userActivity.note(["c1"]);
    await window.load();
    assert.equal(await untilRequests(8), pollIntervals.running?.first);
  });

  it("never asks sooner for its jitter", async () => {
    await open(["TRAINING"], () => 0.99);
    const wait = await untilRequests(1);
    assert.ok(wait > pollIntervals.running!.first && wait <= pollIntervals.running!.first * 1.2, `${wait}`);
  });

  it("waits as long as the cloud says, also when the person comes back, and tells until when", async () => {
    await open(["TRAINING"]);
    const mend = failWith(window.scripted, "throttled", { retryAfterMs: 10 * minute });
    await untilRequests(1);
    mend();
    const throttledAt = window.clock.now();
    assert.equal(window.poller.waitOf("c1"), throttledAt + 10 * minute);
    window.attention.set({ isWindowFocused: false });
    assert.equal(window.poller.waitOf("c1"), undefined);
    await window.pass(3 * minute);
    window.attention.set({ isWindowFocused: true });
    await untilRequests(2);
    assert.equal(window.clock.now() - throttledAt, 10 * minute);
    assert.equal(window.poller.waitOf("c1"), undefined);
  });

  it("waits longer from failure to failure, up to a limit", async () => {
    await open(["TRAINING"]);
    failWith(window.scripted, "network", { reason: "nameNotFound" });
    await untilRequests(1);
    const waits: number[] = [];
    for (let count = 2; count <= 8; count += 1) waits.push(await untilRequests(count));
    const { first, longest } = failureInterval;
    assert.deepEqual(waits, [first, first * 2, first * 4, first * 8, first * 16, longest, longest]);
  });

  for (const kind of ["auth", "forbidden", "clock"] as const) {
    it(`asks no more after a failure of the kind ${kind} until the person acts`, async () => {
      await open(["TRAINING"]);
      const mend = failWith(window.scripted, kind);
      await untilRequests(1);
      assert.equal(window.clock.waiting, 0);
      window.attention.set({ isWindowFocused: false });
      await window.pass(hour, minute);
      window.attention.set({ isWindowFocused: true });
      await window.pass(hour, minute);
      assert.equal(requests(), 1);
      mend();
      await window.sessions.resume(["c1"]);
      window.userActivity.note(["c1"]);
      await window.load();
      assert.equal(await untilRequests(3), pollIntervals.running?.first);
    });
  }

  it("asks nothing while the person has switched it off", async () => {
    await open(["TRAINING"]);
    window.isOn.polling = false;
    window.poller.plan();
    assert.equal(window.clock.waiting, 0);
    window.isOn.polling = true;
    window.poller.plan();
    await window.pass(minute);
    assert.ok(requests() > 0);
  });

  it("asks each connection in its own time, and forgets those that are removed", async () => {
    await open(["DONE"]);
    const other = connectionTo(window.scripted.cloud, { id: "c2" });
    await window.connectionStore.add(other, key);
    window.scripted.put("job-1", "TRAINING");
    await window.refresher.refreshConnection("c2", never);
    window.scripted.calls.length = 0;
    await untilRequests(1);
    assert.deepEqual(
      window.scripted.calls.map(({ connection }) => connection.id),
      ["c2"],
    );
    await window.connectionStore.remove("c2");
    await settled();
    assert.equal(window.clock.waiting, 0);
  });

  it("is not stopped by a clock that is set back", async () => {
    await open(["TRAINING"]);
    window.clock.set(window.clock.now() - 24 * hour);
    await window.pass(2 * minute);
    assert.ok(requests() >= 1);
  });

  it("leaves the heap as it was after a thousand looks", async () => {
    window = await openFollowed({ scripted: new ScriptedCloud() });
    window.scripted.fill(100, "TRAINING");
    await window.load();
    const heap: number[] = [];
    const collect = await collector();
    let looks = 0;
    const run = async (count: number) => {
      for (const end = looks + count; looks < end; looks += window.scripted.calls.length, window.scripted.calls.length = 0) {
        // Something happens now and then.
        if (looks % 10 === 0) window.scripted.put("TRAINING-0", "TRAINING", { tag: `${looks}` });
        await window.pass(2 * minute, 2 * minute);
      }
      collect();
      heap.push(process.memoryUsage().heapUsed);
    };
    await run(100);
    await run(1000);
    const growth = heap[1]! - heap[0]!;
    assert.ok(growth < 1_000_000, `${growth} bytes more after 1 000 looks`);
    assert.equal(window.clock.waiting, 1);
  });
});

async function collector(): Promise<() => void> {
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([import("node:v8"), import("node:vm")]);
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
