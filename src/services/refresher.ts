// Brings the store up to date: one connection, one state's next page, or one job; the answer is in the store, not in a return value.
import type { Connection } from "../core/connection.js";
import { asVoiceError, VoiceError } from "../core/errors.js";
import type { Clock } from "../core/ports.js";
import type { JobQuery } from "../core/query.js";
import type { ConnectionBook } from "./connectionBook.js";
import { Flights } from "./flights.js";
import { type Ask, harvest, newestFirst, pageSize, type Told } from "./harvest.js";
import { countOf, countRows, type JobRecord, type JobStore, putNewer, type SnapshotParts } from "./jobStore.js";
import { readScope } from "./scopes.js";
import type { Sessions } from "./sessions.js";

/** Pages read per wish while looking for jobs in states nobody has documented. */
const searchedPages = 10;
/** Rows of a next page that must be known already, or there may be a gap before it. */
const overlap = 5;

/** The list of everything not described by the cloud's known states. */
export const elsewhere = "";

/** The list of all jobs, for groupings other than by state. */
export const everything = "*";

const wholeConnection = "connection";
const scopeQuestion = "scope";
const never = new AbortController().signal;

export class Refresher {
  /** By connection. */
  private readonly flights = new Map<string, Flights>();
  /** Where the rows of each connection came from. */
  private readonly places = new Map<string, string>();
  /** How far each connection's list was searched for states nobody has documented. Items. */
  private readonly searched = new Map<string, number>();
  /** What loading more failed with, so that its next success takes away no other error. */
  private readonly moreErrors = new Map<string, VoiceError>();

  constructor(
    private readonly book: ConnectionBook,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly clock: Clock,
  ) {
    book.onDidChange(({ connectionId }) => this.startOver(connectionId));
  }

  /** Refreshes every connection; each keeps its own error in the store. */
  async refreshAll(signal: AbortSignal): Promise<void> {
    await Promise.all(this.book.all().map((connection) => this.refreshConnection(connection.id, signal)));
  }

  /** Reads what is new: totals of all states and the rows that were loaded before. Never throws; the error is kept in the store. */
  refreshConnection(connectionId: string, signal: AbortSignal): Promise<void> {
    return this.flightsOf(connectionId)
      .join(wholeConnection, signal, (flight) => this.readConnection(connectionId, flight))
      .catch(keptInStore);
  }

  /** First load of a connection that was never read and is not being read. */
  ensureConnection(connectionId: string, signal: AbortSignal): Promise<void> {
    const { readAt, isRemembered = false, isStopped = false, error, isLoading } = this.store.get(connectionId);
    return (readAt === undefined || isRemembered) && !isStopped && error === undefined && !isLoading
      ? this.refreshConnection(connectionId, signal)
      : Promise.resolve();
  }

  /**
   * The server's part of the person's filter: from now on its totals are kept in `snapshot.scope`. It goes away where nothing is asked
   * for, where all rows are here, and where the server cannot count it. Never throws; the error is kept in the store.
   */
  setScope(connectionId: string, query: JobQuery | undefined): Promise<void> {
    const connection = this.book.find(connectionId);
    const flights = this.flightsOf(connectionId);
    flights.abortOne(scopeQuestion);
    const isAsked = query !== undefined && Object.keys(query).length > 0 && this.store.get(connectionId).isWhole !== true;
    const isServed = connection && this.sessions.cloudOf(connection).listing.countsByState;
    if (!isAsked || !isServed) {
      this.store.update(connectionId, { scope: undefined });
      return Promise.resolve();
    }
    this.store.update(connectionId, { scope: { query, totals: new Map() } });
    return flights.join(scopeQuestion, never, (flight) => this.readScoped(connectionId, query, flight)).catch(keptInStore);
  }

  /** Ends the paging through a cloud without counts; what was read stays. */
  stop(connectionId: string): void {
    const connection = this.book.find(connectionId);
    if (!connection || this.sessions.cloudOf(connection).listing.countsByState) return;
    if (!this.flightsOf(connectionId).isUnderWay(wholeConnection)) return;
    this.flightsOf(connectionId).abortOne(wholeConnection);
    const { totals } = this.store.get(connectionId);
    const inexact = new Map([...totals].map(([state, { total }]) => [state, { total, isExact: false }]));
    this.store.update(connectionId, { isLoading: false, isStopped: true, isWhole: false, totals: inexact });
  }

