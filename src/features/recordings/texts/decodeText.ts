// Reads the bytes of a text in whatever encoding they are, and says in which.

export type TextEncoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be" | "gb18030" | "big5" | "unknown";

export interface DecodedText {
  /** Without a byte order mark. Where the encoding is unknown: what UTF-8 makes of it. */
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** By its mark; else strict UTF-8; else UTF-16 by its zero bytes; else GB 18030, unless Big5 makes more sense of it. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { text: lenient(bytes, "utf-8"), encoding: "utf-8-bom" };
  if (first === 0xff && second === 0xfe) return { text: lenient(bytes, "utf-16le"), encoding: "utf-16le" };
  if (first === 0xfe && second === 0xff) return { text: lenient(swapped(bytes), "utf-16le"), encoding: "utf-16be" };
  const wide = wideEncoding(bytes);
  if (wide) return { text: lenient(wide === "utf-16le" ? bytes : swapped(bytes), "utf-16le"), encoding: wide };
  const unicode = strict(bytes, "utf-8");
  if (unicode !== undefined) return { text: unicode, encoding: "utf-8" };
  const mainland = strict(bytes, "gb18030");
  const taiwan = strict(bytes, "big5");
  if (taiwan !== undefined && (mainland === undefined || strangeness(taiwan) < strangeness(mainland)))
    return { text: taiwan, encoding: "big5" };
  if (mainland !== undefined) return { text: mainland, encoding: "gb18030" };
  return { text: lenient(bytes, "utf-8"), encoding: "unknown" };
}

/** Bytes of a text that are looked at to see whether it is UTF-16. */
const looked = 4_096;

/**
 * Latin text has a zero in every other byte; Chinese text has none, but its line breaks, spaces and digits do, always on the same side.
 * A text in one byte per character has no zeros at all.
 */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return undefined;
  const zeros = [0, 0];
  const length = Math.min(bytes.length, looked);
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at % 2]! += 1;
  const [even, odd] = zeros as [number, number];
  if (odd > 0 && even === 0) return "utf-16le";
  if (even > 0 && odd === 0) return "utf-16be";
  if (even + odd > 0) return undefined;
  return wideByWords(bytes);
}

/** Chinese alone, without one line break: read in one of both ways nothing but Han characters and punctuation come out. */
function wideByWords(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes.length < 8 || strict(bytes, "utf-8") !== undefined) return undefined;
  const isChinese = (text: string | undefined) =>
    text !== undefined && text.length > 0 && !/[^\u4e00-\u9fa5\u3000-\u301f\uff01-\uff5e]/u.test(text);
  const narrow = strict(bytes, "gb18030");
  if (narrow !== undefined && strangeness(narrow) === 0) return undefined;
  if (isChinese(strict(bytes, "utf-16le"))) return "utf-16le";
  if (isChinese(strict(swapped(bytes), "utf-16le"))) return "utf-16be";
  return undefined;
}

/**
 * Characters that hardly stand in a sentence to be read: kana, Greek, Cyrillic, box drawing, private use, and Han outside of the common block.
 * Big5 read as GB 18030 is full of them, and the other way round.
 */
function strangeness(text: string): number {
  let strange = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) continue;
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
  const even = bytes.slice(0, bytes.length - (bytes.length % 2));
  for (let at = 0; at < even.length; at += 2) [even[at], even[at + 1]] = [even[at + 1]!, even[at]!];
  return even;
}
