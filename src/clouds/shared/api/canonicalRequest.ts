// The pieces that both signature schemes build their canonical request from.
import { createHash, createHmac } from "node:crypto";

/** Name and value, not yet encoded. */
export type QueryPairs = readonly (readonly [name: string, value: string])[];

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const unreserved = /[A-Za-z0-9\-._~]/;

/** Every UTF-8 byte outside A-Z a-z 0-9 - . _ ~ as %XX in upper case; encodeURIComponent leaves ! ' ( ) * and throws on half a surrogate pair. */
export function encode(text: string): string {
  let encoded = "";
  for (const byte of bytesOf(text)) {
    const character = String.fromCharCode(byte);
    encoded += unreserved.test(character) ? character : "%" + byte.toString(16).toUpperCase().padStart(2, "0");
  }
  return encoded;
}

/** Sorted by raw name in code units, repeated names by value. The same text is signed and sent. */
export function canonicalQuery(query: QueryPairs): string {
  return [...query]
    .sort(([nameA, valueA], [nameB, valueB]) => inCodeUnits(nameA, nameB) || inCodeUnits(valueA, valueB))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
}

export interface CanonicalHeaders {
  /** One `name:value` line each, the last one ended as well. */
  readonly lines: string;
  /** The same names joined with semicolons. */
  readonly names: string;
}

/** Headers are what is to be signed, no more. */
export function canonicalHeaders(headers: Readonly<Record<string, string>>): CanonicalHeaders {
  const sorted = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([nameA], [nameB]) => inCodeUnits(nameA, nameB));
  return {
    lines: sorted.map(([name, value]) => `${name}:${value}\n`).join(""),
    names: sorted.map(([name]) => name).join(";"),
  };
}

/** Lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Lower-case hex; key and message as UTF-8. */
export function hmacSha256(key: string, message: string): string {
  return createHmac("sha256", key).update(message).digest("hex");
}

function inCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
