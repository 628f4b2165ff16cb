// What of an answer was not understood: shown verbatim, so that nothing a cloud sends is lost.
import type { Json } from "./lenient.js";

/**
 * The fields of `raw` that `read` has no value for, named with `prefix` in front; empty values tell nothing and are left out.
 * A known field of an unreadable kind is among them.
 */
export function restOf(raw: Json, read: Json, prefix = ""): Json {
  const left = Object.entries(raw).filter(([name, value]) => !isRead(read, name) && !isNothing(value));
  return Object.fromEntries(left.map(([name, value]) => [prefix + name, value]));
}

function isRead(read: Json, name: string): boolean {
  return Object.hasOwn(read, name) && read[name] !== undefined;
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}