  /** One question to a server that can be asked for names (and ids); what it finds is in the store, too. Throws. */
  async search(connectionId: string, text: string, signal: AbortSignal): Promise<readonly JobRecord[]> {
    const connection = this.book.find(connectionId);
    if (!connection || !this.sessions.cloudOf(connection).listing.findsNames || text.trim() === "") return [];
    this.settleIn(connectionId);
    const { records } = await this.asking(connectionId, signal)({ text: text.trim(), sort: newestFirst }, 0);
    this.store.putJobs(connectionId, records);
    return records;
  }

  /** The next page of one state (or of `elsewhere`, or of `everything`), inside the scope if there is one. Never throws; the error is kept in the store. */
  loadMore(connectionId: string, state: string, signal: AbortSignal): Promise<void> {
    const connection = this.book.find(connectionId);
    if (!connection) return Promise.resolve();
    // Such a cloud has no list per state: all rows are read or none.
    if (!this.sessions.cloudOf(connection).listing.countsByState) return this.refreshConnection(connectionId, signal);
    return this.flightsOf(connectionId)
      .join(`more ${state}`, signal, (flight) => this.readMore(connectionId, state, flight))
      .catch(keptInStore);
  }

  /** Reads one job. Throws, and keeps the error beside the job's row too. */
  refreshJob(connectionId: string, jobId: string, signal: AbortSignal): Promise<JobRecord> {
    return this.flightsOf(connectionId).join(`job ${jobId}`, signal, (flight) => this.readJob(connectionId, jobId, flight));
  }

  /** Like `refreshJob`, but never answered by a question that went out before this call. */
  readJobAnew(connectionId: string, jobId: string, signal: AbortSignal): Promise<JobRecord> {
    return this.flightsOf(connectionId).startAnew(`job ${jobId}`, signal, (flight) => this.readJob(connectionId, jobId, flight));
  }

  private async readJob(connectionId: string, jobId: string, signal: AbortSignal): Promise<JobRecord> {
    this.settleIn(connectionId);
    let asked = 0;
    try {
      const { job, requestId } = await this.sessions.read(connectionId, signal, (api) => {
        asked = this.store.ask();
        return api.get(jobId, signal);
      });
      refuseLate(signal);
      const record: JobRecord = { job, asked, readAt: this.clock.now(), ...(requestId === undefined ? {} : { requestId }) };
      this.store.putJob(connectionId, record);
      return record;
    } catch (thrown) {
      const error = asVoiceError(thrown);
      const isNews = error.kind !== "cancelled" && !signal.aborted;
      // What failed before it was asked (no key, say) failed now.
      if (isNews) this.store.putJobError(connectionId, jobId, error, asked || this.store.ask());
      throw error;
    }
  }

  private async readConnection(connectionId: string, signal: AbortSignal): Promise<void> {
    const connection = this.settleIn(connectionId);
    if (!connection) return;
    this.store.update(connectionId, { isLoading: true });
    // When one of several questions fails, the others are nobody's any more.
    const failed = new AbortController();
    try {
      const isFirst = this.store.get(connectionId).readAt === undefined;
      const asked = new Set<number>();
      const { found, parts } = await harvest({
        cloud: this.sessions.cloudOf(connection),
        known: () => this.store.get(connectionId),
        turns: { since: this.store.ask(), asked },
        ask: this.asking(connectionId, AbortSignal.any([signal, failed.signal]), (turn) => asked.add(turn)),
        // Only a first load is shown as it grows: later ones replace the rows in one step, so that nothing flickers.
        show: (records, total) => isFirst && this.showProgress(connectionId, records, total),
      });
      this.searched.delete(connectionId);
      const { scope } = this.store.get(connectionId);
      if (scope && !parts.isWhole) await this.readScoped(connectionId, scope.query, signal);
      else this.store.update(connectionId, { scope: undefined });
      const done = {
        isRemembered: undefined,
        isStopped: undefined,
        readAt: this.clock.now(),
        isLoading: false,
        error: undefined,
      };
      this.store.replaceJobs(connectionId, found, { ...parts, ...done });
    } catch (thrown) {
      failed.abort();
      const error = asVoiceError(thrown);
      this.endLoading(connectionId, wholeConnection, signal, {
        isLoading: false,
        ...(error.kind === "cancelled" || signal.aborted ? {} : { error }),
      });
      throw error;
    }
  }

