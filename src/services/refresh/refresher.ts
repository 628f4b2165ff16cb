// Brings the store up to date: one connection, one list's next page, or one job; the answer is in the store, not in a return value.
//
// How a refresh goes: one request per question, however many ask (requestCoalescer.ts). storedReads.ts makes each reading, and
// keeps what came of it. connectionReader.ts, loaded with the first of them, decides what to read; lists/ has each way to. A
// refresh is read completely before anything old is replaced, and is one change of the store or none; a failed one leaves the
// rows and puts the error beside them.
//
// First load (lists/fullRefresh.ts): an account of up to 500 jobs is read whole; of a larger one the first page, a count per
// state, and a last look at the head, so that the counts are known to belong together.
//
// Refresh of a list sorted by change (lists/incrementalRefresh.ts): the first page, and further ones only until they reach what
// had settled at the last refresh; times have one-second resolution, so the last seconds are always read again. Where nothing
// changed that is one request. Totals follow what is seen of the jobs (services/jobs/snapshotDraft.ts): known jobs move, new ones
// come, those missing from the head are gone. What cannot be followed is noted in services/jobs/totalsValidity.ts and counted
// again. The state that a job without a row has left is found by counting halves of the possible ones until the totals add up
// (lists/departedStates.ts); lists/missingRows.ts then looks through the rows of the states that lack one, and lets those go that
// it does not come to: their lists count as loaded no further than to them. Rows without a time take part by their place in the
// list; rows that were not read again keep their age. A list in no order is read as if for the first time.
//
// A cloud that neither counts nor sorts (lists/pagedRefresh.ts): the first page of each list, shown as it comes, and its
// unfinished jobs one by one, or all pages where those are fewer or the first page or total does not fit. Paging can be stopped
// and goes on where it was left. That a finished job comes back to life is not noticed there before its page is read.
//
// Loading more (lists/nextPage.ts): lists/loadedRanges.ts knows how far each list is loaded without a gap, as a time of change;
// rows that came with searches, filters or single reads prove nothing. A page must join what is there, or those before it are
// read first.
//
// Totals of the part of a filter that the server counts are followed like the others. services/jobs/persistentMap.ts shares what
// does not change between snapshots, so that a page into a hundred thousand rows costs a page.

import { VoiceError } from "../../core/errors.js";
import type { JobQuery } from "../../core/jobs/filter/jobQuery.js";
import type { Event } from "../../core/ports/event.js";
import { lazy } from "../../core/ports/lazy.js";
import type { Clock } from "../../core/ports/ports.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import type { Sessions } from "../connections/sessions.js";
import type { JobRecord } from "../jobs/jobRecord.js";
import type { JobStore } from "../jobs/jobStore.js";
import { moreOf, StoredReads, scopeQuestion, wholeConnection } from "./storedReads.js";

const never = new AbortController().signal;

export class Refresher {
  private readonly reads: StoredReads;
  /** The id of a connection whose server was asked for times, and sent others. */
  readonly onDidDisobey: Event<string>;

  constructor(
    private readonly connectionStore: ConnectionStore,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    clock: Clock,
    load: () => Promise<typeof import("./connectionReader.js")> = lazy(() => import("./connectionReader.js")),
  ) {
    this.reads = new StoredReads(connectionStore, sessions, store, clock, load);
    this.onDidDisobey = this.reads.onDidDisobey;
    connectionStore.onDidChange(({ connectionId }) => this.reads.startOver(connectionId));
  }

  /** Refreshes every connection; each keeps its own error in the store. */
  async refreshAll(signal: AbortSignal): Promise<void> {
    await Promise.all(this.connectionStore.all().map((connection) => this.refreshConnection(connection.id, signal)));
  }

  /** Reads what is new: totals, and the rows that changed. Never throws; the error is kept in the store. */
  refreshConnection(connectionId: string, signal: AbortSignal): Promise<void> {
    return this.reads
      .state(connectionId)
      .requests.join(wholeConnection, signal, (shared) => this.reads.connection(connectionId, shared))
      .catch(keptInStore);
  }

  /** First load of a connection that was not read in this window, was not stopped and is not being read. */
  ensureConnection(connectionId: string, signal: AbortSignal): Promise<void> {
    const { readAt, isRemembered = false, isStopped = false, error, isLoading } = this.store.get(connectionId);
    const isUnread = (readAt === undefined || isRemembered) && !isStopped;
    return isUnread && error === undefined && !isLoading ? this.refreshConnection(connectionId, signal) : Promise.resolve();
  }

