// Percent-encoding, hashes and query strings as both signatures want them (vendor documentation A15, B6).
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Query } from "./messages.js";

/** E(s): every UTF-8 byte but A-Z a-z 0-9 - . _ ~ becomes %XX in upper case. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
}

export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads a query string or a urlencoded form; a plus is a space, as form decoders on servers have it. */
export function parseQuery(text: string): Query {
  if (text === "") return [];
  return text
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const cut = part.indexOf("=");
      const [name, value] = cut < 0 ? [part, ""] : [part.slice(0, cut), part.slice(cut + 1)];
      return [percentDecode(name.replaceAll("+", " ")), percentDecode(value.replaceAll("+", " "))] as const;
    });
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorted by raw name, then by value; an empty value keeps its `=`. */
export function canonicalQuery(query: Query): string {
  return [...query]
    .sort(([nameA, valueA], [nameB, valueB]) => byCodeUnit(nameA, nameB) || byCodeUnit(valueA, valueB))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

/** The value of a header as its sender meant it: Node hands UTF-8 bytes over as Latin-1. */
export function headerText(value: string): string {
  return /[\u0080-\u00ff]/.test(value) ? Buffer.from(value, "latin1").toString("utf8") : value;
}

export function sha256Hex(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

export function hmacHex(secret: string, message: string): string {
  return createHmac("sha256", secret).update(message).digest("hex");
}

export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
