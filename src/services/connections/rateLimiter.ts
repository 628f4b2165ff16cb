// A budget of calls for one key, by what the region documents: a burst at once, then a steady rate; who comes too early waits.
import type { Cloud } from "../../core/cloud/cloud.js";
import { VoiceError } from "../../core/errors.js";
import type { Clock } from "../../core/ports/ports.js";

export interface Rate {
  /** Calls per second in the long run. */
  readonly perSecond: number;
  /** Calls that may go out at once after a quiet time. */
  readonly burst: number;
}

/** Timers may come a little early by the clock. Milliseconds. */
const tolerance = 5;

export class RateLimiter {
  /** When the whole burst is there again. Milliseconds since 1970. */
  private fullAt = 0;
  /** The cloud asked for quiet until then. Milliseconds since 1970. */
  private pausedUntil = 0;
  private lastNow = 0;
  /** Milliseconds between two calls in the long run. */
  private readonly interval: number;

  constructor(
    private readonly clock: Clock,
    private readonly rate: Rate,
  ) {
    this.interval = 1000 / rate.perSecond;
  }

  /** Resolves when the call may go out; throws `cancelled` when the signal comes first, and gives the place back. */
  async take(signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw cancelled();
    for (let wait = this.reserve(); wait > 0; ) {
      try {
        await pause(this.clock, wait, signal);
      } catch (error) {
        this.fullAt -= this.interval;
        throw error;
      }
      // Whose turn falls into a pause queues again behind it, or everybody would go out at once at its end.
      wait = this.pausedUntil - this.now() > tolerance ? this.reserve() : 0;
    }
  }

  /** The cloud said how long to stay away; afterwards calls go out one by one. */
  pauseFor(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.now() + ms);
    this.fullAt = Math.max(this.fullAt, this.pausedUntil + (this.rate.burst - 1) * this.interval);
  }

  /** Takes a place; milliseconds until its turn. */
  private reserve(): number {
    const now = this.now();
    this.fullAt = Math.max(this.fullAt, now) + this.interval;
    return this.fullAt - this.rate.burst * this.interval - now;
  }

  private now(): number {
    const now = this.clock.now();
    // A clock set back must not stop the budget for hours.
    const setBack = Math.max(0, this.lastNow - now);
    this.fullAt -= setBack;
    this.pausedUntil -= setBack;
    this.lastNow = now;
    return now;
  }
}

/** Waits; throws `cancelled` when the signal comes first. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(cancelled());
    const cancel = () => {
      timer.dispose();
      reject(cancelled());
    };
    const timer = clock.after(ms, () => {
      signal.removeEventListener("abort", cancel);
      resolve();
    });
    signal.addEventListener("abort", cancel, { once: true });
  });
}

function cancelled(): VoiceError {
  return new VoiceError("cancelled", "cancelled while waiting", { wasSent: false });
}

/** Calls per second in the long run. */
const sustained = { read: 5, write: 2 } as const;

export interface CallRates {
  readonly read: Rate;
  readonly write: Rate;
  /** The cloud documents limits for this region. */
  readonly isDocumented: boolean;
}

/** In a place that no document names, the strictest documented limits hold. */
export function callRates({ regions, listing }: Pick<Cloud, "regions" | "listing">, regionId: string): CallRates {
  const known = regions.find(({ id }) => id === regionId);
  const limits = (known ? [known] : regions).flatMap(({ callsPerSecond }) => callsPerSecond ?? []);
  const rate = (kind: "read" | "write", most: number): Rate => {
    const perSecond = sustained[kind];
    // A burst and what follows it fall into the same second.
    const room = Math.min(...limits.map((limit) => limit[kind] - perSecond));
    return { perSecond, burst: Math.max(1, Math.min(most, room)) };
  };
  return {
    read: rate("read", listing.burst),
    write: rate("write", sustained.write),
    isDocumented: known?.callsPerSecond !== undefined,
  };
}
