// Histories that stay over a reload, in memory, on a disk that can be made to fail or to be slow.

import type { HistoryChapters } from "../../../src/core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../../src/core/jobs/job.js";
import type { HistoryMemory } from "../../../src/services/storage/historyCache.js";

export class FakeHistoryMemory implements HistoryMemory {
  private readonly kept = new Map<string, HistoryChapters>();
  /** Called before each call takes effect. */
  before: () => Promise<unknown> = async () => undefined;

  async of(connectionId: string, jobId: string): Promise<HistoryChapters> {
    await this.before();
    return this.kept.get(`${connectionId}/${jobId}`) ?? new Map();
  }

  async keep(connectionId: string, job: VoiceJob, chapters: HistoryChapters): Promise<void> {
    await this.before();
    this.kept.set(`${connectionId}/${job.id}`, chapters);
  }
}
