// Where in a sound a key or the pointer leads.

/** Seconds that an arrow key goes. */
const step = 1;
const largeStep = 5;

/** Seconds, which may be before the beginning or after the end; undefined = nothing of ours. */
export function placeOfKey(
  { key, shiftKey, altKey, ctrlKey, metaKey }: Pick<KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">,
  { currentTime, duration }: Pick<HTMLAudioElement, "currentTime" | "duration">,
): number | undefined {
  if (altKey || ctrlKey || metaKey) return undefined;
  const far = shiftKey ? largeStep : step;
  const places: ReadonlyMap<string, number> = new Map([
    ["ArrowLeft", currentTime - far],
    ["ArrowDown", currentTime - far],
    ["ArrowRight", currentTime + far],
    ["ArrowUp", currentTime + far],
    ["PageDown", currentTime - largeStep],
    ["PageUp", currentTime + largeStep],
    ["Home", 0],
    ["End", duration],
  ]);
  return places.get(key);
}

/** Seconds; undefined = nowhere, as of an element without a width. */
export function placeOfPointer({ clientX, currentTarget }: PointerEvent, duration: number): number | undefined {
  const { left, width } = (currentTarget as HTMLElement).getBoundingClientRect();
  return width > 0 ? ((clientX - left) / width) * duration : undefined;
}
