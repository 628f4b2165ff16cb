// Sorts a list of any length without holding up the window: in slices, between which everything else has its turn.
import type { Clock } from "../../core/ports/ports.js";

/** Milliseconds that are worked without a pause. */
const sliceMs = 15;
/** One less than the items between two looks at the clock. */
const looks = 255;

/** Work that takes turns with everything else in the window. */
export class Slices {
  /** When the present slice is over. Milliseconds since 1970. */
  private until = 0;

  constructor(private readonly clock: Clock) {}

  begin(): void {
    this.until = this.clock.now() + sliceMs;
  }

  get isOver(): boolean {
    return this.clock.now() >= this.until;
  }

  async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.clock.after(0, resolve);
    });
    this.begin();
  }
}

/** Goes through items. False = what it was done for is no longer wanted. */
export async function eachInSlices<T>(
  items: Iterable<T>,
  act: (item: T, index: number) => void,
  slices: Slices,
  isStale: () => boolean,
): Promise<boolean> {
  let index = 0;
  for (const item of items) {
    act(item, index);
    index += 1;
    if ((index & looks) !== 0 || !slices.isOver) continue;
    await slices.pause();
    if (isStale()) return false;
  }
  return true;
}

/** Items that are sorted at once, and that are gone through between two looks at the clock. */
const [chunk, step] = [512, 511];

/** A new list in order, stable. Undefined = what it was sorted for is no longer wanted. */
export async function sortInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  slices: Slices,
  isStale: () => boolean,
): Promise<readonly T[] | undefined> {
  let from: T[] = [];
  for (let start = 0; start < items.length; start += chunk) {
    for (const item of items.slice(start, start + chunk).sort(compare)) from.push(item);
    if (slices.isOver) await slices.pause();
    if (isStale()) return undefined;
  }
  let to: T[] = new Array(from.length);
  for (let width = chunk; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length);
      const end = Math.min(start + 2 * width, from.length);
      let [left, right] = [start, middle];
      for (let at = start; at < end; at += 1) {
        const isLeft = left < middle && (right >= end || compare(from[left]!, from[right]!) <= 0);
        if (isLeft) {
          to[at] = from[left]!;
          left += 1;
        } else {
          to[at] = from[right]!;
          right += 1;
        }
        if ((at & step) !== 0 || !slices.isOver) continue;
        await slices.pause();
        if (isStale()) return undefined;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
