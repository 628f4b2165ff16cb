// Tells listeners that another minute has passed: one timer for all of them, and none while there are none.
import type { Disposable } from "../../core/ports/event.js";
import type { Clock } from "../../core/ports/ports.js";

const minuteMs = 60_000;

export class MinuteTimer {
  /** Wrapped, so that the same function listening twice is called twice and disposed apart. */
  private readonly listeners = new Set<{ readonly act: () => void }>();
  private timer: Disposable | undefined;

  constructor(private readonly clock: Clock) {}

  listen(act: () => void): Disposable {
    const listener = { act };
    this.listeners.add(listener);
    this.timer ??= this.wait();
    return {
      dispose: () => {
        this.listeners.delete(listener);
        if (this.listeners.size > 0) return;
        this.timer?.dispose();
        this.timer = undefined;
      },
    };
  }

  private wait(): Disposable {
    return this.clock.after(minuteMs, () => {
      this.timer = this.wait();
      for (const { act } of [...this.listeners]) act();
    });
  }
}
