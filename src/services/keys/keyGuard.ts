// Keeps a key from being locked: a key that may be wrong is tried by one call at a time in all windows, and once refused by none.
//
// A key that may be wrong goes out in one call at a time, through lock files that all windows share (keyLockFiles.ts). A refusal
// belongs to key ID and secret together (told apart by secretFingerprints.ts, whose own key lies in the secret storage), a lock
// to the key ID alone. Each call takes one of three places of its key ID (keyAttempts.ts); a refused one stays taken for five
// minutes. Only a key that is entered, a connection that leads elsewhere, and the person's "Try the Same Key Once More" release a
// refusal.

import { asVoiceError, type ErrorReason, VoiceError } from "../../core/errors.js";
import type { Clock, LockFiles, WindowRegistry } from "../../core/ports/ports.js";
import { lockFileNames, lockFilePatterns } from "../../core/storedNames.js";
import { pause } from "../connections/rateLimiter.js";
import { Semaphore } from "../connections/semaphore.js";
import { type AttemptSlot, KeyAttempts, longestWaitMs, stillTried } from "./keyAttempts.js";
import { defined, type Hold, type KeyLock, KeyLockFiles, refusalLock } from "./keyLockFiles.js";

/** A key as it is known here. Neither text shows a secret. */
export interface KeyName {
  /** What the cloud counts failures of, and locks. */
  readonly id: string;
  /** That and its secret: what the cloud accepts or refuses. */
  readonly pair: string;
  /** What version 0.1.0 called it, where that differs. */
  readonly formerId?: string;
}

/** A key that was accepted this short a time ago is taken for good. */
const provenForMs = 60_000;
/** Calls of one window at once. In all windows there are never more than there are places in `KeyTries`. */
const provenConcurrency = 2;
const lookAgainMs = 120;
/** A person cannot have read of a refusal and acted on it in less. */
const oldEnoughMs = 1_000;
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** That a pair was accepted is written down this often, and counts for so long. */
const acceptedSignMs = hourMs;
const acceptedLifeMs = 30 * dayMs;
/** What an unused key has left behind is removed then. */
const refusedLifeMs = 90 * dayMs;
/** Where the cloud does not say how long. */
const usualLockMs = 5 * 60_000;
const longestLockMs = hourMs;

interface PairState {
  readonly semaphore: Semaphore;
  /** Last time the cloud accepted it here. */
  provenAt?: number;
  /** Last time that was written down. */
  signedAt?: number;
}

/** What those who call with a key need of the guard, which is loaded with the first call. */
export type KeyCalls = Pick<KeyGuard, "run" | "release" | "refuse">;

export class KeyGuard {
  private readonly pairs = new Map<string, PairState>();
  private readonly lockFiles: KeyLockFiles;
  private isSwept = false;

  constructor(
    lockFiles: LockFiles,
    private readonly clock: Clock,
    /** A short digest that is a safe file name. */
    private readonly digest: (text: string) => string,
    windows: WindowRegistry,
  ) {
    this.lockFiles = new KeyLockFiles(lockFiles, clock, windows);
  }

  /**
   * Sends a call that shows the key to the cloud. Throws the refusal without sending when the key was refused before, in whatever window.
   * A caller who leaves makes room at once; what the cloud still says to the call is heard all the same. `isRenewed`: a key that has
   * expired is made again without the person, so its end is no refusal.
   */
  async run<T>(key: KeyName, signal: AbortSignal, call: () => Promise<T>, isRenewed = false): Promise<T> {
    const state = this.state(key);
    const leave = await state.semaphore.enter(signal);
    let trial: Hold | undefined;
    try {
      const begun = await this.begin(key, state, signal);
      trial = begun.trial;
      const answer = call().then(
        async (value) => {
          await this.accept(key, state);
          await begun.place.leave();
          return value;
        },
        async (thrown: unknown) => {
          const error = asVoiceError(thrown);
          if (isRefusal(error, isRenewed)) {
            delete state.provenAt;
            await begun.place.block(error);
            throw await this.putRefusal(key, error);
          }
          // What was left in the middle may have been refused unseen; of a key that was good before that is not assumed.
          if (error.kind === "cancelled" && error.wasSent !== false && !begun.wasAccepted) await begun.place.block(error);
          else await begun.place.leave();
          throw error;
        },
      );
      return await unlessAborted(answer, signal);
    } finally {
      await trial?.end();
      leave();
    }
  }

