// Whether several jobs were being submitted when a window closed, kept in the editor's state: asking touches no file.
import type { KeyValue } from "../../core/ports/ports.js";
import { stateKeys } from "../../core/storedNames.js";

export const batchesKey = stateKeys.submitBatches;

export function hasUnfinishedBatches(state: KeyValue): boolean {
  const found = state.get<{ readonly entries?: unknown }>(batchesKey);
  return typeof found === "object" && found !== null && Array.isArray(found.entries) && found.entries.length > 0;
}
