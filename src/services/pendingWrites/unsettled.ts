// Names of the notes whose outcome is not known yet, kept in the editor's state: reading them touches no file.
import type { KeyValue } from "../../core/ports/ports.js";
import { stateKeys } from "../../core/storedNames.js";

export const unsettledSubmits = stateKeys.unsettledSubmits;
/** Of wishes for jobs that have no id yet. */
export const unsettledStarts = stateKeys.unsettledStarts;

export function unsettledNames(state: KeyValue, key: typeof unsettledSubmits | typeof unsettledStarts): readonly string[] {
  const names = state.get<unknown>(key);
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
}