  /**
   * The person said that this key shall be tried again (`actedAt`: milliseconds since 1970). A refusal that cannot have been seen yet stays,
   * unless the key was entered again; and one that has come since always. Locks and counted tries stay.
   */
  async release(key: KeyName, isEntered = false, actedAt = this.clock.now()): Promise<void> {
    for (const trial of [this.trialLock(key), ...this.formerTrialFiles(key)]) {
      const older = await this.lockFiles.read(trial);
      if (older?.phase === "refused") await this.takeOver(key, trial, older, this.tries(key));
    }
    const name = this.pairLock(key);
    const lock = await this.lockFiles.read(name);
    if (lock?.phase !== "refused") return;
    if (!isEntered && this.clock.now() - lock.since < oldEnoughMs) return;
    if (lock.since > actedAt) return;
    await this.lockFiles.remove(name);
  }

  /** What was made of this key is refused although it was new: the key itself is as good as refused. */
  async refuse(key: KeyName, error: VoiceError): Promise<void> {
    delete this.state(key).provenAt;
    await this.putRefusal(key, error);
  }

  private state({ id, pair }: KeyName): PairState {
    const name = JSON.stringify([id, pair]);
    const known = this.pairs.get(name);
    if (known) return known;
    const state: PairState = { semaphore: new Semaphore(() => (this.isProven(state) ? provenConcurrency : 1)) };
    this.pairs.set(name, state);
    return state;
  }

  private isProven({ provenAt }: PairState): boolean {
    const age = provenAt === undefined ? provenForMs : this.clock.now() - provenAt;
    return age >= 0 && age < provenForMs;
  }

  private tries(key: KeyName): KeyAttempts {
    return new KeyAttempts(this.lockFiles, this.clock, this.prefix(key));
  }

  private prefix({ id }: KeyName): string {
    return lockFileNames.keyPrefix(this.digest(id));
  }

  /** While it is tried. In older versions also once the key ID was refused. */
  private trialLock(key: KeyName): string {
    return lockFileNames.keyTrial(this.prefix(key));
  }

  private formerTrialFiles({ formerId }: KeyName): readonly string[] {
    return formerId === undefined ? [] : [lockFileNames.keyTrial(lockFileNames.keyPrefix(this.digest(formerId)))];
  }

  private keyLock(key: KeyName): string {
    return lockFileNames.keyLock(this.prefix(key));
  }

  private pairLock(key: KeyName): string {
    return lockFileNames.keyPair(this.prefix(key), this.digest(key.pair));
  }

  /** Finds a place for a call; throws if the key was refused. A key that is not known to be good is tried by one call of all windows. */
  private async begin(key: KeyName, state: PairState, signal: AbortSignal) {
    await this.sweep(key);
    const tries = this.tries(key);
    if (this.isProven(state)) {
      await this.refuseRefused(key, state);
      const place = await tries.takeGood();
      if (place) return { place, wasAccepted: true };
    }
    const trial = await this.beginTrial(key, tries, state, signal);
    try {
      // Between two looks a trial becomes a refusal.
      const wasAccepted = await this.refuseRefused(key, state);
      const isReserved = !wasAccepted && (await this.hasGoodPair(key));
      const place: AttemptSlot = await tries.takeOne(isReserved, signal);
      return { trial, place, wasAccepted };
    } catch (thrown) {
      await trial.end();
      throw thrown;
    }
  }

  /** Waits until no other window tries the key; throws if it was refused. */
  private async beginTrial(key: KeyName, tries: KeyAttempts, state: PairState, signal: AbortSignal): Promise<Hold> {
    const name = this.trialLock(key);
    const began = this.clock.now();
    for (const former of this.formerTrialFiles(key)) {
      const lock = await this.lockFiles.read(former);
      if (lock?.phase === "refused") await this.takeOver(key, former, lock, tries);
    }
    for (;;) {
      await this.refuseRefused(key, state);
      if (await this.lockFiles.claim(name, this.lockFiles.trial())) return this.lockFiles.hold(name);
      const lock = await this.lockFiles.read(name);
      if (!lock) await this.lockFiles.clearUnreadable(name);
      else if (lock.phase !== "trying") await this.takeOver(key, name, lock, tries);
      else if (this.lockFiles.isAbandoned(name, lock)) await this.lockFiles.remove(name);
      if (Math.abs(this.clock.now() - began) > longestWaitMs) throw stillTried();
      await pause(this.clock, lookAgainMs, signal);
    }
  }

  /**
   * An older version refused the key ID, whatever the secret: a lock stays one, anything else is one try that was refused. What it refused
   * for good stays refused to the first secret that asks: most often it is the only one, and the person has
   * not said that it shall be tried again.
   */
  private async takeOver(key: KeyName, name: string, { until, ...lock }: KeyLock, tries: KeyAttempts): Promise<void> {
    const { since, reason } = lock;
    const lockedUntil = until ?? (reason === "locked" ? since + usualLockMs : undefined);
    if (lockedUntil !== undefined && lockedUntil > this.clock.now())
      await this.lockFiles.put(this.keyLock(key), { ...lock, until: lockedUntil });
    else await tries.count(since);
    if (lockedUntil === undefined) await this.lockFiles.claim(this.pairLock(key), lock);
    await this.lockFiles.remove(name);
  }

