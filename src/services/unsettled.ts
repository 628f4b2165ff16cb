// Names of the submits whose outcome is not known yet, kept in the editor's state: reading them touches no file.
import type { KeyValue } from "../core/ports.js";

export const unsettledKey = "unsettledSubmits";
/** Of wishes for jobs that have no id yet. */
export const unsettledStartsKey = "unsettledStarts";

export function unsettledSubmits(state: KeyValue): readonly string[] {
  return namesIn(state.get<unknown>(unsettledKey));
}

export function unsettledStarts(state: KeyValue): readonly string[] {
  return namesIn(state.get<unknown>(unsettledStartsKey));
}

function namesIn(names: unknown): readonly string[] {
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
}
