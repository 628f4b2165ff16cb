// Intents of writes, written down before anything is sent: one file for each, shared by all windows, changed by one of them at a time.
import type { Clock, LockFiles, WindowRegistry } from "../../core/ports/ports.js";
import { lockFileNames, lockFilePatterns } from "../../core/storedNames.js";
import { isLeaseOver } from "../windowLease.js";

/** One intent, as it lies in its file. No value the person typed is in it. */
export interface WriteIntent {
  readonly version: 1;
  /** Whose it is: never the same twice. */
  readonly owner: string;
  /** The window that is at it; absent in intents of versions that wrote none. */
  readonly window?: string;
  readonly connectionId: string;
  readonly jobId: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /**
   * `claimed`: nothing sent yet. `sending`: may have been sent, and its window is at it or is gone. `unknown`: may have been sent, and
   * its window has stopped. `accepted`: the cloud took it but does not show it yet.
   */
  readonly phase: "claimed" | "sending" | "unknown" | "accepted";
  /** How the job looked before; it is settled once the job looks different. */
  readonly before?: Looks;
  /** Of an `unknown` one: the cloud refused it, and it was not seen yet that the job looks as before. Absent = it did not. */
  readonly wasRefused?: boolean;
}

/** What tells one moment of a job from another. */
export interface Looks {
  readonly state: string;
  /** Milliseconds since 1970. */
  readonly updatedAt?: number;
}

/** Longer than reading a job, retries included, and than any write. Milliseconds. */
const longestMs = 5 * 60_000;
/** A lock is held while one file is read and written, but its window may sleep over it, with the computer. Milliseconds. */
const longestSleepMs = 7 * 24 * 60 * 60_000;
/** Of a lock that names no window, and so is none that a window can sleep over. Milliseconds. */
const longestNamelessMs = 10 * 60_000;

export class WriteIntents {
  /** Locks without a time that were in the way, by file. Milliseconds since 1970. */
  private readonly seen = new Map<string, { readonly text: string; readonly at: number }>();

  constructor(
    private readonly lockFiles: LockFiles,
    private readonly windows: WindowRegistry,
    private readonly clock: Pick<Clock, "now"> = { now: Date.now },
  ) {}

  /** True = it is ours alone. */
  claim(name: string, intent: WriteIntent): Promise<boolean> {
    return this.lockFiles.claim(name, JSON.stringify(intent));
  }

  /** `unreadable`: there is one whose meaning is not known. */
  async read(name: string): Promise<WriteIntent | "unreadable" | undefined> {
    const text = await this.lockFiles.read(name);
    return text === undefined ? undefined : (readIntent(text) ?? "unreadable");
  }

  /** The name among these that there is an intent under; where there is none, the first. */
  async find(names: readonly [string, ...string[]]): Promise<string> {
    for (const name of names) if ((await this.read(name)) !== undefined) return name;
    return names[0];
  }

  /** Names of all that there are. */
  async names(): Promise<readonly string[]> {
    return (await this.lockFiles.names()).filter((name) => lockFilePatterns.submit.test(name));
  }

  /** Whether it still is as it is known here. */
  async isStill(name: string, { owner, phase }: WriteIntent): Promise<boolean> {
    const found = await this.read(name);
    return typeof found === "object" && found.owner === owner && found.phase === phase;
  }

  /**
   * Puts the next phase in the place of an intent, or ends it, provided that it still is as it is known here. False = it is not, or
   * another window is at it: then nothing was changed. A window that sleeps for hours between reading and changing wakes up to a `false`.
   */
  async change(name: string, known: WriteIntent, next?: WriteIntent): Promise<boolean> {
    const lock = lockOf(name);
    if (!(await this.lock(name))) return false;
    try {
      if (!(await this.isStill(name, known))) return false;
      if (next) await this.lockFiles.replace(name, JSON.stringify(next));
      else await this.lockFiles.remove(name);
      return true;
    } finally {
      await this.lockFiles.remove(lock);
    }
  }

