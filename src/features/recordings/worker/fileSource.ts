// Reads one file in blocks, and nothing but a regular file: no pipe is waited for and no link followed.
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "../audio/wav/byteSource.js";

/** A bit more than a block of samples, so that a short recording is one read. */
const wholeBlock = (1 << 20) + 4_096;
/** Filled by one file after the other. */
const shared = { buffer: Buffer.alloc(0) as Buffer, isTaken: false };

export interface OpenFile extends ByteSource {
  /** At once. */
  read(offset: number, length: number): Uint8Array;
  close(): void;
}

export class NotRegularError extends Error {}

/** Throws what the file system says, or NotRegularError. `block`: bytes that are read at once, at least. */
export function openFile(path: string, block = wholeBlock): OpenFile {
  const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const file = openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new NotRegularError("This is no regular file");
    return new BlockFile(file, stat.size, block);
  } catch (thrown) {
    closeSync(file);
    throw thrown;
  }
}

class BlockFile implements OpenFile {
  readonly size: number;
  readonly #file: number;
  readonly #block: number;
  readonly #ownsShared: boolean;
  #buffer: Buffer;
  #start = 0;
  #length = 0;

  constructor(file: number, size: number, block: number) {
    this.#file = file;
    this.#block = block;
    this.size = size;
    this.#ownsShared = !shared.isTaken;
    shared.isTaken = true;
    this.#buffer = this.#ownsShared ? shared.buffer : Buffer.alloc(0);
  }

  read(offset: number, length: number): Uint8Array {
    const wanted = Math.max(0, Math.min(length, this.size - offset));
    if (wanted === 0) return new Uint8Array(0);
    if (offset < this.#start || offset + wanted > this.#start + this.#length) this.#fill(offset, wanted);
    const from = offset - this.#start;
    const { buffer, byteOffset } = this.#buffer;
    // No Buffer: `slice` of one does not copy.
    return new Uint8Array(buffer, byteOffset + from, Math.max(0, Math.min(wanted, this.#length - from)));
  }

  close(): void {
    closeSync(this.#file);
    if (!this.#ownsShared) return;
    shared.buffer = this.#buffer;
    shared.isTaken = false;
  }

  #fill(offset: number, wanted: number): void {
    // Samples of 16 bits are read as such where they lie at even places.
    const even = offset - (offset % 8);
    const length = Math.min(Math.max(wanted + 8, this.#block), this.size - even);
    if (this.#buffer.length < length) this.#buffer = Buffer.allocUnsafeSlow(length);
    this.#start = even;
    this.#length = 0;
    while (this.#length < length) {
      const read = readSync(this.#file, this.#buffer, this.#length, length - this.#length, even + this.#length);
      if (read === 0) return;
      this.#length += read;
    }
  }
}
