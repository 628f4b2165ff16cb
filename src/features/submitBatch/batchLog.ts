// Which jobs a person is submitting together, and how far that is: kept while it goes on, so that after a reload it can be told.
import type { Clock, KeyValue, WindowRegistry } from "../../core/ports/ports.js";
import { VersionedList } from "../../services/storage/versionedList.js";
import { isLeaseOver } from "../../services/windowLease.js";
import { type SubmitVerdict, verdicts } from "./submitBatch.js";
import { batchesKey } from "./unfinishedBatches.js";

export interface BatchedJob {
  readonly connectionId: string;
  readonly jobId: string;
}

/** No value that the person typed is in it. */
export interface Batch {
  readonly id: string;
  readonly jobs: readonly BatchedJob[];
  /** Of the first jobs, in their order. */
  readonly ended: readonly SubmitVerdict[];
  /** The job after these is under way: its request may have gone out. */
  readonly isAtOne: boolean;
  /** When its window was last known to be at it. Milliseconds since 1970. */
  readonly touchedAt: number;
  /** That window; absent in batches of versions that wrote every two seconds that theirs is at it. */
  readonly window?: string;
}

/** Longer than one job takes, with the longest wait before it. Milliseconds. */
const longestMs = 15 * 60_000;
/** A window of an older version that has written nothing for so long is gone. Milliseconds. */
const silenceMs = 7_000;
/** How soon it is noticed that a window is gone. Milliseconds. */
const lookMs = 2_000;
/** Of those that are never asked for. */
const mostKept = 5;

export class BatchLog {
  private readonly list: VersionedList<Batch>;
  /** Ids of those that this window is or was at, or has handed out. */
  private readonly own = new Set<string>();

  constructor(
    state: KeyValue,
    private readonly clock: Clock,
    private readonly windows: WindowRegistry,
  ) {
    this.list = new VersionedList(state, batchesKey, readBatch);
  }

  /** Never throws, nor do the others: what cannot be kept cannot be told later, and nothing else depends on it. */
  async begin(id: string, jobs: readonly BatchedJob[]): Promise<void> {
    this.own.add(id);
    const kept = jobs.map(({ connectionId, jobId }) => ({ connectionId, jobId }));
    const batch = { id, jobs: kept, ended: [], isAtOne: false, touchedAt: this.clock.now(), window: this.windows.own };
    await this.change((all) => [...all, batch].slice(-mostKept));
  }

  start(id: string): Promise<void> {
    return this.update(id, (batch) => ({ ...batch, isAtOne: true }));
  }

  next(id: string, verdict: SubmitVerdict): Promise<void> {
    return this.update(id, (batch) => ({ ...batch, ended: [...batch.ended, verdict], isAtOne: false }));
  }

  end(id: string): Promise<void> {
    return this.change((all) => all.filter((batch) => batch.id !== id));
  }

  /**
   * Those whose window is gone, each handed out once; goes on as long as there are some that a window may still be at: also the one that
   * was reloaded lives for a moment. The job that was under way, if any, is the first after those that ended.
   */
  async *unfinished(): AsyncGenerator<Batch> {
    for (let others = this.ofOthers(); others.length > 0; others = this.ofOthers()) {
      const gone = others.filter((batch) => this.isLeft(batch));
      if (gone.length === 0) await new Promise<void>((resolve) => this.clock.after(lookMs, resolve));
      else await this.change((all) => all.filter(({ id }) => !gone.some((batch) => batch.id === id)));
      for (const { id } of gone) this.own.add(id);
      yield* gone;
    }
  }

  private ofOthers(): readonly Batch[] {
    return this.list.all().filter(({ id }) => !this.own.has(id));
  }

  private isLeft({ window, touchedAt }: Batch): boolean {
    const longest = window === undefined ? silenceMs : longestMs;
    return isLeaseOver({ window, since: touchedAt }, longest, this.windows, this.clock.now());
  }

  private update(id: string, act: (batch: Batch) => Batch): Promise<void> {
    const touchedAt = this.clock.now();
    return this.change((all) => all.map((batch) => (batch.id === id ? { ...act(batch), touchedAt } : batch)));
  }

  private change(act: (all: readonly Batch[]) => readonly Batch[]): Promise<void> {
    return this.list.change(act).catch(() => undefined);
  }
}

function readBatch(entry: unknown): Batch | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { id, jobs, ended, isAtOne, touchedAt, window } = entry as Record<string, unknown>;
  if (typeof id !== "string" || typeof touchedAt !== "number" || !Array.isArray(jobs) || !Array.isArray(ended)) return undefined;
  if (!jobs.every(isBatchedJob) || !ended.every(isVerdict) || ended.length > jobs.length) return undefined;
  return { id, jobs, ended, isAtOne: isAtOne === true, touchedAt, ...(typeof window === "string" ? { window } : {}) };
}

function isBatchedJob(job: unknown): job is BatchedJob {
  const { connectionId, jobId } = (typeof job === "object" && job !== null ? job : {}) as Record<string, unknown>;
  return typeof connectionId === "string" && typeof jobId === "string";
}

function isVerdict(verdict: unknown): verdict is SubmitVerdict {
  return verdicts.some((each) => each === verdict);
}
