// Brings the store up to date: one connection, one state's next page, or one job; the answer is in the store, not in a return value.
import type { Cloud, JobPage } from "../core/cloud.js";
import { asVoiceError, VoiceError } from "../core/errors.js";
import type { VoiceJob } from "../core/job.js";
import type { Clock } from "../core/ports.js";
import type { JobQuery } from "../core/query.js";
import type { ConnectionBook } from "./connectionBook.js";
import { Flights } from "./flights.js";
import type { JobRecord, JobStore, Snapshot, StateTotal } from "./jobStore.js";
import type { Sessions } from "./sessions.js";

/** The largest page both clouds allow. */
const pageSize = 100;
/** Up to so many jobs all are read: fewer requests than one count per state. */
const smallAccount = 500;
/** Pages read per wish while looking for jobs in states nobody has documented. */
const searchedPages = 10;
/** Newest change first everywhere, so that the rows of the mixed first page are the head of each state's own list. */
const newestFirst = { key: "updated", descending: true } as const;

/** The list of everything not described by the cloud's known states. */
export const elsewhere = "";

export class Refresher {
  private readonly flights = new Flights();

  constructor(
    private readonly book: ConnectionBook,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly clock: Clock,
  ) {}

  /** Refreshes every connection; each keeps its own error in the store. */
  async refreshAll(signal: AbortSignal): Promise<void> {
    await Promise.all(this.book.all().map((connection) => this.refreshConnection(connection.id, signal)));
  }

  /** Reads what is new: totals of all states and the rows that were loaded before. Never throws; the error is kept in the store. */
  refreshConnection(connectionId: string, signal: AbortSignal): Promise<void> {
    return this.flights
      .join(`connection ${connectionId}`, signal, (flight) => this.readConnection(connectionId, flight))
      .catch(ignoreCancelled);
  }

  /** First load of a connection that was never read and is not being read. */
  ensureConnection(connectionId: string, signal: AbortSignal): Promise<void> {
    const { readAt, error, isLoading } = this.store.get(connectionId);
    return readAt === undefined && error === undefined && !isLoading
      ? this.refreshConnection(connectionId, signal)
      : Promise.resolve();
  }

  /** The next page of one state (or of `elsewhere`). */
  loadMore(connectionId: string, state: string, signal: AbortSignal): Promise<void> {
    return this.flights
      .join(`more ${connectionId} ${state}`, signal, (flight) => this.readMore(connectionId, state, flight))
      .catch(ignoreCancelled);
  }

  /** Reads one job. Throws, and keeps the error beside the job's row too. */
  refreshJob(connectionId: string, jobId: string, signal: AbortSignal): Promise<JobRecord> {
    return this.flights.join(`job ${connectionId} ${jobId}`, signal, async (flight) => {
      try {
        const { job, requestId } = await this.sessions.read(connectionId, flight, (api) => api.get(jobId, flight));
        const record = { job, readAt: this.clock.now(), ...(requestId === undefined ? {} : { requestId }) };
        this.store.putJob(connectionId, record);
        return record;
      } catch (thrown) {
        const error = asVoiceError(thrown);
        if (error.kind !== "cancelled") this.store.putJobError(connectionId, jobId, error);
        throw error;
      }
    });
  }

  private async readConnection(connectionId: string, signal: AbortSignal): Promise<void> {
    const connection = this.book.find(connectionId);
    if (!connection) return;
    this.store.update(connectionId, { isLoading: true });
    try {
      const cloud = this.sessions.cloudOf(connection);
      const harvest = await this.harvest(connectionId, cloud, signal);
      this.store.update(connectionId, { ...harvest, readAt: this.clock.now(), isLoading: false, error: undefined });
    } catch (thrown) {
      const error = asVoiceError(thrown);
      this.store.update(connectionId, error.kind === "cancelled" ? { isLoading: false } : { isLoading: false, error });
      throw error;
    }
  }

