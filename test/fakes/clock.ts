// Two clocks for tests: one stands still until it is told to advance, the other never makes a caller wait.
import { setImmediate, setTimeout } from "node:timers/promises";
import type { Disposable } from "../../src/core/ports/event.js";
import type { Clock } from "../../src/core/ports/ports.js";

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** 2024-06-05T00:00:00Z */
const start = Date.UTC(2024, 5, 5);

class TimerRow {
  private timers: readonly Timer[] = [];

  get count(): number {
    return this.timers.length;
  }

  add(timer: Timer): Disposable {
    this.timers = [...this.timers, timer].sort((a, b) => a.due - b.due);
    return { dispose: () => this.drop(timer) };
  }

  /** Earliest first; equal ones in the order they were set. */
  take(until = Number.POSITIVE_INFINITY): Timer | undefined {
    const next = this.timers[0];
    if (!next || next.due > until) return undefined;
    this.drop(next);
    return next;
  }

  private drop(timer: Timer): void {
    this.timers = this.timers.filter((each) => each !== timer);
  }
}

export class ManualClock implements Clock {
  private time = start;
  private readonly timers = new TimerRow();

  now(): number {
    return this.time;
  }

  after(ms: number, callback: () => void): Disposable {
    return this.timers.add({ due: this.time + ms, callback });
  }

  /** Timers that were not disposed of yet. */
  get waiting(): number {
    return this.timers.count;
  }

  /** Time passes; whatever becomes due happens at its time, and what follows from it at once. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await setImmediate();
    for (let timer = this.timers.take(end); timer; timer = this.timers.take(end)) {
      this.time = Math.max(this.time, timer.due);
      timer.callback();
      await setImmediate();
    }
    this.time = end;
  }

  /** The computer's clock is set: what waits goes on waiting as long as it meant to. */
  set(ms: number): void {
    const shift = ms - this.time;
    this.time = ms;
    const timers: Timer[] = [];
    for (let timer = this.timers.take(); timer; timer = this.timers.take()) timers.push(timer);
    for (const timer of timers) this.timers.add({ ...timer, due: timer.due + shift });
  }
}

/** Time passes only while a caller waits, and then at once. */
export class HastyClock implements Clock {
  private time = start;
  private readonly timers = new TimerRow();

  /** `realMs`: how long each wait takes all the same, so that who looks again and again leaves the processor to others. */
  constructor(private readonly realMs = 0) {}

  now(): number {
    return this.time;
  }

  /** Milliseconds since it was made. */
  get passed(): number {
    return this.time - start;
  }

  advance(ms: number): void {
    this.time += ms;
  }

  after(ms: number, callback: () => void): Disposable {
    const set = this.timers.add({ due: this.time + ms, callback });
    const over = this.realMs > 0 ? setTimeout(this.realMs) : setImmediate();
    void over.then(() => {
      const timer = this.timers.take();
      if (!timer) return;
      this.time = Math.max(this.time, timer.due);
      timer.callback();
    });
    return set;
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
}
