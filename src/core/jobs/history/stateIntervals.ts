// How long jobs stay in a state, as far as it was observed: an interval counts only where both its ends are known well enough.
import type { Cloud } from "../../cloud/cloud.js";
import type { VoiceJob } from "../job.js";
import type { CurrentDuration, TypicalDuration } from "./stateDuration.js";
import type { StateObservation } from "./stateObservation.js";

/** Fewer say nothing about the next. */
export const fewest = 3;

/** An interval is as long as its ends are far apart; its ends may be uncertain by this part of it, or by `slack`. */
const tolerance = 0.25;

/** Milliseconds: how often an unfinished job is read while it is shown. */
const slack = 3 * 60_000;

/** Milliseconds, ten years: longer ones are damage. */
const longestInterval = 3.2e11;

/** Lengths in milliseconds of the finished intervals in this state. */
export function intervalsIn(state: string, cloud: Cloud, logs: Iterable<readonly StateObservation[]>): number[] {
  const lengths: number[] = [];
  for (const log of logs) {
    for (const [index, observation] of log.entries()) {
      const next = log[index + 1];
      const length = observation.state === state && next ? lengthOf(observation, next, cloud) : undefined;
      if (length !== undefined) lengths.push(length);
    }
  }
  return lengths;
}

/** Undefined = too few to know what is typical. */
export function typicalDurationOf(lengths: readonly number[]): TypicalDuration | undefined {
  if (lengths.length < fewest) return undefined;
  const sorted = [...lengths].sort((a, b) => a - b);
  // Nearest rank: of few intervals these are the shortest and the longest.
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  return { count: sorted.length, median, low: at(0.25), high: at(0.75), longest: at(1) };
}

/** Undefined = not known since when. */
export function currentDurationOf(job: VoiceJob, log: readonly StateObservation[]): CurrentDuration | undefined {
  if (job.updatedAt !== undefined) return { since: job.updatedAt, isAtLeast: false };
  const last = log.at(-1);
  if (last?.state !== job.state) return undefined;
  const { at, after } = last;
  return { since: at, isAtLeast: isByCloud(last) ? false : after === undefined || at - after > slack };
}

/**
 * Undefined = it may have been much shorter. Where the cloud gives the time of the change, an end is exact; else it lies between the last
 * look that saw the old state and the first that saw the new one, which may be days apart. The same where states between the two may have
 * passed unseen.
 */
function lengthOf(here: StateObservation, next: StateObservation, cloud: Cloud): number | undefined {
  const earliestStart = isByCloud(here) ? here.at : here.after;
  if (earliestStart === undefined) return undefined;
  const isExact = isByCloud(next) && areNeighbours(here.state, next.state, cloud);
  const earliestEnd = isExact ? next.at : Math.min(next.at, Math.max(here.seenAt, next.after ?? here.seenAt));
  const longest = next.at - earliestStart;
  const shortest = Math.max(0, earliestEnd - here.at);
  if (!(longest > 0 && longest <= longestInterval)) return undefined;
  if (longest - shortest > Math.max(slack, longest * tolerance)) return undefined;
  return (shortest + longest) / 2;
}

/** Where the cloud gives no time, the observation's own is taken for it. */
function isByCloud({ at, seenAt }: StateObservation): boolean {
  return at !== seenAt;
}

/** No milestone lies between the two. */
function areNeighbours(from: string, to: string, { life }: Cloud): boolean {
  const place = (state: string) => life.findIndex(({ states }) => states.includes(state));
  const [a, b] = [place(from), place(to)];
  return a >= 0 && b >= 0 && Math.abs(a - b) <= 1;
}
