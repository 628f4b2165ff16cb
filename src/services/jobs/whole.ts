// Whether anything is left to load.
import type { Snapshot } from "./jobStore.js";

/** Every row that can be had is here. */
export function isWhole({ isWhole, total, jobs, readAt }: Snapshot): boolean {
  return isWhole ?? (readAt !== undefined && total !== undefined && jobs.size >= total);
}
