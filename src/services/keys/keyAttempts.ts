// Counts what is shown of a key ID, in all windows together: three places, one for each call; a refused one stays taken for five minutes.
import { VoiceError } from "../../core/errors.js";
import type { Clock } from "../../core/ports/ports.js";
import { lockFileNames } from "../../core/storedNames.js";
import { pause } from "../connections/rateLimiter.js";
import { type Hold, type KeyLock, type KeyLockFiles, refusalLock } from "./keyLockFiles.js";

/** Huawei locks a key for five minutes after more than five failures within five minutes; three leave room for the person's other tools. */
const tryWindowMs = 5 * 60_000;
const lookAgainMs = 120;
/** Longer than any call, and than any window that is gone is waited for. */
export const longestWaitMs = 6 * 60_000;

/** Those that the calls of a key which is known to be good take; a trial takes the others first. */
const goodPlaces = [1, 2];
const allPlaces = [3, 2, 1];

export class KeyAttempts {
  constructor(
    private readonly lockFiles: KeyLockFiles,
    private readonly clock: Clock,
    /** Of the lock files of one key ID. */
    private readonly prefix: string,
  ) {}

  /** A place for a call with a key that was just accepted; undefined = other windows have them all. */
  async takeGood(): Promise<AttemptSlot | undefined> {
    for (const number of goodPlaces) {
      const place = await this.take(number);
      if (place) return place;
    }
    return undefined;
  }

  /**
   * A place for a call that may be refused. `isReserved`: another secret of this key ID is known to be good, and keeps the last place.
   * Throws auth/triedOut where three refusals are no five minutes old.
   */
  async takeOne(isReserved: boolean, signal: AbortSignal): Promise<AttemptSlot> {
    const numbers = isReserved ? allPlaces.slice(0, -1) : allPlaces;
    const began = this.clock.now();
    for (;;) {
      const ends: number[] = [];
      for (const number of numbers) {
        const place = await this.take(number);
        if (place) return place;
        const end = await this.refusedUntil(number);
        if (end !== undefined) ends.push(end);
      }
      const now = this.clock.now();
      if (ends.length === numbers.length) throw triedOut(Math.min(...ends), now);
      if (Math.abs(now - began) > longestWaitMs) throw stillTried();
      await pause(this.clock, lookAgainMs, signal);
    }
  }

  /** A refusal that an older version wrote down counts like one of today. `since`: milliseconds since 1970. */
  async count(since: number): Promise<void> {
    if (since + tryWindowMs <= this.clock.now()) return;
    for (const number of allPlaces) {
      const name = this.nameOf(number);
      if (await this.lockFiles.claim(name, { version: 1, phase: "refused", since })) return;
    }
  }

  private nameOf(number: number): string {
    return lockFileNames.keyPlace(this.prefix, number);
  }

  private async take(number: number): Promise<AttemptSlot | undefined> {
    const name = this.nameOf(number);
    const claim = () => this.lockFiles.claim(name, this.lockFiles.trial());
    if (await claim()) return new AttemptSlot(this.lockFiles, name, this.clock);
    const lock = await this.lockFiles.read(name);
    if (!lock) await this.lockFiles.clearUnreadable(name);
    else if (this.isTaken(name, lock)) return undefined;
    else await this.lockFiles.remove(name);
    return (await claim()) ? new AttemptSlot(this.lockFiles, name, this.clock) : undefined;
  }

  private isTaken(name: string, lock: KeyLock): boolean {
    return lock.phase === "refused" ? this.clock.now() < lock.since + tryWindowMs : !this.lockFiles.isAbandoned(name, lock);
  }

  private async refusedUntil(number: number): Promise<number | undefined> {
    const lock = await this.lockFiles.read(this.nameOf(number));
    return lock?.phase === "refused" ? lock.since + tryWindowMs : undefined;
  }
}

/** One of the three, taken for one call. */
export class AttemptSlot {
  private readonly hold: Hold;

  constructor(
    private readonly lockFiles: KeyLockFiles,
    private readonly name: string,
    private readonly clock: Clock,
  ) {
    this.hold = lockFiles.hold(name);
  }

  leave(): Promise<void> {
    return this.hold.end();
  }

  /** The call was refused: the place stays taken until five minutes later. */
  async block(error: VoiceError): Promise<void> {
    this.hold.keep();
    await this.lockFiles.put(this.name, refusalLock(this.clock.now(), error));
  }
}

export function stillTried(): VoiceError {
  return new VoiceError("throttled", "other windows are trying the key", {
    wasSent: false,
  });
}

function triedOut(retryAt: number, now: number): VoiceError {
  const details = {
    reason: "triedOut",
    wasSent: false,
    retryAt,
    retryAfterMs: Math.max(0, retryAt - now),
  } as const;
  return new VoiceError("auth", "the key was refused three times within five minutes", details);
}
