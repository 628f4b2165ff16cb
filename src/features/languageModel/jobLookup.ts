// What tools of a language model read: the store first, and of a cloud no more than what a person's click on the same rows would ask.

import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import { asVoiceError, type VoiceError } from "../../core/errors.js";
import { fitting } from "../../core/jobs/filter/jobFilter.js";
import type { LocatedJob, Phase, VoiceJob } from "../../core/jobs/job.js";
import type { Clock } from "../../core/ports/ports.js";
import type { ConnectionStore } from "../../services/connections/connectionStore.js";
import type { Sessions } from "../../services/connections/sessions.js";
import type { JobRecord } from "../../services/jobs/jobRecord.js";
import type { JobStore } from "../../services/jobs/jobStore.js";
import { countOf } from "../../services/jobs/snapshot.js";
import type { Kernel } from "../../services/kernel.js";
import type { Refresher } from "../../services/refresh/refresher.js";

export type JobLookupKernel = Pick<Kernel, "clock"> & {
  readonly connectionStore: Pick<ConnectionStore, "all">;
  readonly sessions: Pick<Sessions, "cloudOf">;
  readonly store: Pick<JobStore, "get" | "record">;
  readonly refresher: Pick<Refresher, "ensureConnection" | "refreshConnection" | "refreshJob" | "loadMore" | "search">;
};

export interface Wanted {
  readonly text?: string | undefined;
  readonly states?: readonly string[] | undefined;
  readonly phase?: Phase | undefined;
}

export interface LookupResult {
  /** Latest change first, at most as many as were asked for. */
  readonly jobs: readonly LocatedJob[];
  /** All that are known to fit. */
  readonly count: number;
  /** There may be more in the cloud than were looked at. */
  readonly isPartial: boolean;
  /** Connections that are being read still. */
  readonly unread: readonly Connection[];
  readonly errors: readonly { readonly connection: Connection; readonly error: VoiceError }[];
}

/** Which job is meant, or why that is not known. */
export type JobMeant =
  | { readonly kind: "job"; readonly connection: Connection; readonly jobId: string }
  /** Several could be meant: jobs of the same name, or connections that could have such an id. */
  | { readonly kind: "several"; readonly jobs: readonly LocatedJob[]; readonly connections: readonly Connection[] }
  | { readonly kind: "none" };

/** Milliseconds that an answer waits for the first load of a connection. */
export const patience = 20_000;

/** Pages that one answer may ask for, one for each group of rows that a person would have to open. */
const mostPages = 5;

/** By id, else by the person's name for it. Empty = none has that name. */
export function connectionsMeant(
  { connectionStore }: Pick<JobLookupKernel, "connectionStore">,
  wanted: string | undefined,
): readonly Connection[] {
  const all = connectionStore.all();
  if (wanted === undefined) return all;
  const byId = all.filter(({ id }) => id === wanted);
  return byId.length > 0 ? byId : all.filter(({ name }) => name.trim().toLowerCase() === wanted.toLowerCase());
}

/** An id that is known, a name that one loaded job has, or an id that one connection's cloud could have. Sends nothing. */
export function jobMeant(
  { sessions, store }: Pick<JobLookupKernel, "sessions" | "store">,
  connections: readonly Connection[],
  wanted: string,
): JobMeant {
  const byId = connections.flatMap((connection): LocatedJob[] => {
    const record = store.record(connection.id, wanted);
    return record ? [{ connectionId: connection.id, job: record.job }] : [];
  });
  const known = byId.length > 0 ? byId : connections.flatMap((connection) => namedSo(store, connection, wanted));
  const [first] = known;
  if (first && known.length === 1) {
    const connection = connections.find(({ id }) => id === first.connectionId);
    if (connection) return { kind: "job", connection, jobId: first.job.id };
  }
  if (first) return { kind: "several", jobs: known, connections: [] };
  const able = connections.filter((connection) => sessions.cloudOf(connection).jobId.test(wanted));
  if (able.length > 1) return { kind: "several", jobs: [], connections: able };
  return able[0] ? { kind: "job", connection: able[0], jobId: wanted } : { kind: "none" };
}

/** The record as it is known, read again where an earlier window or a failure left it. Throws VoiceError. */
export async function jobFor(
  { store, refresher }: Pick<JobLookupKernel, "store" | "refresher">,
  connectionId: string,
  jobId: string,
  signal: AbortSignal,
): Promise<JobRecord> {
  const known = store.record(connectionId, jobId);
  return known && !known.isRemembered && !known.error ? known : refresher.refreshJob(connectionId, jobId, signal);
}

