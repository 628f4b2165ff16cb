// What the store keeps of a connection at one moment, unchangeable: rows, totals, and how far both are known.
import type { VoiceError } from "../../core/errors.js";
import type { JobQuery } from "../../core/jobs/filter/jobQuery.js";
import type { JobRecord } from "./jobRecord.js";

/** How many jobs of a state the cloud has; the rows are the records of that state. */
export interface StateTotal {
  readonly total: number;
  /** False while the cloud is still being paged through: there may be more. */
  readonly isExact: boolean;
  /** All rows that can be had are here, even where the cloud counts more. */
  readonly isWhole?: boolean;
}

/** What the server counts under the part of the person's filter that it can find. */
export interface FilterScope {
  readonly query: JobQuery;
  /** By state; states without such jobs are left out. Empty until counted. */
  readonly totals: ReadonlyMap<string, StateTotal>;
  /** All that match; absent = not counted yet. */
  readonly total?: number;
}

export interface Snapshot {
  readonly jobs: ReadonlyMap<string, JobRecord>;
  /** By state; states without jobs are left out. */
  readonly totals: ReadonlyMap<string, StateTotal>;
  /** Jobs in undocumented states that no loaded row has shown yet. */
  readonly elsewhere: number;
  /** Every job of the cloud has its row. */
  readonly isWhole?: boolean;
  /** Absent = the person looks at everything, or the rows that are here are enough. */
  readonly scope?: FilterScope;
  /** All jobs in the cloud; absent = not known yet. */
  readonly total?: number;
  /** Last complete refresh. Milliseconds since 1970. */
  readonly readAt?: number;
  /** Rows, totals and their age are an earlier window's: this one has read nothing yet. */
  readonly isRemembered?: boolean;
  /** The person stopped the paging: more jobs may be there than rows. */
  readonly isStopped?: boolean;
  /** The cloud does not keep to the order it was asked for: every refresh has to read everything again. */
  readonly isUnsorted?: boolean;
  readonly requestId?: string;
  /** Why the last refresh failed; the rows are still the last good ones. */
  readonly error?: VoiceError;
  readonly isLoading: boolean;
  /** States whose next page is under way. */
  readonly loadingStates: ReadonlySet<string>;
}

/** The job was in one state and is in another; `from` is absent for one that came, `to` for one that went. */
export interface Move {
  readonly from?: string;
  readonly to?: string;
  /** When it was last read in the state it was in. Milliseconds since 1970. */
  readonly lastReadAt?: number;
}

export interface StoreChange {
  readonly connectionId: string;
  /** Ids of jobs that came, went or differ. */
  readonly jobs: ReadonlySet<string>;
  /** Those of them whose state is another one than before. */
  readonly moves: ReadonlyMap<string, Move>;
  /** Totals, loading or error changed too. */
  readonly isWide: boolean;
}

/** `undefined` takes a part away. */
export type SnapshotParts = {
  readonly [Part in keyof Omit<Snapshot, "jobs">]?: Snapshot[Part] | undefined;
};

/** What a refresh found. */
export interface FoundJobs {
  readonly jobs: ReadonlyMap<string, JobRecord>;
  /** Turn at which the refresh began. */
  readonly since: number;
  /** Turns of its own questions, where some of its rows are in the store already. */
  readonly asked?: ReadonlySet<number>;
  /** As the cloud counted them; absent = the rows are all there is. */
  readonly totals?: ReadonlyMap<string, StateTotal>;
}

/** What is known of an earlier window's rows. */
export interface Remembered {
  /** When they were read. Milliseconds since 1970. */
  readonly readAt: number;
  readonly totals: ReadonlyMap<string, StateTotal>;
  readonly total?: number;
}

export function countOf(jobs: ReadonlyMap<string, JobRecord>, state: string): number {
  let count = 0;
  for (const { job } of jobs.values()) if (job.state === state) count += 1;
  return count;
}

/** It was requested after the refresh had begun. */
export function isNewsTo({ since, asked }: Pick<FoundJobs, "since" | "asked">, record: JobRecord): boolean {
  return record.asked > since && !asked?.has(record.asked);
}

/** A late answer never paints over a newer one. */
export function putNewer(jobs: Map<string, JobRecord>, record: JobRecord): void {
  const known = jobs.get(record.job.id);
  if (!known || known.asked <= record.asked) jobs.set(record.job.id, record);
}

/** Every row that can be had is here. */
export function isWhole({ isWhole, total, jobs, readAt }: Snapshot): boolean {
  return isWhole ?? (readAt !== undefined && total !== undefined && jobs.size >= total);
}

/** The list of everything not described by the cloud's known states. */
export const elsewhere = "";

/** The list of all jobs, for groupings other than by state. */
export const everything = "*";
