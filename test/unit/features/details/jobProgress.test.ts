// The line of steps says what the answers prove, state by state and story by story, and nothing else.
import { strict as assert } from "node:assert";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import { huawei } from "../../../../src/clouds/huawei/index.js";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import type { HistoryEvent, Review } from "../../../../src/core/jobs/history/jobHistory.js";
import type { StateObservation } from "../../../../src/core/jobs/history/stateObservation.js";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import { lifeSteps } from "../../../../src/features/details/text/lifeSteps.js";
import { mergeHistory } from "../../../../src/features/history/mergedHistory.js";

const now = Date.UTC(2026, 10, 20, 12);
const minute = 60_000;

interface Story {
  /** Actions of the log, oldest first, a minute apart, the last one a minute ago. */
  readonly log?: readonly string[];
  readonly reviews?: readonly Review[];
  /** States as they were seen, oldest first. */
  readonly seen?: readonly string[];
}

const marks = { done: "✓", current: "●", attention: "!", stopped: "✗", ahead: "·", unknown: "?", missed: "-" };

/** One mark per step; a step that is the state itself has its title before it. */
function line(cloud: Cloud, state: string, { log = [], reviews = [], seen = [] }: Story = {}): string {
  const phase = cloud.states.find((info) => info.state === state)?.phase ?? "unknown";
  const job: VoiceJob = { id: "j", name: "A", state, phase, updatedAt: now - minute, raw: {} };
  const events = log.map((action, index): HistoryEvent => {
    return { action, at: now - (log.length - index) * minute, words: [], rest: {} };
  });
  const observations = seen.map((each, index): StateObservation => {
    const at = now - (seen.length - index) * minute;
    return { state: each, at, seenAt: at };
  });
  const history = mergeHistory(job, cloud, events, observations);
  const steps = lifeSteps(job, cloud, { now, locale: "en", revealed: new Set() }, history, reviews);
  const own = new Set(cloud.life.map(({ title }) => title));
  return steps.map(({ title, place }) => (own.has(title) ? "" : `${title} `) + marks[place]).join(" ");
}

const review = (kind: Review["kind"], message?: string): Review => {
  return { kind, findings: [], rest: {}, ...(message !== undefined && { message }) };
};

