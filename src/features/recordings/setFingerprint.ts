// What tells a set of recordings from the same set after a change: names, sizes, times, texts and their order.
import type { RecordingsReport } from "./report.js";

/** Not digested. */
export function setFingerprint({ recordings, script }: Pick<RecordingsReport, "recordings" | "script">): string {
  const parts = recordings
    .filter(({ number }) => number !== undefined)
    .map(({ id, file, text }) => [id, file.size, file.mtimeMs, text?.text ?? ""]);
  return JSON.stringify([parts, script?.text ?? ""]);
}