  /** Everything a refresh brings, read before anything old is replaced. */
  private async harvest(connectionId: string, cloud: Cloud, signal: AbortSignal): Promise<Partial<Snapshot>> {
    const before = this.store.get(connectionId);
    const isFirst = before.readAt === undefined && before.jobs.size === 0;
    const list = (query: JobQuery, offset: number, limit = pageSize) =>
      this.sessions.read(connectionId, signal, (api) => api.list(query, { offset, limit }, signal));
    const found = new Map<string, JobRecord>();
    const take = (page: JobPage) => {
      for (const job of page.jobs) found.set(job.id, this.recordOf(job, page.requestId));
    };
    const showProgress = (total: number) => {
      // Only a first load is shown as it grows: later ones replace the rows in one step, so that nothing flickers.
      if (isFirst) this.store.update(connectionId, { jobs: new Map(found), totals: countRows(found, false), total });
    };

    if (!cloud.listing.countsByState) {
      const total = await this.readAllPages(cloud, list, take, showProgress);
      return { jobs: found, totals: countRows(found, true), elsewhere: 0, total };
    }
    const first = await list({ sort: newestFirst }, 0);
    take(first);
    if (first.jobs.length >= first.total) {
      return { jobs: found, totals: countRows(found, true), elsewhere: 0, total: first.total, ...requestIdOf(first) };
    }
    showProgress(first.total);
    if (first.total <= smallAccount) {
      for (let page = first, offset = page.jobs.length; page.jobs.length > 0 && offset < page.total; offset += page.jobs.length) {
        page = await list({ sort: newestFirst }, offset);
        take(page);
      }
      return { jobs: found, totals: countRows(found, true), elsewhere: 0, total: found.size, ...requestIdOf(first) };
    }
    const states = new Set([
      ...cloud.states.map(({ state }) => state),
      ...[...found.values(), ...before.jobs.values()].map(({ job }) => job.state),
    ]);
    const totals = new Map<string, StateTotal>();
    await Promise.all(
      [...states].map(async (state) => {
        const page = await list({ states: [state], sort: newestFirst }, 0, 1);
        if (page.total > 0) totals.set(state, { total: page.total, isExact: true });
        take(page);
      }),
    );
    for (const [state, { total }] of totals) {
      // Rows the person had loaded beyond the first page are read again, or they would be lost or lie.
      const wanted = Math.min(total, countOf(before.jobs, state));
      for (let offset = 0; countOf(found, state) < wanted && offset < wanted; offset += pageSize) {
        take(await list({ states: [state], sort: newestFirst }, offset));
      }
    }
    const counted = [...totals.values()].reduce((sum, { total }) => sum + total, 0);
    return { jobs: found, totals, elsewhere: Math.max(0, first.total - counted), total: first.total, ...requestIdOf(first) };
  }

  /** For clouds that cannot count by state: everything, page after page. */
  private async readAllPages(
    cloud: Cloud,
    list: (query: JobQuery, offset: number) => Promise<JobPage>,
    take: (page: JobPage) => void,
    showProgress: (total: number) => void,
  ): Promise<number> {
    const queries: readonly JobQuery[] = cloud.listing.typesApart?.map((type) => ({ types: [type] })) ?? [{}];
    const firsts = await Promise.all(queries.map((query) => list(query, 0)));
    const total = firsts.reduce((sum, page) => sum + page.total, 0);
    for (const page of firsts) take(page);
    showProgress(total);
    for (const [index, query] of queries.entries()) {
      let page = firsts[index]!;
      for (let offset = page.jobs.length; page.jobs.length > 0 && offset < page.total; offset += page.jobs.length) {
        page = await list(query, offset);
        take(page);
        showProgress(total);
      }
    }
    return total;
  }