  /** Throws the lock of the key ID or the refusal of the pair. True = the pair is known to have been accepted. */
  private async refuseRefused(key: KeyName, state: PairState): Promise<boolean> {
    const [lock, pair] = await Promise.all([this.lockFiles.read(this.keyLock(key)), this.lockFiles.read(this.pairLock(key))]);
    if (lock) {
      const until = Math.min(lock.until ?? 0, lock.since + longestLockMs);
      if (until > this.clock.now()) throw this.refusalOf({ ...lock, until });
      await this.lockFiles.remove(this.keyLock(key));
    }
    if (pair?.phase === "refused") throw this.refusalOf(pair);
    if (pair?.phase !== "accepted") return false;
    state.signedAt = Math.max(state.signedAt ?? 0, pair.since);
    return this.clock.now() - pair.since < acceptedLifeMs;
  }

  private refusalOf({ since, until, reason, status, code, cloudMessage, requestId }: KeyLock): VoiceError {
    const facts = defined({ reason, status, code, cloudMessage, requestId });
    const wait = until === undefined ? {} : { retryAt: until, retryAfterMs: until - this.clock.now() };
    return new VoiceError("auth", "the key was refused before", { wasSent: false, refusedAt: since, ...facts, ...wait });
  }

  private async accept(key: KeyName, state: PairState): Promise<void> {
    const now = this.clock.now();
    state.provenAt = now;
    const age = now - (state.signedAt ?? 0);
    if (age >= 0 && age < acceptedSignMs) return;
    state.signedAt = now;
    const name = this.pairLock(key);
    const lock: KeyLock = { version: 1, phase: "accepted", since: now };
    if (await this.lockFiles.claim(name, lock)) return;
    // A refusal that came meanwhile is newer than the call that ends now.
    if ((await this.lockFiles.read(name))?.phase === "accepted") await this.lockFiles.replace(name, lock);
  }

  /** The error, with the time until which it lasts. */
  private async putRefusal(key: KeyName, error: VoiceError): Promise<VoiceError> {
    const since = this.clock.now();
    if (error.reason !== "locked") {
      await this.lockFiles.put(this.pairLock(key), refusalLock(since, error));
      return error;
    }
    const { retryAfterMs = usualLockMs } = error;
    const until = since + retryAfterMs;
    await this.lockFiles.put(this.keyLock(key), { ...refusalLock(since, error), until });
    return new VoiceError(error.kind, error.message, { ...error, retryAfterMs, retryAt: until });
  }

  /** Another secret of this key ID is in use. */
  private async hasGoodPair(key: KeyName): Promise<boolean> {
    const own = this.pairLock(key);
    const names = (await this.lockFiles.names()).filter((name) => name !== own && name.startsWith(`${this.prefix(key)}-`));
    const others = await Promise.all(names.map((name) => this.lockFiles.read(name)));
    return others.some((lock) => lock?.phase === "accepted" && this.clock.now() - lock.since < acceptedLifeMs);
  }

  /** Once in a window: what the lock files of all keys say no more. Those of this key are in use. */
  private async sweep(key: KeyName): Promise<void> {
    if (this.isSwept) return;
    this.isSwept = true;
    const now = this.clock.now();
    for (const name of await this.lockFiles.names()) {
      if (!lockFilePatterns.key.test(name) || name.startsWith(this.prefix(key))) continue;
      const lock = await this.lockFiles.read(name);
      if (!lock) continue;
      const isBrief = lock.phase === "trying" || lockFilePatterns.keyPlace.test(name);
      const life = isBrief ? dayMs : lock.phase === "accepted" ? acceptedLifeMs : refusedLifeMs;
      if (now - (lock.until ?? lock.since) > life) await this.lockFiles.remove(name);
    }
  }
}

/** Only what counts against a key: a missing one does not lock anything. */
function isRefusal({ kind, reason, wasSent }: VoiceError, isRenewed: boolean): boolean {
  const harmless: readonly (ErrorReason | undefined)[] = ["missingCredentials", "halted", "triedOut"];
  return kind === "auth" && wasSent !== false && !harmless.includes(reason) && !(isRenewed && reason === "expired");
}

function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new VoiceError("cancelled", "cancelled"));
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
    answer.finally(() => signal.removeEventListener("abort", leave)).then(resolve, reject);
  });
}
