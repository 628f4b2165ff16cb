// The one rule for what a window holds: it counts while that window may be there, and no longer than its work can last.
import type { WindowRegistry } from "../core/ports/ports.js";

/** What is written down of a window that is at something. */
export interface WindowLease {
  /** Absent in what versions wrote that named no window. */
  readonly window?: string | undefined;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Where its window says when it ends: milliseconds since 1970. */
  readonly until?: number | undefined;
}

/**
 * The window is gone for certain, or holds it longer than it can take. What a clock that was set back has dated in the future ends as
 * soon. `longestMs`: that is waited for where it cannot be known whether the window is there. `now`: milliseconds since 1970.
 */
export function isLeaseOver(
  { window, since, until }: WindowLease,
  longestMs: number,
  windows: Pick<WindowRegistry, "isOpen">,
  now: number,
): boolean {
  if (window !== undefined && !windows.isOpen(window)) return true;
  return Math.abs(now - since) >= longestMs || (until !== undefined && now > until);
}
