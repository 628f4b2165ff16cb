// Open connections: calls counted against the key's budget, reads tried again, keys renewed when they expire, wrong keys shown once.
//
// sessionOpener.ts finds a connection's keys and exchanges them where needed: a password for a token, a profile for its key, a
// role for a temporary key. This file takes each call from the key's rate limiter, renews keys that end, and tries reads again
// (twice, jittered, honouring Retry-After); never a write and never a refused key. Before a call goes out,
// services/keys/keyGuard.ts has its say.

import type { Cloud, JobApi, Project } from "../../core/cloud.js";
import type { Connection, Credentials } from "../../core/connection.js";
import { asVoiceError, type ErrorDetails, VoiceError } from "../../core/errors.js";
import { Emitter } from "../../core/ports/event.js";
import type { Clock, Machine } from "../../core/ports/ports.js";
import type { Redactor } from "../../core/privacy/redactor.js";
import type { KeyCalls, KeyName } from "../keys/keyGuard.js";
import type { ConnectionStore } from "./connectionStore.js";
import { pause, RateLimiter } from "./rateLimiter.js";
import { callRates } from "./rateLimits.js";
import type { OpenSession, SessionOpener } from "./sessionOpener.js";

interface RateLimiters {
  readonly read: RateLimiter;
  readonly write: RateLimiter;
}

export interface ClockDifference {
  readonly connectionId: string;
  readonly cloud: Cloud;
  /** Milliseconds by which this machine's clock is ahead; negative = behind. */
  readonly aheadMs: number;
}

/** A session from the first request on. */
interface Line {
  session: Promise<OpenSession>;
  /** Sessions whose keys were made again. */
  readonly replaced: WeakSet<OpenSession>;
  /** The last time that was done because they had ended. Milliseconds since 1970. */
  renewedAt?: number;
  /** Why no more calls go out: a refused key stays refused until the person acts. */
  halt?: VoiceError;
  /** When its keys end and cannot be renewed by themselves. Milliseconds since 1970. */
  endsAt?: number;
}

/** A read is sent at most three times. */
const retryPausesMs = [500, 1500];
/** Longest wait a cloud can impose on a read; beyond it the person is told instead. */
const longestPauseMs = 20_000;
/** Keys that end are made again this long before, or when a quarter of their life is left. */
const renewalMarginMs = 10 * 60_000;
/** What was made so short a time ago is not made again, whatever the clocks say. */
const freshMs = 60_000;
/** Clouds refuse signatures whose time is further off. */
const clockLimitMs = 15 * 60_000;

export class Sessions {
  private readonly open = new Map<string, Line>();
  /** Refusals that a newly stored key makes void; nothing goes out before. */
  private readonly releases = new Map<string, Promise<void>>();
  /** Limits count per key, whatever connection it is used by, and outlive a session. */
  private readonly rateLimiters = new Map<string, RateLimiters>();
  private isClockTold = false;
  private readonly clockFound = new Emitter<ClockDifference>();
  /** This machine's clock is so far off that signatures would be refused. At most once. */
  readonly onDidFindClockOff = this.clockFound.event;

