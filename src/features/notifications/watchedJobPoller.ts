// Polls watched jobs one by one while they are not shown; of all windows one does so, the one that holds the lock file.

import type { VoiceError } from "../../core/errors.js";
import { asVoiceError, saysGone } from "../../core/errors.js";
import { jobKeyText } from "../../core/jobs/job.js";
import type { Disposable } from "../../core/ports/event.js";
import type { Attention } from "../../core/ports/ports.js";
import type { Sessions } from "../../services/connections/sessions.js";
import type { StoreChange } from "../../services/jobs/snapshot.js";
import type { WatchedJob, WatchList } from "../../services/jobs/watchList.js";
import type { Kernel } from "../../services/kernel.js";
import type { Refresher } from "../../services/refresh/refresher.js";
import type { JobNotifier } from "./jobNotifier.js";
import { intervalOfState, jitter, needsPerson, waitAfterFailure, waitFor } from "./pollInterval.js";
import { WatchLease } from "./watchLease.js";

export type WatchedJobPollerKernel = Pick<
  Kernel,
  "connectionStore" | "store" | "lockFiles" | "clock" | "userActivity" | "windows"
> & {
  readonly list: WatchList;
  readonly sessions: Pick<Sessions, "cloudOf">;
  readonly refresher: Pick<Refresher, "refreshJob">;
  readonly attention: Attention;
  /** What happens to the jobs of this connection is seen anyway, because a person looks at them. */
  readonly isCovered: (connectionId: string) => boolean;
  /** 0 to 1. */
  readonly random: () => number;
};

/** How soon another window notices that the one which follows is gone: it looks, and writes nothing. */
const lookMs = 15_000;

/** What is known of looking at one job. Times in milliseconds since 1970. */
interface Look {
  at: number;
  unchanged: number;
  jitter: number;
  failure?: { readonly error: VoiceError; readonly count: number };
}

export class WatchedJobPoller implements Disposable {
  private readonly looks = new Map<string, Look>();
  private readonly subscriptions: readonly Disposable[];
  private timer: Disposable | undefined;
  private isRound = false;
  private readonly lease: WatchLease;
  private readonly end = new AbortController();

  constructor(
    private readonly kernel: WatchedJobPollerKernel,
    private readonly desk: () => Pick<JobNotifier, "take" | "takeGone">,
  ) {
    const { list, connectionStore, store, userActivity, attention } = kernel;
    this.lease = new WatchLease(kernel);
    this.subscriptions = [
      attention.onDidChange(() => this.replan()),
      list.onDidChange(() => this.soon()),
      store.onDidChange((change) => this.onChange(change).catch(unkept)),
      connectionStore.onDidChange(({ connectionId }) => {
        // A connection of a cloud that this version does not know is none that was removed: it never was here.
        if (!connectionStore.find(connectionId))
          list.stop(list.all().filter((entry) => entry.connectionId === connectionId)).catch(unkept);
        else this.forgive([connectionId]);
      }),
      userActivity.onDidAct((ids) => this.forgive(ids)),
    ];
    this.soon();
  }

  /** This window follows watched jobs for all of them. */
  get isKeeper(): boolean {
    return this.lease.isHeld;
  }

  dispose(): void {
    this.end.abort();
    this.timer?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
    if (this.lease.isHeld) void this.lease.release();
  }

  private soon(): void {
    this.timer?.dispose();
    this.timer = this.watched().length > 0 || this.lease.isHeld ? this.kernel.clock.after(0, () => void this.round()) : undefined;
  }

  /** Jobs that this version can ask for. */
  private watched(): readonly WatchedJob[] {
    return this.kernel.list.all().filter(({ connectionId }) => this.kernel.connectionStore.find(connectionId));
  }

  private async round(): Promise<void> {
    this.timer?.dispose();
    this.timer = undefined;
    if (this.isRound) return;
    this.isRound = true;
    try {
      if (this.watched().length === 0) return await this.lease.release();
      await this.lease.hold();
      if (this.end.signal.aborted) return await this.lease.release();
      if (this.lease.isHeld) for (const entry of this.due()) await this.look(entry);
    } finally {
      this.isRound = false;
      this.plan();
    }
  }

  /** What a person looked at so far is to be followed now, or the other way round. */
  private replan(): void {
    if (!this.lease.isHeld || this.isRound) return;
    this.timer?.dispose();
    this.timer = undefined;
    this.plan();
  }

