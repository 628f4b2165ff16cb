// What a key means while the keyboard is on a cell of the grid.

export type MeantKey =
  /** Rows and columns. */
  | { readonly kind: "move"; readonly by: readonly [number, number] }
  | { readonly kind: "clear" | "paste" | "undo" }
  /** `typed`: what the editor begins with. `isComposed`: an input method goes on in the editor, so the key must reach it. */
  | { readonly kind: "edit"; readonly typed?: string; readonly isComposed?: true };

type PressedKey = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** Rows by which a page of the keyboard moves. */
const pageRows = 10;
/** More than there are. */
const all = 10_000;

/** `isText`: the cell has no choices. Undefined = nothing of ours. */
export function gridKey(
  { key, ctrlKey, metaKey, altKey }: PressedKey,
  isText: boolean,
  isRightToLeft: boolean,
): MeantKey | undefined {
  const isCommand = ctrlKey || metaKey;
  const forward = isRightToLeft ? -1 : 1;
  const moves: ReadonlyMap<string, readonly [number, number]> = new Map([
    ["ArrowUp", [-1, 0]],
    ["ArrowDown", [1, 0]],
    ["ArrowLeft", [0, -forward]],
    ["ArrowRight", [0, forward]],
    ["PageUp", [-pageRows, 0]],
    ["PageDown", [pageRows, 0]],
    ["Home", [isCommand ? -all : 0, -all]],
    ["End", [isCommand ? all : 0, all]],
  ]);
  const by = moves.get(key);
  if (by) return { kind: "move", by };
  if (key === "Delete" || key === "Backspace") return { kind: "clear" };
  if (isCommand && key.toLowerCase() === "v") return { kind: "paste" };
  if (isCommand && key.toLowerCase() === "z") return { kind: "undo" };
  if (isCommand || altKey) return undefined;
  if (key === "Enter" || key === "F2") return { kind: "edit" };
  if (!isText) return undefined;
  if ([...key].length === 1 && key !== " ") return { kind: "edit", typed: key };
  return key === "Process" ? { kind: "edit", typed: "", isComposed: true } : undefined;
}
