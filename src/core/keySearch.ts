// What a search for keys in a place of the vendors' tools gives: keys, and why what else is there cannot be used.
import type { Credentials } from "./connection.js";
import type { Problem } from "./forms/field.js";

export interface KeySearch {
  readonly keys: readonly FoundKey[];
  readonly unusable: readonly UnusableKey[];
  /** Why the place as a whole gives nothing. */
  readonly flaw?: KeyFlaw;
}

export interface FoundKey {
  /** What it is called where it was found, e.g. the profile. */
  readonly name: string;
  /** What the very same key is called besides. */
  readonly otherNames?: readonly string[];
  readonly credentials: Credentials;
  readonly region?: string;
  readonly values?: Readonly<Record<string, string>>;
}

export interface UnusableKey {
  readonly name: string;
  readonly flaw: KeyFlaw;
}

/** Paths, commands and names of parts as they are written where they belong. No value of a key is in here. */
export type KeyFlaw =
  // of a file
  | { readonly kind: "fileMissing"; readonly path: string }
  | { readonly kind: "fileUnreadable"; readonly path: string }
  | { readonly kind: "notJson"; readonly path: string; readonly line: number; readonly column: number }
  | { readonly kind: "noProfiles"; readonly path: string }
  /** No row of a table names these columns. */
  | { readonly kind: "noHeader"; readonly columns: readonly string[] }
  // of one key
  | { readonly kind: "incomplete"; readonly missing: readonly string[] }
  | { readonly kind: "malformed"; readonly part: string; readonly problem: Problem }
  /** `command` turns that off. */
  | { readonly kind: "encrypted"; readonly command: string }
  /** The key would be the answer to a call that only the tool makes. `hint`: English, what to do instead. */
  | { readonly kind: "unsupportedMode"; readonly mode: string; readonly hint?: string }
  /** `command` renews it. */
  | { readonly kind: "expired"; readonly command: string };

export const nothingFound: KeySearch = { keys: [], unusable: [] };
