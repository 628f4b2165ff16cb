// Finds characters that cannot be part of a key and cannot be seen: they come along when a key is copied from a page, a chat or a table.

/**
 * What a field of a key can hold: `token` = visible ASCII without spaces; `name` = letters of any script, and spaces between them;
 * `password` = the same, and quotation marks may be part of it.
 */
export type Charset = "token" | "password" | "name";

export interface OddCharacter {
  readonly kind: "lineBreak" | "tab" | "control" | "invisible" | "space" | "specialSpace" | "fullWidth" | "notAscii";
  /** Code point. */
  readonly code: number;
  /** Place in the value, in characters, from 1. */
  readonly at: number;
}

/** The first one. */
export function findOddCharacter(value: string, charset: Charset): OddCharacter | undefined {
  let at = 0;
  for (const character of value) {
    at += 1;
    const kind = kindOf(character, charset);
    if (kind) return { kind, code: character.codePointAt(0)!, at };
  }
  return undefined;
}

/** Quotation marks around a value, or at one end of it: they came along from a file. In a password both ends may be its own. */
export function hasQuotes(value: string): boolean {
  return /^["'`]|["'`]$/.test(value);
}

function kindOf(character: string, charset: Charset): OddCharacter["kind"] | undefined {
  if (/^[\x21-\x7e]$/.test(character)) return undefined;
  if (character === " ") return charset === "token" ? "space" : undefined;
  if (/^[\n\v\f\r\u0085\u2028\u2029]$/.test(character)) return "lineBreak";
  if (character === "\t") return "tab";
  if (/^\p{Cc}$/u.test(character)) return "control";
  if (/^\p{Zs}$/u.test(character)) return "specialSpace";
  // Beside what Unicode calls ignorable: the Braille blank, lone surrogates and private characters, which no font has to draw.
  if (/^[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\p{Cs}\p{Co}]$/u.test(character)) return "invisible";
  if (/^[\uff01-\uff5e]$/.test(character)) return "fullWidth";
  return charset === "token" ? "notAscii" : undefined;
}
