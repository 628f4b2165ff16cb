// What a key means while the keyboard is in the rows of the table.

export type MeantKey =
  | { readonly kind: "go"; readonly index: number; readonly how: "only" | "extend" | "keep" }
  | { readonly kind: "all" | "open" | "toggle" | "filter" }
  | { readonly kind: "act"; readonly action: "copy" | "refresh" };

export interface TablePosition {
  /** Index of the row that the keyboard is on; -1 = none. */
  readonly active: number;
  readonly count: number;
  /** Rows of a page. */
  readonly page: number;
}

type PressedKey = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** Undefined = nothing of ours. */
export function tableKey(event: PressedKey, { active, count, page }: TablePosition): MeantKey | undefined {
  const { key, shiftKey, altKey } = event;
  if (altKey) return undefined;
  const hasControl = event.ctrlKey || event.metaKey;
  const steps: ReadonlyMap<string, number> = new Map([
    ["ArrowDown", active + 1],
    ["ArrowUp", Math.max(0, active - 1)],
    ["PageDown", active + page],
    ["PageUp", Math.max(0, active - page)],
    ["Home", 0],
    ["End", count - 1],
  ]);
  const to = steps.get(key);
  if (to !== undefined) {
    const index = Math.max(0, Math.min(count - 1, to));
    return { kind: "go", index, how: shiftKey ? "extend" : hasControl ? "keep" : "only" };
  }
  if (hasControl) {
    const letter = key.toLowerCase();
    if (letter === "a") return { kind: "all" };
    if (letter === "f") return { kind: "filter" };
    if (letter === "c") return { kind: "act", action: "copy" };
    return letter === "r" ? { kind: "act", action: "refresh" } : undefined;
  }
  if (key === "Enter") return { kind: "open" };
  if (key === " ") return { kind: "toggle" };
  return key === "/" ? { kind: "filter" } : undefined;
}
