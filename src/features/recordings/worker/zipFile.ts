// Reads a zip by its central directory, without unpacking it: names, sizes, and single entries block by block. No size in it is believed.
import { createInflateRaw } from "node:zlib";
import type { ByteSource } from "../audio/wav/byteSource.js";
import { type OpenFile, openFile } from "./fileSource.js";
import { readDirectory, stored, ZipDamagedError, type ZipEntry } from "./zipDirectory.js";

/** Entries up to this are unpacked as a whole, so that single stretches can be read again. */
const mostInMemory = 4 << 20;

export class ZipFile {
  readonly entries: readonly ZipEntry[];
  /** There were more than are looked at. */
  readonly isCut: boolean;
  readonly #file: OpenFile;

  private constructor(file: OpenFile, entries: readonly ZipEntry[], isCut: boolean) {
    this.#file = file;
    this.entries = entries;
    this.isCut = isCut;
  }

  /** Undefined = it is no zip. Throws what the file system says. */
  static open(path: string, mostEntries: number): ZipFile | undefined {
    const file = openFile(path);
    const directory = readDirectory(file, mostEntries);
    if (directory) return new ZipFile(file, directory.entries, directory.isCut);
    file.close();
    return undefined;
  }

  /** Throws ZipDamagedError. */
  source(entry: ZipEntry): ByteSource & { close(): void } {
    const offset = dataOffset(this.#file, entry);
    if (entry.method === stored) return new StoredEntry(this.#file, offset, Math.min(entry.size, entry.packedSize));
    return new DeflatedEntry(this.#file, offset, entry);
  }

  close(): void {
    this.#file.close();
  }
}

function dataOffset(file: OpenFile, { headerOffset, packedSize }: ZipEntry): number {
  const header = Buffer.from(file.read(headerOffset, 30));
  if (header.length < 30 || header.readUInt32LE(0) !== 0x0403_4b50) throw new ZipDamagedError("No entry stands where one should");
  const offset = headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (offset + packedSize > file.size) throw new ZipDamagedError("The entry goes on behind the end of the file");
  return offset;
}

class StoredEntry {
  readonly size: number;
  readonly #file: OpenFile;
  readonly #offset: number;

  constructor(file: OpenFile, offset: number, size: number) {
    this.#file = file;
    this.#offset = offset;
    this.size = size;
  }

  read(offset: number, length: number): Uint8Array {
    const bytes = this.#file.read(this.#offset + offset, Math.max(0, Math.min(length, this.size - offset)));
    // At odd places samples could not be read as such.
    return bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  }

  close(): void {}
}

/** Unpacks from the beginning as far as is asked for, and again where an earlier place is asked for. */
class DeflatedEntry {
  readonly size: number;
  readonly #file: OpenFile;
  readonly #offset: number;
  readonly #packedSize: number;
  #chunks: AsyncIterator<Buffer> | undefined;
  #stream: { destroy(): void } | undefined;
  #held: Buffer = Buffer.alloc(0);
  #heldAt = 0;

  constructor(file: OpenFile, offset: number, { size, packedSize }: ZipEntry) {
    this.#file = file;
    this.#offset = offset;
    this.#packedSize = packedSize;
    this.size = size;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, this.size);
    if (!this.#chunks || offset < this.#heldAt) this.#restart();
    const keepFrom = this.size <= mostInMemory ? 0 : offset;
    const parts = [this.#held];
    let at = this.#heldAt + this.#held.length;
    while (at < end) {
      const { value, done } = await this.#next();
      if (done) break;
      at += value.length;
      parts.push(value);
      // Everything before the place that is asked for is dropped on the way.
      while (parts.length > 1 && this.#heldAt + parts[0]!.length <= keepFrom) this.#heldAt += parts.shift()!.length;
    }
    this.#held = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    const from = offset - this.#heldAt;
    if (from < 0 || from >= this.#held.length) return new Uint8Array(0);
    return new Uint8Array(this.#held.subarray(from, from + Math.max(0, end - offset)));
  }

  close(): void {
    this.#stream?.destroy();
  }

  #restart(): void {
    this.#stream?.destroy();
    const inflate = createInflateRaw({ chunkSize: 1 << 16 });
    this.#held = Buffer.alloc(0);
    this.#heldAt = 0;
    this.#stream = inflate;
    this.#chunks = inflate[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    void this.#feed(inflate);
  }

  async #feed(inflate: ReturnType<typeof createInflateRaw>): Promise<void> {
    for (let at = 0; at < this.#packedSize && !inflate.destroyed; at += 1 << 16) {
      const bytes = Buffer.from(this.#file.read(this.#offset + at, Math.min(1 << 16, this.#packedSize - at)));
      if (!inflate.write(bytes)) await drained(inflate);
    }
    if (!inflate.destroyed) inflate.end();
  }

  async #next(): Promise<IteratorResult<Buffer, undefined>> {
    try {
      return (await this.#chunks!.next()) as IteratorResult<Buffer, undefined>;
    } catch {
      throw new ZipDamagedError("The entry cannot be unpacked");
    }
  }
}

/** When it takes bytes again, or none any more. */
function drained(inflate: ReturnType<typeof createInflateRaw>): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      inflate.off("drain", go).off("close", go);
      resolve();
    };
    inflate.on("drain", go).on("close", go);
  });
}
