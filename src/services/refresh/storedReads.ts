// Makes one reading of a connection or a job, and keeps in the store what came of it: that it loads, its rows, or what it failed with.
import type { Connection } from "../../core/connection.js";
import { asVoiceError, VoiceError } from "../../core/errors.js";
import type { JobQuery } from "../../core/jobs/filter/jobQuery.js";
import { Emitter, type Event } from "../../core/ports/event.js";
import type { Clock } from "../../core/ports/ports.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import { isSamePlace, placeOf } from "../connections/place.js";
import type { Sessions } from "../connections/sessions.js";
import type { JobRecord } from "../jobs/jobRecord.js";
import type { JobStore } from "../jobs/jobStore.js";
import type { SnapshotParts } from "../jobs/snapshot.js";
import type { ConnectionReader, ListState } from "./connectionReader.js";
import { RequestCoalescer } from "./requestCoalescer.js";

/** What is asked of a connection, by name: callers that ask for the same share the answer. */
export const wholeConnection = "connection";
export const scopeQuestion = "scope";

export function moreOf(list: string, isScoped: boolean): string {
  return isScoped ? `more ${list}` : `more ${list} of all`;
}

/** What is kept of one connection besides its rows. */
interface ConnectionState {
  readonly requests: RequestCoalescer;
  /** How far its lists were read; absent before the first reading. */
  lists?: ListState;
  /** Where its rows came from. */
  place?: string;
  /** What loading more failed with, so that its next success takes away no other error. */
  moreError?: VoiceError;
}

export class StoredReads {
  /** By connection. */
  private readonly states = new Map<string, ConnectionState>();
  private readonly disobeyed = new Emitter<string>();
  readonly onDidDisobey: Event<string> = this.disobeyed.event;

  constructor(
    private readonly connectionStore: ConnectionStore,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly clock: Clock,
    private readonly load: () => Promise<typeof import("./connectionReader.js")>,
  ) {}

  state(connectionId: string): ConnectionState {
    const known = this.states.get(connectionId) ?? { requests: new RequestCoalescer() };
    this.states.set(connectionId, known);
    return known;
  }

  /** The connection was changed or removed: nothing asked before is true any more, and rows of another place are no rows of this one. */
  startOver(connectionId: string): void {
    const connection = this.connectionStore.find(connectionId);
    const state = this.states.get(connectionId);
    state?.requests.abortAll();
    if (connection && (state?.place === undefined || isSamePlace(state.place, placeOf(connection)))) return;
    this.states.delete(connectionId);
    this.store.forget(connectionId);
  }

  async job(connectionId: string, jobId: string, signal: AbortSignal): Promise<JobRecord> {
    this.settleIn(connectionId);
    const end = this.store.reads.begin({ connectionId, jobId });
    let asked = 0;
    try {
      const { job, requestId } = await this.sessions.read(connectionId, signal, (api) => {
        asked = this.store.ask();
        return api.get(jobId, signal);
      });
      if (signal.aborted) throw new VoiceError("cancelled", "came too late");
      const record: JobRecord = { job, asked, readAt: this.clock.now(), ...(requestId === undefined ? {} : { requestId }) };
      this.store.putJob(connectionId, record);
      end();
      return record;
    } catch (thrown) {
      const error = asVoiceError(thrown);
      const isNews = error.kind !== "cancelled" && !signal.aborted;
      // What failed before it was asked (no key, say) failed now.
      if (isNews) this.store.putJobError(connectionId, jobId, error, asked || this.store.ask());
      end(this.connectionStore.find(connectionId) && (isNews ? error : "stopped"));
      throw error;
    }
  }

  async connection(connectionId: string, signal: AbortSignal): Promise<void> {
    const connection = this.settleIn(connectionId);
    if (!connection) return;
    this.store.update(connectionId, { isLoading: true });
    // When one of several requests fails, the others are not needed any more.
    const failed = new AbortController();
    try {
      const reading = await this.reading(connection, AbortSignal.any([signal, failed.signal]));
      await reading.refresh();
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

  async scope(connectionId: string, query: JobQuery, signal: AbortSignal): Promise<void> {
    const connection = this.settleIn(connectionId);
    if (!connection) return;
    const failed = new AbortController();
    try {
      const reading = await this.reading(connection, AbortSignal.any([signal, failed.signal]));
      await reading.readScope(query);
    } catch (thrown) {
      failed.abort();
      const error = asVoiceError(thrown);
      if (error.kind !== "cancelled" && !signal.aborted) this.store.update(connectionId, { error });
      throw error;
    }
  }

  async more(connection: Connection, list: string, isScoped: boolean, signal: AbortSignal): Promise<void> {
    const { id } = connection;
    this.settleIn(id);
    const state = this.state(id);
    const { loadingStates } = this.store.get(id);
    this.store.update(id, { loadingStates: new Set([...loadingStates, list]) });
    let outcome: SnapshotParts = {};
    try {
      await (await this.reading(connection, signal)).readMore(list, isScoped);
      if (this.store.get(id).error === state.moreError) outcome = { error: undefined };
    } catch (thrown) {
      const error = asVoiceError(thrown);
      if (error.kind !== "cancelled" && !signal.aborted) {
        state.moreError = error;
        outcome = { error };
      }
      throw error;
    } finally {
      const lists = new Set(this.store.get(id).loadingStates);
      lists.delete(list);
      this.endLoading(id, moreOf(list, isScoped), signal, { ...outcome, loadingStates: lists });
    }
  }

  async reading(connection: Connection, signal: AbortSignal): Promise<ConnectionReader> {
    this.settleIn(connection.id);
    const state = this.state(connection.id);
    const { ConnectionReader, ListState } = await this.load();
    state.lists ??= new ListState();
    const isScopeUnderWay = () => state.requests.isUnderWay(scopeQuestion);
    const disobeyed = () => this.disobeyed.fire(connection.id);
    return new ConnectionReader(
      connection,
      this.sessions,
      this.store,
      this.clock,
      state.lists,
      isScopeUnderWay,
      disobeyed,
      signal,
    );
  }

  /** Unless the connection is gone, or the same was begun again. */
  private endLoading(connectionId: string, question: string, signal: AbortSignal, parts: SnapshotParts): void {
    const isReplaced = signal.aborted && this.state(connectionId).requests.isUnderWay(question);
    if (this.connectionStore.find(connectionId) && !isReplaced) this.store.update(connectionId, parts);
  }

  private settleIn(connectionId: string): Connection | undefined {
    const connection = this.connectionStore.find(connectionId);
    if (connection) this.state(connectionId).place = placeOf(connection);
    return connection;
  }
}
