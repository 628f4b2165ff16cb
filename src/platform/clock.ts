// The machine's clock.
import type { Clock } from "../core/ports/ports.js";

/** Node turns longer waits into no wait at all. Milliseconds. */
const longestWait = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(0, ms), longestWait));
    return { dispose: () => clearTimeout(timer) };
  },
};
