// Fixture of the refresher's suites: a connection to a scripted cloud, with many jobs where that is asked for.
import { strict as assert } from "node:assert";
import { HastyClock, type ManualClock, settled } from "../../../fakes/clock.js";
import { type Call, ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { connectionTo, fixture, kernel, key } from "../../scenarios/kernel.js";

/** Connection `c1`, nothing read yet. */
export async function openRefresher(listing = {}, clock: HastyClock | ManualClock = new HastyClock()) {
  const cloud = new ScriptedCloud("scripted", listing);
  const home = kernel(fixture([cloud.cloud], { clock }));
  await home.connectionStore.add(connectionTo(cloud.cloud), key);
  return { cloud, home };
}

/** Adds 700 jobs, in all states and an unknown one. */
export function fillLarge(cloud: ScriptedCloud): void {
  cloud.fill(150, "DONE", "old");
  cloud.fill(5, "MYSTERY");
  cloud.fill(500, "DONE");
  cloud.fill(30, "TRAINING");
  cloud.fill(3, "RAW");
  cloud.fill(12, "QUEUED");
}

/** Answers to such calls wait until they are let go. */
export function hold(cloud: ScriptedCloud, isHeld: (call: Call) => boolean): () => void {
  let release: () => void = () => undefined;
  const latch = new Promise<void>((resolve) => {
    release = resolve;
  });
  cloud.after = (call) => (isHeld(call) ? latch : undefined);
  return () => {
    cloud.after = () => undefined;
    release();
  };
}

/** Each test of the suite fails where a promise was rejected and not listened to. */
export function forbidRejections(): void {
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  before(() => process.on("unhandledRejection", note));
  after(() => process.off("unhandledRejection", note));
  afterEach(async () => {
    await settled();
    assert.deepEqual(rejections.splice(0), []);
  });
}
