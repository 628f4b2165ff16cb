// Environment variables that together are one key.

export interface VariableSet {
  /** What to call the key. */
  readonly name: string;
  /** By field of the kind. */
  readonly key: Readonly<Record<string, string>>;
  /** Connection values that come along. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Their names, in order. */
export function variablesOf(sets: readonly VariableSet[]): readonly string[] {
  return [...new Set(sets.flatMap(({ key, values = {} }) => [...Object.values(key), ...Object.values(values)]))];
}
