// Open connections: calls counted against the key's budget, reads tried again, keys renewed when they expire, wrong keys shown once.
//
// sessionOpener.ts finds a connection's keys and exchanges them where needed: a password for a token, a profile for its key, a
// role for a temporary key. sessionStates.ts keeps what is open, renews keys that end and halts where one was refused. This file
// takes each call from the key's rate limiter and tries reads again (twice, jittered, honouring Retry-After); never a write and
// never a refused key. Before a call goes out, services/keys/keyGuard.ts has its say.

import type { Cloud, Project } from "../../core/cloud/cloud.js";
import type { JobApi } from "../../core/cloud/jobApi.js";
import type { Connection, Credentials } from "../../core/connection.js";
import { asVoiceError, type VoiceError } from "../../core/errors.js";
import type { Event } from "../../core/ports/event.js";
import type { Clock, Machine } from "../../core/ports/ports.js";
import type { Redactor } from "../../core/privacy/redactor.js";
import type { KeyCalls } from "../keys/keyGuard.js";
import type { KeyName } from "../keys/keyVerdicts.js";
import { pauseBeforeRetry, redacted, unsent } from "./callErrors.js";
import type { ConnectionStore } from "./connectionStore.js";
import { callRates, pause, RateLimiter } from "./rateLimiter.js";
import type { OpenSession, SessionOpener } from "./sessionOpener.js";
import { type ClockDifference, refuseHalted, type SessionState, SessionStates } from "./sessionStates.js";

interface RateLimiters {
  readonly read: RateLimiter;
  readonly write: RateLimiter;
}

export class Sessions {
  private readonly states: SessionStates;
  /** Limits count per key, whatever connection it is used by, and outlive a session. */
  private readonly rateLimiters = new Map<string, RateLimiters>();

  constructor(
    private readonly opener: SessionOpener,
    private readonly guard: KeyCalls,
    connectionStore: ConnectionStore,
    private readonly machine: Machine,
    private readonly clock: Clock,
    private readonly redactor: Redactor,
  ) {
    this.states = new SessionStates(opener, clock, redactor);
    const release = async (keys: readonly KeyName[], storedAt: number) => {
      for (const key of keys) await guard.release(key, true, storedAt);
    };
    connectionStore.onDidChange(({ connectionId, isEntered }) =>
      this.states.startOver(connectionId, isEntered ? release : undefined),
    );
  }

  /** This machine's clock is so far off that signatures would be refused. At most once. */
  get onDidFindClockOff(): Event<ClockDifference> {
    return this.states.onDidFindClockOff;
  }

  isKnownCloud(id: string): boolean {
    return this.opener.isKnownCloud(id);
  }

  cloudOf(connection: Connection): Cloud {
    return this.opener.cloudOf(connection);
  }

  /** Sends a read, up to three times when the cloud is busy, failing or out of reach, and once more with a renewed key. */
  async read<T>(connectionId: string, callerSignal: AbortSignal, call: (api: JobApi) => Promise<T>): Promise<T> {
    // A signal for each read: many of one refresh wait at once, and more than ten who listen to one are taken for a leak.
    const signal = AbortSignal.any([callerSignal]);
    let isRenewed = false;
    for (let attempt = 0; ; attempt += 1) {
      const state = this.states.of(connectionId);
      const session = await this.ready(state, connectionId, "read", signal);
      try {
        return await this.once(state, session, signal, () => call(session.api));
      } catch (thrown) {
        const error = asVoiceError(thrown);
        if (hasExpired(error, session)) {
          if (isRenewed || signal.aborted || !this.states.mayRenew(state, session)) {
            if (!signal.aborted && isMadeAgain(session)) await this.guard.refuse(session.storedKey, error);
            throw this.states.halt(state, error);
          }
          isRenewed = true;
          attempt -= 1;
          await this.toldHarmless(this.states.renew(state, connectionId, session));
          continue;
        }
        const wait = pauseBeforeRetry(error, attempt);
        if (wait === undefined || signal.aborted) throw error;
        if (error.kind === "throttled") this.rateLimitersOf(session).read.pauseFor(wait);
        await pause(this.clock, wait, signal);
      }
    }
  }

  /** Sends a write, once, whatever comes back. Cancelling works until `call` begins: its answer is waited for. */
  async write<T>(connectionId: string, callerSignal: AbortSignal, call: (api: JobApi) => Promise<T>): Promise<T> {
    const waiting = new AbortController();
    const leave = () => waiting.abort(callerSignal.reason);
    if (callerSignal.aborted) leave();
    else callerSignal.addEventListener("abort", leave, { once: true });
    try {
      const state = this.states.of(connectionId);
      const session = await this.ready(state, connectionId, "write", waiting.signal).catch((thrown: unknown) => {
        throw unsent(asVoiceError(thrown));
      });
      return await this.once(state, session, waiting.signal, () => {
        callerSignal.removeEventListener("abort", leave);
        return call(session.api);
      });
    } finally {
      callerSignal.removeEventListener("abort", leave);
    }
  }

  /** The open connection itself, for what sends nothing (previews, console pages). */
  async api(connectionId: string): Promise<JobApi> {
    return (await this.toldHarmless(this.states.of(connectionId).session)).api;
  }