describe("how far a job has come", () => {
  // Creation, System review, Manual review, Preparation, Waiting, Training, Result review, Upload, Done
  const made = ["CREATE_JOB", "COMMIT_JOB"];
  const stories: readonly (readonly [cloud: Cloud, state: string, story: Story, line: string])[] = [
    [huawei, "CREATING", {}, "! · · · · · · · ·"],
    [huawei, "SYSTEM_AUDITING", {}, "✓ ● · · · · · · ·"],
    [huawei, "AUDITING", {}, "✓ ✓ ● · · · · · ·"],
    [huawei, "WAITING_SPLIT", {}, "✓ ✓ ✓ ● · · · · ·"],
    [huawei, "SPLITTING", {}, "✓ ✓ ✓ ● · · · · ·"],
    [huawei, "SPLIT_FAILED", {}, "✓ ✓ ✓ ! · · · · ·"],
    [huawei, "ANNOTATING", {}, "✓ ✓ ✓ ● · · · · ·"],
    [huawei, "WAITING", {}, "✓ ✓ ✓ ? ● · · · ·"],
    [huawei, "PROCESSING", {}, "✓ ✓ ✓ ? ✓ ● · · ·"],
    [huawei, "PROCESSING", { seen: ["SPLITTING", "PROCESSING"] }, "✓ ✓ ✓ ✓ ✓ ● · · ·"],
    [huawei, "RESULT_REVIEW", {}, "✓ ✓ ✓ ? ✓ ✓ ● · ·"],
    [huawei, "USER_RESULT_REVIEW", {}, "✓ ✓ ✓ ? ✓ ✓ ! · ·"],
    [huawei, "USER_REVIEW_REJECT", {}, "✓ ✓ ✓ ? ✓ ✓ ! · ·"],
    [huawei, "UPLOADING", {}, "✓ ✓ ✓ ? ✓ ✓ ? ● ·"],
    [huawei, "SUCCEED", {}, "✓ ✓ ✓ ? ✓ ✓ ? ✓ ✓"],
    // Which of the two reviews refused: nothing tells, the log tells, one review tells, both have words.
    [huawei, "AUDIT_FAILED", {}, "✓ ? ? Review failed ! · · · · · ·"],
    [huawei, "AUDIT_FAILED", { log: [...made, "AUDIT_NOT_PASS"] }, "✓ ! · · · · · · ·"],
    [huawei, "AUDIT_FAILED", { log: [...made, "SYSTEM_AUDIT_PASS", "AUDIT_NOT_PASS"] }, "✓ ✓ ! · · · · · ·"],
    [
      huawei,
      "AUDIT_FAILED",
      { log: [...made, "SYSTEM_AUDIT_PASS", "AUDIT_NOT_PASS", "COMMIT_JOB", "AUDIT_NOT_PASS"] },
      "✓ ! · · · · · · ·",
    ],
    [huawei, "AUDIT_FAILED", { reviews: [review("automatic", "Too loud")] }, "✓ ! · · · · · · ·"],
    [huawei, "AUDIT_FAILED", { reviews: [review("automatic"), review("manual", "Unsigned")] }, "✓ ✓ ! · · · · · ·"],
    [huawei, "AUDIT_FAILED", { reviews: [review("automatic", "A"), review("manual", "B")] }, "✓ ? ? Review failed ! · · · · · ·"],
    [huawei, "AUDIT_FAILED", { reviews: [review("other", "C")] }, "✓ ? ? Review failed ! · · · · · ·"],
    // Seen in the manual review, it has passed the system's; seen in the system's, it may have gone on unseen.
    [huawei, "AUDIT_FAILED", { seen: ["AUDITING", "AUDIT_FAILED"] }, "✓ ✓ ! · · · · · ·"],
    [huawei, "AUDIT_FAILED", { seen: ["SYSTEM_AUDITING", "AUDIT_FAILED"] }, "✓ ? ? Review failed ! · · · · · ·"],
    [huawei, "FAILED", {}, "✓ ? ? ? ? ? ? ? Failed ✗ -"],
    [huawei, "FAILED", { seen: ["WAITING", "FAILED"] }, "✓ ✓ ✓ ? ? ? ? ? Failed ✗ -"],
    [huawei, "FAILED", { log: [...made, "SYSTEM_AUDIT_PASS", "ADMIN_AUDIT_PASS", "TRAINING_FINISH"] }, "✓ ✓ ✓ ? ✓ ✗ - - -"],
    // Creation, Audio check, Preparation, Training, Done
    [alibaba, "Initialization", {}, "● · · · ·"],
    [alibaba, "AudioDetecting", {}, "✓ ● · · ·"],
    [alibaba, "PreTraining", {}, "✓ ✓ ● · ·"],
    [alibaba, "Training", {}, "✓ ✓ ✓ ● ·"],
    [alibaba, "Fail", {}, "✓ ? ? ? Failed ✗ -"],
    [alibaba, "Fail", { seen: ["AudioDetecting", "Fail"] }, "✓ ? ? ? Failed ✗ -"],
    [alibaba, "Fail", { seen: ["PreTraining", "Fail"] }, "✓ ✓ ? ? Failed ✗ -"],
    [alibaba, "Fail", { seen: ["Training", "Fail"] }, "✓ ✓ ✓ ✗ -"],
    [alibaba, "Success", {}, "✓ ✓ ✓ ✓ ✓"],
    [huawei, "SOMETHING_NEW", {}, ""],
    [alibaba, "Something new", {}, ""],
  ];
  for (const [cloud, state, story, expected] of stories)
    it(`is drawn for ${cloud.shortTitle} ${state} ${JSON.stringify(story)} as ${expected || "nothing"}`, () => {
      assert.equal(line(cloud, state, story), expected);
    });

  it("is tried for every state of both clouds", () => {
    const tried = new Set(stories.map(([cloud, state]) => `${cloud.id} ${state}`));
    const all = [huawei, alibaba].flatMap(({ id, states }) => states.map(({ state }) => `${id} ${state}`));
    assert.deepEqual(
      all.filter((each) => !tried.has(each)),
      [],
    );
  });
});
