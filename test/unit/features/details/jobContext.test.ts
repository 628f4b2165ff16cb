// What a panel learns beside its job: advice and observed stays come before the first painting or soon after, and are never another state's.
import assert from "node:assert/strict";
import type { Advice } from "../../../../src/core/cloud/advice.js";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import type { Connection } from "../../../../src/core/connection.js";
import type { StateDurations } from "../../../../src/core/jobs/history/stateDuration.js";
import type { StateObservation } from "../../../../src/core/jobs/history/stateObservation.js";
import { lazy } from "../../../../src/core/ports/lazy.js";
import { JobContext } from "../../../../src/features/details/jobContext.js";
import type { SoundChecks } from "../../../../src/services/storage/soundChecks.js";
import type { StateObservations } from "../../../../src/services/storage/stateLogFile.js";
import type { UploadedRecordings } from "../../../../src/services/storage/uploadedRecordings.js";
import { ManualClock } from "../../../fakes/clock.js";
import { rainCloud, rainJob, studio } from "../../../fakes/clouds/rainCloud.js";

const hour = 3_600_000;
const advice: Advice = { states: {}, codes: [] };
const told = (state: string, at: number): StateObservation => ({ state, at, seenAt: at + 1000 });
const stay = (hours: number): readonly StateObservation[] => [told("REVIEW", 0), told("TRAINING", hours * hour)];
/** Jobs that were in review for so many hours each. */
const reviewed = (name: string, ...hours: number[]): StateObservations =>
  new Map(hours.map((each, index) => [`${name}${index}`, stay(each)]));

function beside(
  seen: Readonly<Record<string, () => Promise<StateObservations>>>,
  {
    connection = studio,
    cloud = { ...rainCloud, advice: async () => advice } as Cloud,
    uploaded = (() => undefined) as UploadedRecordings["of"],
    measured = (() => undefined) as SoundChecks["of"],
  } = {},
) {
  const clock = new ManualClock();
  const others: Connection[] = Object.keys(seen).map((id) => ({ ...studio, id, ...(id === "c4" && { cloud: "other" }) }));
  const asked: string[] = [];
  let paints = 0;
  const observations = (id: string) => {
    asked.push(id);
    return seen[id]?.() ?? Promise.reject(new Error("the disk is gone"));
  };
  const kept = {
    uploaded: lazy(async () => ({ of: uploaded }) as UploadedRecordings),
    soundChecks: lazy(async () => ({ of: measured }) as SoundChecks),
  };
  const world = { ...kept, connectionStore: { all: () => others }, clock, observations };
  const known = new JobContext(connection, cloud, world, () => {
    paints += 1;
  });
  return { known, clock, asked, paints: () => paints };
}

const settled = () => new Promise<void>((done) => setImmediate(done));

