// Keeps a key from being locked: a key that may be wrong is tried by one call at a time in all windows, and once refused by none.
//
// A key that may be wrong goes out in one call at a time, through lock files that all windows share (keyLockFiles.ts). A refusal
// belongs to key ID and secret together (keyVerdicts.ts; told apart by secretFingerprints.ts, whose own key lies in the secret
// storage), a lock to the key ID alone. Each call takes one of three places of its key ID (keyAttempts.ts); a refused one stays taken for five
// minutes. Only a key that is entered, a connection that leads elsewhere, and the person's "Try the Same Key Once More" release a
// refusal.

import { asVoiceError, type ErrorReason, VoiceError } from "../../core/errors.js";
import type { Clock, LockFiles, WindowRegistry } from "../../core/ports/ports.js";
import { lockFileNames } from "../../core/storedNames.js";
import { pause } from "../connections/rateLimiter.js";
import { Semaphore } from "../connections/semaphore.js";
import { type AttemptSlot, KeyAttempts, longestWaitMs, stillTried } from "./keyAttempts.js";
import { type Hold, KeyLockFiles } from "./keyLockFiles.js";
import { type KeyName, KeyVerdicts } from "./keyVerdicts.js";

/** A key that was accepted this short a time ago is taken for good. */
const provenForMs = 60_000;
/** Calls of one window at once. In all windows there are never more than there are places in `KeyAttempts`. */
const provenConcurrency = 2;
const lookAgainMs = 120;
/** That a pair was accepted is written down this often. */
const acceptedSignMs = 60 * 60_000;

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
  private readonly verdicts: KeyVerdicts;

  constructor(
    lockFiles: LockFiles,
    private readonly clock: Clock,
    /** A short digest that is a safe file name. */
    digest: (text: string) => string,
    windows: WindowRegistry,
  ) {
    this.lockFiles = new KeyLockFiles(lockFiles, clock, windows);
    this.verdicts = new KeyVerdicts(this.lockFiles, clock, digest);
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
            throw await this.verdicts.refuse(key, error);
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
      if (older?.phase === "refused") await this.verdicts.takeOver(key, trial, older, this.tries(key));
    }
    await this.verdicts.release(key, isEntered, actedAt);
  }

  /** What was made of this key is refused although it was new: the key itself is as good as refused. */
  async refuse(key: KeyName, error: VoiceError): Promise<void> {
    delete this.state(key).provenAt;
    await this.verdicts.refuse(key, error);
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
    return new KeyAttempts(this.lockFiles, this.clock, this.verdicts.prefix(key));
  }

  /** While it is tried. In older versions also once the key ID was refused. */
  private trialLock(key: KeyName): string {
    return lockFileNames.keyTrial(this.verdicts.prefix(key));
  }

  private formerTrialFiles(key: KeyName): readonly string[] {
    const prefix = this.verdicts.formerPrefix(key);
    return prefix === undefined ? [] : [lockFileNames.keyTrial(prefix)];
  }

  /** Throws where the key is refused. True = it is known to have been accepted. */
  private async refuseRefused(key: KeyName, state: PairState): Promise<boolean> {
    const acceptedAt = await this.verdicts.check(key);
    if (acceptedAt === undefined) return false;
    state.signedAt = Math.max(state.signedAt ?? 0, acceptedAt);
    return this.verdicts.isLasting(acceptedAt);
  }

  private async accept(key: KeyName, state: PairState): Promise<void> {
    const now = this.clock.now();
    state.provenAt = now;
    const age = now - (state.signedAt ?? 0);
    if (age >= 0 && age < acceptedSignMs) return;
    state.signedAt = now;
    await this.verdicts.accept(key, now);
  }

  /** Finds a place for a call; throws if the key was refused. A key that is not known to be good is tried by one call of all windows. */
  private async begin(key: KeyName, state: PairState, signal: AbortSignal) {
    await this.verdicts.sweep(key);
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
      const isReserved = !wasAccepted && (await this.verdicts.hasGoodPair(key));
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
      if (lock?.phase === "refused") await this.verdicts.takeOver(key, former, lock, tries);
    }
    for (;;) {
      await this.refuseRefused(key, state);
      if (await this.lockFiles.claim(name, this.lockFiles.trial())) return this.lockFiles.hold(name);
      const lock = await this.lockFiles.read(name);
      if (!lock) await this.lockFiles.clearUnreadable(name);
      else if (lock.phase !== "trying") await this.verdicts.takeOver(key, name, lock, tries);
      else if (this.lockFiles.isAbandoned(name, lock)) await this.lockFiles.remove(name);
      if (Math.abs(this.clock.now() - began) > longestWaitMs) throw stillTried();
      await pause(this.clock, lookAgainMs, signal);
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