  private async readMore(connectionId: string, state: string, signal: AbortSignal): Promise<void> {
    const setLoading = (isLoading: boolean) => {
      const states = new Set(this.store.get(connectionId).loadingStates);
      if (isLoading) states.add(state);
      else states.delete(state);
      this.store.update(connectionId, { loadingStates: states });
    };
    setLoading(true);
    try {
      await (state === elsewhere ? this.readElsewhere(connectionId, signal) : this.readNextPage(connectionId, state, signal));
      this.store.update(connectionId, { error: undefined });
    } catch (thrown) {
      const error = asVoiceError(thrown);
      if (error.kind !== "cancelled") this.store.update(connectionId, { error });
      throw error;
    } finally {
      setLoading(false);
    }
  }

  private async readNextPage(connectionId: string, state: string, signal: AbortSignal): Promise<void> {
    const loaded = countOf(this.store.get(connectionId).jobs, state);
    // Jobs that came or went meanwhile shift the list: go on until something new comes.
    for (let offset = loaded; ; ) {
      const page = await this.sessions.read(connectionId, signal, (api) =>
        api.list({ states: [state], sort: newestFirst }, { offset, limit: pageSize }, signal),
      );
      this.putPage(connectionId, page, (totals) => totals.set(state, { total: page.total, isExact: true }));
      offset += page.jobs.length;
      if (page.jobs.length === 0 || offset >= page.total || countOf(this.store.get(connectionId).jobs, state) > loaded) return;
    }
  }

  /** Pages through the whole list until a state turns up that nobody has documented; then counts it like any other. */
  private async readElsewhere(connectionId: string, signal: AbortSignal): Promise<void> {
    const known = new Set(this.store.get(connectionId).totals.keys());
    let offset = pageSize;
    for (let count = 0; count < searchedPages; count += 1) {
      const page = await this.sessions.read(connectionId, signal, (api) =>
        api.list({ sort: newestFirst }, { offset, limit: pageSize }, signal),
      );
      this.putPage(connectionId, page, () => undefined);
      const found = new Set(page.jobs.map(({ state }) => state).filter((state) => !known.has(state)));
      for (const state of found) {
        const counted = await this.sessions.read(connectionId, signal, (api) =>
          api.list({ states: [state] }, { offset: 0, limit: 1 }, signal),
        );
        const rest = Math.max(0, this.store.get(connectionId).elsewhere - counted.total);
        this.putPage(connectionId, counted, (totals) => totals.set(state, { total: counted.total, isExact: true }));
        this.store.update(connectionId, { elsewhere: rest });
      }
      offset += page.jobs.length;
      if (found.size > 0 || page.jobs.length === 0 || offset >= page.total) return;
    }
  }

  private putPage(connectionId: string, page: JobPage, count: (totals: Map<string, StateTotal>) => void): void {
    const snapshot = this.store.get(connectionId);
    const jobs = new Map(snapshot.jobs);
    const totals = new Map(snapshot.totals);
    for (const job of page.jobs) jobs.set(job.id, this.recordOf(job, page.requestId));
    count(totals);
    this.store.update(connectionId, { jobs, totals });
  }

  private recordOf(job: VoiceJob, requestId: string | undefined): JobRecord {
    return { job, readAt: this.clock.now(), ...(requestId === undefined ? {} : { requestId }) };
  }
}

function countOf(jobs: ReadonlyMap<string, JobRecord>, state: string): number {
  let count = 0;
  for (const { job } of jobs.values()) if (job.state === state) count += 1;
  return count;
}

function countRows(jobs: ReadonlyMap<string, JobRecord>, isExact: boolean): Map<string, StateTotal> {
  const totals = new Map<string, StateTotal>();
  for (const { job } of jobs.values()) totals.set(job.state, { total: (totals.get(job.state)?.total ?? 0) + 1, isExact });
  return totals;
}

function requestIdOf(page: JobPage): { requestId?: string } {
  return page.requestId === undefined ? {} : { requestId: page.requestId };
}

/** Errors are kept in the store by whoever flew; the one who waited need not hear them twice. */
function ignoreCancelled(thrown: unknown): void {
  if (!(thrown instanceof VoiceError)) throw thrown;
}
