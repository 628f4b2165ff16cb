// Reads connections into the store: what one refresh, one *Load More* or one search brings. Loaded with the first of them.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import { saysGone, VoiceError } from "../../core/errors.js";
import type { JobQuery } from "../../core/jobs/filter/jobQuery.js";
import { isOutside } from "../../core/jobs/filter/servedTimes.js";
import type { Clock } from "../../core/ports/ports.js";
import type { Sessions } from "../connections/sessions.js";
import type { JobRecord } from "../jobs/jobRecord.js";
import type { JobStore } from "../jobs/jobStore.js";
import { elsewhere, everything } from "../jobs/snapshot.js";
import {
  applyFullRefresh,
  applyIncrementalRefresh,
  applyScope,
  countElsewhere,
  markWhole,
  setTotals,
} from "./lists/applyRefresh.js";
import { type RequestOrder, refreshFully } from "./lists/fullRefresh.js";
import { refreshIncrementally } from "./lists/incrementalRefresh.js";
import { type Ask, isDescending, isSamePage, type ListPage, newestFirst, pageSize } from "./lists/listPages.js";
import { LoadedRanges } from "./lists/loadedRanges.js";
import { readNextPage } from "./lists/nextPage.js";
import { applyPagedRefresh, PagedLists, refreshByPages } from "./lists/pagedRefresh.js";
import type { ReadContext } from "./lists/readContext.js";
import { readScope } from "./lists/stateCounts.js";

/** Pages read per request while looking for jobs in undocumented states. */
const searchedPages = 10;

/** What is remembered of a connection's lists. */
export class ListState {
  readonly ranges = new LoadedRanges();
  readonly pages = new PagedLists();
  /** First page of the last refresh, where the list is sorted by change. */
  head?: ListPage | undefined;
}

/** One reading of one connection. */
export class ConnectionReader {
  private readonly cloud: Cloud;
  private readonly id: string;
  private readonly asked = new Set<number>();

  constructor(
    connection: Connection,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly clock: Clock,
    private readonly lists: ListState,
    private readonly isScopeUnderWay: () => boolean,
    /** The server was asked for times, and sent others. */
    private readonly disobeyed: () => void,
    private readonly signal: AbortSignal,
  ) {
    this.id = connection.id;
    this.cloud = sessions.cloudOf(connection);
  }

  /** Everything that is new; the store hears of it when all is read. */
  async refresh(): Promise<void> {
    const { countsByState, sortsByUpdate = false } = this.cloud.listing;
    const { readAt, isStopped = false, isRemembered = false } = this.store.get(this.id);
    // Only a first load is shown as it grows: later ones replace the rows in one step, so that nothing flickers.
    const context = this.context(readAt === undefined || isStopped || isRemembered);
    const order: RequestOrder = { since: this.store.ask(), asked: this.asked };
    if (!countsByState) {
      const found = await refreshByPages(context, this.lists.pages, order);
      this.finish((draft) => ({ ...applyPagedRefresh(draft, found, this.lists.pages), scope: undefined }));
      return;
    }
    const first = await context.ask({ sort: newestFirst }, 0);
    const isUnsorted = sortsByUpdate && !isDescending(first);
    const isSorted = sortsByUpdate && !isUnsorted;
    const news = isSorted ? await refreshIncrementally(context, first) : undefined;
    if (news) {
      this.finish((draft) => ({ ...applyIncrementalRefresh(draft, news, this.lists.ranges), isUnsorted: undefined }));
      this.lists.head = first;
      return;
    }
    if (readAt === undefined) context.show(first.records, first.total);
    const full = await refreshFully(context, first, order);
    this.finish((draft) => ({
      ...applyFullRefresh(draft, full, this.lists.ranges, isSorted),
      isUnsorted: isUnsorted || undefined,
      ...(full.isWhole ? { scope: undefined } : {}),
    }));
    this.lists.head = isSorted ? full.head.first : undefined;
  }

  async readScope(query: JobQuery): Promise<void> {
    const { head } = this.lists;
    const found = await readScope(this.cloud, this.ask, query);
    const again = head && found.counts.size > 0 ? await this.ask({ sort: newestFirst }, 0) : undefined;
    this.store.edit(this.id, (draft) => {
      applyScope(draft, found, this.lists.ranges, this.isSorted());
      // Nothing has happened since the last refresh.
      if (head && again && this.lists.head === head && isSamePage(head, again)) draft.validity.settledAsked = again.asked;
      return markWhole(draft, this.lists.ranges);
    });
  }

  /** The next page of a state or of everything, inside the scope if there is one. */
  /** `isScoped`: of what the person's filter in the view lets through. */
  async readMore(list: string, isScoped: boolean): Promise<void> {
    if (list === elsewhere) await this.readElsewhere();
    else await this.readNextPage((isScoped ? this.store.get(this.id).scope?.query : undefined) ?? {}, list);
  }

