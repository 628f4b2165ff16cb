// Many jobs counted at once: every number is made of jobs that are there, and nothing is claimed that was not seen.
import { strict as assert } from "node:assert";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import { huawei } from "../../../../src/clouds/huawei/index.js";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import { fits } from "../../../../src/core/jobs/filter/jobFilter.js";
import type { StateObservation } from "../../../../src/core/jobs/history/stateObservation.js";
import { phases, type VoiceJob } from "../../../../src/core/jobs/job.js";
import { dayStarts, overviewOf, shownDays } from "../../../../src/features/overview/overview.js";
import { reviewOutcome } from "../../../../src/features/overview/reviewOutcome.js";

const now = new Date(2026, 10, 20, 12).getTime();
const hour = 3_600_000;

function job(id: string, state: string, parts: Partial<VoiceJob> = {}, cloud: Cloud = huawei): VoiceJob {
  const { phase = "unknown" } = cloud.states.find((each) => each.state === state) ?? {};
  return { id, name: id, state, phase, updatedAt: now - hour, raw: {}, ...parts };
}

/** Seen an hour apart, latest an hour ago. */
const log = (...states: readonly string[]): readonly StateObservation[] =>
  states.map((state, at) => ({ state, at: now - (states.length - at) * hour - 1, seenAt: now - (states.length - at) * hour }));

const overview = (
  jobs: readonly VoiceJob[],
  observations: Readonly<Record<string, readonly StateObservation[]>> = {},
  cloud: Cloud = huawei,
) => overviewOf([{ connectionId: "c", cloud, jobs, observations: new Map(Object.entries(observations)) }], now);

