// What clouds told of the pasts of jobs whose pages were opened, in a file per connection, so that findings and timelines are there after a reload.

import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import type { HistoryChapters } from "../../core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { FileCache } from "../../core/ports/ports.js";
import { toPersistableChapter } from "../../core/privacy/persistableHistory.js";
import { isKeepable } from "../../core/privacy/persistableJob.js";
import { rememberedNames } from "../../core/storedNames.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import { placeOf } from "../connections/place.js";
import { historyFileLimit, mergeHistories, type RememberedHistories, readHistories, writeHistories } from "./historyCacheFile.js";

/** What features know of it: histories that stay over a reload. */
export interface HistoryMemory {
  /** By part; none = never read, or nothing of it stayed. */
  of(connectionId: string, jobId: string): Promise<HistoryChapters>;
  keep(connectionId: string, job: VoiceJob, chapters: HistoryChapters): Promise<void>;
}

export class HistoryCache {
  constructor(
    private readonly connectionStore: ConnectionStore,
    private readonly fileCache: FileCache,
  ) {}

  /** By part, as any window last read them; none = never. Throws what the disk throws. */
  async of(connectionId: string, jobId: string): Promise<HistoryChapters> {
    const connection = this.connectionStore.find(connectionId);
    const known = connection && !connection.isDemo ? (await this.read(connection)).get(jobId) : undefined;
    return known ?? new Map();
  }

  /** Adds what was read to what other windows wrote. */
  async save(connection: Connection, cloud: Cloud, job: VoiceJob, chapters: HistoryChapters): Promise<void> {
    if (!isKeepable(job, cloud.jobFields)) return;
    const kept = new Map([...chapters].map(([part, chapter]) => [part, toPersistableChapter(chapter, job, cloud)]));
    const merged = mergeHistories(await this.read(connection), job.id, kept);
    await this.fileCache.write(fileOf(connection.id), writeHistories(merged, placeOf(connection)));
  }

  forget(connectionId: string): Promise<void> {
    return this.fileCache.remove(fileOf(connectionId));
  }

  private async read(connection: Connection): Promise<RememberedHistories> {
    const text = await this.fileCache.read(fileOf(connection.id), historyFileLimit);
    return text === undefined || text === "tooLarge" ? new Map() : readHistories(text, placeOf(connection));
  }
}

export function fileOf(connectionId: string): string {
  return rememberedNames.history(connectionId);
}
