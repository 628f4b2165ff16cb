// Reads the histories that clouds have of jobs when a person looks, and keeps them: a job that did not change is not asked about again.
//
// How a history is made: a cloud describes what it can tell (core/cloud/cloud.ts, core/jobs/history/jobHistory.ts) and gives it page by page,
// one request each. This file reads it when a person opens or refreshes a panel and follows the job while the panel is visible;
// never for a panel that the editor brings back, which shows what an earlier window read (services/storage/historyCache.ts: without
// what is private). Histories stay in memory by job and version, errors beside what could be read.
//
// mergedHistory.ts merges the cloud's log, the job's own times and the states seen from here (services/storage/stateLog.ts): the
// cloud's clock wins, and a state that was first seen late says nothing about the one before. text/historyView.ts words it.

import { asVoiceError, VoiceError } from "../../core/errors.js";
import {
  type HistoryChapter,
  type HistoryChapters,
  type HistoryPage,
  historyVersion,
  type JobHistory,
} from "../../core/jobs/history/jobHistory.js";
import { jobKeyText, type VoiceJob } from "../../core/jobs/job.js";
import { Emitter, type Event } from "../../core/ports/event.js";
import type { Clock } from "../../core/ports/ports.js";
import type { ConnectionStore } from "../../services/connections/connectionStore.js";
import { isSamePlace, placeOf } from "../../services/connections/place.js";
import type { Sessions } from "../../services/connections/sessions.js";
import { RequestCoalescer } from "../../services/refresh/requestCoalescer.js";
import type { HistoryMemory } from "../../services/storage/historyCache.js";

interface Kept {
  readonly connectionId: string;
  /** Where the job is: jobs of another place are not the same jobs. */
  readonly place: string;
  readonly chapters: HistoryChapters;
  /** Parts of it that an earlier window read. */
  readonly remembered: ReadonlySet<string>;
  readonly errors: ReadonlyMap<string, VoiceError>;
  /** By part, the version of the job that it was last asked for, with whatever outcome. */
  readonly asked: ReadonlyMap<string, string>;
  readonly isReading: boolean;
}

/** `follow`: the job is looked at. `open`: the person opened it. `refresh`: the person asked for it again. */
export type HistoryRequest = "follow" | "open" | "refresh";

export interface HistoryChange {
  readonly connectionId: string;
  readonly jobId: string;
}

/** A log of so many pages is longer than people read. */
const mostPages = 10;
/** So many stories are kept; those read longest ago go first. */
const mostHistories = 50;
/** What is older is read again when the person refreshes: links in it end after a while. */
const goodForMs = 10 * 60_000;

export class HistoryReader {
  private readonly kept = new Map<string, Kept>();
  private readonly requests = new RequestCoalescer();
  /** By job, the version that is being read. */
  private readonly requested = new Map<string, string>();
  private readonly changed = new Emitter<HistoryChange>();
  readonly onDidChange: Event<HistoryChange> = this.changed.event;

  constructor(
    private readonly connectionStore: ConnectionStore,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
    /** Absent = what was read does not stay. */
    private readonly memory?: HistoryMemory,
  ) {
    connectionStore.onDidChange(({ connectionId }) => this.forget(connectionId));
  }

  /**
   * What is known now; undefined = its cloud gives no history, or it has not been asked for yet. `job`: as it is now; what an earlier
   * window read of its reviews is true as long as it is the same.
   */
  of(connectionId: string, jobId: string, job?: VoiceJob): JobHistory | undefined {
    const kept = this.kept.get(jobKeyText({ connectionId, jobId }));
    if (!kept) return undefined;
    const chapters = [...kept.chapters.values()];
    const remembered = [...kept.chapters].filter(([part]) => kept.remembered.has(part)).map(([, chapter]) => chapter);
    const isOver = (chapter: HistoryChapter) => remembered.includes(chapter) && job && chapter.version !== historyVersion(job);
    return {
      events: chapters.flatMap(({ events }) => events),
      reviews: chapters.flatMap((chapter) => (isOver(chapter) ? [] : chapter.reviews)),
      isCut: chapters.some(({ isCut }) => isCut),
      isReading: kept.isReading,
      errors: kept.errors,
      isRead: chapters.length > 0,
      ...(remembered.length > 0 && { rememberedAt: Math.min(...remembered.map(({ readAt }) => readAt)) }),
    };
  }

  /** Brings back what an earlier window read of a job, unless this one did. Asks no cloud, and never throws. */
  async recall(connectionId: string, jobId: string): Promise<void> {
    const connection = this.connectionStore.find(connectionId);
    const name = jobKeyText({ connectionId, jobId });
    if (!connection || !this.memory || this.kept.has(name)) return;
    const place = placeOf(connection);
    // What cannot be read back is not known: the page is as good without.
    const chapters: HistoryChapters = await this.memory.of(connectionId, jobId).catch(() => new Map());
    const now = this.connectionStore.find(connectionId);
    if (chapters.size === 0 || this.kept.has(name) || !now || !isSamePlace(placeOf(now), place)) return;
    const remembered = new Set(chapters.keys());
    this.put(jobId, { connectionId, place, chapters, remembered, errors: new Map(), asked: new Map(), isReading: false });
  }

