// Looks for what changed while a person looks at the jobs, and at no other time; how often is said in pollInterval.ts.
//
// How jobs are followed: this file refreshes connections with unfinished jobs, only while the view is visible and the window
// focused. How long it waits is data in pollInterval.ts: by what a state means, longer while nothing changes, after failures, and
// as Retry-After says; never after a refused key.
//
// watchedJobPoller.ts reads watched jobs (services/jobs/watchList.ts) one by one while the view is hidden, in the one window that
// holds the lock file for watching.
//
// jobNotifier.ts picks from the store's changes what the person is told: jobs that were known in another state and finished,
// failed or need the person. It collects for a second and tells each once in all windows; not what the person did or sees in an
// open page (services/view/userActivity.ts), nor what is muted (mutedNotices.ts). A window without focus keeps its notices until
// it has it, unless it is the one that follows watched jobs.
//
// ui/statusBar.ts paints badge and status bar from the totals, only when their words differ, and with times instead of
// countdowns, so that both stand still. ui/notifications.ts puts all of it together.

import type { VoiceError } from "../../core/errors.js";
import { type Disposable, Emitter } from "../../core/ports/event.js";
import type { Attention } from "../../core/ports/ports.js";
import type { Sessions } from "../../services/connections/sessions.js";
import type { StoreChange } from "../../services/jobs/snapshot.js";
import type { Kernel } from "../../services/kernel.js";
import type { Refresher } from "../../services/refresh/refresher.js";
import { intervalOfAll, jitter, needsPerson, waitAfterFailure, waitFor } from "./pollInterval.js";

export type PollerKernel = Pick<Kernel, "connectionStore" | "store" | "clock" | "userActivity"> & {
  readonly sessions: Pick<Sessions, "cloudOf">;
  readonly refresher: Pick<Refresher, "refreshConnection">;
  readonly attention: Attention;
  /** The person wants it. */
  readonly isOn: () => boolean;
  /** 0 to 1. */
  readonly random: () => number;
};

/** Who comes back after so long is shown at once what is new. Shorter ones would make every switch of windows a request. */
export const longAwayMs = 60_000;

/** What is known of looking at one connection. Times in milliseconds since 1970. */
interface Look {
  /** Last look of ours that ended, well or not. */
  at?: number;
  isUnderWay: boolean;
  /** Looks in a row that brought nothing. */
  unchanged: number;
  /** Part of the wait that is added to it. */
  jitter: number;
  /** Totals as they were last told, as text. */
  counts?: string;
  failure?: { readonly error: VoiceError; readonly count: number; readonly since: number };
}

export class Poller implements Disposable {
  private readonly looks = new Map<string, Look>();
  private readonly subscriptions: readonly Disposable[];
  private readonly changed = new Emitter<void>();
  /** The next look after a throttled one was planned again, or is no more. */
  readonly onDidChange = this.changed.event;
  private timer: Disposable | undefined;
  private request = new AbortController();
  private awaySince: number | undefined;
  /** What is older is looked at again at once. */
  private returnedAt = 0;
  /** When throttled connections are asked again. */
  private waits: ReadonlyMap<string, number> = new Map();

  constructor(private readonly kernel: PollerKernel) {
    const { connectionStore, store, attention, userActivity } = kernel;
    for (const { id } of connectionStore.all()) this.learn(id);
    this.subscriptions = [
      attention.onDidChange(() => this.plan()),
      store.onDidChange((change) => this.onChange(change)),
      connectionStore.onDidChange(({ connectionId }) => {
        if (!connectionStore.find(connectionId)) this.looks.delete(connectionId);
        this.plan();
      }),
      userActivity.onDidAct((ids) => this.hurry(ids)),
    ];
    this.plan();
  }

  /** Reckons the next look again, as after a setting was changed. */
  plan(): void {
    this.timer?.dispose();
    this.timer = undefined;
    if (!this.isAttended()) return this.leave();
    this.comeBack();
    const now = this.kernel.clock.now();
    const dues = this.kernel.connectionStore.all().flatMap(({ id }) => {
      const due = this.dueOf(id, now);
      return due === undefined ? [] : [{ id, due }];
    });
    const next = Math.min(...dues.map(({ due }) => due).filter((due) => due > now));
    if (next < Number.POSITIVE_INFINITY) this.timer = this.kernel.clock.after(next - now, () => this.plan());
    this.reportWaits(new Map(dues.flatMap(({ id, due }) => (this.isThrottled(id) && due > now ? [[id, due] as const] : []))));
    for (const { id, due } of dues) if (due <= now) void this.look(id);
  }

  /** When a connection whose cloud was busy is asked again; undefined = it is not waited for. */
  waitOf(connectionId: string): number | undefined {
    return this.waits.get(connectionId);
  }