describe("overview", () => {
  it("counts each job once, on the day of its last change, by result", () => {
    const jobs = [
      job("a", "SUCCEED"),
      job("b", "FAILED", { updatedAt: now - 24 * hour }),
      job("c", "NEWEST"),
      job("d", "SUCCEED", { updatedAt: now - 90 * 24 * hour }),
      { ...job("e", "SUCCEED"), updatedAt: Number.NaN },
      job("f", "SUCCEED", { updatedAt: now + 90 * 24 * hour }),
    ];
    const { days, outside, jobs: all } = overview(jobs);
    assert.deepEqual([days.length, outside, all], [shownDays, 3, 6]);
    assert.deepEqual(days.at(-1)?.counts, { attention: 0, running: 0, waiting: 0, failed: 0, succeeded: 1, unknown: 1 });
    assert.equal(days.at(-2)?.counts.failed, 1);
    const counted = days.reduce((sum, { counts }) => sum + phases.reduce((own, phase) => own + counts[phase], 0), 0);
    assert.equal(counted + outside, jobs.length);
  });

  it("has days from midnight to midnight, also where the clocks change", () => {
    const starts = dayStarts(now);
    for (const start of starts) assert.equal(new Date(start).getHours(), 0);
    for (const [at, start] of starts.entries()) assert.ok(at === 0 || start - starts[at - 1]! >= 22 * hour);
    const { days } = overview(
      starts
        .slice(0, -1)
        .flatMap((start, at) => [
          job(`a${at}`, "SUCCEED", { updatedAt: start }),
          job(`b${at}`, "SUCCEED", { updatedAt: starts[at + 1]! - 1 }),
        ]),
    );
    assert.ok(days.every(({ counts }) => counts.succeeded === 2));
  });

  it("ranks reasons by code, else by words, and finds their jobs again", () => {
    const jobs = [
      job("a", "FAILED", { failure: { code: "M.1", message: "too noisy" } }),
      job("b", "AUDIT_FAILED", { failure: { code: "M.1", message: "noisy, again" } }),
      job("c", "FAILED", { failure: { message: " No letter " } }),
      job("d", "FAILED"),
      job("e", "SUCCEED", { failure: { code: "M.1" } }),
      job("f", "CREATING"),
    ];
    const { reasons } = overview(jobs);
    assert.deepEqual(
      reasons.map(({ key, count }) => [key, count]),
      [["M.1", 2], ["", 1], ["No letter", 1]], // biome-ignore format: pairs
    );
    for (const { key, count } of reasons) assert.equal(jobs.filter((each) => fits(each, { reasons: [key] })).length, count, key);
    assert.equal(fits(jobs[0]!, { reasons: ["NOISY"] }), true, "a part of the words");
    assert.equal(fits(jobs[0]!, { reasons: ["M."] }), false, "no part of a code");
  });

  it("tells usual times from three stays that were seen whole, and of each job that is there how long", () => {
    const stay = (minutes: number): readonly StateObservation[] => [
      { state: "AUDITING", at: now - 9 * hour, seenAt: now - 9 * hour + 1 },
      { state: "PROCESSING", at: now - 9 * hour + minutes * 60_000, seenAt: now - 8 * hour },
      { state: "SUCCEED", at: now - 7 * hour, seenAt: now - 7 * hour + 1 },
    ];
    const few = overview([job("n", "PROCESSING")], { a: stay(10), b: stay(20) });
    assert.deepEqual(
      few.stages.map(({ state, typical, current }) => [state, typical, current.length]),
      [["PROCESSING", undefined, 1]],
    );
    const seen: StateObservation[][] = [10, 20, 40].map((minutes) => [
      { state: "SYSTEM_AUDITING", at: now - 9 * hour, seenAt: now - 9 * hour + 1 },
      { state: "AUDITING", at: now - 9 * hour + minutes * 60_000, seenAt: now - 8 * hour },
    ]);
    const { stages } = overview([job("n", "SYSTEM_AUDITING", { updatedAt: now - 2 * hour })], {
      a: seen[0]!,
      b: seen[1]!,
      c: seen[2]!,
    });
    const [stage] = stages;
    assert.deepEqual([stage?.state, stage?.typical?.count, stage?.typical?.median], ["SYSTEM_AUDITING", 3, 20 * 60_000]);
    assert.deepEqual(
      stage?.current.map(({ ms }) => ms),
      [2 * hour],
    );
  });

  it("follows the queue from the first look on, and leaves the days before empty", () => {
    const { queue, observed } = overview([job("a", "AUDITING"), job("b", "AUDITING")], {
      a: [{ state: "AUDITING", at: now - 2.5 * 24 * hour, seenAt: now - 2 * 24 * hour }],
    });
    assert.equal(observed, 1);
    assert.deepEqual(
      queue.slice(-4).map(({ counts }) => counts?.waiting),
      [undefined, 1, 1, 1],
    );
    assert.deepEqual(queue[0]?.counts, null);
  });

  it("counts as passed at first only what was seen before its review and behind it, never refused", () => {
    const outcome = (state: string, ...seen: readonly string[]) => reviewOutcome(huawei, job("a", state), log(...seen));
    assert.equal(outcome("PROCESSING", "CREATING", "SYSTEM_AUDITING", "AUDITING", "WAITING", "PROCESSING"), "passed");
    assert.equal(outcome("PROCESSING", "CREATING", "AUDIT_FAILED", "AUDITING", "PROCESSING"), "refused");
    assert.equal(outcome("AUDIT_FAILED"), "refused", "its state alone tells");
    assert.equal(outcome("SUCCEED", "PROCESSING", "SUCCEED"), "unknown", "nobody saw its review");
    assert.equal(outcome("SUCCEED"), "unknown");
    assert.equal(outcome("AUDITING", "CREATING", "AUDITING"), undefined, "it is not through yet");
    assert.equal(outcome("FAILED", "CREATING", "AUDITING", "FAILED"), undefined, "a job fails anywhere");
    assert.equal(outcome("FAILED", "CREATING", "AUDITING", "PROCESSING", "FAILED"), "passed");
    assert.equal(reviewOutcome(alibaba, job("a", "Success", {}, alibaba), log("AudioDetecting", "Success")), undefined);
  });

  it("groups the passed ones by type, tag and batch, the largest group first", () => {
    const whole = log("CREATING", "AUDITING", "PROCESSING");
    const { passes, reviews } = overview(
      [
        job("a", "PROCESSING", { type: "BASIC", batch: "3" }),
        job("b", "PROCESSING", { type: "BASIC" }),
        job("c", "AUDIT_FAILED", { type: "FLEXUS" }),
        job("d", "SUCCEED", { type: "FLEXUS" }),
      ],
      { a: whole, b: whole },
    );
    assert.deepEqual(reviews, { passed: 2, refused: 1, unknown: 1 });
    assert.deepEqual(passes.types, [
      { value: "BASIC", passed: 2, refused: 0 },
      { value: "FLEXUS", passed: 0, refused: 1 },
    ]);
    assert.deepEqual(
      passes.batches.map(({ value }) => value),
      ["", "3"],
    );
    assert.equal(overview([job("a", "Success", {}, alibaba)], {}, alibaba).reviews, undefined);
  });
});
