// Lock files about keys that all windows share: what each may say, when it counts for nothing, and what to do where a disk does not obey.
import type { ErrorReason, VoiceError } from "../../core/errors.js";
import type { Clock, LockFiles, WindowRegistry } from "../../core/ports/ports.js";
import { isLeaseOver } from "../windowLease.js";

/** What lies in a lock file. No key and no secret is in it. */
export interface KeyLock {
  readonly version: 1;
  readonly phase: "trying" | "refused" | "accepted";
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Tried: it is over by then. Refused: so long the cloud refuses whatever is sent. Milliseconds since 1970. */
  readonly until?: number;
  /** Tried: the window that does; absent in lock files of versions that wrote every two seconds that theirs lives. */
  readonly window?: string;
  /** Tried, by such a version: when that began. Milliseconds since 1970. */
  readonly began?: number;
  readonly reason?: ErrorReason;
  readonly status?: number;
  readonly code?: string;
  readonly cloudMessage?: string;
  readonly requestId?: string;
}

/** Longer than any call lasts: a window that tries for longer than that is not waited for. */
const longestTrialMs = 5 * 60_000;
/** What is in the way and cannot be read is waited for as long. */
const longestUnreadableMs = 6_000;

export class KeyLockFiles {
  /** Lock files that this window keeps for itself because the disk does not obey. `always`: their file is there and of no use. */
  private readonly alone = new Map<string, { text?: string; isAlways: boolean }>();
  /** Names whose file is there and cannot be read, and since when. Milliseconds since 1970. */
  private readonly unreadable = new Map<string, number>();
  /** Names whose file this window could not remove: what it says of this window is over. */
  private readonly left = new Set<string>();

  constructor(
    private readonly lockFiles: LockFiles,
    private readonly clock: Clock,
    private readonly windows: WindowRegistry,
  ) {}

  /** True = it is ours. Where the disk cannot be written, this window guards the key alone. */
  async claim(name: string, lock: KeyLock): Promise<boolean> {
    const text = JSON.stringify(lock);
    const own = this.alone.get(name);
    if (own) {
      if (own.text !== undefined) return false;
      own.text = text;
      return true;
    }
    try {
      const isOurs = await this.lockFiles.claim(name, text);
      if (isOurs) {
        this.unreadable.delete(name);
        this.left.delete(name);
      }
      return isOurs;
    } catch {
      this.alone.set(name, { text, isAlways: false });
      return true;
    }
  }

  /** Undefined = there is none, or it cannot be read. What is dated in the future, because a clock was set back, counts from now on. */
  async read(name: string): Promise<KeyLock | undefined> {
    const own = this.alone.get(name);
    const text = own ? own.text : await this.lockFiles.read(name).catch(() => undefined);
    if (text === undefined) return undefined;
    this.unreadable.delete(name);
    const lock = parse(text);
    // Half written by a window that died: an abandoned trial, which never blocks a key for good.
    if (!lock) return { version: 1, phase: "trying", since: 0 };
    const ahead = lock.since - this.clock.now();
    if (ahead <= 0 || lock.phase === "trying") return lock;
    const moved = {
      ...lock,
      since: lock.since - ahead,
      ...(lock.until !== undefined && { until: lock.until - ahead }),
    };
    await this.replace(name, moved);
    return moved;
  }

  /** In the place of what is there; what another window removed does not come back. */
  async replace(name: string, lock: KeyLock): Promise<void> {
    const text = JSON.stringify(lock);
    const own = this.alone.get(name);
    if (!own) await this.lockFiles.replace(name, text).catch(() => undefined);
    else if (own.text !== undefined) own.text = text;
  }

  /** Whatever was there before, or was not. */
  async put(name: string, lock: KeyLock): Promise<void> {
    const text = JSON.stringify(lock);
    for (let tries = 0; tries < 3; tries += 1) {
      if (await this.claim(name, lock)) return;
      if (this.alone.has(name)) break;
      const isReplaced = await this.lockFiles.replace(name, text).then(
        () => true,
        () => false,
      );
      if (isReplaced) return;
    }
    this.alone.set(name, { text, isAlways: false });
  }

  async remove(name: string): Promise<void> {
    const own = this.alone.get(name);
    if (own?.isAlways) delete own.text;
    else {
      this.alone.delete(name);
      await this.lockFiles.remove(name).catch(() => this.left.add(name));
    }
  }

  names(): Promise<readonly string[]> {
    return this.lockFiles.names().catch(() => []);
  }

  /** A trial whose window has stopped. */
  isAbandoned(name: string, { window, since, until = 0, began = since }: KeyLock): boolean {
    if (window === this.windows.own && this.left.has(name)) return true;
    return isLeaseOver({ window, since: began, until }, longestTrialMs, this.windows, this.clock.now());
  }

  /**
   * A file was found in the way that cannot be read. Once that has lasted for seconds it is removed, and where
   * it stays all the same this window does without it.
   */
  async clearUnreadable(name: string): Promise<void> {
    const now = this.clock.now();
    const since = this.unreadable.get(name);
    if (since === undefined || since > now) this.unreadable.set(name, now);
    else if (now - since > longestUnreadableMs) {
      this.unreadable.delete(name);
      const isGone = await this.lockFiles.remove(name).then(
        async () => (await this.lockFiles.names()).every((each) => each !== name),
        () => false,
      );
      if (!isGone) this.alone.set(name, { isAlways: true });
    }
  }

  /** What is written while a key is tried. */
  trial(): KeyLock {
    const since = this.clock.now();
    return { version: 1, phase: "trying", since, until: since + longestTrialMs, window: this.windows.own };
  }

  /** Of a lock file that was claimed with `trial()`. */
  hold(name: string): Hold {
    return new Hold(() => this.remove(name));
  }
}

/** A trial of this window, until it ends. */
export class Hold {
  private isOver = false;

  constructor(private readonly remove: () => Promise<void>) {}

  /** What comes to stand in the lock file now is more than a trial. */
  keep(): void {
    this.isOver = true;
  }

  async end(): Promise<void> {
    if (this.isOver) return;
    this.keep();
    await this.remove();
  }
}

/** What the lock file of a refusal says of it. */
export function refusalLock(since: number, error: VoiceError): KeyLock {
  const { reason, status, code, cloudMessage, requestId } = error;
  const facts = { reason, status, code, cloudMessage, requestId };
  return { version: 1, phase: "refused", since, ...defined(facts) };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

export function defined<T extends object>(facts: T): Defined<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)) as Defined<T>;
}

function parse(text: string): KeyLock | undefined {
  try {
    const lock = JSON.parse(text) as Partial<KeyLock> | null;
    const isKnown = lock?.phase === "trying" || lock?.phase === "refused" || lock?.phase === "accepted";
    return lock?.version === 1 && isKnown && isTime(lock.since) && (lock.until === undefined || isTime(lock.until))
      ? ({ ...lock, ...readFacts(lock) } as KeyLock)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What is said of a refusal, as far as it can be: what is of another type is not there. */
function readFacts({ began, status, ...texts }: Partial<Record<keyof KeyLock, unknown>>): object {
  const words = (["reason", "code", "cloudMessage", "requestId", "window"] as const).map((name) => {
    const text = texts[name];
    return [name, typeof text === "string" ? text : undefined] as const;
  });
  return {
    ...Object.fromEntries(words),
    began: isTime(began) ? began : undefined,
    status: isTime(status) ? status : undefined,
  };
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
