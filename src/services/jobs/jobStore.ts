// What is known of the jobs of each connection: immutable snapshots, and one event when one of them changes.
import type { VoiceError } from "../../core/errors.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { JobQuery } from "../../core/jobs/jobQuery.js";
import { Emitter } from "../../core/ports/event.js";
import { isTold, sameBesidesJobs } from "./equality.js";
import { JobMap } from "./persistentMap.js";
import { Draft } from "./snapshotDraft.js";
import { Trust } from "./totalsValidity.js";

/** One job as it was last read. */
export interface JobRecord {
  readonly job: VoiceJob;
  /** Milliseconds since 1970. */
  readonly readAt: number;
  /** Turn of the question it answers (see `JobStore.ask`): of two answers the one that was asked for later is the truth. */
  readonly asked: number;
  /** Of a job without a time: it changed no later than this, as its place in the list tells. Milliseconds since 1970. */
  readonly changedBy?: number;
  /** Of the answer it came with. */
  readonly requestId?: string;
  /** Why the last attempt to read it anew failed. */
  readonly error?: VoiceError;
  /** From an earlier window, without what was masked: not read from the cloud since. */
  readonly isRemembered?: boolean;
  /** Of a remembered one: properties of the raw answer that were not remembered, or not whole. */
  readonly leftOut?: readonly string[];
}

/** How many jobs of a state the cloud has; the rows are the records of that state. */
export interface StateTotal {
  readonly total: number;
  /** False while the cloud is still being paged through: there may be more. */
  readonly isExact: boolean;
  /** All rows that can be had are here, even where the cloud counts more. */
  readonly isWhole?: boolean;
}

/** What the server counts under the part of the person's filter that it can find. */
export interface Scope {
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
  /** Jobs in states nobody has documented and no loaded row has shown yet. */
  readonly elsewhere: number;
  /** Every job of the cloud has its row. */
  readonly isWhole?: boolean;
  /** Absent = the person looks at everything, or the rows that are here are enough. */
  readonly scope?: Scope;
  /** All jobs in the cloud; absent = never told. */
  readonly total?: number;
  /** Last complete refresh. Milliseconds since 1970. */
  readonly readAt?: number;
  /** Rows, totals and their age are an earlier window's: this one has read nothing yet. */
  readonly isRemembered?: boolean;
  /** The person stopped the paging: more jobs may be there than rows. */
  readonly isStopped?: boolean;
  /** The cloud does not keep to the order it was asked for: every refresh has to read everything anew. */
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
export type SnapshotParts = { readonly [Part in keyof Omit<Snapshot, "jobs">]?: Snapshot[Part] | undefined };

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

const nothing: Snapshot = { jobs: JobMap.empty, totals: new Map(), elsewhere: 0, isLoading: false, loadingStates: new Set() };

/** What is kept of one connection. */
interface Shelf {
  snapshot: Snapshot;
  /** Rows that each state has. */
  rows: Map<string, number>;
  readonly trust: Trust;
}

export class JobStore {
  private readonly shelves = new Map<string, Shelf>();
  private readonly changed = new Emitter<StoreChange>();
  readonly onDidChange = this.changed.event;
  private lastTurn = 0;

  get(connectionId: string): Snapshot {
    return this.shelves.get(connectionId)?.snapshot ?? nothing;
  }

  record(connectionId: string, jobId: string): JobRecord | undefined {
    return this.get(connectionId).jobs.get(jobId);
  }

  /** What the one who refreshes the connection must know about its totals, and notes there. */
  trust(connectionId: string): Trust {
    return this.shelf(connectionId).trust;
  }

  /** Turn of a question that goes out now. Counted, not timed: clocks are set back, and two questions fit into a millisecond. */
  ask(): number {
    this.lastTurn += 1;
    return this.lastTurn;
  }

  forget(connectionId: string): void {
    this.shelves.delete(connectionId);
  }

  /** Rows of an earlier window; whatever has been read since stays as it is. */
  restore(connectionId: string, records: Iterable<JobRecord>, { readAt, totals, total }: Remembered): void {
    if (this.get(connectionId).readAt !== undefined) return;
    this.edit(connectionId, (draft) => {
      const { trust } = draft;
      for (const record of records) {
        draft.put({ ...record, asked: 0, isRemembered: true }, true);
        const time = record.job.updatedAt ?? record.job.createdAt ?? 0;
        trust.since = Math.max(trust.since ?? 0, time);
      }
      trust.all.isAll = true;
      const rows = [...draft.rows.values()].reduce((sum, count) => sum + count, 0);
      draft.totals = new Map(totals);
      draft.total = total;
      return { readAt, isRemembered: true, isWhole: rows > 0 && rows === total };
    });
  }

  /** Replaces parts of a snapshot; nobody hears of what did not change. */
  update(connectionId: string, parts: SnapshotParts): void {
    this.edit(connectionId, () => parts);
  }