  /**
   * Reads what is missing or was read before the job changed; for who opens the job also what failed, for who refreshes also what is old.
   * Never throws: errors are kept beside what could be read. Whose signal fires leaves; the last one who does ends the reading.
   */
  async read(connectionId: string, job: VoiceJob, signal: AbortSignal, request: HistoryRequest): Promise<void> {
    const connection = this.connectionStore.find(connectionId);
    const parts = connection && this.sessions.cloudOf(connection).history?.parts;
    if (!parts) return;
    const name = jobKeyText({ connectionId, jobId: job.id });
    const place = placeOf(connection);
    const version = historyVersion(job);
    if (this.memory && !this.kept.has(name)) await this.recall(connectionId, job.id);
    const kept = this.kept.get(name);
    const isGood = (part: string) => {
      if (!kept || !isSamePlace(kept.place, place) || kept.asked.get(part) !== version) return false;
      if (request === "follow") return true;
      const chapter = kept.chapters.get(part);
      if (!chapter || kept.errors.has(part)) return false;
      const age = this.clock.now() - chapter.readAt;
      // A clock that was set back must not keep it for hours.
      return request === "open" || (age >= 0 && age < goodForMs);
    };
    const missing = parts.filter(({ id }) => !isGood(id));
    if (missing.length === 0) return;
    // An answer about a version that is over would come too late.
    if (this.requested.get(name) !== version) this.requests.abortOne(name);
    this.requested.set(name, version);
    const fly = (shared: AbortSignal) => this.readParts({ connectionId, place, job, version, missing }, shared);
    await this.requests.join(name, signal, fly).catch(ignoreLeaving);
  }

  private async readParts({ connectionId, place, job, version, missing }: HistoryRead, signal: AbortSignal): Promise<void> {
    const jobId = job.id;
    const read = new Map<string, HistoryChapter>();
    const change = (how: (kept: Kept) => Partial<Kept>) => {
      const known = this.kept.get(jobKeyText({ connectionId, jobId }));
      const kept = known ?? { connectionId, place, ...nothing, isReading: false };
      this.put(jobId, { ...kept, ...how(kept) });
    };
    const isAgain = (id: string) => missing.some((part) => part.id === id);
    change(({ errors }) => ({ isReading: true, errors: new Map([...errors].filter(([id]) => !isAgain(id))) }));
    await Promise.all(
      missing.map(async ({ id }) => {
        try {
          const chapter = { ...(await this.readPart(connectionId, jobId, id, signal)), version };
          if (signal.aborted) return;
          read.set(id, chapter);
          change(({ chapters, remembered, asked }) => ({
            chapters: new Map(chapters).set(id, chapter),
            remembered: new Set([...remembered].filter((part) => part !== id)),
            asked: new Map(asked).set(id, version),
          }));
        } catch (thrown) {
          const error = asVoiceError(thrown);
          if (error.kind === "cancelled" || signal.aborted) return;
          change(({ errors, asked }) => ({ errors: new Map(errors).set(id, error), asked: new Map(asked).set(id, version) }));
        }
      }),
    );
    const name = jobKeyText({ connectionId, jobId });
    const isReplaced = signal.aborted && this.requests.isUnderWay(name);
    if (this.kept.has(name) && !isReplaced) change(() => ({ isReading: false }));
    if (read.size > 0) await this.memory?.keep(connectionId, job, read).catch(() => undefined);
  }

  /** Page after page, each under the read limit. */
  private async readPart(
    connectionId: string,
    jobId: string,
    part: string,
    signal: AbortSignal,
  ): Promise<Omit<HistoryChapter, "version">> {
    const pages: HistoryPage[] = [];
    let offset: number | undefined = 0;
    while (offset !== undefined && pages.length < mostPages) {
      const from: number = offset;
      const page: HistoryPage = await this.sessions.read(connectionId, signal, (api) => {
        if (!api.history) throw new VoiceError("bug", "A cloud with a story's outline tells none");
        return api.history(part, jobId, from, signal);
      });
      pages.push(page);
      // A cloud that does not go on would be asked for ever.
      offset = page.next !== undefined && page.next > from ? page.next : undefined;
    }
    return {
      events: pages.flatMap(({ events }) => events),
      reviews: pages.flatMap(({ reviews }) => reviews),
      isCut: offset !== undefined,
      readAt: this.clock.now(),
    };
  }

  private put(jobId: string, kept: Kept): void {
    const name = jobKeyText({ connectionId: kept.connectionId, jobId });
    this.kept.delete(name);
    this.kept.set(name, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > mostHistories && oldest !== undefined) this.kept.delete(oldest);
    this.changed.fire({ connectionId: kept.connectionId, jobId });
  }

  /** The connection was removed, or leads elsewhere now. */
  private forget(connectionId: string): void {
    const connection = this.connectionStore.find(connectionId);
    const place = connection && placeOf(connection);
    for (const [name, kept] of this.kept) {
      if (kept.connectionId !== connectionId) continue;
      this.requests.abortOne(name);
      if (!isSamePlace(kept.place, place)) this.kept.delete(name);
    }
  }
}

/** Of a job that was not asked about yet. */
const nothing = { chapters: new Map(), remembered: new Set<string>(), errors: new Map(), asked: new Map() } as const;

/** What one request reads. */
interface HistoryRead {
  readonly connectionId: string;
  readonly place: string;
  readonly job: VoiceJob;
  readonly version: string;
  readonly missing: readonly { readonly id: string }[];
}

/** A panel that was closed does not wait for it. */
function ignoreLeaving(thrown: unknown): void {
  if (asVoiceError(thrown).kind !== "cancelled") throw thrown;
}