  async search(text: string): Promise<readonly JobRecord[]> {
    const { records } = await this.ask({ text, sort: newestFirst }, 0);
    this.store.putJobs(this.id, records);
    return records.map((record) => this.store.record(this.id, record.job.id) ?? record);
  }

  /** Throws, also where the cloud has no such job. */
  async readJob(jobId: string): Promise<JobRecord> {
    let asked = 0;
    const { job, requestId } = await this.sessions.read(this.id, this.signal, (api) => {
      asked = this.store.ask();
      return api.get(jobId, this.signal);
    });
    refuseIfAborted(this.signal);
    this.asked.add(asked);
    return { job, asked, readAt: this.clock.now(), ...(requestId === undefined ? {} : { requestId }) };
  }

  private async readNextPage(query: JobQuery, list: string): Promise<ListPage> {
    const { ranges } = this.lists;
    const isSorted = this.isSorted();
    const place = {
      ask: this.ask,
      ranges,
      rows: () => this.store.get(this.id).jobs.values(),
      put: (page: ListPage) => this.putPage(page, query, list),
    };
    return readNextPage(place, { query, list, isSorted });
  }

  private putPage(page: ListPage, query: JobQuery, list: string): void {
    this.store.edit(this.id, (draft) => {
      for (const record of page.records) draft.put(record);
      const isFollowed = draft.validity.since !== undefined || draft.before.isWhole === true;
      const counts = new Map(list === everything ? [] : [[list, page] as const]);
      if (!isFollowed && Object.keys(query).length === 0) setTotals(draft, counts);
      return markWhole(draft, this.lists.ranges);
    });
  }

  /** Pages through the whole list until an undocumented state turns up; then counts it like any other. */
  private async readElsewhere(): Promise<void> {
    const known = new Set(this.store.get(this.id).totals.keys());
    for (let pages = 0; pages < searchedPages; pages += 1) {
      const page = await this.readNextPage({}, everything);
      const found = new Set(page.records.map(({ job }) => job.state).filter((state) => !known.has(state)));
      for (const state of found) {
        const counted = await this.ask({ states: [state], sort: newestFirst }, 0, 1);
        this.store.edit(this.id, (draft) => {
          setTotals(draft, new Map([[state, counted]]));
          countElsewhere(draft);
          return {};
        });
      }
      if (found.size > 0) return;
      if (!this.lists.ranges.isWhole({}, everything)) continue;
      // The end, and no row for them: what the cloud counts and cannot show is no group of the tree.
      this.store.edit(this.id, (draft) => {
        draft.validity.hidden += draft.elsewhere;
        draft.elsewhere = 0;
        return {};
      });
      return;
    }
  }

  private isSorted(): boolean {
    return this.cloud.listing.sortsByUpdate === true && this.store.get(this.id).isUnsorted !== true;
  }

  private context(isShown: boolean): ReadContext {
    return {
      cloud: this.cloud,
      validity: this.store.validity(this.id),
      ranges: this.lists.ranges,
      ask: this.ask,
      get: (jobId) => this.getAgain(jobId),
      known: () => this.store.get(this.id),
      preview: () => this.store.preview(this.id),
      show: (records, total?: number) => isShown && this.show(records, total),
      isScopeUnderWay: this.isScopeUnderWay,
    };
  }

  private show(records: readonly JobRecord[], total: number | undefined): void {
    this.store.edit(this.id, (draft) => {
      for (const record of records) draft.put(record);
      if (draft.before.isRemembered) return {};
      draft.countRows(false);
      return total === undefined ? {} : { total };
    });
  }

  /** A row that is checked; what its answer leaves out has not changed. */
  private async getAgain(jobId: string): Promise<JobRecord | undefined> {
    try {
      const record = await this.readJob(jobId);
      return this.store.kept(this.id, record);
    } catch (thrown) {
      if (thrown instanceof VoiceError && saysGone(thrown)) return undefined;
      throw thrown;
    }
  }

  private finish(work: Parameters<JobStore["edit"]>[1]): void {
    const done = { readAt: this.clock.now(), isLoading: false, isRemembered: undefined, isStopped: undefined, error: undefined };
    this.store.edit(this.id, (draft) => ({ ...done, ...work(draft) }));
  }

  /** No answer to a request that was aborted gets any further than here. */
  private readonly ask: Ask = async (query, offset, limit = pageSize) => {
    let asked = 0;
    const { jobs, total, requestId } = await this.sessions.read(this.id, this.signal, (api) => {
      asked = this.store.ask();
      return api.list(query, { offset, limit }, this.signal);
    });
    refuseIfAborted(this.signal);
    if (jobs.some((job) => isOutside(job, query))) this.disobeyed();
    this.asked.add(asked);
    const request = requestId === undefined ? {} : { requestId };
    const readAt = this.clock.now();
    return { records: jobs.map((job) => ({ job, asked, readAt, ...request })), total, asked, ...request };
  };
}

function refuseIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new VoiceError("cancelled", "came too late");
}
