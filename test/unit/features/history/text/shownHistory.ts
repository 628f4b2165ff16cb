// A job with a history, as the details panel is given it.
import type { Cloud } from "../../../../../src/core/cloud/cloud.js";
import type { HistoryEvent, JobHistory, Review } from "../../../../../src/core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { type DetailInput, detailView } from "../../../../../src/features/details/text/detailsView.js";
import { rainCloud, rainJob, studio } from "../../../../fakes/clouds/rainCloud.js";

export const now = Date.UTC(2026, 10, 20, 12);
export const minute = 60_000;
export const hour = 60 * minute;

export const cloud: Cloud = {
  ...rainCloud,
  visits: "rejects",
  history: {
    parts: [
      { id: "log", title: "Operation log" },
      { id: "reviews", title: "Review results" },
    ],
    actions: [
      { value: "MADE", title: "Job created", leadsTo: "NEW" },
      { value: "SENT", title: "Job submitted", leadsTo: "REVIEW" },
      { value: "REFUSED", title: "Review not passed", leadsTo: "REVIEW_FAILED" },
      { value: "PASSED", title: "Manual review passed", leaves: "REVIEW" },
    ],
    actors: [{ value: "ADMIN", title: "Reviewer" }],
    reviews: [{ value: "automatic", title: "System review", at: "REVIEW" }],
  },
};

export const event = (action: string, ago: number, more: Partial<HistoryEvent> = {}): HistoryEvent => {
  return { action, at: now - ago, words: [], rest: {}, ...more };
};
export const review = (parts: Partial<Review>): Review => ({ kind: "manual", findings: [], rest: {}, ...parts });
export const history = (parts: Partial<JobHistory> = {}): JobHistory => {
  return { events: [], reviews: [], isCut: false, isReading: false, errors: new Map(), isRead: true, ...parts };
};

export function input(job: VoiceJob, parts: Partial<DetailInput> = {}): DetailInput {
  return {
    jobId: job.id,
    job,
    cloud,
    connection: studio,
    now,
    isLoading: false,
    revealed: new Set(),
    canSubmit: false,
    canOpenConsole: false,
    locale: "en",
    timeZone: "UTC",
    ...parts,
  };
}
export const view = (job: VoiceJob, parts: Partial<DetailInput> = {}) => detailView(input(job, parts));

export const rounds = [
  event("MADE", 10 * hour),
  event("SENT", 9 * hour),
  event("REFUSED", 8 * hour, { by: "ADMIN", words: ["Sign the letter, call 13800138000"] }),
  event("SENT", 5 * hour),
  event("REFUSED", 3 * hour, { by: "ADMIN", words: ["Still not signed"] }),
];
export const refused = rainJob("REVIEW_FAILED", {}, { createdAt: now - 10 * hour, updatedAt: now - 3 * hour });
