// Counts many jobs at once: by day and result, by reason, by time in each stage, waiting and running, passed at first review.
//
// One pass over the loaded jobs of each connection, and one over what was seen of their states (services/storage/stateLog.ts).
// Nothing is asked of a cloud. Each number says what jobs it is made of: text/overviewView.ts words that beside the chart, and keeps
// for each mark the filter that finds its jobs. ui/overviewPanel.ts paints from the store while the page is seen, and does what a
// click on a mark is for. media/overview draws.
import type { Cloud } from "../../core/cloud/cloud.js";
import { changedAt } from "../../core/jobs/arrangement.js";
import { reasonKey } from "../../core/jobs/filter/jobFilter.js";
import type { TypicalDuration } from "../../core/jobs/history/stateDuration.js";
import { currentDurationOf, intervalsIn, typicalDurationOf } from "../../core/jobs/history/stateIntervals.js";
import type { StateObservation } from "../../core/jobs/history/stateObservation.js";
import { type Phase, phases, type VoiceJob } from "../../core/jobs/job.js";
import type { StateObservations } from "../../services/storage/stateLogFile.js";
import { PassCounter, type PassGroups, type ReviewOutcome, reviewOutcome } from "./reviewOutcome.js";

export interface OverviewSource {
  readonly connectionId: string;
  readonly cloud: Cloud;
  readonly jobs: Iterable<VoiceJob>;
  readonly observations: StateObservations;
}

export interface DayCounts {
  /** First millisecond of the day where the person is, and of the next. */
  readonly start: number;
  readonly end: number;
  readonly counts: Readonly<Record<Phase, number>>;
}

export interface ReasonCount {
  /** See `reasonKey`. */
  readonly key: string;
  readonly count: number;
  /** The cloud's words of one of them. */
  readonly message?: string;
}

export interface StageTimes {
  readonly cloud: Cloud;
  readonly state: string;
  /** Absent = too few stays were seen whole. */
  readonly typical?: TypicalDuration;
  /** Of the jobs that are in it now: so long they have been there, in milliseconds. */
  readonly current: readonly { readonly job: VoiceJob; readonly ms: number; readonly isAtLeast: boolean }[];
}

export interface QueueDay {
  readonly start: number;
  /** Null = before anything was seen. */
  readonly counts: { readonly waiting: number; readonly running: number } | null;
}

export interface Overview {
  readonly jobs: number;
  readonly days: readonly DayCounts[];
  /** Jobs that changed before the first of the days, or tell no time. */
  readonly outside: number;
  /** Most frequent first. */
  readonly reasons: readonly ReasonCount[];
  readonly stages: readonly StageTimes[];
  readonly queue: readonly QueueDay[];
  /** Loaded jobs whose states were seen. */
  readonly observed: number;
  readonly passes: PassGroups;
  /** By outcome; absent = no cloud here has reviews that are known to be over. */
  readonly reviews?: Readonly<Record<ReviewOutcome, number>>;
  /** States by phase, undocumented ones among them. */
  readonly states: ReadonlyMap<Phase, ReadonlySet<string>>;
}

export const shownDays = 30;
const dayMs = 86_400_000;

