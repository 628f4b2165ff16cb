// How far a job has come, as far as an answer proves it: which milestones it passed, where it stands or ended, and what cannot be known.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Review } from "../../core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import { actionOf, type HistoryEntry, type MergedHistory } from "../history/mergedHistory.js";

export interface JobProgress {
  /** Index of the milestone where the job stands, ended, or (where that is not known) at the earliest can have ended. */
  readonly from: number;
  /** Index of the last milestone where it can have ended: larger than `from` where nothing tells which it was. */
  readonly to: number;
  /** Milestones before `from` that the job may have passed by. */
  readonly unproven: ReadonlySet<number>;
}

/** -1 = the state belongs to no milestone. */
export function milestoneIndex(cloud: Cloud, state: string): number {
  return cloud.life.findIndex((milestone) => milestone.states.includes(state));
}

/** Undefined for a state without a milestone: how far the job is, is not known. */
export function progressOf(
  job: VoiceJob,
  cloud: Cloud,
  history: MergedHistory,
  reviews: readonly Review[] = [],
): JobProgress | undefined {
  const here = milestoneIndex(cloud, job.state);
  if (here < 0) return undefined;
  const round = lastRound(history.entries, job.state);
  const reached = round.flatMap(({ entry }) => milestonesOf(entry, cloud));
  const { from, to } = endOf(job, cloud, round, reviews, reached) ?? { from: here, to: here };
  const unproven = cloud.life.flatMap(({ isOptional, states }, index) => {
    const wasThere = reached.includes(index) || history.intervals.some(({ state }) => states.includes(state));
    return isOptional && index < from && !wasThere ? [index] : [];
  });
  return { from, to, unproven: new Set(unproven) };
}

/** Where a job ended whose state does not tell it; undefined = the state tells. */
function endOf(
  job: VoiceJob,
  cloud: Cloud,
  round: readonly RoundEntry[],
  reviews: readonly Review[],
  reached: readonly number[],
): Pick<JobProgress, "from" | "to"> | undefined {
  const { comesFrom = [] } = cloud.states.find(({ state }) => state === job.state) ?? {};
  const possible = comesFrom.map((state) => milestoneIndex(cloud, state)).filter((index) => index >= 0);
  if (possible.length === 0) return undefined;
  const known = loggedEnd(cloud, round) ?? reviewedAt(cloud, comesFrom, reviews);
  const index = known === undefined ? -1 : milestoneIndex(cloud, known);
  if (index >= 0) return { from: index, to: index };
  // What it was seen in, it has reached.
  const earliest = Math.max(Math.min(...possible), ...reached.filter((each) => possible.includes(each)));
  return { from: earliest, to: Math.max(earliest, ...possible) };
}

interface RoundEntry {
  readonly entry: HistoryEntry;
  /** It led into the state that the job is in. */
  readonly isEnd: boolean;
}

/** What happened since the job was in this state before, or since it was made. */
function lastRound(entries: readonly HistoryEntry[], state: string): readonly RoundEntry[] {
  const end = entries.findLastIndex((entry) => entry.state === state);
  const merged = end < 0 ? entries : entries.slice(0, end);
  const before = merged.findLastIndex((entry) => entry.state === state);
  return entries.slice(before + 1).map((entry, index) => ({ entry, isEnd: before + 1 + index === end }));
}

/** Milestones that an entry proves: the one it led to, and the one it left. */
function milestonesOf({ state, event }: HistoryEntry, cloud: Cloud): number[] {
  const left = event && actionOf(cloud, event.action)?.leaves;
  return [state, left].flatMap((each) => {
    const index = each === undefined ? -1 : milestoneIndex(cloud, each);
    return index < 0 || isDoubtful(cloud, each) ? [] : [index];
  });
}

function isDoubtful(cloud: Cloud, state: string | undefined): boolean {
  return cloud.states.some((info) => info.state === state && info.comesFrom !== undefined);
}

/** The state that the cloud's log says the job was in before; what was only seen here may have been followed by others. */
function loggedEnd(cloud: Cloud, round: readonly RoundEntry[]): string | undefined {
  const end = round.findIndex(({ isEnd }) => isEnd);
  const { event, source } = round[end]?.entry ?? {};
  if (event) {
    const left = actionOf(cloud, event.action)?.leaves;
    if (left !== undefined) return left;
  }
  const before = round[end - 1]?.entry;
  return source === "log" && before?.source === "log" ? before.state : undefined;
}

/** A refusal that only one of the reviews has words for is that review's. */
function reviewedAt(cloud: Cloud, comesFrom: readonly string[], reviews: readonly Review[]): string | undefined {
  const refusing = reviews.filter(({ message, findings }) => Boolean(message) || findings.length > 0);
  const kinds = new Set(refusing.map(({ kind }) => kind));
  const [only] = kinds;
  const at = kinds.size === 1 ? cloud.history?.reviews.find(({ value }) => value === only)?.at : undefined;
  return at !== undefined && comesFrom.includes(at) ? at : undefined;
}
