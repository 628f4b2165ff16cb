// Reads the bytes of a text in whatever encoding they are, and says in which.
import { control } from "./characters.js";

export type TextEncoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be" | "gb18030" | "big5" | "unknown";

export interface DecodedText {
  /** Without a byte order mark. Where the encoding is unknown: what UTF-8 makes of it. */
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** By its mark; else UTF-16 where that makes sense of it; else strict UTF-8; else GB 18030, unless Big5 makes more sense of it. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { text: lenient(bytes, "utf-8"), encoding: "utf-8-bom" };
  if (first === 0xff && second === 0xfe) return { text: wideText(bytes, "utf-16le"), encoding: "utf-16le" };
  if (first === 0xfe && second === 0xff) return { text: wideText(bytes, "utf-16be"), encoding: "utf-16be" };
  const wide = wideEncoding(bytes);
  return wide ? { text: wideText(bytes, wide), encoding: wide } : decodeNarrow(bytes);
}

/** Names of one archive, which are written alike: a single one is often too short to tell how. */
export function decodeNames(names: readonly Uint8Array[]): readonly string[] {
  const joined = new Uint8Array(names.reduce((total, { length }) => total + length + 1, 0)).fill(0x0a);
  let at = 0;
  for (const name of names) {
    joined.set(name, at);
    at += name.length + 1;
  }
  const { encoding } = decodeNarrow(joined);
  return names.map((name) => (encoding === "unknown" ? decodeNarrow(name).text : lenient(name, encoding)));
}

/** Where a character of the Latin alphabet takes one byte. */
function decodeNarrow(bytes: Uint8Array): DecodedText {
  const unicode = strict(bytes, "utf-8");
  // Two or three Chinese characters in GBK may happen to be letters of two bytes in UTF-8.
  const isChance = unicode !== undefined && /[\u0100-\u07ff]/.test(unicode) && !/[A-Za-z\u0800-\uffff]/.test(unicode);
  if (unicode !== undefined && !isChance) return { text: unicode, encoding: "utf-8" };
  const mainland = strict(bytes, "gb18030");
  if (unicode !== undefined && (mainland === undefined || strangeness(mainland) > 0)) return { text: unicode, encoding: "utf-8" };
  const taiwan = strict(bytes, "big5");
  if (taiwan !== undefined && (mainland === undefined || strangeness(taiwan) < strangeness(mainland)))
    return { text: taiwan, encoding: "big5" };
  if (mainland !== undefined) return { text: mainland, encoding: "gb18030" };
  return { text: lenient(bytes, "utf-8"), encoding: "unknown" };
}

/** Bytes of a text that are looked at to see whether it is UTF-16. */
const looked = 4_096;

/**
 * The order of bytes in which fewer characters are strange. A zero byte proves nothing by its place: Latin letters have one on one side,
 * and 一 or 开 have it on the other. Without any, a text in one byte a letter must not make sense, and UTF-16 must make much.
 */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return undefined;
  const start = bytes.subarray(0, looked);
  const hasZeros = start.includes(0);
  if (!hasZeros && (bytes.length < 8 || strict(bytes, "utf-8") !== undefined)) return undefined;
  const narrow = hasZeros ? undefined : strict(bytes, "gb18030");
  if (narrow !== undefined && strangeness(narrow) === 0) return undefined;
  const little = strangeness(wideText(start, "utf-16le"));
  const big = strangeness(wideText(start, "utf-16be"));
  const most = start.length / 2 / (hasZeros ? 2 : 8);
  if (little === big || Math.min(little, big) > most) return undefined;
  return little < big ? "utf-16le" : "utf-16be";
}

/** Not every program knows UTF-16BE by name. */
function wideText(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): string {
  return lenient(encoding === "utf-16le" ? bytes : swapped(bytes), "utf-16le");
}

/**
 * Characters that hardly stand in a sentence to be read: controls, kana, Greek, Cyrillic, box drawing, private use, and Han outside of the common block.
 * Big5 read as GB 18030 is full of them, and the other way round.
 */
function strangeness(text: string): number {
  let strange = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80 && !control.test(character)) continue;
    if (code >= 0x4e00 && code <= 0x9fff) strange += isRare(code) ? 1 : 0;
    else if (!/[\u2010-\u2027\u3001-\u301f\uff01-\uff5e\u00b7\u00d7]/u.test(character)) strange += 1;
  }
  return strange;
}

function isRare(code: number): boolean {
  firstLevel ??= collectCommon();
  return !firstLevel.has(code);
}

let firstLevel: Set<number> | undefined;

/** The 3 755 characters of GB 2312's first level (B0–D7) and the 5 401 of Big5's (A4–C6): both are lists of the common ones. */
function collectCommon(): Set<number> {
  const codes = new Set<number>();
  const collect = (encoding: string, from: number, to: number, seconds: readonly (readonly [number, number])[]) => {
    const decode = decoderOf(encoding);
    if (!decode) return;
    for (let first = from; first <= to; first++)
      for (const [low, high] of seconds)
        for (let second = low; second <= high; second++) {
          const code = decode(Uint8Array.of(first, second)).codePointAt(0)!;
          if (code >= 0x4e00 && code <= 0x9fff) codes.add(code);
        }
  };
  collect("gb18030", 0xb0, 0xd7, [[0xa1, 0xfe]]);
  collect("big5", 0xa4, 0xc6, [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ]);
  return codes;
}

/** Undefined = this program does not know the encoding. */
function decoderOf(encoding: string): ((bytes: Uint8Array) => string) | undefined {
  try {
    const decoder = new TextDecoder(encoding);
    return (bytes) => decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function lenient(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** Undefined = these bytes are none of that encoding, or this program does not know it. */
function strict(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function swapped(bytes: Uint8Array): Uint8Array {
  // Copied: what is handed in may be a view on what is read on.
  const even = Uint8Array.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  for (let at = 0; at < even.length; at += 2) [even[at], even[at + 1]] = [even[at + 1]!, even[at]!];
  return even;
}
