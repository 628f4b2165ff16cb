// How long to wait before looking again: by what a state means, longer while nothing changes, and as the cloud asks after a failure.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { VoiceError } from "../../core/errors.js";
import type { Phase } from "../../core/jobs/job.js";
import type { Snapshot } from "../../services/jobs/snapshot.js";

const second = 1000;
const minute = 60 * second;

/** Milliseconds: the wait after something happened, and the longest one while nothing does. */
export interface PollInterval {
  readonly first: number;
  readonly longest: number;
}

/** What machines do is looked at often, what people decide seldom. Absent = the cloud moves such a job no more. */
export const pollIntervals: Readonly<Partial<Record<Phase, PollInterval>>> = {
  // Training takes an hour or more, but checking, splitting and uploading are done within minutes.
  running: { first: 20 * second, longest: 2 * minute },
  // Queues and reviewers: minutes at the very best, hours as a rule.
  waiting: { first: 2 * minute, longest: 10 * minute },
  // Nothing happens before its owner acts, maybe in the cloud's own console or in another window.
  attention: { first: 5 * minute, longest: 20 * minute },
  // It is not known what it waits for: like a queue.
  unknown: { first: 2 * minute, longest: 10 * minute },
};

/** After a failure: most are over within the first minutes, and the longer one lasts the less a look helps. */
export const failureInterval: PollInterval = { first: 30 * second, longest: 15 * minute };

const growth = 1.5;
const failureGrowth = 2;

/** Waits grow by up to this part, so that windows and connections do not ask in step. Never shorter: a cloud may have asked for the wait. */
export const jitter = 0.2;

/** `unchanged`: looks in a row that brought nothing new. */
export function waitFor({ first, longest }: PollInterval, unchanged: number): number {
  return Math.min(longest, first * growth ** unchanged);
}

/** `failures`: in a row, at least one. */
export function waitAfterFailure({ retryAfterMs = 0 }: Pick<VoiceError, "retryAfterMs">, failures: number): number {
  return Math.max(retryAfterMs, Math.min(failureInterval.longest, failureInterval.first * failureGrowth ** (failures - 1)));
}

/** Asking again changes nothing, and may lock a key: the key, a right or this machine's clock is wrong. */
export function needsPerson({ kind }: Pick<VoiceError, "kind">): boolean {
  return kind === "auth" || kind === "forbidden" || kind === "clock";
}

/** Of one job; undefined = it is over. */
export function intervalOfState(cloud: Cloud, state: string): PollInterval | undefined {
  const known = cloud.states.find((each) => each.state === state);
  return known?.isFinal ? undefined : pollIntervals[known?.phase ?? "unknown"];
}

/** Of the job that moves soonest; undefined = all that are known are over. */
export function intervalOfAll(
  { totals, elsewhere }: Pick<Snapshot, "totals" | "elsewhere">,
  cloud: Cloud,
): PollInterval | undefined {
  const found = [...totals].flatMap(([state, { total }]) => (total > 0 ? (intervalOfState(cloud, state) ?? []) : []));
  if (elsewhere > 0 && pollIntervals.unknown) found.push(pollIntervals.unknown);
  return found.sort((a, b) => a.first - b.first)[0];
}