export function overviewOf(sources: readonly OverviewSource[], now: number): Overview {
  const starts = dayStarts(now);
  const days = starts.slice(0, -1).map((start, at) => ({ start, end: starts[at + 1]!, counts: noCounts() }));
  const reasons = new Map<string, { count: number; message?: string }>();
  const states = new Map<Phase, Set<string>>(phases.map((phase) => [phase, new Set()]));
  const stages: StageTimes[] = [];
  const passes = new PassCounter();
  const logs: SeenJob[] = [];
  let [jobs, outside] = [0, 0];
  for (const { cloud, jobs: given, observations } of sources) {
    const known = new Map(cloud.states.map(({ state, phase }) => [state, phase]));
    for (const { state, phase } of cloud.states) states.get(phase)?.add(state);
    const byState = new Map<string, { job: VoiceJob; ms: number; isAtLeast: boolean }[]>();
    for (const job of given) {
      jobs += 1;
      states.get(job.phase)?.add(job.state);
      const day = days[dayAt(starts, changedAt(job))];
      if (day) day.counts[job.phase] += 1;
      else outside += 1;
      const key = reasonKey(job);
      if (key !== undefined) {
        const reason = reasons.get(key) ?? { count: 0 };
        reason.count += 1;
        if (job.failure?.message) reason.message ??= job.failure.message;
        reasons.set(key, reason);
      }
      const log = observations.get(job.id) ?? [];
      if (log.length > 0) logs.push({ log, known });
      passes.add(job, reviewOutcome(cloud, job, log));
      const current = job.phase === "waiting" || job.phase === "running" ? currentDurationOf(job, log) : undefined;
      if (!current) continue;
      const there = byState.get(job.state) ?? [];
      byState.set(job.state, there);
      there.push({ job, ms: Math.max(0, now - current.since), isAtLeast: current.isAtLeast });
    }
    // What was seen of jobs that are not loaded tells of the stages, too.
    for (const { state, phase } of cloud.states) {
      if (phase !== "waiting" && phase !== "running") continue;
      const typical = typicalDurationOf(intervalsIn(state, cloud, observations.values()));
      const current = byState.get(state) ?? [];
      if (typical || current.length > 0) merge(stages, { cloud, state, current, ...(typical && { typical }) });
    }
  }
  return {
    jobs,
    days,
    outside,
    reasons: [...reasons]
      .map(([key, reason]) => ({ key, ...reason }))
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
    stages,
    queue: queueOf(starts, logs, now),
    observed: logs.length,
    ...passes.result(),
    states,
  };
}

/** The same stage in two connections to one cloud is one: the times of the one that saw more of it, and all jobs. */
function merge(stages: StageTimes[], next: StageTimes): void {
  const at = stages.findIndex(({ cloud, state }) => cloud.id === next.cloud.id && state === next.state);
  const known = stages[at];
  if (!known) return void stages.push(next);
  const better = (known.typical?.count ?? 0) >= (next.typical?.count ?? 0) ? known.typical : next.typical;
  stages[at] = { ...known, current: [...known.current, ...next.current], ...(better && { typical: better }) };
}

/** Midnights where the person is, the one after now last. */
export function dayStarts(now: number): readonly number[] {
  const today = new Date(now);
  const midnight = (at: number) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + at).getTime();
  return Array.from({ length: shownDays + 1 }, (_, at) => midnight(at + 1 - shownDays));
}

/** -1 = before them, after them, or not told. */
function dayAt(starts: readonly number[], at: number | undefined): number {
  if (at === undefined || !(at >= starts[0]! && at < starts[shownDays]!)) return -1;
  // Most days have 24 hours; two in a year do not.
  let index = Math.min(shownDays - 1, Math.floor((at - starts[0]!) / dayMs));
  while (at < starts[index]!) index -= 1;
  while (at >= starts[index + 1]!) index += 1;
  return index;
}

function noCounts(): Record<Phase, number> {
  return { attention: 0, running: 0, waiting: 0, failed: 0, succeeded: 0, unknown: 0 };
}

interface SeenJob {
  readonly log: readonly StateObservation[];
  /** Phases of its cloud's states. */
  readonly known: ReadonlyMap<string, Phase>;
}

/** At the end of each day, as far as it was seen: jobs that nothing was seen of by then are not in it. */
function queueOf(starts: readonly number[], logs: readonly SeenJob[], now: number): QueueDay[] {
  const first = logs.reduce((least, { log }) => Math.min(least, log[0]?.seenAt ?? least), Number.POSITIVE_INFINITY);
  return starts.slice(0, -1).map((start, index) => {
    const end = Math.min(starts[index + 1]! - 1, now);
    if (first > end) return { start, counts: null };
    const counts = { waiting: 0, running: 0 };
    for (const { log, known } of logs) {
      const last = log.findLast(({ at }) => at <= end);
      const phase = last && known.get(last.state);
      if (phase === "waiting" || phase === "running") counts[phase] += 1;
    }
    return { start, counts };
  });
}
