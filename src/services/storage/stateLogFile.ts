// What was seen of a job's states: how two windows' observations become one log, and the file that keeps them.

import type { StateObservation } from "../../core/jobs/history/stateObservation.js";
import { isSamePlace } from "../connections/place.js";

/** By job, oldest first. */
export type StateObservations = ReadonlyMap<string, readonly StateObservation[]>;

/** Of one job: sent back ten times, it has been in thirty states. */
export const mostOfJob = 40;

/** Of one connection: those that were seen to move come before those that were only seen. */
export const mostJobs = 2_000;

/** UTF-16 code units of the file: some ten thousand sightings. */
export const mostText = 1_000_000;

/** Bytes; a character takes three at most. What is larger was not written by us. */
export const stateLogFileLimit = 3 * mostText + 1_000;

/** UTF-16 code units; no cloud's word is as long. */
const longestState = 100;

const version = 1;

/** One story out of two: what both saw is in it once. */
export function mergeObservations(a: readonly StateObservation[], b: readonly StateObservation[]): readonly StateObservation[] {
  // The same story twice is the same story, even where two moves fall into one millisecond.
  const sorted = [...a, ...b].sort((x, y) => x.at - y.at || x.seenAt - y.seenAt || (x.state < y.state ? -1 : 1));
  // Windows see the same move at different times where the cloud does not tell its own; the first one is right.
  const log: StateObservation[] = [];
  for (const observation of sorted) {
    const last = log.at(-1);
    if (last?.state === observation.state) log[log.length - 1] = narrowed(last, observation.after);
    else log.push(narrowed(observation, observation.after));
  }
  return log.slice(-mostOfJob);
}

/** Of all who saw it before, the last one is the best witness; one who saw it elsewhere later is none. */
function narrowed({ after, ...observation }: StateObservation, other: number | undefined): StateObservation {
  const given = [after, other].filter((each) => each !== undefined && each <= observation.seenAt) as number[];
  return given.length === 0 ? observation : { ...observation, after: Math.max(...given) };
}

export function mergeAll(a: StateObservations, b: StateObservations): StateObservations {
  const merged = new Map(a);
  for (const [jobId, given] of b) merged.set(jobId, mergeObservations(merged.get(jobId) ?? [], given));
  return merged.size <= mostJobs ? merged : new Map(ranked(merged).slice(0, mostJobs));
}

type JobLog = readonly [jobId: string, told: readonly StateObservation[]];

/** Those that were seen to move first, then those that moved last. */
function ranked(observations: StateObservations): JobLog[] {
  const last = ([, given]: JobLog) => given.at(-1)?.at ?? 0;
  const isMoved = ([, given]: JobLog) => Number(given.length > 1);
  return [...observations].sort((x, y) => isMoved(y) - isMoved(x) || last(y) - last(x));
}

/** `place`: where the jobs are. What there is no room for is left out. */
export function writeObservations(observations: StateObservations, place: string): string {
  const jobs: string[] = [];
  let length = 0;
  for (const [jobId, given] of ranked(observations)) {
    const log = JSON.stringify([jobId, given.map(writeObservation)]);
    length += log.length + 2;
    if (length > mostText) break;
    jobs.push(log);
  }
  const head = JSON.stringify({ version, place });
  return `${head.slice(0, -1)},"jobs":[\n${jobs.join(",\n")}]}\n`;
}

/** What cannot be understood, or is of another place, was never seen. */
export function readObservations(text: string, place: string): StateObservations {
  const found = new Map<string, readonly StateObservation[]>();
  try {
    const file = JSON.parse(text) as { version?: unknown; place?: unknown; jobs?: unknown };
    if (file?.version !== version || !isSamePlace(file.place, place) || !Array.isArray(file.jobs)) return found;
    for (const entry of file.jobs.slice(0, mostJobs)) {
      const [jobId, given] = Array.isArray(entry) ? entry : [];
      if (typeof jobId !== "string" || !Array.isArray(given)) continue;
      const log = mergeObservations(given.flatMap(readObservation), []);
      if (log.length > 0) found.set(jobId, log);
    }
  } catch {
    // Damaged, or cut off: what was read up to there cannot be told from what is not there.
  }
  return found;
}

function writeObservation({ state, at, seenAt, after }: StateObservation): unknown[] {
  return [state, at, seenAt, ...(after === undefined ? [] : [after])];
}

function readObservation(given: unknown): StateObservation[] {
  const [state, at, seenAt, after] = Array.isArray(given) ? given : [];
  const isWhole = typeof state === "string" && state.length <= longestState && Number.isFinite(at) && Number.isFinite(seenAt);
  return isWhole ? [{ state, at, seenAt, ...(Number.isFinite(after) && { after }) }] : [];
}

export function isWorthSeeing(state: string): boolean {
  return state !== "" && state.length <= longestState;
}