  /** One cheap call with keys that are not saved yet; typing them was the person's act, so an older refusal is void. */
  async tryOut(connection: Connection, credentials: Credentials, signal: AbortSignal): Promise<void> {
    await this.toldHarmless(this.withTyped(connection, credentials, signal, (session) => session.api.check(signal)));
  }

  /** Projects that keys may use; empty where the cloud has none. `isTyped`: the person has just entered them, so an older refusal is void. */
  async findProjects(
    connection: Connection,
    credentials: Credentials,
    signal: AbortSignal,
    isTyped = true,
  ): Promise<readonly Project[]> {
    const { projects } = this.cloudOf(connection);
    if (!projects) return [];
    const key = await this.opener.keyOf(connection, credentials);
    if (isTyped) await this.guard.release(key, true);
    return this.toldHarmless(this.guard.run(key, signal, () => projects.find(connection, credentials, this.machine, signal)));
  }

  /** When keys end that only the person can renew, as far as that is known now. Milliseconds since 1970. */
  endOf(connectionId: string): number | undefined {
    return this.states.known(connectionId)?.endsAt;
  }

  /**
   * The person acted: connections that had stopped are opened again with the keys that are stored now (another window may have changed
   * them). That says nothing about a refused key: the same one is not sent again.
   */
  async resume(connectionIds: readonly string[]): Promise<void> {
    await Promise.all(connectionIds.map((id) => this.states.forgetHalt(id)));
  }

  /** The person said that the very same keys shall be tried once more. All at once, so that several with one key show it once. */
  async tryAgain(connectionIds: readonly string[]): Promise<void> {
    const actedAt = this.clock.now();
    const release = async (keys: readonly KeyName[]) => {
      for (const key of keys) await this.guard.release(key, false, actedAt);
    };
    // Another window, or another connection with the same key, may have been refused instead of this one.
    const known = await Promise.all(
      connectionIds.map(async (id) => {
        const session = await this.states.forgetHalt(id);
        return [...(session ? [session.key, session.storedKey] : []), ...(await this.opener.storedKeys(id))];
      }),
    );
    await release(known.flat());
    // What a profile holds is known once it is read.
    const opened = await Promise.all(connectionIds.map((id) => this.states.of(id).session.catch(() => undefined)));
    await release(opened.flatMap((session) => (session && isExchanged(session) ? [session.key] : [])));
  }

  private async withTyped<T>(
    connection: Connection,
    credentials: Credentials,
    signal: AbortSignal,
    call: (session: OpenSession) => Promise<T>,
  ): Promise<T> {
    await this.guard.release(await this.opener.keyOf(connection, credentials), true);
    const session = await this.opener.open(connection, credentials, signal);
    // What a profile holds may have been mended since its key was refused.
    if (isExchanged(session)) await this.guard.release(session.key, true);
    return this.guard.run(session.key, signal, () => call(session), isMadeAgain(session));
  }

  /** What fails is told without what was sent. */
  private async toldHarmless<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (thrown) {
      throw redacted(asVoiceError(thrown), this.redactor);
    }
  }

  /** Waits for the session, keys that are good for a while, and its turn. */
  private async ready(
    state: SessionState,
    connectionId: string,
    effect: keyof RateLimiters,
    signal: AbortSignal,
  ): Promise<OpenSession> {
    try {
      refuseHalted(state);
      const session = await this.states.current(state, connectionId);
      await this.rateLimitersOf(session)[effect].take(signal);
      // Another call may have been refused meanwhile.
      refuseHalted(state);
      return session;
    } catch (thrown) {
      throw redacted(asVoiceError(thrown), this.redactor);
    }
  }

  private async once<T>(state: SessionState, session: OpenSession, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    try {
      return await this.guard.run(session.key, signal, call, isMadeAgain(session));
    } catch (thrown) {
      const error = redacted(asVoiceError(thrown), this.redactor);
      // On the session it went out on: the refusal of an old key says nothing about a new one.
      if (error.kind === "auth" && !hasExpired(error, session)) {
        this.states.halt(state, error);
        // Or the next one would be made of the same password, and shown, at each act.
        if (isMadeAgain(session) && error.wasSent !== false) await this.guard.refuse(session.storedKey, error);
      }
      throw error;
    }
  }

  /** One for each key, whatever connection it is used by. */
  private rateLimitersOf({ key: { id }, cloud, connection }: OpenSession): RateLimiters {
    const { read, write } = callRates(cloud, connection.region);
    const rateLimiters = this.rateLimiters.get(id) ?? {
      read: new RateLimiter(this.clock, read),
      write: new RateLimiter(this.clock, write),
    };
    this.rateLimiters.set(id, rateLimiters);
    return rateLimiters;
  }
}

function isExchanged({ key, storedKey }: OpenSession): boolean {
  return key.id !== storedKey.id;
}

/** Of a password, by the cloud. What a profile holds is as good as typed. */
function isMadeAgain({ isRenewable, expiresAt }: OpenSession): boolean {
  return isRenewable && expiresAt !== 0;
}

/** Keys that can be made again without the person are no reason to stop. */
function hasExpired(error: VoiceError, session: OpenSession): boolean {
  return error.reason === "expired" && session.isRenewable;
}
