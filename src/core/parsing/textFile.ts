// Reads the text of a file that a person or their tools have written, in whatever encoding that was.

/**
 * UTF-16 by its byte order mark or, as JSON and tables begin with an ASCII character, by the zero beside it; else UTF-8; else GB 18030,
 * which spreadsheets in China save tables in. Without the mark.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && bytes.length > 1)) return decode(bytes, "utf-16le");
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return decode(swapped(bytes), "utf-16le");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decodeOldTable(bytes);
  }
}

function decodeOldTable(bytes: Uint8Array): string {
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(bytes);
  } catch {
    // Not every editor's Node knows the encoding, and not every file has one.
    return decode(bytes, "utf-8");
  }
}

function decode(bytes: Uint8Array, encoding: "utf-8" | "utf-16le"): string {
  return new TextDecoder(encoding).decode(bytes);
}

function swapped(bytes: Uint8Array): Uint8Array {
  const even = bytes.slice(0, bytes.length - (bytes.length % 2));
  for (let at = 0; at < even.length; at += 2) [even[at], even[at + 1]] = [even[at + 1]!, even[at]!];
  return even;
}