  /** The window that is at it, or was, is still there. */
  isOpen({ window }: WriteIntent): boolean {
    return window !== undefined && this.windows.isOpen(window);
  }

  /**
   * The window that held it is gone, or took longer than it can take. If that wakes up all the same, it finds its claim taken and sends
   * nothing. `now`: milliseconds since 1970.
   */
  isDead({ window, since }: WriteIntent, now: number): boolean {
    return isLeaseOver({ window, since }, longestMs, this.windows, now);
  }

  /** Another window is changing it, or died while doing so. */
  async isLocked(name: string): Promise<boolean> {
    return (await this.lockFiles.read(lockOf(name))) !== undefined;
  }

  /** Whatever it is, and whichever window died while changing it. */
  async erase(name: string): Promise<void> {
    await this.lockFiles.remove(name);
    await this.lockFiles.remove(lockOf(name));
    for (const each of breaksOf(name)) await this.lockFiles.remove(each);
  }

  private async lock(name: string): Promise<boolean> {
    const lock = lockOf(name);
    if (await this.lockFiles.claim(lock, this.signature())) return true;
    const holder = await this.lockFiles.read(lock);
    if (holder === undefined || !this.isLeft(lock, holder)) return false;
    if (!(await this.takeAway(lock, holder, breaksOf(name)))) return false;
    return this.lockFiles.claim(lock, this.signature());
  }

  /**
   * One window at a time may take away what a dead one holds, and looks again first: no other window's lock goes with it. It may die
   * over that itself: then the next one does the same under the next name, once all who had the names before are gone.
   */
  private async takeAway(lock: string, holder: string, names: readonly string[]): Promise<boolean> {
    for (const [index, own] of names.entries()) {
      if (await this.lockFiles.claim(own, this.signature())) {
        try {
          if ((await this.lockFiles.read(lock)) !== holder) return false;
          await this.lockFiles.remove(lock);
          return true;
        } finally {
          for (const each of names.slice(0, index + 1)) await this.lockFiles.remove(each);
        }
      }
      const breaker = await this.lockFiles.read(own);
      if (breaker === undefined || !this.isLeft(own, breaker)) return false;
    }
    return false;
  }

  /** The window that wrote it is gone, or it is older than it can get. */
  private isLeft(file: string, text: string): boolean {
    const [window = "", since = ""] = text.split(" ");
    const now = this.clock.now();
    const at = /^\d{1,15}$/.test(since) ? Number(since) : this.firstSeen(file, text, now);
    return window === ""
      ? isLeaseOver({ since: at }, longestNamelessMs, this.windows, now)
      : isLeaseOver({ window, since: at }, longestSleepMs, this.windows, now);
  }

  /** For files that say no time: a window that is at one does not leave it for long. */
  private firstSeen(file: string, text: string, now: number): number {
    const known = this.seen.get(file);
    if (known?.text === text) return known.at;
    this.seen.set(file, { text, at: now });
    return now;
  }

  /** Older versions read the window's name alone. */
  private signature(): string {
    return `${this.windows.own} ${this.clock.now()}`;
  }
}

function lockOf(name: string): string {
  return lockFileNames.lock(name);
}

/** In the order in which they are tried: more windows hardly die one after the other over the same lock. */
function breaksOf(name: string): readonly string[] {
  return lockFileNames.breakLocks(name);
}

function readIntent(text: string): WriteIntent | undefined {
  try {
    const intent = JSON.parse(text) as Partial<WriteIntent>;
    const isWhole =
      intent.version === 1 &&
      typeof intent.owner === "string" &&
      (intent.window === undefined || typeof intent.window === "string") &&
      typeof intent.connectionId === "string" &&
      typeof intent.jobId === "string" &&
      typeof intent.since === "number" &&
      (intent.phase === "claimed" || typeof intent.before?.state === "string");
    const isKnown =
      intent.phase === "claimed" || intent.phase === "sending" || intent.phase === "unknown" || intent.phase === "accepted";
    return isWhole && isKnown ? (intent as WriteIntent) : undefined;
  } catch {
    return undefined;
  }
}
