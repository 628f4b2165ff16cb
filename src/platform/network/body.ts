// Collects and decompresses the body of an answer, and never holds more of it than allowed.
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import type { Attempt } from "./attempt.js";

/** What we can read; sent with every direct request. */
export const acceptedEncodings = "gzip, deflate, br";

export class Body {
  private readonly pieces: Uint8Array[] = [];
  /** Bytes so far. */
  private size = 0;

  constructor(private readonly attempt: Attempt) {}

  add(piece: Uint8Array): void {
    this.attempt.received();
    this.size += piece.byteLength;
    if (this.size > this.attempt.limits.maxBytes) this.attempt.refuse("tooLarge", "the answer is too large.");
    this.pieces.push(piece);
  }

  take(): Uint8Array {
    return Buffer.concat(this.pieces, this.size);
  }
}

/** Undoes `content-encoding`, last coding first. Throws zlib's errors. */
export async function decompress(bytes: Uint8Array, encoding: string | undefined, attempt: Attempt): Promise<Uint8Array> {
  const codings = (encoding ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim());
  let decoded = bytes;
  for (const coding of codings.reverse()) {
    // An empty body is empty whatever its headers say.
    if (coding === "" || coding === "identity" || decoded.byteLength === 0) continue;
    decoded = await decompressOnce(decoded, coding, attempt);
  }
  return decoded;
}

function decompressOnce(bytes: Uint8Array, coding: string, attempt: Attempt): Promise<Uint8Array> {
  const limit = { maxOutputLength: attempt.limits.maxBytes };
  if (coding === "gzip" || coding === "x-gzip") return promisify(gunzip)(bytes, limit);
  if (coding === "br") return promisify(brotliDecompress)(bytes, limit);
  if (coding === "deflate") {
    // Some servers leave out the zlib header, whose low four bits are always 8.
    return (bytes[0]! & 0x0f) === 8 ? promisify(inflate)(bytes, limit) : promisify(inflateRaw)(bytes, limit);
  }
  return attempt.refuse("unexpectedShape", "the answer is packed in a way nobody asked for.");
}
