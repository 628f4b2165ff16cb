// Finds out how a server wants times written that a list is filtered by, where no document says so: by what comes, and what does not.
import { asVoiceError } from "../../core/errors.js";
import type { JobQuery, TimeFormat } from "../../core/jobs/filter/jobQuery.js";
import { isOutside } from "../../core/jobs/filter/servedTimes.js";
import type { VoiceJob } from "../../core/jobs/job.js";

export type TimePart = "created" | "updated";

/** The first row of a list, and how many it has. */
export type AskFirst = (query: JobQuery) => Promise<{ readonly jobs: readonly VoiceJob[]; readonly total: number }>;

/** A stretch of time with known jobs in it, before it and after it. */
export interface Sample {
  readonly since: number;
  readonly until: number;
  /** Known jobs in it; a server that obeys finds as many, or more. */
  readonly known: number;
}

/** Undefined = the known jobs are too few, or too close to each other: no answer would prove anything. */
export function sampleOf(part: TimePart, jobs: Iterable<VoiceJob>): Sample | undefined {
  const times = [...jobs].flatMap((job) => (part === "created" ? job.createdAt : job.updatedAt) ?? []).sort((a, b) => a - b);
  // Whole seconds, so that none of the formats rounds.
  const at = (share: number) => Math.floor((times[Math.floor(times.length * share)] ?? 0) / 1000) * 1000;
  const [since, until] = [at(1 / 3), at(2 / 3)];
  const known = times.filter((time) => time >= since && time <= until).length;
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || known === 0) return undefined;
  return first < since && until < last && since < until ? { since, until, known } : undefined;
}

/**
 * The format that the server obeys, or "none". It obeys where the first row and the last one of the answer lie within what was asked for,
 * where the jobs that are known to lie there were counted, and others were not. Throws what any other request throws.
 */
export async function probeTimes(
  part: TimePart,
  { since, until, known }: Sample,
  formats: readonly TimeFormat[],
  all: number,
  ask: AskFirst,
): Promise<TimeFormat | "none"> {
  for (const timeFormat of formats) {
    const query: JobQuery = { [`${part}Since`]: since, [`${part}Until`]: until, timeFormat };
    const isObeyed = async (descending: boolean) => {
      const { jobs, total } = await ask({ ...query, sort: { key: part, descending } });
      return total >= known && total < all && jobs.length > 0 && !jobs.some((job) => isOutside(job, query));
    };
    try {
      if ((await isObeyed(false)) && (await isObeyed(true))) return timeFormat;
    } catch (thrown) {
      // A server that cannot read the time refuses the question.
      if (asVoiceError(thrown).kind !== "refused") throw thrown;
    }
  }
  return "none";
}
