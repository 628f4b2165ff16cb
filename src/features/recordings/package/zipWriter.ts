// Writes a zip whose entries are stored as they are: sound hardly shrinks, and every program can read it.
import type { ByteSource } from "../audio/wav/byteSource.js";
import { crc32 as ownCrc32 } from "./crc32.js";
import { PackageError } from "./packageError.js";

export interface ZipEntrySource {
  readonly name: string;
  open(): Promise<ByteSource & { close(): void }> | (ByteSource & { close(): void });
}

/** Where the zip goes: bytes one behind the other. */
export interface ZipOutput {
  write(bytes: Uint8Array): Promise<unknown>;
}

/** `before`: of what stands before these bytes. */
export type Checksum = (bytes: Uint8Array, before: number) => number;

export interface ZipOptions {
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
  /** A quicker one than ours, where the room has one. */
  readonly crc32?: Checksum;
}

const blockSize = 1 << 20;
/** Beyond it the zip would need the 64-bit fields that some readers lack. */
const mostBytes = 0xffff_0000;
/** The first of January 1980: packages of the same recordings are the same. */
const noDate = 0x0021_0000;
const utf8Names = 0x0800;

/** Gives the bytes that were written. Each entry is read twice: its checksum stands before it. */
export async function writeZip(
  entries: readonly ZipEntrySource[],
  output: ZipOutput,
  { signal, onProgress, crc32 = ownCrc32 }: ZipOptions = {},
): Promise<number> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  const write = async (bytes: Uint8Array) => {
    await output.write(bytes);
    offset += bytes.length;
  };
  for (const [index, entry] of entries.entries()) {
    signal?.throwIfAborted();
    const source = await entry.open();
    try {
      if (offset + source.size > mostBytes) throw new PackageError("tooLarge", entry.name);
      const checksum = await checksumOf(source, crc32, signal);
      const name = new TextEncoder().encode(entry.name);
      directory.push(header("directory", name, checksum, source.size, offset));
      await write(header("local", name, checksum, source.size, 0));
      let copied = 0;
      for await (const bytes of blocksOf(source, signal)) {
        copied = crc32(bytes, copied);
        await write(bytes);
      }
      if (copied !== checksum) throw new PackageError("changed", entry.name);
    } finally {
      source.close();
    }
    onProgress?.(index + 1, entries.length);
  }
  const start = offset;
  for (const each of directory) await write(each);
  await write(endOf(directory.length, offset - start, start));
  return offset;
}

/** Throws where the source has become shorter meanwhile. */
export async function* blocksOf(source: ByteSource, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.size; at += blockSize) {
    signal?.throwIfAborted();
    const wanted = Math.min(blockSize, source.size - at);
    const bytes = await source.read(at, wanted);
    if (bytes.length < wanted) throw new PackageError("changed");
    yield bytes;
  }
}

async function checksumOf(source: ByteSource, crc32: Checksum, signal: AbortSignal | undefined): Promise<number> {
  let checksum = 0;
  for await (const bytes of blocksOf(source, signal)) checksum = crc32(bytes, checksum);
  return checksum;
}

/** The header before an entry, or its line in the directory. */
function header(kind: "local" | "directory", name: Uint8Array, checksum: number, size: number, offset: number): Uint8Array {
  const isLocal = kind === "local";
  const fixed = isLocal ? 30 : 46;
  const bytes = new Uint8Array(fixed + name.length);
  const view = new DataView(bytes.buffer);
  const from = isLocal ? 4 : 6;
  view.setUint32(0, isLocal ? 0x0403_4b50 : 0x0201_4b50, true);
  if (!isLocal) view.setUint16(4, 20, true);
  view.setUint16(from, 20, true);
  view.setUint16(from + 2, utf8Names, true);
  view.setUint32(from + 6, noDate, true);
  view.setUint32(from + 10, checksum, true);
  view.setUint32(from + 14, size, true);
  view.setUint32(from + 18, size, true);
  view.setUint16(from + 22, name.length, true);
  if (!isLocal) view.setUint32(42, offset, true);
  bytes.set(name, fixed);
  return bytes;
}

function endOf(count: number, size: number, offset: number): Uint8Array {
  const bytes = new Uint8Array(22);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0605_4b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return bytes;
}
