// A job's past in the details panel: the stepper's times, the timeline, what reviews said, and what is told when something is missing.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { HistoryEvent, JobHistory } from "../../../../../src/core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { copyText, type DetailInput, detailView, openableLink } from "../../../../../src/features/details/text/detailsView.js";
import { rainCloud, rainJob } from "../../../../fakes/clouds/rainCloud.js";
import { event, history, hour, input, minute, now, refused, rounds, view } from "./shownHistory.js";

describe("the stepper of a job", () => {
  it("tells how long each milestone took, all rounds together, and how long the job has been where it is", () => {
    const { life } = view(rainJob("TRAINING", {}, { updatedAt: now - 2 * hour }), {
      history: history({ events: [...rounds, event("SENT", 2.5 * hour), event("PASSED", 2 * hour)] }),
    });
    assert.deepEqual(
      life.map(({ duration: stay }) => stay?.text),
      ["took 1h", "took 7h", "for 2h", undefined],
    );
    assert.deepEqual(life[1]?.duration?.tooltip.split("\n").length, 5, "each stay in a line");
    assert.match(life[1]?.duration?.tooltip ?? "", /^In review: Nov 20, 2026, 3:00\sAM – Nov 20, 2026, 4:00\sAM \(1 hour\)\n/);
    assert.equal(life[3]?.time, undefined);
  });

  it("says what was only observed", () => {
    const { life } = view(rainJob("TRAINING"), {
      observations: [
        { state: "REVIEW", at: now - 3 * hour, seenAt: now - 3 * hour },
        { state: "TRAINING", at: now - hour, seenAt: now - hour },
      ],
    });
    assert.deepEqual(
      life.map(({ duration: stay }) => stay?.text),
      [undefined, "took about 2h", "for at least 1h", undefined],
    );
    for (const index of [1, 2]) assert.match(life[index]?.duration?.tooltip ?? "", /As observed by Voice Jobs/);
  });

  it("claims no time for what was first seen long after it began", () => {
    const seen = [{ state: "FAILED", at: now - minute, seenAt: now - minute }];
    const shown = view(rainJob("FAILED", {}, { createdAt: now - 240 * hour }), { cloud: rainCloud, observations: seen });
    assert.deepEqual(
      shown.life.map(({ time, duration: stay }) => [time?.text, stay?.text]),
      [
        ["10d ago", undefined],
        [undefined, undefined],
        [undefined, undefined],
        [undefined, undefined],
        [undefined, undefined],
      ],
    );
    assert.deepEqual(
      shown.history.timeline?.lines.map(({ title, gap }) => [title, gap]),
      [
        ["State: Failed", undefined],
        ["Job created", undefined],
      ],
    );
  });

  it("says no age of a job that is over", () => {
    const { life } = view(rainJob("DONE", {}, { updatedAt: now - 2 * hour }));
    assert.deepEqual([life[3]?.duration, life[3]?.time?.text], [undefined, "2h ago"]);
  });

  it("counts how often the job was sent back, by the log or by the cloud's own count of this state", () => {
    const note = (state: string, rejects?: unknown, events: readonly HistoryEvent[] = []) =>
      view(rainJob(state, rejects === undefined ? {} : { rejects }), { history: history({ events }) }).lifeNote;
    assert.equal(note("REVIEW_FAILED"), "Sent back once");
    assert.equal(note("REVIEW_FAILED", 2), "Sent back twice");
    assert.equal(note("REVIEW_FAILED", 3, rounds), "Sent back 3 times");
    assert.equal(note("TRAINING", undefined, rounds), "Sent back twice");
    assert.equal(note("REVIEW", 3), "3 times in this state", "which says nothing of how it left it");
    for (const odd of [0, 1, -2, "many", null, 1.5]) assert.equal(note("REVIEW", odd), undefined);
  });
});