describe("what is known beside a job", () => {
  it("is told once all of it is here, and read once for a job that does not move", async () => {
    const { known, asked, paints } = beside({ c1: async () => reviewed("a", 1, 2, 3) });
    known.follow(rainJob("REVIEW"));
    assert.deepEqual([known.isHere, paints()], [false, 0]);
    await settled();
    assert.deepEqual([known.isHere, paints()], [true, 1]);
    assert.equal(known.advice, advice);
    assert.deepEqual([known.observed?.isOfConnection, known.observed?.typical?.count], [true, 3]);
    known.follow(rainJob("REVIEW"));
    await settled();
    assert.deepEqual([asked, paints()], [["c1"], 1]);
  });

  it("takes the other connections to the same cloud where the own one has seen too little", async () => {
    const { known, asked } = beside({
      c1: async () => reviewed("a", 1, 2),
      c2: async () => reviewed("b", 3, 4),
      c3: () => Promise.reject(new Error("unreadable")),
      c4: async () => reviewed("d", 5, 6, 7, 8),
    });
    known.follow(rainJob("REVIEW"));
    await settled();
    assert.deepEqual(
      [known.observed?.isOfConnection, known.observed?.typical?.count, known.observed?.typical?.longest],
      [false, 4, 4 * hour],
    );
    assert.deepEqual(asked, ["c1", "c2", "c3"]);
  });

  it("is not waited for longer than a moment, and shown when it comes", async () => {
    let answer: (seen: StateObservations) => void = () => undefined;
    const { known, clock, paints } = beside({ c1: () => new Promise((done) => (answer = done)) });
    known.follow(rainJob("REVIEW"));
    await clock.advance(60);
    assert.deepEqual([known.isHere, paints(), known.observed], [true, 1, undefined]);
    answer(reviewed("a", 1, 2, 3));
    await settled();
    assert.deepEqual([paints(), known.observed?.typical?.count], [2, 3]);
  });

  it("is dropped when the job moves, and a late answer about the old state stays away", async () => {
    const answers: ((seen: StateObservations) => void)[] = [];
    const { known, paints } = beside({ c1: () => new Promise((done) => answers.push(done)) });
    known.follow(rainJob("REVIEW"));
    known.follow(rainJob("TRAINING"));
    await settled();
    answers[1]!(new Map([["j1", [told("REVIEW", 0), told("TRAINING", hour)]]]));
    await settled();
    assert.equal(known.observed?.before, "REVIEW");
    answers[0]!(reviewed("a", 1, 2, 3));
    await settled();
    assert.deepEqual([known.observed?.typical, known.observed?.before, paints()], [undefined, "REVIEW", 1]);
  });

  it("is read again when the person comes back to the panel, and the old holds until then", async () => {
    let seen = reviewed("a", 1, 2);
    const { known } = beside({ c1: async () => seen });
    known.follow(rainJob("REVIEW"));
    await settled();
    assert.deepEqual(known.observed, { isOfConnection: false });
    seen = reviewed("a", 1, 2, 3);
    known.again();
    assert.deepEqual(known.observed, { isOfConnection: false });
    await settled();
    const after: StateDurations | undefined = known.observed;
    assert.equal(after?.typical?.count, 3);
  });

  it("has what the cloud measured of the recordings that were uploaded, and of no others", async () => {
    const place = { path: "/voices/set", leftOut: [] };
    const check = { connectionId: "c1", id: "t", place, fingerprint: "f", at: 5, assessment: {} };
    const measured: SoundChecks["of"] = (path, fingerprint) =>
      path === "/voices/set" && fingerprint === "f" ? check : undefined;
    for (const [upload, found] of [
      [{ place, fingerprint: "f", isSubmitted: true }, check],
      [{ place, fingerprint: "g", isSubmitted: true }, undefined],
      [{ place, isSubmitted: true }, undefined],
      [{ fingerprint: "f", isSubmitted: true }, undefined],
      [undefined, undefined],
    ] as const) {
      const { known } = beside({}, { uploaded: () => upload, measured });
      known.follow(rainJob("REVIEW"));
      await settled();
      await settled();
      assert.equal(known.soundCheck, found, JSON.stringify(upload));
    }
  });

  it("does without what cannot be had: the disk, the advice, a demo's past, a job that was not read yet", async () => {
    const broken = { ...rainCloud, advice: () => Promise.reject(new Error("no such file")) };
    const nothing = beside({}, { cloud: broken });
    nothing.known.follow(rainJob("REVIEW"));
    await settled();
    assert.deepEqual([nothing.known.isHere, nothing.known.advice, nothing.known.observed], [true, undefined, undefined]);

    const demo = beside({ c1: async () => reviewed("a", 1, 2, 3) }, { connection: { ...studio, isDemo: true } });
    demo.known.follow(rainJob("REVIEW"));
    await settled();
    assert.deepEqual([demo.known.advice, demo.known.observed, demo.asked], [advice, undefined, []]);

    const unread = beside({ c1: async () => new Map() });
    unread.known.follow(undefined);
    await settled();
    assert.deepEqual([unread.known.isHere, unread.known.advice, unread.asked], [true, advice, []]);
  });
});
