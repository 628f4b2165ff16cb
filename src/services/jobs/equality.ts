// Tells whether something changed: what equals what was known keeps its object, and no event is fired.
import type { FilterScope, Snapshot, StateTotal } from "./snapshot.js";

const facts = ["total", "elsewhere", "error"] as const;
const marks = ["isWhole", "isStopped", "isUnsorted", "isRemembered"] as const;

/** Whether two snapshots look the same besides their jobs. */
export function sameBesidesJobs(a: Snapshot, b: Snapshot): boolean {
  return (
    facts.every((fact) => a[fact] === b[fact]) &&
    marks.every((mark) => (a[mark] ?? false) === (b[mark] ?? false)) &&
    (a.readAt === undefined) === (b.readAt === undefined) &&
    isShownLoading(a) === isShownLoading(b) &&
    sameStates(a.loadingStates, b.loadingStates) &&
    sameTotals(a.totals, b.totals) &&
    sameScope(a.scope, b.scope)
  );
}

/** A refresh of rows that are here shows nothing until it brings something. */
function isShownLoading({ isLoading, readAt, isStopped }: Snapshot): boolean {
  return isLoading && (readAt === undefined || isStopped === true);
}

function sameStates(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((state) => b.has(state));
}

function sameScope(a: FilterScope | undefined, b: FilterScope | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return a.total === b.total && isEqualJson(a.query, b.query) && sameTotals(a.totals, b.totals);
}

function sameTotals(a: ReadonlyMap<string, StateTotal>, b: ReadonlyMap<string, StateTotal>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [state, { total, isExact, isWhole = false }] of a) {
    const other = b.get(state);
    if (other?.total !== total || other.isExact !== isExact || (other.isWhole ?? false) !== isWhole) return false;
  }
  return true;
}

/** Deep equality of what came out of JSON. */
export function isEqualJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isEqualJson(at(a, key), at(b, key)));
}

/** Everything that is given equals what is known: a single job's answer may leave out what the list has. */
export function isContained(known: unknown, given: unknown): boolean {
  if (typeof known !== "object" || typeof given !== "object" || known === null || given === null || Array.isArray(given))
    return isEqualJson(known, given);
  return Object.keys(given).every((key) => Object.hasOwn(known, key) && isContained(at(known, key), at(given, key)));
}

function at(object: object, key: string): unknown {
  return (object as Record<string, unknown>)[key];
}
