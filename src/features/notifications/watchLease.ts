// Of all windows one polls watched jobs: the one whose name is in a lock file, for as long as it is open.
import { lockFileNames } from "../../core/storedNames.js";
import type { Kernel } from "../../services/kernel.js";
import { isLeaseOver } from "../../services/windowLease.js";

const lockName = lockFileNames.watch;

/** Where it cannot be known whether that window is still there (it runs on another computer), its lock file holds for so long. */
const lockLifeMs = 15 * 60_000;

/** The lock file is written again when so much of that is left, and at no other time. */
const lockRestMs = 5 * 60_000;

/** What lies in the lock file. Milliseconds since 1970. */
interface WatchLock {
  readonly version: 1;
  readonly owner: string;
  readonly since: number;
  readonly until: number;
}

export class WatchLease {
  /** This window has it. */
  isHeld = false;

  constructor(private readonly kernel: Pick<Kernel, "lockFiles" | "clock" | "windows">) {}

  /** Takes it, or keeps it; `isHeld` says whether that is so. */
  async hold(): Promise<void> {
    this.isHeld = await this.claim();
  }

  async release(): Promise<void> {
    const wasHolder = this.isHeld;
    this.isHeld = false;
    const { lockFiles, windows } = this.kernel;
    if (!wasHolder) return;
    const lock = readLock(await lockFiles.read(lockName).catch(() => undefined));
    if (lock?.owner === windows.own) await lockFiles.remove(lockName).catch(() => undefined);
  }

  /** True = no other window follows. A disk that cannot be written is no reason not to: this window then follows for itself. */
  private async claim(): Promise<boolean> {
    const { lockFiles, clock, windows } = this.kernel;
    const owner = windows.own;
    const since = clock.now();
    const text = JSON.stringify({ version: 1, owner, since, until: since + lockLifeMs } satisfies WatchLock);
    const create = () => lockFiles.claim(lockName, text).catch(() => true);
    if (!this.isHeld && (await create())) return true;
    const lock = readLock(await lockFiles.read(lockName).catch(() => undefined));
    if (lock?.owner === owner) {
      if (lock.until - since < lockRestMs || lock.since > since) await lockFiles.replace(lockName, text).catch(() => undefined);
      return true;
    }
    if (lock && !isLeaseOver({ ...lock, window: lock.owner }, lockLifeMs, windows, since)) return false;
    await lockFiles.remove(lockName).catch(() => undefined);
    return create();
  }
}

/** A damaged lock file holds nothing back. */
function readLock(text: string | undefined): WatchLock | undefined {
  try {
    const lock = JSON.parse(text ?? "") as Partial<WatchLock> | null;
    return typeof lock?.owner === "string" && typeof lock.since === "number" && typeof lock.until === "number"
      ? (lock as WatchLock)
      : undefined;
  } catch {
    return undefined;
  }
}
