// Two windows of the editor over one folder: whichever submits first, the other one sends nothing.
import { strict as assert } from "node:assert";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VoiceError } from "../../../../src/core/errors.js";
import type { LockFiles } from "../../../../src/core/ports/ports.js";
import { createLockFiles } from "../../../../src/platform/files/lockFiles.js";
import { HastyClock, settled } from "../../../fakes/clock.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { connectionTo, type Fixture, fixture, kernel, key, never, type TestKernel } from "../kernel.js";

const minute = 60_000;

describe("two windows", () => {
  // Every lock file waits for the disk.
  let cloud: ScriptedCloud;
  let folder: string;
  let clock: HastyClock;
  let below: Fixture;
  let first: TestKernel;
  let second: TestKernel;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-"));
    cloud = new ScriptedCloud();
    clock = new HastyClock();
    below = fixture([cloud.cloud], { clock, lockFiles: createLockFiles(folder) });
    first = kernel(below);
    await first.connectionStore.add(connectionTo(cloud.cloud), key);
    second = kernel({ ...below, lockFiles: createLockFiles(folder) });
    cloud.put("j1", "RAW");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const submit = (window: TestKernel) => window.submitter.submit("c1", "j1", { voice: "Aurora" }, never);
  /** The window falls asleep in front of one kind of writing. */
  const asleepBefore = (verb: "claim" | "replace", isNote: (name: string) => boolean) => {
    const lockFiles = createLockFiles(folder);
    let wake: () => void = () => undefined;
    const sleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let fallAsleep: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      fallAsleep = resolve;
    });
    const meet = async (each: string, name: string) => {
      if (each !== verb || !isNote(name)) return;
      fallAsleep();
      await sleep;
    };
    const sleepy: LockFiles = {
      ...lockFiles,
      claim: (name, text) => meet("claim", name).then(() => lockFiles.claim(name, text)),
      replace: (name, text) => meet("replace", name).then(() => lockFiles.replace(name, text)),
    };
    return { window: kernel({ ...below, lockFiles: sleepy }), asleep, wake };
  };

  it("send one request when both submit at the same moment", async () => {
    const outcomes = await Promise.all([submit(first), submit(second), submit(first), submit(second)]);
    assert.deepEqual(cloud.accepted, ["j1"]);
    assert.equal(cloud.count("submit"), 1);
    assert.equal(outcomes.filter(({ kind }) => kind === "accepted").length, 1);
    assert.ok(outcomes.every(({ kind }) => ["accepted", "earlier", "wrongState"].includes(kind)));
    assert.deepEqual(await readdir(folder), []);
  });

  it("know of each other while one is sending", async () => {
    let held: Awaited<ReturnType<typeof submit>> | undefined;
    cloud.before = async ({ verb }) => {
      if (verb === "submit") held = await submit(second);
    };
    assert.equal((await submit(first)).kind, "accepted");
    assert.ok(held?.kind === "earlier" && !held.wasAccepted);
    assert.deepEqual(cloud.accepted, ["j1"]);
  });

  it("keep no value and no key in the folder", async () => {
    let texts = "";
    cloud.before = async ({ verb }) => {
      if (verb !== "submit") return;
      for (const name of await readdir(folder)) texts += name + (await readFile(join(folder, name), "utf8"));
    };
    await submit(first);
    assert.match(texts, /"phase":"sending"/);
    assert.doesNotMatch(texts, /Aurora|s3cret/);
  });

  it("hold back in both what got lost in one, until a person releases it in either", async () => {
    cloud.before = ({ verb }) => {
      if (verb === "submit") throw new VoiceError("network", "", { reason: "reset", wasSent: true });
    };
    assert.equal((await submit(first)).kind, "unknown");
    cloud.before = () => undefined;
    assert.equal((await submit(second)).kind, "earlier");
    await second.recovery.release("c1", "j1");
    assert.equal((await submit(first)).kind, "accepted");
    assert.deepEqual(await readdir(folder), []);
  });

  const lockOrNote: readonly [string, "claim" | "replace", (name: string) => boolean][] = [
    ["before it locked its claim", "claim", (name) => name.endsWith(".lock")],
    ["before it wrote that it sends", "replace", () => true],
  ];
  for (const [when, verb, isNote] of lockOrNote) {
    it(`send one request even if one slept for hours ${when}`, async () => {
      const sleeper = asleepBefore(verb, isNote);
      const late = submit(sleeper.window);
      await sleeper.asleep;
      assert.equal((await submit(second)).kind, "earlier", "at first it could still be at it");
      clock.advance(60 * minute);
      const outcome = await submit(second);
      assert.deepEqual(outcome.kind, verb === "claim" ? "accepted" : "earlier");
      // Back in the state it was in: the sleeper's own reading says that it may be submitted.
      cloud.put("j1", "RAW");
      sleeper.wake();
      const woken = await late;
      assert.equal(cloud.accepted.length, 1);
      assert.equal(woken.kind, verb === "claim" ? "earlier" : "accepted");
    });

    it(`send one request even if a person released what one slept over ${when}`, async () => {
      const sleeper = asleepBefore(verb, isNote);
      const late = submit(sleeper.window);
      await sleeper.asleep;
      await second.recovery.release("c1", "j1");
      assert.equal((await submit(second)).kind, "accepted");
      cloud.put("j1", "RAW");
      sleeper.wake();
      assert.notEqual((await late).kind, "accepted");
      await settled();
      assert.equal(cloud.accepted.length, 1);
    });
  }

  it("leave each other's notes alone: who wakes up ends nothing but its own", async () => {
    const sleeper = asleepBefore("claim", (name) => name.endsWith(".lock"));
    const late = submit(sleeper.window);
    await sleeper.asleep;
    clock.advance(60 * minute);
    cloud.before = ({ verb }) => {
      if (verb === "submit") throw new VoiceError("network", "", { reason: "reset", wasSent: true });
    };
    assert.equal((await submit(second)).kind, "unknown");
    sleeper.wake();
    assert.equal((await late).kind, "earlier");
    assert.equal((await readdir(folder)).length, 1, "the unsettled one still holds back");
    cloud.before = () => undefined;
    assert.equal((await submit(first)).kind, "earlier");
  });
});
