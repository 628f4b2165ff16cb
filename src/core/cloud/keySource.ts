// A place of the vendors' own tools that may have keys, and what a search there gives: keys, and why what else is there cannot be used.
import type { Credentials } from "../connection.js";
import type { Problem } from "../forms/field.js";

/** A place of the vendor's own tools, read by `read` once the person asked for it. */
export interface KeySource {
  readonly id: string;
  readonly title: string;
  /** Environment variables it looks at. */
  readonly variables?: readonly string[];
  /** File below the home directory, with forward slashes. */
  readonly homeFile?: string;
  /** Endings of a file that the person picks, without the dot. */
  readonly pickedFile?: readonly string[];
  /** Modes of the tool whose keys are not in its file. */
  unsupportedModes?(): Promise<readonly UnsupportedMode[]>;
  /** `text`: of the file; `now`: milliseconds since 1970. */
  read(found: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly text?: string;
    readonly now?: number;
  }): Promise<KeySearch>;
}

export interface UnsupportedMode {
  readonly mode: string;
  /** What to do instead. */
  readonly hint: string;
}

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
  /** A profile before it in the file has the same name, by which its tool finds that one alone. */
  | { readonly kind: "sameName" }
  /** `command` turns that off. */
  | { readonly kind: "encrypted"; readonly command: string }
  /** The key would be the answer to a call that only the tool makes. `hint`: English, what to do instead. */
  | { readonly kind: "unsupportedMode"; readonly mode: string; readonly hint?: string }
  /** `command` renews it. */
  | { readonly kind: "expired"; readonly command: string };

export const nothingFound: KeySearch = { keys: [], unusable: [] };