  constructor(
    private readonly opener: SessionOpener,
    private readonly guard: KeyCalls,
    connectionStore: ConnectionStore,
    private readonly machine: Machine,
    private readonly clock: Clock,
    private readonly redactor: Redactor,
  ) {
    connectionStore.onDidChange(({ connectionId, isEntered }) => {
      this.open.delete(connectionId);
      if (isEntered) this.releases.set(connectionId, this.releaseStored(connectionId));
    });
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
      const line = this.line(connectionId);
      const session = await this.ready(line, connectionId, "read", signal);
      try {
        return await this.once(line, session, signal, () => call(session.api));
      } catch (thrown) {
        const error = asVoiceError(thrown);
        if (hasExpired(error, session)) {
          if (isRenewed || signal.aborted || !this.mayRenew(line, session)) {
            if (!signal.aborted && isMadeAgain(session)) await this.guard.refuse(session.storedKey, error);
            throw this.halt(line, error);
          }
          isRenewed = true;
          attempt -= 1;
          await this.toldHarmless(this.renew(line, connectionId, session));
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
      const line = this.line(connectionId);
      const session = await this.ready(line, connectionId, "write", waiting.signal).catch((thrown: unknown) => {
        throw unsent(asVoiceError(thrown));
      });
      return await this.once(line, session, waiting.signal, () => {
        callerSignal.removeEventListener("abort", leave);
        return call(session.api);
      });
    } finally {
      callerSignal.removeEventListener("abort", leave);
    }
  }

  /** The open connection itself, for what sends nothing (previews, console pages). */
  async api(connectionId: string): Promise<JobApi> {
    return (await this.toldHarmless(this.line(connectionId).session)).api;
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
    return this.open.get(connectionId)?.endsAt;
  }

  /**
   * The person acted: connections that had stopped are opened again with the keys that are stored now (another window may have changed
   * them). That says nothing about a refused key: the same one is not sent again.
   */
  async resume(connectionIds: readonly string[]): Promise<void> {
    await Promise.all(connectionIds.map((id) => this.forgetHalt(id)));
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
        const session = await this.forgetHalt(id);
        return [...(session ? [session.key, session.storedKey] : []), ...(await this.opener.storedKeys(id))];
      }),
    );
    await release(known.flat());
    // What a profile holds is known once it is read.
    const opened = await Promise.all(connectionIds.map((id) => this.line(id).session.catch(() => undefined)));
    await release(opened.flatMap((session) => (session && isExchanged(session) ? [session.key] : [])));
  }

  private async forgetHalt(connectionId: string): Promise<OpenSession | undefined> {
    const line = this.open.get(connectionId);
    const session = await line?.session.catch(() => undefined);
    if (line?.halt && this.open.get(connectionId) === line) this.open.delete(connectionId);
    return session;
  }

  private async releaseStored(connectionId: string): Promise<void> {
    const storedAt = this.clock.now();
    for (const key of await this.opener.storedKeys(connectionId)) await this.guard.release(key, true, storedAt);
    this.releases.delete(connectionId);
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

  private line(connectionId: string): Line {
    const known = this.open.get(connectionId);
    if (known) return known;
    const released = this.releases.get(connectionId) ?? Promise.resolve();
    const line: Line = { session: released.then(() => this.opener.openStored(connectionId)), replaced: new WeakSet() };
    this.open.set(connectionId, line);
    this.watchOpening(line, connectionId);
    return line;
  }

  private watchOpening(line: Line, connectionId: string): void {
    const { session } = line;
    const noteEnd = ({ isRenewable, expiresAt, aheadMs = 0, cloud }: OpenSession) => {
      if (!isRenewable && expiresAt !== undefined) line.endsAt = expiresAt;
      if (Math.abs(aheadMs) > clockLimitMs && !this.isClockTold) {
        this.isClockTold = true;
        this.clockFound.fire({ connectionId, cloud, aheadMs });
      }
    };
    session.then(noteEnd).catch((thrown: unknown) => {
      const error = asVoiceError(thrown);
      // A refused password stays refused; what was missing or out of reach may be there next time.
      if (error.kind === "auth" && error.reason !== "missingCredentials") this.halt(line, error);
      else if (this.open.get(connectionId) === line && line.session === session) this.open.delete(connectionId);
    });
  }

  /** Keys that ended, or are about to, are made again once for all who had them. */
  private renew(line: Line, connectionId: string, old: OpenSession): Promise<OpenSession> {
    if (!line.replaced.has(old)) {
      line.replaced.add(old);
      line.renewedAt = this.clock.now();
      line.session = this.opener.openStored(connectionId);
      this.watchOpening(line, connectionId);
    }
    return line.session;
  }

  /** What was renewed in this minute and is called expired all the same will not be better for being made again. */
  private mayRenew(line: Line, session: OpenSession): boolean {
    const age = line.renewedAt === undefined ? freshMs : this.clock.now() - line.renewedAt;
    return line.replaced.has(session) || age < 0 || age >= freshMs;
  }

  /** Waits for the session, keys that are good for a while, and its turn. */
  private async ready(line: Line, connectionId: string, effect: keyof RateLimiters, signal: AbortSignal): Promise<OpenSession> {
    try {
      refuseHalted(line);
      const opened = await line.session;
      const session = isEnding(opened, this.clock.now()) ? await this.renew(line, connectionId, opened) : opened;
      await this.rateLimitersOf(session)[effect].take(signal);
      // Another call may have been refused meanwhile.
      refuseHalted(line);
      return session;
    } catch (thrown) {
      throw redacted(asVoiceError(thrown), this.redactor);
    }
  }

  private async once<T>(line: Line, session: OpenSession, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    try {
      return await this.guard.run(session.key, signal, call, isMadeAgain(session));
    } catch (thrown) {
      const error = redacted(asVoiceError(thrown), this.redactor);
      // On the line it went out on: the refusal of an old key says nothing about a new one.
      if (error.kind === "auth" && !hasExpired(error, session)) {
        this.halt(line, error);
        // Or the next one would be made of the same password, and shown, at each act.
        if (isMadeAgain(session) && error.wasSent !== false) await this.guard.refuse(session.storedKey, error);
      }
      throw error;
    }
  }

  private halt(line: Line, error: VoiceError): VoiceError {
    line.halt = redacted(error, this.redactor);
    return line.halt;
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

function isEnding({ isRenewable, expiresAt, openedAt }: OpenSession, now: number): boolean {
  if (!isRenewable || expiresAt === undefined) return false;
  // Read again for each use.
  if (expiresAt === 0) return true;
  const margin = Math.min(renewalMarginMs, (expiresAt - openedAt) / 4);
  // A clock that was set back has made keys of the future.
  const age = now - openedAt;
  return (age < 0 || age >= freshMs) && now >= expiresAt - margin;
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

function refuseHalted({ halt }: Line): void {
  if (halt) throw unsent(halt);
}

/** The same error for a call that never went out. */
function unsent(error: VoiceError): VoiceError {
  return new VoiceError(error.kind, error.message, { ...error, wasSent: false });
}

/** A cloud may echo what was sent, credentials included, in any of its words. */
function redacted(error: VoiceError, redactor: Redactor): VoiceError {
  const ours = new Set(["name", "kind", "reason"]);
  const facts = Object.entries(error).map(([name, fact]) => [
    name,
    typeof fact === "string" && !ours.has(name) ? redactor.redact(fact) : fact,
  ]);
  // The cause is left behind: it may quote what was sent.
  return new VoiceError(error.kind, redactor.redact(error.message), Object.fromEntries(facts) as ErrorDetails);
}

/** Milliseconds, jittered; undefined = do not try again. */
function pauseBeforeRetry(error: VoiceError, attempt: number): number | undefined {
  const planned = retryPausesMs[attempt];
  if (planned === undefined || !isWorthAnotherTry(error)) return undefined;
  if (error.retryAfterMs !== undefined && error.retryAfterMs > longestPauseMs) return undefined;
  return Math.max(error.retryAfterMs ?? 0, planned * (0.75 + Math.random() / 2));
}

/** The cloud is busy or failing, or the connection was lost, maybe in the middle of the answer, or a copy was answered instead. */
function isWorthAnotherTry({ kind, reason }: VoiceError): boolean {
  return kind === "throttled" || kind === "unavailable" || reason === "reset" || reason === "truncated" || reason === "duplicate";
}
