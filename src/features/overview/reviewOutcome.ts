// Whether a job passed its first review, as far as it was seen: what was not seen is not known.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { StateObservation } from "../../core/jobs/history/stateObservation.js";
import type { VoiceJob } from "../../core/jobs/job.js";

/** `refused`: at the first or a later one. */
export type ReviewOutcome = "passed" | "refused" | "unknown";

export interface PassGroup {
  /** Empty = the jobs have no such value. */
  readonly value: string;
  readonly passed: number;
  readonly refused: number;
}

const parts = ["types", "tags", "batches"] as const;
/** Of a filter: what finds the jobs of a group. */
export type PassPart = (typeof parts)[number];
/** Largest first. */
export type PassGroups = Readonly<Record<PassPart, readonly PassGroup[]>>;

/** Undefined = the cloud has no reviews, or the job is not through them yet. */
export function reviewOutcome(cloud: Cloud, job: VoiceJob, log: readonly StateObservation[]): ReviewOutcome | undefined {
  const reviews = reviewsOf(cloud);
  if (!reviews) return undefined;
  const { refusals, before, behind } = reviews;
  if (refusals.has(job.state) || log.some(({ state }) => refusals.has(state))) return "refused";
  const through = log.findIndex(({ state }) => behind.has(state));
  if (through < 0 && !behind.has(job.state)) return undefined;
  // Seen before its review and behind it, and refused at no time between.
  const seen = through < 0 ? log : log.slice(0, through);
  return seen.some(({ state }) => before.has(state)) ? "passed" : "unknown";
}

interface Reviews {
  /** States that a refused review leads to, and nothing else does. */
  readonly refusals: ReadonlySet<string>;
  /** States of jobs that were not submitted yet. */
  readonly before: ReadonlySet<string>;
  /** States that only a passed review leads to. */
  readonly behind: ReadonlySet<string>;
}

/** Ten thousand jobs ask for the same. */
const described = new WeakMap<Cloud, Reviews | "none">();

function reviewsOf(cloud: Cloud): Reviews | undefined {
  const found = described.get(cloud) ?? findReviews(cloud);
  described.set(cloud, found);
  return found === "none" ? undefined : found;
}

function findReviews({ history, states, life }: Cloud): Reviews | "none" {
  const at = history?.reviews.map((review) => review.at) ?? [];
  if (at.length === 0) return "none";
  const isReview = (milestone: Cloud["life"][number]) => milestone.states.some((state) => at.includes(state));
  const refusals = states.filter(({ comesFrom = [] }) => comesFrom.length > 0 && comesFrom.every((state) => at.includes(state)));
  // From a state that jobs come into from anywhere nothing follows.
  const isSure = (state: string) => states.some((each) => each.state === state && each.comesFrom === undefined);
  const statesOf = (milestones: Cloud["life"]) => new Set(milestones.flatMap((milestone) => milestone.states).filter(isSure));
  return {
    refusals: new Set(refusals.map(({ state }) => state)),
    before: statesOf(life.slice(0, life.findIndex(isReview))),
    behind: statesOf(life.slice(life.findLastIndex(isReview) + 1)),
  };
}

/** Counts outcomes, of all jobs and by what jobs have in common. */
export class PassCounter {
  private readonly reviews = { passed: 0, refused: 0, unknown: 0 };
  private hasReviews = false;
  private readonly groups = new Map(parts.map((part) => [part, new Map<string, { passed: number; refused: number }>()]));

  add(job: VoiceJob, outcome: ReviewOutcome | undefined): void {
    if (outcome === undefined) return;
    this.hasReviews = true;
    this.reviews[outcome] += 1;
    if (outcome === "unknown") return;
    for (const [part, counted] of this.groups) {
      const value = groupOf(job, part);
      const group = counted.get(value) ?? { passed: 0, refused: 0 };
      group[outcome] += 1;
      counted.set(value, group);
    }
  }

  result(): { readonly passes: PassGroups; readonly reviews?: Readonly<Record<ReviewOutcome, number>> } {
    const sorted = (part: PassPart): PassGroup[] =>
      [...(this.groups.get(part) ?? [])]
        .map(([value, counts]) => ({ value, ...counts }))
        .sort((a, b) => b.passed + b.refused - a.passed - a.refused || (a.value < b.value ? -1 : 1));
    const passes = { types: sorted("types"), tags: sorted("tags"), batches: sorted("batches") };
    return { passes, ...(this.hasReviews && { reviews: { ...this.reviews } }) };
  }
}

function groupOf({ type, tag, batch }: VoiceJob, part: PassPart): string {
  return (part === "types" ? type : part === "tags" ? tag : batch) ?? "";
}