  /** Whether what happens to this connection's jobs is seen without a refresh by the person. */
  isFollowing(connectionId: string): boolean {
    const isPlanned = this.dueOf(connectionId, this.kernel.clock.now()) !== undefined;
    return this.isAttended() && (isPlanned || this.lookOf(connectionId).isUnderWay);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.timer?.dispose();
    this.request.abort();
    this.changed.dispose();
  }

  private isAttended(): boolean {
    const { attention, isOn } = this.kernel;
    return attention.isViewVisible && attention.isWindowFocused && isOn();
  }

  /** A read whose answer is not seen is not waited for: it is made again when the person is back. */
  private leave(): void {
    if (this.awaySince !== undefined) return;
    this.awaySince = this.kernel.clock.now();
    this.request.abort();
    this.request = new AbortController();
    this.reportWaits(new Map());
  }

  private comeBack(): void {
    if (this.awaySince === undefined) return;
    const now = this.kernel.clock.now();
    if (now - this.awaySince >= longAwayMs) {
      this.returnedAt = now;
      for (const look of this.looks.values()) look.unchanged = 0;
    }
    this.awaySince = undefined;
  }

  /** Milliseconds since 1970; undefined = there is nothing to look for, or it is looked for already. */
  private dueOf(connectionId: string, now: number): number | undefined {
    const { connectionStore, store, sessions } = this.kernel;
    const connection = connectionStore.find(connectionId);
    const snapshot = store.get(connectionId);
    const look = this.lookOf(connectionId);
    if (!connection || look.isUnderWay || snapshot.isLoading || (snapshot.error && needsPerson(snapshot.error))) return undefined;
    // To ask again would be to go on with what the person has stopped.
    if (snapshot.isStopped) return undefined;
    const interval = intervalOfAll(snapshot, sessions.cloudOf(connection));
    if (!interval) return undefined;
    const knownAt = Math.max(look.at ?? 0, snapshot.readAt ?? 0);
    // A clock that was set back must not stop anything for hours.
    const lookedAt = knownAt > now ? 0 : knownAt;
    const isMissed = lookedAt < this.returnedAt;
    if (look.failure) {
      const { error, count, since } = look.failure;
      const wait = isMissed ? (error.retryAfterMs ?? 0) : waitAfterFailure(error, count) * (1 + look.jitter);
      return since > now ? now : since + wait;
    }
    return isMissed ? now : lookedAt + waitFor(interval, look.unchanged) * (1 + look.jitter);
  }

  private async look(connectionId: string): Promise<void> {
    const { refresher, clock, random, connectionStore } = this.kernel;
    const look = this.lookOf(connectionId);
    const { signal } = this.request;
    look.isUnderWay = true;
    // A change takes this back.
    const unchanged = look.unchanged;
    look.unchanged += 1;
    try {
      await refresher.refreshConnection(connectionId, signal);
    } finally {
      look.isUnderWay = false;
      if (signal.aborted) look.unchanged = unchanged;
      else look.at = clock.now();
      look.jitter = jitter * random();
      if (connectionStore.find(connectionId)) this.plan();
    }
  }

  private onChange({ connectionId, jobs }: StoreChange): void {
    if (this.learn(connectionId) || jobs.size > 0) this.lookOf(connectionId).unchanged = 0;
    this.plan();
  }

  /** Takes in what the store knows; true = the totals are others than before. */
  private learn(connectionId: string): boolean {
    const { store, clock } = this.kernel;
    const { totals, error } = store.get(connectionId);
    const look = this.lookOf(connectionId);
    const failure = look.failure;
    if (!error) delete look.failure;
    else if (failure?.error !== error) look.failure = { error, count: (failure?.count ?? 0) + 1, since: clock.now() };
    const counts = [...totals]
      .map(([state, { total }]) => `${state} ${total}`)
      .sort()
      .join();
    const isNew = look.counts !== counts;
    look.counts = counts;
    return isNew;
  }

  /** A person's act: what was found slow or failing may not be so any more. */
  private hurry(connectionIds: readonly string[]): void {
    for (const id of connectionIds) {
      const look = this.lookOf(id);
      look.unchanged = 0;
      if (look.failure) look.failure = { ...look.failure, count: 1 };
    }
    this.plan();
  }

  private isThrottled(connectionId: string): boolean {
    return this.lookOf(connectionId).failure?.error.kind === "throttled";
  }

  private reportWaits(waits: ReadonlyMap<string, number>): void {
    const isSame = waits.size === this.waits.size && [...waits].every(([id, due]) => this.waits.get(id) === due);
    this.waits = waits;
    if (!isSame) this.changed.fire();
  }

  private lookOf(connectionId: string): Look {
    const known = this.looks.get(connectionId) ?? { isUnderWay: false, unchanged: 0, jitter: jitter * this.kernel.random() };
    this.looks.set(connectionId, known);
    return known;
  }
}
