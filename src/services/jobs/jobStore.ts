// What is known of the jobs of each connection: immutable snapshots, and one event when one of them changes.
import { saysGone, type VoiceError } from "../../core/errors.js";
import { Emitter } from "../../core/ports/event.js";
import { isContained, sameBesidesJobs } from "./equality.js";
import { JobReads } from "./jobReads.js";
import type { JobRecord } from "./jobRecord.js";
import { PersistentMap } from "./persistentMap.js";
import {
  type FoundJobs,
  isNewsTo,
  type Move,
  type Remembered,
  type Snapshot,
  type SnapshotParts,
  type StoreChange,
} from "./snapshot.js";
import { SnapshotDraft } from "./snapshotDraft.js";
import { TotalsValidity } from "./totalsValidity.js";

const nothing: Snapshot = {
  jobs: PersistentMap.empty,
  totals: new Map(),
  elsewhere: 0,
  isLoading: false,
  loadingStates: new Set(),
};

/** What is kept of one connection. */
interface ConnectionEntry {
  snapshot: Snapshot;
  /** Rows that each state has. */
  rows: Map<string, number>;
  readonly validity: TotalsValidity;
}

export class JobStore {
  private readonly entries = new Map<string, ConnectionEntry>();
  private readonly changed = new Emitter<StoreChange>();
  readonly onDidChange = this.changed.event;
  /** Of single jobs, in lists or not. */
  readonly reads = new JobReads();
  private lastAsked = 0;

  get(connectionId: string): Snapshot {
    return this.entries.get(connectionId)?.snapshot ?? nothing;
  }

  record(connectionId: string, jobId: string): JobRecord | undefined {
    return this.get(connectionId).jobs.get(jobId);
  }

  /** What the one who refreshes the connection must know about its totals, and notes there. */
  validity(connectionId: string): TotalsValidity {
    return this.entry(connectionId).validity;
  }

  /** Turn of a question that goes out now. Counted, not timed: clocks are set back, and two questions fit into a millisecond. */
  ask(): number {
    this.lastAsked += 1;
    return this.lastAsked;
  }

  forget(connectionId: string): void {
    this.entries.delete(connectionId);
    this.reads.forget(connectionId);
  }

  /** Rows of an earlier window; whatever has been read since stays as it is. */
  restore(connectionId: string, records: Iterable<JobRecord>, { readAt, totals, total }: Remembered): void {
    if (this.get(connectionId).readAt !== undefined) return;
    this.edit(connectionId, (draft) => {
      const { validity } = draft;
      for (const record of records) {
        draft.put({ ...record, asked: 0, isRemembered: true }, true);
        const time = record.job.updatedAt ?? record.job.createdAt ?? 0;
        validity.since = Math.max(validity.since ?? 0, time);
      }
      validity.all.isAll = true;
      const rows = [...draft.rows.values()].reduce((sum, count) => sum + count, 0);
      draft.totals = new Map(totals);
      draft.total = total;
      return { readAt, isRemembered: true, isWhole: rows > 0 && rows === total };
    });
  }

  /** Replaces parts of a snapshot; what did not change fires no event. */
  update(connectionId: string, parts: SnapshotParts): void {
    this.edit(connectionId, () => parts);
  }

  /** Takes in what a list gave. */
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

  /** A job that was read by itself, with all that its list gave, unless it is another now. */
  kept(connectionId: string, record: JobRecord): JobRecord {
    const known = this.record(connectionId, record.job.id)?.job;
    return known && isContained(known, record.job) ? { ...record, job: known } : record;
  }

  /** Reading one job failed: its row stays, the error stands beside it. */
  putJobError(connectionId: string, jobId: string, error: VoiceError, asked: number): void {
    this.edit(connectionId, (draft) => {
      const old = draft.at(jobId);
      // That a job is gone is a change like any other: an older list must not bring it back.
      const order = saysGone(error) ? { asked } : {};
      if (old && old.asked <= asked) draft.put({ ...old, ...order, error });
      return {};
    });
  }

  /** The job was deleted in the cloud; answers to questions from before do not bring it back. */
  dropJob(connectionId: string, jobId: string): void {
    this.edit(connectionId, (draft) => {
      draft.validity.gone.set(jobId, this.ask());
      draft.drop(jobId);
      return {};
    });
  }

  /** It was deleted, as far as this window knows. */
  isGone(connectionId: string, jobId: string): boolean {
    return this.entries.get(connectionId)?.validity.gone.has(jobId) ?? false;
  }

  /** A draft that comes to nothing: to see what a change would make of the totals. */
  preview(connectionId: string): SnapshotDraft {
    const { snapshot, validity, rows } = this.entry(connectionId);
    return new SnapshotDraft(snapshot, validity.copy(), new Map(rows));
  }

  /** Makes one change of all that is done to the draft; parts that are returned have the last word. */
  edit(connectionId: string, work: (draft: SnapshotDraft) => SnapshotParts): void {
    const entry = this.entry(connectionId);
    const before = entry.snapshot;
    const draft = new SnapshotDraft(before, entry.validity, new Map(entry.rows));
    const parts = work(draft);
    const next = withoutUndefined({ ...before, ...draft.finish(), ...parts });
    entry.snapshot = next;
    entry.rows = draft.rows;
    const isWide = !sameBesidesJobs(before, next);
    if (draft.changed.size === 0 && !isWide) return;
    this.changed.fire({ connectionId, jobs: draft.changed, moves: movesOf(draft.changed, before, next), isWide });
  }

  private entry(connectionId: string): ConnectionEntry {
    const known = this.entries.get(connectionId) ?? { snapshot: nothing, rows: new Map(), validity: new TotalsValidity() };
    this.entries.set(connectionId, known);
    return known;
  }
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
