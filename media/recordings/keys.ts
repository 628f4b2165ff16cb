// What a key means while the keyboard is in the list of recordings.

export type MeantKey =
  | { readonly kind: "go"; readonly index: number }
  /** `leaveOut`: or taken in again. */
  | { readonly kind: "show" | "play" | "leaveOut" | "close" };

export interface ListPosition {
  /** Index of the row that the keyboard is on; -1 = none. */
  readonly active: number;
  readonly count: number;
  /** Rows of a page. */
  readonly page: number;
}

/** The index may be after the last row. Undefined = nothing of ours. */
export function recordingsKey(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  { active, count, page }: ListPosition,
): MeantKey | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const meanings: ReadonlyMap<string, MeantKey> = new Map<string, MeantKey>([
    ["ArrowDown", { kind: "go", index: active + 1 }],
    ["ArrowUp", { kind: "go", index: Math.max(0, active - 1) }],
    ["PageDown", { kind: "go", index: active + page }],
    ["PageUp", { kind: "go", index: Math.max(0, active - page) }],
    ["Home", { kind: "go", index: 0 }],
    ["End", { kind: "go", index: count - 1 }],
    ["Enter", { kind: "show" }],
    [" ", { kind: "play" }],
    ["Delete", { kind: "leaveOut" }],
    ["Escape", { kind: "close" }],
  ]);
  return meanings.get(key);
}
