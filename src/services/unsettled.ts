// Names of the submits whose outcome is not known yet, kept in the editor's state: reading them touches no file.
import type { KeyValue } from "../core/ports.js";

export const unsettledKey = "unsettledSubmits";

export function unsettledSubmits(state: KeyValue): readonly string[] {
  const names = state.get<unknown>(unsettledKey);
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
}
