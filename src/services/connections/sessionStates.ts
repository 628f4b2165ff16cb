// The state of each connection's session: opened with the first call, opened again where its keys end, halted where they were refused.
import type { Cloud } from "../../core/cloud/cloud.js";
import { asVoiceError, type VoiceError } from "../../core/errors.js";
import { Emitter } from "../../core/ports/event.js";
import type { Clock } from "../../core/ports/ports.js";
import type { Redactor } from "../../core/privacy/redactor.js";
import type { KeyName } from "../keys/keyVerdicts.js";
import { redacted, unsent } from "./callErrors.js";
import type { OpenSession, SessionOpener } from "./sessionOpener.js";

export interface ClockDifference {
  readonly connectionId: string;
  readonly cloud: Cloud;
  /** Milliseconds by which this machine's clock is ahead; negative = behind. */
  readonly aheadMs: number;
}

/** A session from the first request on. */
export interface SessionState {
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

/** Keys that end are made again this long before, or when a quarter of their life is left. */
const renewalMarginMs = 10 * 60_000;
/** What was made so short a time ago is not made again, whatever the clocks say. */
const freshMs = 60_000;
/** Clouds refuse signatures whose time is further off. */
const clockLimitMs = 15 * 60_000;

export class SessionStates {
  private readonly open = new Map<string, SessionState>();
  /** Refusals that a newly stored key makes void; nothing goes out before. */
  private readonly releases = new Map<string, Promise<void>>();
  private isClockTold = false;
  private readonly clockFound = new Emitter<ClockDifference>();
  /** This machine's clock is so far off that signatures would be refused. At most once. */
  readonly onDidFindClockOff = this.clockFound.event;

  constructor(
    private readonly opener: SessionOpener,
    private readonly clock: Clock,
    private readonly redactor: Redactor,
  ) {}

  /** Opened where it is not. */
  of(connectionId: string): SessionState {
    const known = this.open.get(connectionId);
    if (known) return known;
    const released = this.releases.get(connectionId) ?? Promise.resolve();
    const state: SessionState = { session: released.then(() => this.opener.openStored(connectionId)), replaced: new WeakSet() };
    this.open.set(connectionId, state);
    this.watchOpening(state, connectionId);
    return state;
  }

  /** As far as it is known now. */
  known(connectionId: string): SessionState | undefined {
    return this.open.get(connectionId);
  }

  /** The connection was changed. `release`: makes refusals of its stored keys void; absent = no key was entered. */
  startOver(connectionId: string, release?: (keys: readonly KeyName[], storedAt: number) => Promise<void>): void {
    this.open.delete(connectionId);
    if (release) this.releases.set(connectionId, this.releaseStored(connectionId, release));
  }

  private async releaseStored(
    connectionId: string,
    release: (keys: readonly KeyName[], storedAt: number) => Promise<void>,
  ): Promise<void> {
    const storedAt = this.clock.now();
    await release(await this.opener.storedKeys(connectionId), storedAt);
    this.releases.delete(connectionId);
  }

  /** What had stopped is opened again with the next call. Gives the session it had. */
  async forgetHalt(connectionId: string): Promise<OpenSession | undefined> {
    const state = this.open.get(connectionId);
    const session = await state?.session.catch(() => undefined);
    if (state?.halt && this.open.get(connectionId) === state) this.open.delete(connectionId);
    return session;
  }

  halt(state: SessionState, error: VoiceError): VoiceError {
    state.halt = redacted(error, this.redactor);
    return state.halt;
  }

  /** The session, with keys that are good for a while. */
  async current(state: SessionState, connectionId: string): Promise<OpenSession> {
    const opened = await state.session;
    return isEnding(opened, this.clock.now()) ? this.renew(state, connectionId, opened) : opened;
  }

  /** Keys that ended, or are about to, are made again once for all who had them. */
  renew(state: SessionState, connectionId: string, old: OpenSession): Promise<OpenSession> {
    if (!state.replaced.has(old)) {
      state.replaced.add(old);
      state.renewedAt = this.clock.now();
      state.session = this.opener.openStored(connectionId);
      this.watchOpening(state, connectionId);
    }
    return state.session;
  }

  /** What was renewed in this minute and is called expired all the same will not be better for being made again. */
  mayRenew(state: SessionState, session: OpenSession): boolean {
    const age = state.renewedAt === undefined ? freshMs : this.clock.now() - state.renewedAt;
    return state.replaced.has(session) || age < 0 || age >= freshMs;
  }

  private watchOpening(state: SessionState, connectionId: string): void {
    const { session } = state;
    const noteEnd = ({ isRenewable, expiresAt, aheadMs = 0, cloud }: OpenSession) => {
      if (!isRenewable && expiresAt !== undefined) state.endsAt = expiresAt;
      if (Math.abs(aheadMs) > clockLimitMs && !this.isClockTold) {
        this.isClockTold = true;
        this.clockFound.fire({ connectionId, cloud, aheadMs });
      }
    };
    session.then(noteEnd).catch((thrown: unknown) => {
      const error = asVoiceError(thrown);
      // A refused password stays refused; what was missing or out of reach may be there next time.
      if (error.kind === "auth" && error.reason !== "missingCredentials") this.halt(state, error);
      else if (this.open.get(connectionId) === state && state.session === session) this.open.delete(connectionId);
    });
  }
}

export function refuseHalted({ halt }: SessionState): void {
  if (halt) throw unsent(halt);
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
