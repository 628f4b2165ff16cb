// Reads the directory of a zip: the names, sizes and places of its entries, and what is wrong with one. Believes no number unbounded.
import type { EntryProblem } from "../layout/folderFiles.js";
import { decodeNames } from "../texts/decodeText.js";
import type { OpenFile } from "./fileSource.js";

export interface ZipEntry {
  readonly path: string;
  /** Unpacked, as the directory says. */
  readonly size: number;
  readonly packedSize: number;
  readonly mtimeMs: number;
  readonly method: number;
  readonly headerOffset: number;
  readonly problem?: EntryProblem;
}

/** Of the directory. A package has some hundred entries. */
const mostDirectory = 32 << 20;

/** Sound shrinks to a half, digital silence to a thousandth: small entries may be anything, large ones must be plausible. */
const bomb = { ratio: 200, size: 64 << 20, total: 16 * 2 ** 30 };

export const stored = 0;

const deflated = 8;
const slash = 0x2f;

export class ZipDamagedError extends Error {}

export function readDirectory(file: OpenFile, mostEntries: number): { entries: readonly ZipEntry[]; isCut: boolean } | undefined {
  const tailLength = Math.min(file.size, 65_557);
  const tail = Buffer.from(file.read(file.size - tailLength, tailLength));
  const end = tail.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  if (end < 0 || end + 22 > tail.length) return undefined;
  let size = tail.readUInt32LE(end + 12);
  let offset = tail.readUInt32LE(end + 16);
  let count = tail.readUInt16LE(end + 10);
  const large = tail.lastIndexOf("PK\u0006\u0006", end, "latin1");
  if ((offset === 0xffff_ffff || size === 0xffff_ffff || count === 0xffff) && large >= 0 && large + 56 <= tail.length) {
    count = Number(tail.readBigUInt64LE(large + 32));
    size = Number(tail.readBigUInt64LE(large + 40));
    offset = Number(tail.readBigUInt64LE(large + 48));
  }
  if (offset + size > file.size || size > mostDirectory) return undefined;
  const directory = Buffer.from(file.read(offset, size));
  const read: NamelessEntry[] = [];
  let total = 0;
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x0201_4b50 && read.length < mostEntries; ) {
    const { entry, next } = readEntry(directory, at);
    at = next;
    if (entry.name.length === 0 || entry.name.at(-1) === slash) continue;
    total += entry.size;
    read.push(total > bomb.total ? { ...entry, problem: "zipBomb" } : entry);
  }
  return { entries: withoutTwins(named(read)), isCut: count > read.length && read.length === mostEntries };
}

interface NamelessEntry extends Omit<ZipEntry, "path"> {
  readonly name: Buffer;
  readonly isUtf8: boolean;
}

/** Paths cannot lead anywhere else: nothing is ever unpacked to the disk, but names are shown. */
function named(entries: readonly NamelessEntry[]): readonly ZipEntry[] {
  const others = entries.filter(({ isUtf8 }) => !isUtf8);
  const names = new Map(decodeNames(others.map(({ name }) => name)).map((name, at) => [others[at], name]));
  return entries
    .map(({ name, isUtf8: _, ...entry }, at): ZipEntry => {
      const path = names.get(entries[at]) ?? name.toString("utf8");
      return { path: path.replaceAll("\\", "/").replace(/^(\.{0,2}\/)+/, ""), ...entry };
    })
    .filter(({ path }) => path !== "" && !path.endsWith("/"));
}

function readEntry(directory: Buffer, at: number): { readonly entry: NamelessEntry; readonly next: number } {
  const flags = directory.readUInt16LE(at + 8);
  const method = directory.readUInt16LE(at + 10);
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((from) => directory.readUInt16LE(at + from)) as [
    number,
    number,
    number,
  ];
  const name = directory.subarray(at + 46, at + 46 + nameLength);
  const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
  const sizes = largeSizes(extra, {
    size: directory.readUInt32LE(at + 24),
    packedSize: directory.readUInt32LE(at + 20),
    headerOffset: directory.readUInt32LE(at + 42),
  });
  const problem = problemOf(flags, method, sizes);
  const entry: NamelessEntry = {
    name,
    isUtf8: (flags & 0x800) !== 0,
    ...sizes,
    method,
    mtimeMs: dosTime(directory.readUInt32LE(at + 12)),
    ...(problem && { problem }),
  };
  return { entry, next: at + 46 + nameLength + extraLength + commentLength };
}

interface Sizes {
  readonly size: number;
  readonly packedSize: number;
  readonly headerOffset: number;
}

/** The 64-bit fields stand in this order, each only where its 32 bits are all set. */
function largeSizes(extra: Buffer, sizes: Sizes): Sizes {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) !== 1) {
      at += 4 + length;
      continue;
    }
    let field = at + 4;
    const end = Math.min(extra.length, field + length);
    const large = (value: number) => {
      if (value !== 0xffff_ffff || field + 8 > end) return value;
      field += 8;
      return Number(extra.readBigUInt64LE(field - 8));
    };
    return { size: large(sizes.size), packedSize: large(sizes.packedSize), headerOffset: large(sizes.headerOffset) };
  }
  return sizes;
}

function problemOf(flags: number, method: number, { size, packedSize }: Sizes): EntryProblem | undefined {
  if (flags & 1) return "encrypted";
  if (method !== stored && method !== deflated) return "zipDamaged";
  return method === deflated && size > bomb.size && size > packedSize * bomb.ratio ? "zipBomb" : undefined;
}

function dosTime(value: number): number {
  const [time, date] = [value & 0xffff, value >>> 16];
  const at = Date.UTC(1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2);
  return Number.isFinite(at) ? at : 0;
}

/** Two entries of one name: the later one would win where it is unpacked. */
function withoutTwins(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()];
}