export async function findJobs(
  kernel: JobLookupKernel,
  connections: readonly Connection[],
  wanted: Wanted,
  limit: number,
  signal: AbortSignal,
): Promise<LookupResult> {
  const searched = await Promise.all(connections.map((connection) => look(kernel, connection, wanted, signal)));
  const found = connections.flatMap((connection, at) => fittingJobs(kernel, connection, wanted, searched[at]?.besides ?? []));
  const parts = connections.map((connection) => partOf(kernel, connection, wanted));
  const at = ({ job }: LocatedJob) => job.updatedAt ?? job.createdAt ?? 0;
  const known = connections.map(({ id }, place) => {
    const rows = found.filter(({ connectionId }) => connectionId === id).length;
    return Math.max(rows, parts[place]?.count ?? 0);
  });
  return {
    jobs: found.sort((a, b) => at(b) - at(a) || (a.job.id < b.job.id ? -1 : 1)).slice(0, limit),
    count: known.reduce((sum, count) => sum + count, 0),
    isPartial: parts.some(({ isPartial }) => isPartial),
    unread: connections.filter(({ id }) => kernel.store.get(id).isLoading),
    errors: connections.flatMap((connection, place) => {
      const error = searched[place]?.error ?? kernel.store.get(connection.id).error;
      return error ? [{ connection, error }] : [];
    }),
  };
}

interface Looked {
  /** Found by a server, which counts whatever they are called. */
  readonly besides: readonly JobRecord[];
  readonly error?: VoiceError;
}

/** First load as with the first look at the view; a search or the first page of groups where rows are missing. */
async function look(kernel: JobLookupKernel, connection: Connection, wanted: Wanted, signal: AbortSignal): Promise<Looked> {
  const { store, refresher, sessions } = kernel;
  const { id } = connection;
  const reading = store.get(id).isLoading ? refresher.refreshConnection(id, signal) : refresher.ensureConnection(id, signal);
  await inTime(reading, kernel.clock);
  const { isWhole, error } = store.get(id);
  // Where the last question failed, a person would have to ask again: a model must not wear down a key.
  if (isWhole || error !== undefined || signal.aborted) return { besides: [] };
  const { listing } = sessions.cloudOf(connection);
  if (wanted.text !== undefined)
    return listing.findsNames
      ? refresher.search(id, wanted.text, signal).then(
          (besides) => ({ besides }),
          (thrown: unknown) => ({ besides: [], error: asVoiceError(thrown) }),
        )
      : { besides: [] };
  if (listing.countsByState)
    for (const state of emptyGroups(kernel, connection, wanted)) await refresher.loadMore(id, state, signal);
  return { besides: [] };
}

/** States whose jobs are wanted and counted, and of which no row is here. */
function emptyGroups({ store, sessions }: JobLookupKernel, connection: Connection, wanted: Wanted): readonly string[] {
  const { jobs, totals } = store.get(connection.id);
  return statesWanted(sessions.cloudOf(connection), wanted)
    .filter((state) => (totals.get(state)?.total ?? 0) > 0 && countOf(jobs, state) === 0)
    .slice(0, mostPages);
}

function statesWanted(cloud: Cloud, { states, phase }: Wanted): readonly string[] {
  if (phase === undefined) return states ?? [];
  const ofPhase = cloud.states.filter((each) => each.phase === phase).map(({ state }) => state);
  return states ? ofPhase.filter((state) => states.includes(state)) : ofPhase;
}

/** What is known of all that fit, loaded or not. */
function partOf({ store, sessions }: JobLookupKernel, connection: Connection, wanted: Wanted) {
  const { jobs, totals, elsewhere, isWhole = false, total } = store.get(connection.id);
  if (isWhole) return { count: 0, isPartial: false };
  const isCounted = wanted.text === undefined && (wanted.states !== undefined || wanted.phase !== undefined);
  if (!isCounted) return { count: wanted.text === undefined ? (total ?? 0) : 0, isPartial: true };
  const states = statesWanted(sessions.cloudOf(connection), wanted);
  const counts = states.map((state) => totals.get(state)?.total ?? 0);
  const isEverywhere = states.every((state, at) => countOf(jobs, state) >= (counts[at] ?? 0));
  return {
    count: counts.reduce((sum, count) => sum + count, 0),
    isPartial: !isEverywhere || (wanted.phase === "unknown" && elsewhere > 0),
  };
}

function fittingJobs(
  { store }: JobLookupKernel,
  { id: connectionId }: Connection,
  { text, states, phase }: Wanted,
  besides: readonly JobRecord[],
): LocatedJob[] {
  const isInState = fitting({ ...(states && { states }) });
  const isFitting = fitting({ ...(states && { states }), ...(text !== undefined && { text }) });
  const isOfPhase = (job: VoiceJob) => phase === undefined || job.phase === phase;
  const found = new Map<string, VoiceJob>();
  for (const { job } of store.get(connectionId).jobs.values()) if (isOfPhase(job) && isFitting(job)) found.set(job.id, job);
  for (const { job } of besides) if (isOfPhase(job) && isInState(job)) found.set(job.id, job);
  return [...found.values()].map((job) => ({ connectionId, job }));
}

function namedSo(store: JobLookupKernel["store"], { id: connectionId }: Connection, name: string): LocatedJob[] {
  return [...store.get(connectionId).jobs.values()].flatMap(({ job }) => (job.name === name ? [{ connectionId, job }] : []));
}

/** What takes longer goes on, and the next answer has it. */
function inTime(work: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting = clock.after(patience, resolve);
    void work.then(resolve, reject).finally(() => waiting.dispose());
  });
}