  private showProgress(connectionId: string, records: readonly JobRecord[], total: number): void {
    const jobs = new Map(this.store.get(connectionId).jobs);
    for (const record of records) putNewer(jobs, record);
    this.store.putJobs(connectionId, records, { totals: countRows(jobs, false), total });
  }

  private async readScoped(connectionId: string, query: JobQuery, signal: AbortSignal): Promise<void> {
    const connection = this.settleIn(connectionId);
    if (!connection) return;
    try {
      const { scope, records } = await readScope(this.sessions.cloudOf(connection), this.asking(connectionId, signal), query);
      // The person may have changed their mind meanwhile.
      const isWanted = this.store.get(connectionId).scope?.query === query;
      this.store.putJobs(connectionId, records, isWanted ? { scope } : {});
    } catch (thrown) {
      const error = asVoiceError(thrown);
      if (error.kind !== "cancelled" && !signal.aborted) this.store.update(connectionId, { error });
      throw error;
    }
  }

  private async readMore(connectionId: string, state: string, signal: AbortSignal): Promise<void> {
    this.settleIn(connectionId);
    const { loadingStates } = this.store.get(connectionId);
    this.store.update(connectionId, { loadingStates: new Set([...loadingStates, state]) });
    const ask = this.asking(connectionId, signal);
    const { scope } = this.store.get(connectionId);
    let outcome: SnapshotParts = {};
    try {
      if (state === elsewhere) await this.readElsewhere(connectionId, ask);
      else if (state === everything || scope) await this.readOn(connectionId, state, ask);
      else await this.readNextPage(connectionId, state, ask);
      const isOurs = this.store.get(connectionId).error === this.moreErrors.get(connectionId);
      if (isOurs) outcome = { error: undefined };
    } catch (thrown) {
      const error = asVoiceError(thrown);
      if (error.kind !== "cancelled" && !signal.aborted) {
        this.moreErrors.set(connectionId, error);
        outcome = { error };
      }
      throw error;
    } finally {
      const states = new Set(this.store.get(connectionId).loadingStates);
      states.delete(state);
      this.endLoading(connectionId, `more ${state}`, signal, { ...outcome, loadingStates: states });
    }
  }

  private async readOn(connectionId: string, list: string, ask: Ask): Promise<void> {
    const { scope, jobs } = this.store.get(connectionId);
    const query = { ...scope?.query, ...(list === everything ? {} : { states: [list] }), sort: newestFirst };
    const loaded = list === everything ? jobs.size : countOf(jobs, list);
    for (let offset = 0; ; ) {
      const page = await ask(query, offset);
      const known = this.store.get(connectionId).jobs;
      const isNews = page.records.some(({ job }) => !known.has(job.id));
      this.store.putJobs(connectionId, page.records);
      offset += page.records.length;
      if (isNews || page.records.length === 0 || offset >= page.total || offset > loaded + pageSize) return;
    }
  }

  private async readNextPage(connectionId: string, state: string, ask: Ask): Promise<void> {
    const known = this.store.get(connectionId).jobs;
    const loaded = countOf(known, state);
    const readPage = (offset: number) => ask({ states: [state], sort: newestFirst }, offset);
    const isJoined = (offset: number, { records }: Told) => offset === 0 || known.has(records[0]?.job.id ?? "");
    for (let offset = Math.max(0, loaded - overlap); ; ) {
      const page = await readPage(offset);
      // Jobs that left the list moved the others up: what lies before this page may be unknown too.
      for (let before = offset, gap = page; !isJoined(before, gap); this.putPage(connectionId, gap, state, false)) {
        before = Math.max(0, before - pageSize);
        gap = await readPage(before);
      }
      offset += page.records.length;
      const isEnd = page.records.length === 0 || offset >= page.total;
      this.putPage(connectionId, page, state, isEnd);
      // Jobs that came moved the others down: go on until something new comes.
      if (isEnd || countOf(this.store.get(connectionId).jobs, state) > loaded) return;
    }
  }

