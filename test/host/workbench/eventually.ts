// Repeats an assertion until it holds, for what a real editor shows a moment later.
import { setTimeout as wait } from "node:timers/promises";

/** How long a busy machine may take; it costs only where something fails. Milliseconds. */
export const patience = 120_000;
/** What a quiet machine needs for one step of an attempt, with room to spare. */
export const shortest = 3_000;

/**
 * Gives the value of the first attempt that does not throw; after `timeout` ms fails with the last error. `attempt` is told how long it may
 * wait for one of its steps: shortly at first, since what was lost comes only with the next attempt, and longer the longer it has taken,
 * since a busy machine is not quicker the second time.
 */
export async function eventually<T>(attempt: (short: number) => Promise<T> | T, timeout = patience): Promise<T> {
  const begin = Date.now();
  for (;;) {
    const elapsed = Date.now() - begin;
    try {
      return await attempt(Math.max(shortest, elapsed / 3));
    } catch (error) {
      if (Date.now() - begin > timeout) throw error;
      await wait(100);
    }
  }
}
