// Picks from all changes what a person wants to be told: jobs that finished, failed or need them, each once in all windows, and several at once.

import type { Cloud } from "../../core/cloud/cloud.js";
import { jobKeyText, type VoiceJob } from "../../core/jobs/job.js";
import { own } from "../../core/parsing/ownProperty.js";
import { type Disposable, Emitter } from "../../core/ports/event.js";
import type { Attention } from "../../core/ports/ports.js";
import { stateKeys } from "../../core/storedNames.js";
import type { Sessions } from "../../services/connections/sessions.js";
import type { StoreChange } from "../../services/jobs/snapshot.js";
import type { Kernel } from "../../services/kernel.js";
import { VersionedList } from "../../services/storage/versionedList.js";
import type { MutedNotices } from "./mutedNotices.js";

export type NoticeKind = "finished" | "failed" | "needsPerson" | "gone";

export interface JobNotice {
  readonly connectionId: string;
  readonly jobId: string;
  readonly name: string;
  readonly happening: NoticeKind;
  /** The cloud's word for the state it is in now. */
  readonly state: string;
}

export type NotifierKernel = Pick<Kernel, "connectionStore" | "store" | "state" | "clock" | "userActivity"> & {
  readonly sessions: Pick<Sessions, "cloudOf">;
  readonly attention: Attention;
  readonly muted: MutedNotices;
  /** The person wants notices. */
  readonly isOn: () => boolean;
};

/** What one refresh brings comes within a breath, and is told in one sentence. */
const collectMs = 1000;

/** What was told of so many jobs is remembered, for windows that see it later. */
const mostKept = 300;

const happenings: Readonly<Record<string, NoticeKind>> = {
  succeeded: "finished",
  failed: "failed",
  attention: "needsPerson",
};

/** What was last told of a job. */
interface ShownNotice {
  readonly job: string;
  readonly mark: string;
}

export class JobNotifier implements Disposable {
  /** Not told yet, by job. */
  private readonly waiting = new Map<string, JobNotice & { readonly mark: string }>();
  private readonly shown: VersionedList<ShownNotice>;
  private readonly happened = new Emitter<readonly JobNotice[]>();
  /** Never empty. */
  readonly onDidHappen = this.happened.event;
  private readonly subscriptions: readonly Disposable[];
  private timer: Disposable | undefined;

  constructor(
    private readonly kernel: NotifierKernel,
    /** This window is the one that follows watched jobs for all. */
    private readonly isKeeper: () => boolean,
  ) {
    this.shown = new VersionedList(kernel.state, stateKeys.toldNotices, readShown);
    this.subscriptions = [
      kernel.store.onDidChange((change) => this.onChange(change)),
      // What happened while no window may notify is shown by the window that is in front then.
      kernel.attention.onDidChange(() => this.collect()),
    ];
  }

  /** The job was in another state when it was last seen, maybe by an earlier window. */
  take(connectionId: string, job: Pick<VoiceJob, "id" | "name" | "state" | "updatedAt">): void {
    const cloud = this.cloudOf(connectionId);
    const key = jobKeyText({ connectionId, jobId: job.id });
    const happening = own(happenings, cloud?.states.find(({ state }) => state === job.state)?.phase ?? "");
    this.waiting.delete(key);
    if (!happening || this.isKnownToPerson(connectionId, job.id)) return;
    const mark = `${job.state} ${job.updatedAt ?? ""}`;
    this.waiting.set(key, { connectionId, jobId: job.id, name: job.name, happening, state: job.state, mark });
    this.collect();
  }

  /** A watched job is in the cloud no more. */
  takeGone(connectionId: string, jobId: string, name: string): void {
    const notices = { connectionId, jobId, name, happening: "gone", state: "", mark: "gone" } as const;
    this.waiting.set(jobKeyText({ connectionId, jobId }), notices);
    this.collect();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.timer?.dispose();
    this.happened.dispose();
  }

  /** Jobs that came are none: they had not been known in another state. */
  private onChange({ connectionId, moves }: StoreChange): void {
    for (const [jobId, { from, to }] of moves) {
      const record = this.kernel.store.record(connectionId, jobId);
      if (from !== undefined && to !== undefined && record) this.take(connectionId, record.job);
    }
  }

  /** What they asked for themselves, or see in its open page while they look at this window. */
  private isKnownToPerson(connectionId: string, jobId: string): boolean {
    const { userActivity, attention } = this.kernel;
    return (
      userActivity.wasAskedFor(connectionId, jobId) || (attention.isWindowFocused && userActivity.isOpen(connectionId, jobId))
    );
  }

  private collect(): void {
    if (this.waiting.size === 0 || this.timer || !this.mayNotify()) return;
    this.timer = this.kernel.clock.after(collectMs, () => {
      this.timer = undefined;
      void this.notify();
    });
  }

  private mayNotify(): boolean {
    return this.kernel.attention.isWindowFocused || this.isKeeper();
  }

  /** Who might tell a second ago still does: a watched job that is over ends the watch, not what is told of it. */
  private async notify(): Promise<void> {
    const shown = new Map(this.shown.all().map(({ job, mark }) => [job, mark]));
    const { isOn, muted } = this.kernel;
    const notices = [...this.waiting].filter(([key, { mark }]) => shown.get(key) !== mark);
    this.waiting.clear();
    const wanted = notices.filter(([, { connectionId, jobId, state }]) => {
      const cloud = this.cloudOf(connectionId);
      return cloud !== undefined && isOn() && !muted.isMuted(connectionId, jobId, cloud.id, state);
    });
    if (notices.length > 0) await this.remember(notices.map(([job, { mark }]) => ({ job, mark })));
    if (wanted.length > 0) this.happened.fire(wanted.map(([, { mark, ...each }]) => each));
  }

  /** Written down before it is shown: better one notification lost than one in every window. */
  private async remember(notices: readonly ShownNotice[]): Promise<void> {
    const fresh = new Set(notices.map(({ job }) => job));
    const act = (shown: readonly ShownNotice[]) => [...shown.filter(({ job }) => !fresh.has(job)), ...notices].slice(-mostKept);
    await this.shown.change(act).catch(() => undefined);
  }

  private cloudOf(connectionId: string): Cloud | undefined {
    const connection = this.kernel.connectionStore.find(connectionId);
    return connection && this.kernel.sessions.cloudOf(connection);
  }
}

function readShown(entry: unknown): ShownNotice | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { job, mark } = entry as Record<string, unknown>;
  return typeof job === "string" && typeof mark === "string" ? { job, mark } : undefined;
}