  /**
   * The server's part of the person's filter: from now on its totals are kept in `snapshot.scope`. It goes away where nothing is asked
   * for, where all rows are here, and where the server cannot count it. Never throws; the error is kept in the store.
   */
  setScope(connectionId: string, query: JobQuery | undefined): Promise<void> {
    const connection = this.connectionStore.find(connectionId);
    const { requests, lists } = this.reads.state(connectionId);
    requests.abortOne(scopeQuestion);
    const { isWhole = false, readAt, isRemembered = false } = this.store.get(connectionId);
    const isAsked = query !== undefined && Object.keys(query).length > 0 && !(isWhole && !isRemembered);
    const isServed = connection && this.sessions.cloudOf(connection).listing.countsByState;
    this.store.validity(connectionId).scope.clear();
    lists?.ranges.keepScope(query ?? {});
    if (!isAsked || !isServed) {
      this.store.update(connectionId, { scope: undefined });
      return Promise.resolve();
    }
    this.store.update(connectionId, { scope: { query, totals: new Map() } });
    // The connection has not been shown yet: its first load reads the scope, too.
    if (readAt === undefined || isRemembered) return Promise.resolve();
    return requests.join(scopeQuestion, never, (shared) => this.reads.scope(connectionId, query, shared)).catch(keptInStore);
  }

  /** Ends the paging through a cloud without counts; what was read stays. */
  stop(connectionId: string): void {
    const connection = this.connectionStore.find(connectionId);
    const { requests } = this.reads.state(connectionId);
    if (!connection || this.sessions.cloudOf(connection).listing.countsByState) return;
    if (!requests.isUnderWay(wholeConnection)) return;
    requests.abortOne(wholeConnection);
    const { isWhole = false, isRemembered = false, totals } = this.store.get(connectionId);
    // Rows that were whole before are the last good ones.
    if (isWhole && !isRemembered) return this.store.update(connectionId, { isLoading: false });
    const inexact = new Map([...totals].map(([state, { total }]) => [state, { total, isExact: false }]));
    this.store.update(connectionId, { isLoading: false, isStopped: true, isWhole: false, totals: inexact });
  }

  /** One question to a server that can be asked for names; what it finds is in the store, too. Throws. */
  async search(connectionId: string, text: string, signal: AbortSignal): Promise<readonly JobRecord[]> {
    const connection = this.connectionStore.find(connectionId);
    const wanted = text.trim();
    if (!connection || !this.sessions.cloudOf(connection).listing.findsNames || wanted === "") return [];
    const question = `search ${wanted}`;
    return this.reads
      .state(connectionId)
      .requests.join(question, signal, async (shared) => (await this.reads.reading(connection, shared)).search(wanted));
  }

  /** The next page of one state (or of `elsewhere`, or of `everything`), inside the scope or of all. Never throws; the error is kept in the store. */
  loadMore(connectionId: string, list: string, signal: AbortSignal, isScoped = true): Promise<void> {
    const connection = this.connectionStore.find(connectionId);
    if (!connection) return Promise.resolve();
    // Such a cloud has no list per state: all rows are read or none.
    if (!this.sessions.cloudOf(connection).listing.countsByState) return this.refreshConnection(connectionId, signal);
    return this.reads
      .state(connectionId)
      .requests.join(moreOf(list, isScoped), signal, (shared) => this.reads.more(connection, list, isScoped, shared))
      .catch(keptInStore);
  }

  /** Reads one job. Throws, and keeps the error in the store too: beside the job's row, and in `JobStore.reads`. */
  refreshJob(connectionId: string, jobId: string, signal: AbortSignal): Promise<JobRecord> {
    return this.reads
      .state(connectionId)
      .requests.join(`job ${jobId}`, signal, (shared) => this.reads.job(connectionId, jobId, shared));
  }

  /** Like `refreshJob`, but never answered by a question that went out before this call. */
  readJobAgain(connectionId: string, jobId: string, signal: AbortSignal): Promise<JobRecord> {
    return this.reads
      .state(connectionId)
      .requests.startNew(`job ${jobId}`, signal, (shared) => this.reads.job(connectionId, jobId, shared));
  }

  /** The job was deleted: its row goes, and a refresh that may have seen it begins again. */
  forgetJob(connectionId: string, jobId: string): void {
    this.store.dropJob(connectionId, jobId);
    if (this.reads.state(connectionId).requests.isUnderWay(wholeConnection)) void this.refreshAgain(connectionId, never);
  }

  /** Like `refreshConnection`, but never answered by questions that went out before this call. */
  refreshAgain(connectionId: string, signal: AbortSignal): Promise<void> {
    this.reads.state(connectionId).requests.abortOne(wholeConnection);
    return this.refreshConnection(connectionId, signal);
  }
}

/** The caller whose request was sent puts errors into the store; the ones that joined need not do so again. */
function keptInStore(thrown: unknown): void {
  if (!(thrown instanceof VoiceError)) throw thrown;
}
