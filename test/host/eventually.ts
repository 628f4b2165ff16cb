// Repeats an assertion until it holds, for what a real editor shows a moment later.
import { setTimeout as wait } from "node:timers/promises";

/** How long a busy machine may take; it costs only where something fails. */
export const patience = 90_000;

/** Gives the value of the first attempt that does not throw; after `timeout` ms fails with the last error. */
export async function eventually<T>(attempt: () => Promise<T> | T, timeout = patience): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await wait(100);
    }
  }
}
