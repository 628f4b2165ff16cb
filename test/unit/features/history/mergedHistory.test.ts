// What is known of a job's past: one story out of the cloud's log, the job's own times, and what was seen here.
import assert from "node:assert/strict";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import type { HistoryEvent } from "../../../../src/core/jobs/history/jobHistory.js";
import type { StateObservation } from "../../../../src/core/jobs/history/stateObservation.js";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import { mergeHistory } from "../../../../src/features/history/mergedHistory.js";
import { rainCloud, rainJob } from "../../../fakes/clouds/rainCloud.js";

const cloud: Cloud = {
  ...rainCloud,
  history: {
    parts: [{ id: "log", title: "Log" }],
    actions: [
      { value: "made", title: "Made", leadsTo: "NEW" },
      { value: "sent", title: "Sent", leadsTo: "REVIEW" },
      { value: "refused", title: "Refused", leadsTo: "REVIEW_FAILED" },
      { value: "passed", title: "Passed", leaves: "REVIEW" },
    ],
    actors: [],
    reviews: [],
  },
};
const minute = 60_000;
const event = (action: string, at?: number): HistoryEvent => ({
  action,
  words: [],
  rest: {},
  ...(at !== undefined && { at: at * minute }),
});
const seen = (state: string, at: number, seenAt = at): StateObservation => ({ state, at: at * minute, seenAt: seenAt * minute });
const job = (state: string, createdAt?: number, updatedAt?: number): VoiceJob =>
  rainJob(
    state,
    {},
    {
      ...(createdAt !== undefined && { createdAt: createdAt * minute }),
      ...(updatedAt !== undefined && { updatedAt: updatedAt * minute }),
    },
  );

/** "source what@minute" of each entry. */
function told(of: VoiceJob, events: readonly HistoryEvent[] = [], observations: readonly StateObservation[] = []) {
  const { entries, intervals } = mergeHistory(of, cloud, events, observations);
  const name = (at: number | undefined) => (at === undefined ? "?" : String(at / minute));
  return {
    entries: entries.map(({ source, state, event, at }) => `${source} ${event?.action ?? ""}>${state ?? ""}@${name(at)}`),
    stays: intervals.map(({ state, from, until, isNow, isObserved }) => {
      return `${state} ${name(from)}-${isNow ? "now" : name(until)}${isObserved ? " observed" : ""}`;
    }),
  };
}

describe("the past of a job", () => {
  it("is the job's own times where there is nothing else", () => {
    assert.deepEqual(told(job("TRAINING", 1, 9)), {
      entries: ["job >NEW@1", "job >TRAINING@9"],
      stays: ["NEW 1-9", "TRAINING 9-now"],
    });
    assert.deepEqual(told(job("NEW", 1, 1)), { entries: ["job >NEW@1"], stays: ["NEW 1-now"] });
    assert.deepEqual(told(job("NEW")), { entries: [], stays: [] });
  });

  it("does not tell twice what the log and the job's times both tell", () => {
    const events = [event("made", 1), event("sent", 3)];
    assert.deepEqual(told(job("REVIEW", 1, 3), events), {
      entries: ["log made>NEW@1", "log sent>REVIEW@3"],
      stays: ["NEW 1-3", "REVIEW 3-now"],
    });
  });

  it("is in the order of time, whichever way the log comes", () => {
    const events = [event("refused", 5), event("sent", 3), event("made", 1)];
    assert.deepEqual(told(job("REVIEW_FAILED", 1, 5), events).stays, ["NEW 1-3", "REVIEW 3-5", "REVIEW_FAILED 5-now"]);
  });

  it("learns from the job where an event led that tells only what it ended", () => {
    assert.deepEqual(told(job("TRAINING", 1, 7), [event("made", 1), event("sent", 3), event("passed", 7)]), {
      entries: ["log made>NEW@1", "log sent>REVIEW@3", "log passed>TRAINING@7"],
      stays: ["NEW 1-3", "REVIEW 3-7", "TRAINING 7-now"],
    });
    assert.deepEqual(told(job("TRAINING", 1, 20), [event("sent", 3), event("passed", 7)]).stays, [
      "NEW 1-3",
      "REVIEW 3-7",
      "TRAINING 20-now",
    ]);
  });

  it("counts each round of a job that was sent back", () => {
    const rounds = [event("made", 1), event("sent", 2), event("refused", 4), event("sent", 5), event("refused", 6)];
    assert.deepEqual(told(job("REVIEW_FAILED", 1, 6), rounds).stays, [
      "NEW 1-2",
      "REVIEW 2-4",
      "REVIEW_FAILED 4-5",
      "REVIEW 5-6",
      "REVIEW_FAILED 6-now",
    ]);
  });

  it("takes the cloud's clock where a state was seen later than it began", () => {
    const events = [event("made", 1), event("sent", 3)];
    assert.deepEqual(told(job("REVIEW", 1, 3), events, [seen("NEW", 2), seen("REVIEW", 4)]).stays, ["NEW 1-3", "REVIEW 3-now"]);
  });

  it("holds what only was seen, and marks times that are as exact as the observations", () => {
    assert.deepEqual(told(job("DONE", 1), [], [seen("REVIEW", 4), seen("TRAINING", 6, 8), seen("DONE", 9)]), {
      entries: ["job >NEW@1", "seen >REVIEW@4", "seen >TRAINING@6", "seen >DONE@9"],
      stays: ["NEW 1-?", "REVIEW 4-6 observed", "TRAINING 6-9 observed", "DONE 9-now observed"],
    });
  });

  it("keeps events without a time behind those they came after, and unknown words", () => {
    const events = [event("made", 1), event("blessed"), event("sent", 3)];
    assert.deepEqual(told(job("REVIEW", 1, 3), events).entries, ["log made>NEW@1", "log blessed>@?", "log sent>REVIEW@3"]);
  });

  it("does not say that a job is where its log last left it", () => {
    assert.deepEqual(told(job("DONE", 1), [event("made", 1), event("sent", 3)]).stays, ["NEW 1-3", "REVIEW 3-?"]);
  });
});
