// What of a job's history may lie on the disk: what happened when, and what reviews said, without people, links and whatever looks like one.
import type { Cloud } from "../cloud/cloud.js";
import type { HistoryChapter, HistoryEvent, Review, ReviewFinding } from "../jobs/history/jobHistory.js";
import type { VoiceJob } from "../jobs/job.js";
import { type Guard, privateTexts } from "./persistableJob.js";

/** Fields without a description are left out, as of jobs; so is who acted, unless it is one of the cloud's own words for a role. */
export function toPersistableChapter(chapter: HistoryChapter, job: VoiceJob, cloud: Cloud): HistoryChapter {
  const isPrivate = privateTexts(job, cloud.jobFields);
  const actors = new Set(cloud.history?.actors.map(({ value }) => value));
  const events = chapter.events.filter(({ action }) => !isPrivate(action)).map((event) => keepEvent(event, actors, isPrivate));
  const isCut = chapter.isCut || events.length < chapter.events.length;
  return { ...chapter, events, reviews: chapter.reviews.map((review) => keepReview(review, isPrivate)), isCut };
}

function keepEvent({ at, action, by, words }: HistoryEvent, actors: ReadonlySet<string>, isPrivate: Guard): HistoryEvent {
  return {
    action,
    ...(at !== undefined && { at }),
    ...(by !== undefined && actors.has(by) && { by }),
    words: words.filter((text) => !isPrivate(text)),
    rest: {},
  };
}

/** Of an attachment the name stays; its link is a secret. */
function keepReview({ kind, at, message, findings, attachment }: Review, isPrivate: Guard): Review {
  const name = attachment?.name;
  return {
    kind,
    ...(at !== undefined && { at }),
    ...(message !== undefined && !isPrivate(message) && { message }),
    findings: findings.map((finding) => keepFinding(finding, isPrivate)),
    ...(name !== undefined && !isPrivate(name) && { attachment: { name } }),
    rest: {},
  };
}

function keepFinding(finding: ReviewFinding, isPrivate: Guard): ReviewFinding {
  const names = (["item", "companion", "code", "message"] as const).filter((name) => {
    const text = finding[name];
    return text !== undefined && !isPrivate(text);
  });
  return { ...Object.fromEntries(names.map((name) => [name, finding[name]])), rest: {} };
}
