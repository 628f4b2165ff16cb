// Remembers the last rows of each connection on the disk, and brings them back before any request is made. Loaded with the first rows.
//
// It hears every change of the store. A connection's file is read with the first look at the tree, before any request, or with its
// first change, and the store takes in what has not been read meanwhile. Two seconds after a change (never in the
// middle of a refresh) and when the window closes, jobCacheFile.ts writes the newest 500 rows or 1 MB of them: as much as an
// account that is read whole, read and parsed in some ten milliseconds.
//
// What of a job may be written is decided in one place, core/privacy/persistableJob.ts: described fields only, without phones,
// links, what looks like one, and whatever repeats one; a record says what was left out. stateLog.ts keeps the states of each job
// as they were seen; since all windows add to it, a write reads the file and merges (stateLogFile.ts: the same observation twice
// is one observation). historyCache.ts keeps what clouds told of a job's past when a person looked.
//
// A file says which place it is from, and rows of another place are not shown. Files are replaced as a whole
// (platform/files/fileCache.ts), the last writer wins; what is damaged, too large or of another version counts as none. A removed
// connection's files go with it, leftovers are swept with the first rows of a window. Demo connections are not remembered: their
// jobs are made again in each window.

import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import type { HistoryChapters } from "../../core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { Disposable } from "../../core/ports/event.js";
import type { Clock, FileCache, Log } from "../../core/ports/ports.js";
import { rememberedNames } from "../../core/storedNames.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import { isSamePlace, placeOf } from "../connections/place.js";
import type { JobStore } from "../jobs/jobStore.js";
import type { Snapshot, StoreChange } from "../jobs/snapshot.js";
import { HistoryCache, fileOf as historyFileOf } from "./historyCache.js";
import { type Keep, keeper, readCachedRows, rowFileLimit, writeCachedRows } from "./jobCacheFile.js";
import { StateLog, fileOf as stateLogFileOf } from "./stateLog.js";

/** Changes come in bursts; a window that is killed loses no more than these last ones. */
const writeAfterMs = 2_000;

interface Written {
  readonly counts: string;
  readonly readAt: number | undefined;
}

export class JobCache implements Disposable {
  readonly stateLog: StateLog;
  readonly histories: Pick<HistoryCache, "of">;
  private readonly historyCache: HistoryCache;
  private readonly keeps = new Map<Cloud, Keep>();
  /** Connections whose file was looked for, once in the life of a window, by the place they were at. */
  private readonly recalled = new Map<string, string>();
  /** What the file of each connection holds, as far as this window knows. */
  private readonly written = new Map<string, Written>();
  /** Connections with rows that are not on the disk yet. */
  private readonly dirty = new Set<string>();
  private timer: Disposable | undefined;
  /** The disk is asked for one thing after the other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly clouds: readonly Cloud[],
    private readonly connectionStore: ConnectionStore,
    private readonly store: JobStore,
    private readonly fileCache: FileCache,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.stateLog = new StateLog(connectionStore, fileCache);
    this.historyCache = new HistoryCache(connectionStore, fileCache);
    this.histories = this.historyCache;
  }

  /** Gets every change of the store. The first one of a connection is that its rows are requested. */
  follow({ connectionId, jobs, moves, isWide }: StoreChange): void {
    const connection = this.connectionStore.find(connectionId);
    const cloud = connection && this.cloudOf(connection);
    // The local cloud makes its jobs again in each window: rows of the last one would be gone at once.
    if (!connection || !cloud || connection.isDemo) return;
    if (!this.recalled.has(connectionId)) this.bringBack(connection, cloud);
    const snapshot = this.store.get(connectionId);
    this.stateLog.take(connection, cloud, moves, snapshot.jobs);
    const isRead = [...jobs].some((jobId) => !snapshot.jobs.get(jobId)?.isRemembered);
    const isNews = isRead || (isWide && countsOf(snapshot) !== this.written.get(connectionId)?.counts);
    if (isNews && !isUntouched(snapshot)) this.dirty.add(connectionId);
    if (this.dirty.has(connectionId) && !snapshot.isLoading) this.timer ??= this.clock.after(writeAfterMs, () => this.write());
  }

  /** A person looked at what the cloud tells of a job's past: it stays, where the job itself may. */
  keepHistory(connectionId: string, job: VoiceJob, chapters: HistoryChapters): void {
    this.enqueue(async () => {
      const connection = this.connectionStore.find(connectionId);
      const cloud = connection && this.cloudOf(connection);
      if (!connection || !cloud || connection.isDemo) return;
      await this.historyCache.save(connection, cloud, job, chapters);
      if (!this.connectionStore.find(connectionId)) await this.remove(connectionId);
    });
  }

