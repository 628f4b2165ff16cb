// Whether the cloud was measuring recordings when a window closed, kept in the editor's state: asking loads nothing.
import type { KeyValue } from "../../../core/ports/ports.js";
import { stateKeys } from "../../../core/storedNames.js";

export function hasPendingSoundChecks(state: KeyValue): boolean {
  const found = state.get<{ readonly entries?: unknown }>(stateKeys.soundChecks);
  const entries = typeof found === "object" && found !== null && Array.isArray(found.entries) ? found.entries : [];
  return entries.some((entry) => typeof entry === "object" && entry !== null && typeof entry.window === "string");
}
