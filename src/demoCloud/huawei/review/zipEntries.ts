// Reads an uploaded package in memory: names and contents of a zip, stored or deflated, within bounds that no entry can leave.
import { inflateRawSync } from "node:zlib";

/** Entries, bytes of one of them, and bytes of all together. */
const most = { entries: 1_000, entry: 64 << 20, total: 256 << 20 };
/** Of the end record with the longest comment. */
const endReach = 22 + 0xffff;

/** Undefined = it is no zip, or one that is not read. A later entry of the same name is ignored. */
export function zipEntries(zip: Buffer): ReadonlyMap<string, Buffer> | undefined {
  try {
    return readEntries(zip);
  } catch {
    // Offsets that lead out of it, and deflated bytes that are none.
    return undefined;
  }
}

function readEntries(zip: Buffer): ReadonlyMap<string, Buffer> | undefined {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end < zip.length - endReach) return undefined;
  const count = zip.readUInt16LE(end + 10);
  if (count > most.entries) return undefined;
  const entries = new Map<string, Buffer>();
  let total = 0;
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== 0x0201_4b50) return undefined;
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [number, number, number];
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    if (!name.endsWith("/") && !entries.has(name)) {
      const content = contentOf(zip, at);
      total += content.length;
      if (total > most.total) return undefined;
      entries.set(name, content);
    }
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

function contentOf(zip: Buffer, at: number): Buffer {
  const [method, packed, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start + packed > zip.length) throw new RangeError("cut off");
  const bytes = zip.subarray(start, start + packed);
  if (method === 0) return bytes;
  if (method !== 8) throw new RangeError("packed in another way");
  return inflateRawSync(bytes, { maxOutputLength: most.entry });
}
