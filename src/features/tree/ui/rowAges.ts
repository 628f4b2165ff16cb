// Has rows whose words of a time have changed painted again: one timer, only while the view is visible and its window has the focus.
import type { Disposable } from "../../../core/ports/event.js";
import type { Attention, Clock } from "../../../core/ports/ports.js";
import { untilOlder } from "../../../text/time.js";
import type { TreeRow } from "./rowIdentity.js";

/** Rows that age within the same moment are painted together. Milliseconds. */
const together = 20_000;
/** A machine that slept may have missed a midnight. Milliseconds. */
const longestWait = 3_600_000;
/** Rows that have just come say so for that long. Milliseconds. */
const newFor = 45_000;

export class RowAges implements Disposable {
  private timer: Disposable | undefined;
  private dueAt = Number.POSITIVE_INFINITY;
  private lastAt: number;
  private readonly heard: Disposable;

  constructor(
    private readonly attention: Pick<Attention, "isViewVisible" | "isWindowFocused" | "onDidChange">,
    private readonly clock: Clock,
    /** Rows that are kept, each with the moment that it tells. Milliseconds since 1970. */
    private readonly moments: () => Iterable<readonly [row: TreeRow, at: number]>,
    private readonly repaint: (rows: readonly TreeRow[]) => void,
  ) {
    this.lastAt = clock.now();
    this.heard = attention.onDidChange(() => this.follow());
  }

  /** Rows that are new may age sooner than those that were there. */
  expectNews(): void {
    if (this.isSeen && this.dueAt > this.clock.now() + newFor) this.wait(newFor);
  }

  private get isSeen(): boolean {
    return this.attention.isViewVisible && this.attention.isWindowFocused;
  }

  private follow(): void {
    this.timer?.dispose();
    this.timer = undefined;
    this.dueAt = Number.POSITIVE_INFINITY;
    if (this.isSeen) this.look();
  }

  dispose(): void {
    this.timer?.dispose();
    this.heard.dispose();
  }

  private look(): void {
    const now = this.clock.now();
    const aged: TreeRow[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const [row, at] of this.moments()) {
      // Its words of then lasted until now at the most.
      if (this.lastAt + untilOlder(at, this.lastAt) <= now) aged.push(row);
      next = Math.min(next, untilOlder(at, now));
    }
    this.lastAt = now;
    if (aged.length > 0) this.repaint(aged);
    if (next < Number.POSITIVE_INFINITY) this.wait(Math.min(longestWait, Math.max(together, next)));
  }

  private wait(ms: number): void {
    this.timer?.dispose();
    this.dueAt = this.clock.now() + ms;
    this.timer = this.clock.after(ms, () => this.follow());
  }
}
