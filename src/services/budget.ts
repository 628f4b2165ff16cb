// A budget of calls for one key: a burst at once, then a steady rate; who comes too early waits.
import { VoiceError } from "../core/errors.js";
import type { Clock } from "../core/ports.js";

export interface Rate {
  /** Calls per second in the long run. */
  readonly perSecond: number;
  /** Calls that may go out at once after a quiet time. */
  readonly burst: number;
}

export class Budget {
  /** Calls that may go out now; below zero: how many wait. */
  private left: number;
  private countedAt: number;
  private pausedUntil = 0;

  constructor(
    private readonly clock: Clock,
    private readonly rate: Rate,
  ) {
    this.left = rate.burst;
    this.countedAt = clock.now();
  }

  /** Resolves when the call may go out; throws `cancelled` when the signal comes first, and gives the place back. */
  async take(signal: AbortSignal): Promise<void> {
    this.refill();
    this.left -= 1;
    const now = this.clock.now();
    const turn = this.left >= 0 ? 0 : (-this.left / this.rate.perSecond) * 1000;
    const wait = Math.max(turn, this.pausedUntil - now);
    if (wait <= 0) return;
    try {
      await pause(this.clock, wait, signal);
    } catch (error) {
      this.left += 1;
      throw error;
    }
  }

  /** The cloud said how long to stay away. */
  pauseFor(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + ms);
  }

  private refill(): void {
    const now = this.clock.now();
    // A clock set back must not stop the budget for hours.
    const seconds = Math.max(0, now - this.countedAt) / 1000;
    this.countedAt = now;
    this.left = Math.min(this.rate.burst, this.left + seconds * this.rate.perSecond);
  }
}

/** Waits; throws `cancelled` when the signal comes first. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      timer.dispose();
      reject(new VoiceError("cancelled", "cancelled while waiting"));
    };
    const timer = clock.after(ms, () => {
      signal.removeEventListener("abort", cancel);
      resolve();
    });
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { once: true });
  });
}
