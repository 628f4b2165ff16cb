// A kind of keys that a cloud takes: its fields, and how requests are signed with what is stored.
import type { Connection, Credentials } from "../connection.js";
import type { Field } from "../forms/field.js";
import type { Machine } from "../ports/ports.js";

export interface CredentialKind {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly fields: readonly Field[];
  /** It comes in a second, temporary form: then its optional fields are needed, and otherwise not asked for. */
  readonly temporary?: { readonly title: string; readonly hint: string };
  /** Connection fields for an endpoint of one's own that it needs there. */
  readonly uses?: readonly string[];
  /** What else may be behind its refusal. */
  readonly refusal?: string;
  /**
   * Makes what requests are signed with of what is stored: a token of a password, keys of a profile on disk.
   * Absent = what is stored is used as it is. Throws VoiceError. What it returns lives in memory only.
   */
  exchange?(connection: Connection, credentials: Credentials, machine: Machine, signal: AbortSignal): Promise<Exchanged>;
  /**
   * What is read on this machine to exchange what is stored, secrets included: where it differs, the key is another one. "" = nothing, or
   * it cannot be read. Asks no cloud, never throws.
   */
  readSource?(credentials: Credentials, machine: Machine): Promise<string>;
}

/** The temporary form of a kind that has one: what only that needs is there. */
export function isTemporaryKey({ temporary, fields }: CredentialKind, values: Credentials["values"]): boolean {
  return temporary !== undefined && fields.some(({ id, required }) => !required && Boolean(values[id]));
}

export interface Exchanged {
  /** Of a kind that `open` understands. */
  readonly credentials: Credentials;
  /** Milliseconds since 1970; absent = good until the cloud says otherwise. 0 = exchange again for each use. */
  readonly expiresAt?: number;
  /** Milliseconds by which this machine's clock is ahead of the cloud's, where the answer tells; negative = behind. */
  readonly aheadMs?: number;
  /** Connection values that came along, such as the project of a token. */
  readonly values?: Readonly<Record<string, string>>;
}