  private plan(): void {
    if (this.end.signal.aborted || this.timer) return;
    if (this.watched().length === 0) return void this.lease.release();
    const now = this.kernel.clock.now();
    const dues = this.lease.isHeld ? this.watched().flatMap((entry) => this.dueOf(entry, now) ?? []) : [];
    const wait = Math.min(lookMs, ...dues.map((due) => Math.max(0, due - now)));
    this.timer = this.kernel.clock.after(wait, () => void this.round());
  }

  private due(): readonly WatchedJob[] {
    const now = this.kernel.clock.now();
    return this.watched().filter((entry) => (this.dueOf(entry, now) ?? Number.POSITIVE_INFINITY) <= now);
  }

  /** Milliseconds since 1970; undefined = seen anyway, over, or of no use before the person acts. */
  private dueOf({ connectionId, jobId, state }: WatchedJob, now: number): number | undefined {
    const { connectionStore, sessions, store, isCovered } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) return undefined;
    const record = store.record(connectionId, jobId);
    if (record && !record.isRemembered && isCovered(connectionId)) return undefined;
    const look = this.looks.get(jobKeyText({ connectionId, jobId })) ?? { at: 0, unchanged: 0, jitter: 0 };
    if (look.failure && needsPerson(look.failure.error)) return undefined;
    const interval = intervalOfState(sessions.cloudOf(connection), state);
    // Stored as over, or in a state that ends a job since this version: one look that succeeds takes it off the list.
    const planned = interval ? waitFor(interval, look.unchanged) : 0;
    const wait = look.failure ? waitAfterFailure(look.failure.error, look.failure.count) : planned;
    const lookedAt = Math.max(look.at, record && !record.isRemembered ? record.readAt : 0);
    // A clock that was set back must not stop anything for hours.
    return (lookedAt > now ? 0 : lookedAt) + wait * (1 + look.jitter);
  }

  private async look({ connectionId, jobId, name, state }: WatchedJob): Promise<void> {
    const { refresher, clock, random, list, userActivity } = this.kernel;
    const key = jobKeyText({ connectionId, jobId });
    const { unchanged = 0, failure } = this.looks.get(key) ?? {};
    const seen = { at: clock.now(), jitter: jitter * random() };
    try {
      const { job } = await refresher.refreshJob(connectionId, jobId, this.end.signal);
      this.looks.set(key, { ...seen, unchanged: job.state === state ? unchanged + 1 : 0 });
      if (this.isOver(connectionId, job.state)) await list.stop([{ connectionId, jobId }]);
    } catch (thrown) {
      const error = asVoiceError(thrown);
      if (error.kind === "cancelled") return;
      this.looks.set(key, { ...seen, unchanged, failure: { error, count: (failure?.count ?? 0) + 1 } });
      if (!saysGone(error) || !list.has(connectionId, jobId)) return;
      if (!userActivity.wasAskedFor(connectionId, jobId)) this.desk().takeGone(connectionId, jobId, name);
      await list.stop([{ connectionId, jobId }]);
    }
  }

  /** However a watched job was read: what it is now is written down, and shown where no other window does. */
  private async onChange({ connectionId, jobs, moves }: StoreChange): Promise<void> {
    const { list, store } = this.kernel;
    for (const { jobId, connectionId: id, state } of list.all()) {
      if (id !== connectionId || !jobs.has(jobId)) continue;
      const record = store.record(connectionId, jobId);
      if (!record || record.isRemembered || record.error) continue;
      if (record.job.state === state) continue;
      // The store had no row to move: only the watch list knows what it was.
      if (moves.get(jobId)?.from === undefined) this.desk().take(connectionId, record.job);
      const look = this.looks.get(jobKeyText({ connectionId, jobId }));
      if (look) look.unchanged = 0;
      if (this.isOver(connectionId, record.job.state)) await list.stop([{ connectionId, jobId }]);
      else await list.see(connectionId, record.job);
    }
  }

  private isOver(connectionId: string, state: string): boolean {
    const connection = this.kernel.connectionStore.find(connectionId);
    return connection !== undefined && intervalOfState(this.kernel.sessions.cloudOf(connection), state) === undefined;
  }

  /** A person's act: what was refused may be allowed now, and what was slow is looked at again. */
  private forgive(connectionIds: readonly string[]): void {
    for (const { connectionId, jobId } of this.watched()) {
      const look = this.looks.get(jobKeyText({ connectionId, jobId }));
      if (!look || !connectionIds.includes(connectionId)) continue;
      look.unchanged = 0;
      if (look.failure) this.looks.delete(jobKeyText({ connectionId, jobId }));
    }
    if (!this.isRound) this.soon();
  }
}

/** The editor's state cannot be written: the list stays as it was, and the next look finds the same. */
function unkept(): void {}
