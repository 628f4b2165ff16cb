// What the cloud said of keys, in lock files that all windows share: refused, locked for a while, or accepted.
import { VoiceError } from "../../core/errors.js";
import type { Clock } from "../../core/ports/ports.js";
import { lockFileNames, lockFilePatterns } from "../../core/storedNames.js";
import type { KeyAttempts } from "./keyAttempts.js";
import { defined, type KeyLock, type KeyLockFiles, refusalLock } from "./keyLockFiles.js";

/** A key as it is known here. Neither text shows a secret. */
export interface KeyName {
  /** What the cloud counts failures of, and locks. */
  readonly id: string;
  /** That and its secret: what the cloud accepts or refuses. */
  readonly pair: string;
  /** What version 0.1.0 called it, where that differs. */
  readonly formerId?: string;
}

/** A person cannot have read of a refusal and acted on it in less. */
const oldEnoughMs = 1_000;
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** That a pair was accepted counts for so long. */
const acceptedLifeMs = 30 * dayMs;
/** What an unused key has left behind is removed then. */
const refusedLifeMs = 90 * dayMs;
/** Where the cloud does not say how long. */
const usualLockMs = 5 * 60_000;
const longestLockMs = hourMs;

export class KeyVerdicts {
  private isSwept = false;

  constructor(
    private readonly lockFiles: KeyLockFiles,
    private readonly clock: Clock,
    /** A short digest that is a safe file name. */
    private readonly digest: (text: string) => string,
  ) {}

  prefix({ id }: KeyName): string {
    return lockFileNames.keyPrefix(this.digest(id));
  }

  /** Of what version 0.1.0 called the key, where that differs. */
  formerPrefix({ formerId }: KeyName): string | undefined {
    return formerId === undefined ? undefined : lockFileNames.keyPrefix(this.digest(formerId));
  }

  /** Throws the lock of the key ID or the refusal of the pair. When the pair was accepted last; undefined = it is not known to have been. */
  async check(key: KeyName): Promise<number | undefined> {
    const [lock, pair] = await Promise.all([this.lockFiles.read(this.keyLock(key)), this.lockFiles.read(this.pairLock(key))]);
    if (lock) {
      const until = Math.min(lock.until ?? 0, lock.since + longestLockMs);
      if (until > this.clock.now()) throw this.refusalOf({ ...lock, until });
      await this.lockFiles.remove(this.keyLock(key));
    }
    if (pair?.phase === "refused") throw this.refusalOf(pair);
    return pair?.phase === "accepted" ? pair.since : undefined;
  }

  private refusalOf({ since, until, reason, status, code, cloudMessage, requestId }: KeyLock): VoiceError {
    const facts = defined({ reason, status, code, cloudMessage, requestId });
    const wait = until === undefined ? {} : { retryAt: until, retryAfterMs: until - this.clock.now() };
    return new VoiceError("auth", "the key was refused before", { wasSent: false, refusedAt: since, ...facts, ...wait });
  }

  /** Whether an acceptance from then still counts. */
  isLasting(since: number): boolean {
    return this.clock.now() - since < acceptedLifeMs;
  }

  /** `since`: milliseconds since 1970. */
  async accept(key: KeyName, since: number): Promise<void> {
    const name = this.pairLock(key);
    const lock: KeyLock = { version: 1, phase: "accepted", since };
    if (await this.lockFiles.claim(name, lock)) return;
    // A refusal that came meanwhile is newer than the call that ends now.
    if ((await this.lockFiles.read(name))?.phase === "accepted") await this.lockFiles.replace(name, lock);
  }

  /** The error, with the time until which it lasts. */
  async refuse(key: KeyName, error: VoiceError): Promise<VoiceError> {
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

  /** See `KeyGuard.release`. */
  async release(key: KeyName, isEntered: boolean, actedAt: number): Promise<void> {
    const name = this.pairLock(key);
    const lock = await this.lockFiles.read(name);
    if (lock?.phase !== "refused") return;
    if (!isEntered && this.clock.now() - lock.since < oldEnoughMs) return;
    if (lock.since > actedAt) return;
    await this.lockFiles.remove(name);
  }

  /**
   * An older version refused the key ID, whatever the secret: a lock stays one, anything else is one try that was refused. What it refused
   * for good stays refused to the first secret that asks: most often it is the only one, and the person has
   * not said that it shall be tried again.
   */
  async takeOver(key: KeyName, name: string, { until, ...lock }: KeyLock, tries: KeyAttempts): Promise<void> {
    const { since, reason } = lock;
    const lockedUntil = until ?? (reason === "locked" ? since + usualLockMs : undefined);
    if (lockedUntil !== undefined && lockedUntil > this.clock.now())
      await this.lockFiles.put(this.keyLock(key), { ...lock, until: lockedUntil });
    else await tries.count(since);
    if (lockedUntil === undefined) await this.lockFiles.claim(this.pairLock(key), lock);
    await this.lockFiles.remove(name);
  }

  /** Another secret of this key ID is in use. */
  async hasGoodPair(key: KeyName): Promise<boolean> {
    const own = this.pairLock(key);
    const names = (await this.lockFiles.names()).filter((name) => name !== own && name.startsWith(`${this.prefix(key)}-`));
    const others = await Promise.all(names.map((name) => this.lockFiles.read(name)));
    return others.some((lock) => lock?.phase === "accepted" && this.isLasting(lock.since));
  }

  /** Once in a window: what the lock files of all keys say no more. Those of this key are in use. */
  async sweep(key: KeyName): Promise<void> {
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

  private keyLock(key: KeyName): string {
    return lockFileNames.keyLock(this.prefix(key));
  }

  private pairLock(key: KeyName): string {
    return lockFileNames.keyPair(this.prefix(key), this.digest(key.pair));
  }
}