  /** Takes in what a list told. */
  putJobs(connectionId: string, records: Iterable<JobRecord>, parts: SnapshotParts = {}): void {
    this.edit(connectionId, (draft) => {
      for (const record of records) draft.put(record);
      return parts;
    });
  }

  /** Takes in everything a refresh found. What it did not find is gone, unless it was asked for after the refresh had begun. */
  replaceJobs(connectionId: string, found: FoundJobs, parts: SnapshotParts): void {
    this.edit(connectionId, (draft) => {
      for (const [id, old] of draft.before.jobs) if (!found.jobs.has(id) && !isNewsTo(found, old)) draft.drop(id, true);
      for (const record of found.jobs.values()) draft.put(record, true);
      if (found.totals) draft.totals = new Map(found.totals);
      else draft.countRows(true);
      return parts;
    });
  }

  /** Takes in one job that was read by itself; its old and new state's totals follow. */
  putJob(connectionId: string, record: JobRecord): void {
    this.edit(connectionId, (draft) => {
      draft.put(this.kept(connectionId, record));
      return {};
    });
  }

  /** A job that was read by itself, with all that its list had told unless it is another now. */
  kept(connectionId: string, record: JobRecord): JobRecord {
    const known = this.record(connectionId, record.job.id)?.job;
    return known && isTold(known, record.job) ? { ...record, job: known } : record;
  }

  /** Reading one job failed: its row stays, the error stands beside it. */
  putJobError(connectionId: string, jobId: string, error: VoiceError, asked: number): void {
    this.edit(connectionId, (draft) => {
      const old = draft.at(jobId);
      // That a job is gone is news like any other: an older list must not bring it back.
      const turn = error.kind === "notFound" ? { asked } : {};
      if (old && old.asked <= asked) draft.put({ ...old, ...turn, error });
      return {};
    });
  }

  /** The job was deleted in the cloud; answers to questions from before do not bring it back. */
  dropJob(connectionId: string, jobId: string): void {
    this.edit(connectionId, (draft) => {
      draft.trust.gone.set(jobId, this.ask());
      draft.drop(jobId);
      return {};
    });
  }

  /** It was deleted, as far as this window knows. */
  isGone(connectionId: string, jobId: string): boolean {
    return this.shelves.get(connectionId)?.trust.gone.has(jobId) ?? false;
  }

  /** A draft that comes to nothing: to see what a change would make of the totals. */
  preview(connectionId: string): Draft {
    const { snapshot, trust, rows } = this.shelf(connectionId);
    return new Draft(snapshot, trust.copy(), new Map(rows));
  }

  /** Makes one change of all that is done to the draft; parts that are returned have the last word. */
  edit(connectionId: string, work: (draft: Draft) => SnapshotParts): void {
    const shelf = this.shelf(connectionId);
    const before = shelf.snapshot;
    const draft = new Draft(before, shelf.trust, new Map(shelf.rows));
    const parts = work(draft);
    const next = withoutUndefined({ ...before, ...draft.finish(), ...parts });
    shelf.snapshot = next;
    shelf.rows = draft.rows;
    const isWide = !sameBesidesJobs(before, next);
    if (draft.changed.size === 0 && !isWide) return;
    this.changed.fire({ connectionId, jobs: draft.changed, moves: movesOf(draft.changed, before, next), isWide });
  }

  private shelf(connectionId: string): Shelf {
    const known = this.shelves.get(connectionId) ?? { snapshot: nothing, rows: new Map(), trust: new Trust() };
    this.shelves.set(connectionId, known);
    return known;
  }
}

export function countOf(jobs: ReadonlyMap<string, JobRecord>, state: string): number {
  let count = 0;
  for (const { job } of jobs.values()) if (job.state === state) count += 1;
  return count;
}

/** Somebody else asked for it after the refresh had begun. */
export function isNewsTo({ since, asked }: Pick<FoundJobs, "since" | "asked">, record: JobRecord): boolean {
  return record.asked > since && !asked?.has(record.asked);
}

/** A late answer never paints over a newer one. */
export function putNewer(jobs: Map<string, JobRecord>, record: JobRecord): void {
  const known = jobs.get(record.job.id);
  if (!known || known.asked <= record.asked) jobs.set(record.job.id, record);
}

function withoutUndefined(parts: object): Snapshot {
  const next = { ...parts } as Record<string, unknown>;
  for (const part of Object.keys(next)) if (next[part] === undefined) delete next[part];
  return next as unknown as Snapshot;
}

function movesOf(changed: ReadonlySet<string>, before: Snapshot, next: Snapshot): Map<string, Move> {
  const moves = new Map<string, Move>();
  for (const id of changed) {
    const old = before.jobs.get(id);
    const to = next.jobs.get(id)?.job.state;
    if (old?.job.state === to) continue;
    moves.set(id, { ...(old && { from: old.job.state, lastReadAt: old.readAt }), ...(to === undefined ? {} : { to }) });
  }
  return moves;
}
