// Rows of recordings of which no more is known than their names and the lengths that headers tell.

import type { RecordingReport } from "./report.js";
import type { ListedSound } from "./threads/messages.js";

export function listedRows(sounds: readonly ListedSound[], leftOut: ReadonlySet<string> = new Set()): readonly RecordingReport[] {
  let number = 0;
  return sounds.map(({ entry, seconds }) => ({
    id: entry.path,
    ...(!leftOut.has(entry.path) && { number: number++ }),
    file: entry,
    ...(seconds !== undefined && { seconds }),
    findings: [],
  }));
}

/** Rows that have their texts keep the lengths until they are measured. */
export function withLengths(
  recordings: readonly RecordingReport[],
  listed: readonly ListedSound[] = [],
): readonly RecordingReport[] {
  const lengths = new Map(listed.map(({ entry, seconds }) => [entry.path, seconds]));
  return recordings.map((recording) => {
    const seconds = recording.measures ? undefined : lengths.get(recording.id);
    return seconds === undefined ? recording : { ...recording, seconds };
  });
}
