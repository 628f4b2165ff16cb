// Preloads the Intl formats of times and numbers: the first of them in a window takes as long as all rows together.
import { count } from "../../../text/counts.js";
import { clockTime, relativeTime } from "../../../text/time.js";

/** Words a time and a number as rows do; nothing is shown. */
export function preloadFormats(now: number, locale: string): void {
  clockTime(now, now, locale);
  relativeTime(now - 3_600_000, now, locale);
  count(1_000, locale);
}