describe("the timeline of a job", () => {
  const linesOf = (job: VoiceJob, parts: Partial<DetailInput> = {}) => view(job, parts).history.timeline?.lines ?? [];

  it("lists the latest first: what happened, who did it, why, and how long after the one before", () => {
    const lines = linesOf(refused, { history: history({ events: rounds }) });
    assert.deepEqual(
      lines.map(({ title, who, gap, time }) => [title, who, gap, time?.text]),
      [
        ["Review not passed", "Reviewer", "after 2h", "3h ago"],
        ["Job submitted", undefined, "after 3h", "5h ago"],
        ["Review not passed", "Reviewer", "after 1h", "8h ago"],
        ["Job submitted", undefined, "after 1h", "9h ago"],
        ["Job created", undefined, undefined, "10h ago"],
      ],
    );
    assert.deepEqual(lines[0]?.quotes, ["Still not signed"]);
    assert.match(lines[0]?.time?.tooltip ?? "", /^Nov 20, 2026, 9:00\sAM · 2026-11-20 09:00:00 UTC$/);
    assert.doesNotMatch(JSON.stringify(lines), /13800138000/);
  });

  it("is as good without a log: the job's own times, and what was seen", () => {
    const lines = view(rainJob("TRAINING", {}, { createdAt: now - 5 * hour, updatedAt: now - hour }), {
      cloud: rainCloud,
      observations: [{ state: "REVIEW", at: now - 3 * hour, seenAt: now - 3 * hour }],
    }).history.timeline;
    assert.deepEqual(
      lines?.lines.map(({ title, who, isObserved }) => [title, who, isObserved]),
      [
        ["State: Training", undefined, false],
        ["State: In review", "Seen by Voice Jobs", true],
        ["Job created", undefined, false],
      ],
    );
    assert.deepEqual([lines?.notes, lines?.read], [[], undefined]);
    assert.equal(view(rainJob("TRAINING"), { cloud: rainCloud }).history.timeline, undefined, "nothing is known");
  });

  it("shows words without a description verbatim, and masks what is private in them", () => {
    const rest = { mood: "good", owner_mobile: "13800138000", copy: "https://files.test/x?Signature=s3cret" };
    const events = [event("BLESSED", hour, { by: "ROBOT", rest }), event("", 2 * hour)];
    const shown = input(rainJob("REVIEW"), { history: history({ events }) });
    const lines = detailView(shown).history.timeline?.lines ?? [];
    assert.deepEqual(
      lines.map(({ title, who }) => [title, who]),
      [
        ["BLESSED", "ROBOT"],
        ["An action that the cloud does not name", undefined],
      ],
    );
    assert.deepEqual(
      lines[0]?.rows.map(({ label, look }) => [label, look]),
      [
        ["mood", "code"],
        ["owner_mobile", "masked"],
        ["copy", "masked"],
      ],
    );
    assert.doesNotMatch(JSON.stringify(lines), /13800138000|s3cret/);
    const [, mobile, copy] = lines[0]!.rows;
    assert.equal(copyText(shown, mobile!.id), "13800138000");
    assert.equal(openableLink(shown, copy!.id), "https://files.test/x?Signature=s3cret");
    const revealed = detailView({ ...shown, revealed: new Set([mobile!.id]) });
    assert.equal(revealed.history.timeline?.lines[0]?.rows[1]?.value, "13800138000");
  });

  it("folds away what happened long ago, unless it is little", () => {
    const many = (count: number) =>
      view(rainJob("REVIEW"), {
        history: history({ events: Array.from({ length: count }, (_, at) => event("SENT", at * hour)) }),
      });
    assert.equal(many(11).history.timeline?.earlier, undefined);
    assert.deepEqual(many(20).history.timeline?.earlier, { from: 8, label: "12 earlier entries" });
  });

  it("says in one quiet line what was not read, and offers to read it", () => {
    const timelineOf = (parts: Partial<JobHistory> | undefined) => {
      const { notes, read } = view(refused, { history: parts && history(parts) }).history.timeline!;
      return [...notes, read];
    };
    const [since, again] = timelineOf({ rememberedAt: now - hour });
    assert.match(
      since!,
      /^This is how the history was at 11:00\sAM; it has not been read since\. Personal data and links were not kept\.$/,
    );
    assert.equal(again, "Read Now");
    assert.deepEqual(timelineOf(undefined), ["This job's history has not been read from the cloud yet.", "Read Now"]);
    assert.deepEqual(timelineOf({ isReading: true, isRead: false }), ["Reading this job's history from the cloud…", undefined]);
    const gone = new VoiceError("notFound", "404");
    assert.deepEqual(timelineOf({ errors: new Map([["log", gone]]) }), [
      "Operation log: not read. The cloud does not provide it for this job or this key.",
      "Try Again",
    ]);
    const both = new Map([
      ["log", new VoiceError("forbidden", "403")],
      ["reviews", gone],
    ]);
    assert.match(String(timelineOf({ errors: both })[0]), /^Operation log, Review results: not read/);
    const busy = new Map([["log", new VoiceError("unavailable", "503")]]);
    assert.match(String(timelineOf({ errors: busy })[0]), /^Operation log: not read\. \S/);
    assert.deepEqual(timelineOf({ isCut: true }), ["The cloud's log is longer than what is shown here.", undefined]);
    assert.deepEqual(timelineOf({}), [undefined]);
  });
});
