// The job that a page shows: read for it, kept when the store lets it go, with its history and what is known beside it.
//
// That the job is being read, and why it could not be, is in the store (`JobStore.reads`): a page learns of both as of any change.
import { consolePage } from "../../../core/cloud/consolePage.js";
import { isSubmittable } from "../../../core/jobs/allowedActions.js";
import type { StateObservation } from "../../../core/jobs/history/stateObservation.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { placeOf } from "../../../services/connections/place.js";
import type { JobRecord } from "../../../services/jobs/jobRecord.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { HistoryReader, HistoryRequest } from "../../history/historyReader.js";
import { JobContext, type JobContextKernel } from "../jobContext.js";
import type { MinuteTimer } from "../minuteTimer.js";
import type { DetailInput } from "../text/detailsView.js";

/** Whom a panel watches and asks. */
export type DetailsKernel = Pick<
  UiKernel,
  | "connectionStore"
  | "sessions"
  | "store"
  | "refresher"
  | "stateLog"
  | "histories"
  | "uploaded"
  | "soundChecks"
  | "userActivity"
  | "watchList"
  | "clock"
  | "locale"
  | "report"
> & {
  /** Has an earlier window's rows of a connection brought back, and asks nothing of its cloud. */
  readonly recall: (connectionId: string) => Promise<void>;
  readonly observations: JobContextKernel["observations"];
  readonly minutes: MinuteTimer;
  readonly historyReader: HistoryReader;
};

export class ShownJob {
  /** A person asked for the job here, not the editor that brought it back: then its history is read, and followed. */
  private isHistoryWanted = false;
  /** States of the job as they were seen. */
  private observations: readonly StateObservation[] = [];
  /** Asked for here: what others have read is no work of this page. */
  private wanted: HistoryRequest | undefined;
  /** Until the rows of an earlier window were looked for, there is nothing true to say. */
  isRecalling = false;
  private beside: JobContext | undefined;
  /** The store drops rows that a long list no longer reaches; the page goes on showing what it last knew. */
  private lastRecord: JobRecord | undefined;
  /** Where that record is from. */
  private place: string | undefined;

  constructor(
    private readonly key: JobKey,
    private readonly kernel: DetailsKernel,
    /** Ends a read whose answer is not seen any more. */
    private readonly closed: AbortSignal,
    private readonly page: { readonly isVisible: () => boolean; readonly changed: () => void },
  ) {
    this.place = this.currentPlace();
  }

  get record(): JobRecord | undefined {
    return this.lastRecord;
  }

  /** What stands beside it is here, or took too long to wait for. */
  get isReady(): boolean {
    return this.beside?.isHere === true;
  }

  keepRecord(): void {
    this.lastRecord = this.kernel.store.record(this.key.connectionId, this.key.jobId) ?? this.lastRecord;
  }

  /** A person asked for it once more. */
  open(): void {
    const record = this.kernel.store.record(this.key.connectionId, this.key.jobId);
    if ((!record || record.isRemembered) && !this.isLoading) this.refresh("open");
    else if (!this.isHistoryWanted && !this.isLoading) void this.readHistory("open");
  }

  /** Other jobs may have moved meanwhile. */
  lookAgain(): void {
    this.beside?.again();
  }

  /** The connection leads somewhere else now: what was read there is no job of this place. */
  followConnection(): void {
    const place = this.currentPlace();
    if (place !== this.place) this.lastRecord = undefined;
    this.place = place;
  }

  /** A job that is seen and has changed has more to tell. */
  follow(): void {
    if (!this.page.isVisible()) return;
    void this.readObservations();
    if (this.isHistoryWanted && !this.isLoading) void this.readHistory("follow");
  }

  async readHistory(request: HistoryRequest): Promise<void> {
    const { connectionId, jobId } = this.key;
    const { store, historyReader } = this.kernel;
    const record = store.record(connectionId, jobId) ?? this.lastRecord;
    this.isHistoryWanted = true;
    if (record && this.page.isVisible() && !store.isGone(connectionId, jobId))
      await historyReader.read(connectionId, record.job, this.closed, request);
  }

  /** A timeline that cannot be read tells nothing; the page is as good without. */
  private async readObservations(): Promise<void> {
    const { connectionId, jobId } = this.key;
    const seen = await this.kernel.stateLog.of(connectionId, jobId).catch(() => this.observations);
    this.observations = seen;
    this.page.changed();
  }

  private currentPlace(): string | undefined {
    const connection = this.kernel.connectionStore.find(this.key.connectionId);
    return connection && placeOf(connection);
  }

  async recall(): Promise<void> {
    this.isRecalling = true;
    const { connectionId, jobId } = this.key;
    await Promise.all([this.kernel.recall(connectionId), this.kernel.historyReader.recall(connectionId, jobId)]);
    this.isRecalling = false;
    this.page.changed();
  }

  /** What becomes of it is in the store, like what others read. */
  refresh(request: HistoryRequest): void {
    const { connectionId, jobId } = this.key;
    this.wanted = request;
    this.page.changed();
    const { refresher, report } = this.kernel;
    refresher.refreshJob(connectionId, jobId, this.closed).catch((thrown: unknown) => report.note(thrown, "read a job"));
  }

  private get isLoading(): boolean {
    return this.wanted !== undefined && this.kernel.store.reads.of(this.key)?.isUnderWay === true;
  }

  /** A read of the job has begun or ended. */
  followRead(): void {
    this.page.changed();
    const read = this.kernel.store.reads.of(this.key);
    const { wanted } = this;
    if (!wanted || read?.isUnderWay) return;
    this.wanted = undefined;
    if (!read) void this.readHistory(wanted);
  }

  input(revealed: ReadonlySet<string>): DetailInput | undefined {
    const { connectionId, jobId } = this.key;
    const { connectionStore, sessions, store, clock, locale } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) return undefined;
    const cloud = sessions.cloudOf(connection);
    const stored = store.record(connectionId, jobId);
    const record = stored ?? this.lastRecord;
    this.beside ??= new JobContext(connection, cloud, this.kernel, () => this.page.changed());
    this.beside.follow(record?.job);
    const canSubmit = record !== undefined && isSubmittable(cloud, record.job);
    return {
      jobId,
      job: record?.job,
      cloud,
      connection,
      readAt: record?.readAt,
      requestId: record?.requestId,
      remembered: record?.isRemembered ? { leftOut: record.leftOut ?? [] } : undefined,
      error: stored ? stored.error : this.isLoading ? undefined : store.reads.of(this.key)?.error,
      isLoading: this.isLoading,
      isGone: store.isGone(connectionId, jobId),
      history: this.kernel.historyReader.of(connectionId, jobId, record?.job),
      observations: this.observations,
      canSubmit,
      isWatched: this.kernel.watchList.has(connectionId, jobId),
      canOpenConsole: consolePage(cloud, connection, jobId) !== undefined,
      advice: this.beside.advice,
      observed: this.beside.observed,
      soundCheck: this.beside.soundCheck,
      revealed,
      now: clock.now(),
      locale,
    };
  }
}
