// Forms as data: what a person can fill in, what the choices are, and what is wrong with a value.
import type { MediaChoice } from "../cloud/capabilities/mediaLibrary.js";
import { type Charset, findOddCharacter, hasQuotes, type OddCharacter } from "../parsing/invisibleCharacters.js";
import { originFrom, urlFrom } from "../parsing/origin.js";

export interface Choice {
  /** What is sent, verbatim. */
  readonly value: string;
  /** English; translated where it is shown. */
  readonly title: string;
  readonly hint?: string;
}

/** One input. Titles, hints and problems are English sentences, translated where they are shown. */
export interface Field {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  /** Typed masked, kept in SecretStorage only, never shown again. */
  readonly secret?: boolean;
  /** Of a connection: means something only beside an endpoint typed by hand. */
  readonly isForOwnEndpoint?: boolean;
  /** Of a connection: most people never need it, so it is asked when a connection is edited, not when it is added. */
  readonly isRare?: boolean;
  /** Names a key without being one: logs show its last four characters only. */
  readonly isKeyId?: boolean;
  /** Of a name of a key: what only this cloud's look like. Absent = they cannot be told from others'. */
  readonly format?: RegExp;
  /** Of a key: which characters it can have. Others are told one by one, since most of them cannot be seen. */
  readonly charset?: Charset;
  /** Personal data: not remembered, masked wherever it is shown unasked. */
  readonly personal?: boolean;
  /** Belongs to this one thing, as its name does: never offered for another. */
  readonly isUnique?: boolean;
  /** With choices, no other value is accepted. */
  readonly choices?: readonly Choice[];
  readonly pattern?: { readonly test: RegExp; readonly problem: string };
  /** Names recordings in the library of the cloud, which are picked from it. */
  readonly media?: MediaChoice;
  /** In UTF-16 code units. */
  readonly maxLength?: number;
  /** Must be an https URL without path, query or credentials; http only for loopback. */
  readonly isOrigin?: boolean;
  /** Property of the job's raw answer from which a form is prefilled. */
  readonly from?: string;
  /** Always the job's own value (`from`): sent and shown, never asked. */
  readonly isFixed?: boolean;
}

/** What is wrong with a value: a person's problem, not a machine's error. Worded by `text/`. */
export type Problem =
  | { readonly kind: "required" }
  | { readonly kind: "tooLong"; readonly max: number }
  | { readonly kind: "notAChoice"; readonly choices: readonly string[] }
  | { readonly kind: "notAnOrigin" }
  | { readonly kind: "notHttps" }
  | { readonly kind: "controlCharacters" }
  | { readonly kind: "oddCharacter"; readonly character: OddCharacter }
  | { readonly kind: "quoted" }
  | { readonly kind: "custom"; readonly problem: string };

/** Trims, and writes origins in one way. What this returns is what is checked, kept and sent. */
export function tidy(field: Field, value: string): string {
  const trimmed = value.trim();
  return field.isOrigin ? (originFrom(trimmed) ?? trimmed) : trimmed;
}

/** Checks a tidied value. An empty optional value is fine. */
export function findProblem(field: Field, value: string): Problem | undefined {
  if (value === "") return field.required ? { kind: "required" } : undefined;
  if (field.maxLength !== undefined && value.length > field.maxLength) return { kind: "tooLong", max: field.maxLength };
  const flaw = findFlawOfKey(field, value);
  if (flaw) return flaw;
  // A pasted key with a line break in it would end up in a header.
  if (/[\u0000-\u001f\u007f]/.test(value)) return { kind: "controlCharacters" };
  if (field.choices && !field.choices.some((choice) => choice.value === value)) {
    return { kind: "notAChoice", choices: field.choices.map((choice) => choice.value) };
  }
  if (field.isOrigin) return findOriginProblem(value);
  if (field.pattern && !field.pattern.test.test(value)) return { kind: "custom", problem: field.pattern.problem };
  return undefined;
}

/** What can be told while a key is still being typed. */
export function findFlawOfKey({ charset }: Field, value: string): Problem | undefined {
  if (charset === undefined || value === "") return undefined;
  const character = findOddCharacter(value, charset);
  if (character) return { kind: "oddCharacter", character };
  return charset !== "password" && hasQuotes(value) ? { kind: "quoted" } : undefined;
}

/** Signed requests go to https origins only; http is for a cloud on this very machine. */
export function findOriginProblem(value: string): Problem | undefined {
  const url = urlFrom(value);
  if (!url) return { kind: "notAnOrigin" };
  const { protocol, hostname } = url;
  if (protocol !== "https:" && protocol !== "http:") return { kind: "notHttps" };
  if (originFrom(value) === undefined) return { kind: "notAnOrigin" };
  return protocol === "http:" && !isLoopback(hostname) ? { kind: "notHttps" } : undefined;
}

export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
