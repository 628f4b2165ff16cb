// What is known of a job's past, merged of three sources: the cloud's log, the job's own times, and the states that were seen here.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { HistoryAction, HistoryEvent } from "../../core/jobs/history/jobHistory.js";
import type { StateObservation } from "../../core/jobs/history/stateObservation.js";
import type { VoiceJob } from "../../core/jobs/job.js";

/** Something that happened to the job. */
export interface HistoryEntry {
  /** `log`: from the cloud's log. `job`: from the job's own times. `seen`: it was only observed here. */
  readonly source: "log" | "job" | "seen";
  /** Milliseconds since 1970; absent = the log does not say. */
  readonly at?: number;
  /** The job was made. */
  readonly isBirth?: boolean;
  /** The state that the job is in from then on, where that is known. */
  readonly state?: string;
  readonly event?: HistoryEvent;
  /** The time is when it was seen: it happened then or before. */
  readonly isLate?: boolean;
}

/** The job was in a state from one time to another. */
export interface StateInterval {
  readonly state: string;
  readonly from: number;
  /** Absent = it is there still, or it is not known how long. */
  readonly until?: number;
  readonly isNow: boolean;
  /** Where it begins is when it was seen: it began then or before. */
  readonly isLate: boolean;
  /** One of its ends is only as exact as the observations are. */
  readonly isObserved: boolean;
}

export interface MergedHistory {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  readonly intervals: readonly StateInterval[];
}

/** Times that a cloud gives in whole seconds, in two places, about one and the same thing. */
const slack = 2_000;

export function mergeHistory(
  job: VoiceJob,
  cloud: Cloud,
  events: readonly HistoryEvent[],
  observations: readonly StateObservation[],
): MergedHistory {
  const logged = inOrder(events.map((event) => loggedEntry(event, actionOf(cloud, event.action))));
  const known = addOwnTimes(logged, job, cloud);
  const entries = inOrder(addObservations(known, observations, cloud));
  return { entries, intervals: intervalsOf(entries, job, cloud) };
}

export function actionOf(cloud: Cloud, action: string): HistoryAction | undefined {
  return cloud.history?.actions.find(({ value }) => value === action);
}

function loggedEntry(event: HistoryEvent, action: HistoryAction | undefined): HistoryEntry {
  const { at } = event;
  return {
    source: "log",
    event,
    ...(at !== undefined && { at }),
    ...(action?.leadsTo !== undefined && { state: action.leadsTo }),
  };
}

/** By time; what has none stays behind what it came after. */
function inOrder(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const timed = entries.flatMap((entry) => (entry.at === undefined ? [] : [entry.at]));
  // A log may come newest first: then what has no time belongs before what it came after.
  const isNewestFirst = timed.length > 1 && timed[0]! > timed.at(-1)!;
  let last = Number.NEGATIVE_INFINITY;
  const placed = (isNewestFirst ? [...entries].reverse() : entries).map((entry, index) => {
    last = entry.at ?? last;
    return { entry, at: last, index };
  });
  return placed.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at) || a.index - b.index).map(({ entry }) => entry);
}

/** When it was made, and when it came into the state that it is in: unless the log has both. */
function addOwnTimes(logged: readonly HistoryEntry[], job: VoiceJob, cloud: Cloud): HistoryEntry[] {
  const { createdAt, updatedAt, state } = job;
  const entries = [...logged];
  const [first] = cloud.life[0]?.states ?? [];
  const isBirthLogged = logged.some((entry) => entry.state !== undefined && entry.state === first);
  if (createdAt !== undefined && !isBirthLogged) {
    const isBirthState = updatedAt === createdAt;
    const birth: HistoryEntry = { source: "job", at: createdAt, isBirth: true };
    entries.unshift(isBirthState ? { ...birth, state } : first === undefined ? birth : { ...birth, state: first });
  }
  if (updatedAt === undefined || state === "" || (updatedAt === createdAt && !isBirthLogged)) return entries;
  return join(entries, { source: "job", at: updatedAt, state }, cloud);
}

function addObservations(
  known: readonly HistoryEntry[],
  observations: readonly StateObservation[],
  cloud: Cloud,
): HistoryEntry[] {
  return observations.reduce(
    (entries: HistoryEntry[], { state, at, seenAt }) => {
      // Where the cloud gives its own time, it is not the one of the observation.
      const isLate = at === seenAt;
      return join(entries, { source: "seen", at, state, ...(isLate && { isLate }) }, cloud);
    },
    [...known],
  );
}

/**
 * Adds what is not there yet. The log's clock wins: a state that was seen is the one that the log led to before, and a state that comes
 * with an event which says only what it ended is where that event led to.
 */
function join(
  entries: readonly HistoryEntry[],
  entry: HistoryEntry & { readonly at: number; readonly state: string },
  cloud: Cloud,
): HistoryEntry[] {
  const { at, state } = entry;
  const same = entries.find(
    (each) => each.state === state && each.at !== undefined && Math.abs(each.at - at) <= slack && each !== entry,
  );
  if (same) return [...entries];
  const before = entries.filter((each) => (each.at ?? Number.POSITIVE_INFINITY) <= at + slack);
  const opened = before.findLast((each) => isOpenEnded(each, cloud) && Math.abs((each.at ?? 0) - at) <= slack);
  if (opened) return entries.map((each) => (each === opened ? { ...each, state } : each));
  const latest = inOrder(before).findLast((each) => each.state !== undefined || isOpenEnded(each, cloud));
  // Seen late, or (by the job's own time) said again: the job was in this state since the log says so.
  if (latest?.state === state) return [...entries];
  return inOrder([...entries, entry]);
}

function isOpenEnded({ event, state }: HistoryEntry, cloud: Cloud): boolean {
  return state === undefined && event !== undefined && actionOf(cloud, event.action)?.leaves !== undefined;
}

/**
 * A state that was seen late and first says nothing about the one before: days may lie between them, and other states. Of two that were
 * seen one after the other, the first one ended about when the second was seen.
 */
function intervalsOf(entries: readonly HistoryEntry[], job: VoiceJob, cloud: Cloud): StateInterval[] {
  const intervals: StateInterval[] = [];
  let open: (Pick<StateInterval, "state" | "from" | "isLate"> & { readonly isSeen: boolean }) | undefined;
  const close = (until: number | undefined, isLate: boolean) => {
    if (!open) return;
    const { isSeen: _, ...interval } = open;
    intervals.push({
      ...interval,
      ...(until !== undefined && { until }),
      isNow: false,
      isObserved: interval.isLate || (isLate && until !== undefined),
    });
    open = undefined;
  };
  for (const { source, state, at, event, isLate = false } of entries) {
    if (at === undefined) continue;
    if (state !== undefined && state !== open?.state) {
      close(isLate && !open?.isSeen ? undefined : at, isLate);
      open = { state, from: at, isLate, isSeen: source === "seen" };
    } else if (state === undefined && event && actionOf(cloud, event.action)?.leaves === open?.state) {
      close(at, false);
    }
  }
  if (!open) return intervals;
  const { isSeen: _, ...interval } = open;
  return [...intervals, { ...interval, isNow: interval.state === job.state, isObserved: interval.isLate }];
}