  /** Loads a connection's kept rows alone: nothing is asked of its cloud. Done when they are in the store, if there are any. */
  async recall(connectionId: string): Promise<void> {
    const connection = this.connectionStore.find(connectionId);
    const cloud = connection && this.cloudOf(connection);
    if (connection && cloud && !connection.isDemo && !this.recalled.has(connectionId)) this.bringBack(connection, cloud);
    await this.last;
  }

  /** Deletes what is known of a connection that is gone, whichever window removed it. */
  followConnections(connectionId: string): void {
    const connection = this.connectionStore.find(connectionId);
    const place = this.recalled.get(connectionId);
    // Rows that were not read in this window, and of another place than the connection is at now.
    if (
      connection &&
      place !== undefined &&
      !isSamePlace(place, placeOf(connection)) &&
      this.store.get(connectionId).isRemembered
    )
      this.store.forget(connectionId);
    if (connection) return;
    this.dirty.delete(connectionId);
    this.written.delete(connectionId);
    this.enqueue(() => this.remove(connectionId));
  }

  /** Writes what is not on the disk yet, also when nothing but its age is new. */
  async flush(): Promise<void> {
    for (const [connectionId, { readAt }] of this.written)
      if (this.store.get(connectionId).readAt !== readAt) this.dirty.add(connectionId);
    this.timer?.dispose();
    this.timer = undefined;
    for (const connectionId of this.dirty) this.enqueue(() => this.save(connectionId));
    this.dirty.clear();
    await this.last;
  }

  dispose(): void {
    this.timer?.dispose();
  }

  private write(): void {
    this.timer = undefined;
    for (const connectionId of this.dirty) {
      // Half of a refresh is not worth writing: its end is told too.
      if (this.store.get(connectionId).isLoading) continue;
      this.dirty.delete(connectionId);
      this.enqueue(() => this.save(connectionId));
    }
  }

  private bringBack(connection: Connection, cloud: Cloud): void {
    const isFirst = this.recalled.size === 0;
    const place = placeOf(connection);
    this.recalled.set(connection.id, place);
    this.enqueue(async () => {
      const text = await this.fileCache.read(fileOf(connection.id), rowFileLimit);
      const rows = text === undefined || text === "tooLarge" ? undefined : readCachedRows(text, place, cloud);
      const now = this.connectionStore.find(connection.id);
      if (!rows || !now || !isSamePlace(placeOf(now), place) || this.store.get(connection.id).readAt !== undefined) return;
      const { records, ...remembered } = rows;
      this.written.set(connection.id, { counts: countsOf(remembered), readAt: rows.readAt });
      this.store.restore(connection.id, records, remembered);
    });
    if (isFirst) this.enqueue(() => this.fileCache.keepOnly(this.connectionStore.ids().flatMap(filesOf)));
  }

  private async save(connectionId: string): Promise<void> {
    const connection = this.connectionStore.find(connectionId);
    const cloud = connection && this.cloudOf(connection);
    if (!connection || !cloud) return;
    const snapshot = this.store.get(connectionId);
    if (!isUntouched(snapshot)) {
      const text = writeCachedRows(snapshot, placeOf(connection), cloud, this.keepOf(cloud));
      await this.fileCache.write(fileOf(connectionId), text);
      this.written.set(connectionId, { counts: countsOf(snapshot), readAt: snapshot.readAt });
    }
    await this.stateLog.save(connection);
    // It may have been removed while the disk was busy.
    if (!this.connectionStore.find(connectionId)) await this.remove(connectionId);
  }

  private async remove(connectionId: string): Promise<void> {
    await this.fileCache.remove(fileOf(connectionId));
    await this.stateLog.forget(connectionId);
    await this.historyCache.forget(connectionId);
  }

  private enqueue(act: () => Promise<unknown>): void {
    this.last = this.last.then(act).catch((thrown: unknown) => this.log.warn(`Remembering rows: ${thrown}`));
  }

  private cloudOf({ cloud }: Connection): Cloud | undefined {
    return this.clouds.find(({ id }) => id === cloud);
  }

  private keepOf(cloud: Cloud): Keep {
    const keep = this.keeps.get(cloud) ?? keeper(cloud);
    this.keeps.set(cloud, keep);
    return keep;
  }
}

function fileOf(connectionId: string): string {
  return rememberedNames.rows(connectionId);
}

function filesOf(connectionId: string): string[] {
  return [fileOf(connectionId), stateLogFileOf(connectionId), historyFileOf(connectionId)];
}

/** Nothing was read yet. */
function isUntouched({ readAt, jobs }: Snapshot): boolean {
  return readAt === undefined && jobs.size === 0;
}

function countsOf({ totals, total }: Pick<Snapshot, "totals" | "total">): string {
  return JSON.stringify([total, [...totals].map(([state, each]) => [state, each.total, each.isExact])]);
}