  /** Pages through the whole list until a state turns up that nobody has documented; then counts it like any other. */
  private async readElsewhere(connectionId: string, ask: Ask): Promise<void> {
    const known = new Set(this.store.get(connectionId).totals.keys());
    let offset = this.searched.get(connectionId) ?? pageSize;
    for (let pages = 0; pages < searchedPages; pages += 1) {
      const page = await ask({ sort: newestFirst }, offset);
      this.store.putJobs(connectionId, page.records);
      const found = new Set(page.records.map(({ job }) => job.state).filter((state) => !known.has(state)));
      for (const state of found)
        this.putPage(connectionId, await ask({ states: [state], sort: newestFirst }, 0, 1), state, false);
      if (found.size > 0) this.countElsewhere(connectionId, page.total);
      offset += page.records.length;
      this.searched.set(connectionId, offset);
      if (found.size > 0) return;
      if (page.records.length > 0 && offset < page.total) continue;
      // The end, and no row for them: what the cloud counts and cannot show is no group of the tree.
      this.store.update(connectionId, { elsewhere: 0 });
      return;
    }
  }

  private countElsewhere(connectionId: string, total: number): void {
    const counted = [...this.store.get(connectionId).totals.values()].reduce((sum, each) => sum + each.total, 0);
    this.store.update(connectionId, { total, elsewhere: Math.max(0, total - counted) });
  }

  private putPage(connectionId: string, page: Told, state: string, isWhole: boolean): void {
    const totals = new Map(this.store.get(connectionId).totals);
    if (page.total > 0) totals.set(state, { total: page.total, isExact: true, ...(isWhole ? { isWhole } : {}) });
    else totals.delete(state);
    this.store.putJobs(connectionId, page.records, { totals });
  }

  /** Nothing of what a flight that was aborted still hears gets any further than here. */
  private asking(connectionId: string, signal: AbortSignal, note: (turn: number) => void = () => undefined): Ask {
    return async (query, offset, limit = pageSize) => {
      let asked = 0;
      const { jobs, total, requestId } = await this.sessions.read(connectionId, signal, (api) => {
        asked = this.store.ask();
        return api.list(query, { offset, limit }, signal);
      });
      refuseLate(signal);
      note(asked);
      const about = { asked, readAt: this.clock.now(), ...(requestId === undefined ? {} : { requestId }) };
      return { records: jobs.map((job) => ({ job, ...about })), total, ...(requestId === undefined ? {} : { requestId }) };
    };
  }

  private flightsOf(connectionId: string): Flights {
    const known = this.flights.get(connectionId) ?? new Flights();
    this.flights.set(connectionId, known);
    return known;
  }

  /** Unless the connection is gone, or somebody else has begun the same anew. */
  private endLoading(connectionId: string, question: string, signal: AbortSignal, parts: SnapshotParts): void {
    const isReplaced = signal.aborted && this.flightsOf(connectionId).isUnderWay(question);
    if (this.book.find(connectionId) && !isReplaced) this.store.update(connectionId, parts);
  }

  private settleIn(connectionId: string): Connection | undefined {
    const connection = this.book.find(connectionId);
    if (connection) this.places.set(connectionId, placeOf(connection));
    return connection;
  }

  /** The connection was changed or removed: nothing asked before is true any more, and rows of another place are no rows of this one. */
  private startOver(connectionId: string): void {
    const connection = this.book.find(connectionId);
    this.flights.get(connectionId)?.abortAll();
    const place = this.places.get(connectionId);
    if (connection && (place === undefined || place === placeOf(connection))) return;
    for (const kept of [this.flights, this.places, this.searched, this.moreErrors]) kept.delete(connectionId);
    this.store.forget(connectionId);
  }
}

/** Without the values: who mistypes a project keeps the last rows, as after any refresh that fails. */
export function placeOf({ cloud, region, endpoint }: Connection): string {
  return JSON.stringify([cloud, region, endpoint]);
}

function refuseLate(signal: AbortSignal): void {
  if (signal.aborted) throw new VoiceError("cancelled", "came too late");
}

/** Errors are kept in the store by whoever flew; the one who waited need not hear them twice. */
function keptInStore(thrown: unknown): void {
  if (!(thrown instanceof VoiceError)) throw thrown;
}
