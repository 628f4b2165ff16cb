// Writes a package to the disk: a zip or a folder that appears when it is whole. What is packed is opened for reading only.
import { mkdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join, resolve } from "node:path";
import * as zlib from "node:zlib";
import { type MadePackage, makePackage, type OpenRecording, packageEntries, packageFiles } from "../package/makePackage.js";
import { PackageError } from "../package/packageError.js";
import { blocksOf, type Checksum } from "../package/zipWriter.js";
import type { RecordingsReport } from "../report.js";
import { openFolder } from "./folder.js";

/** Node's own is many times quicker; the oldest ones that editors run lack it. */
const quickCrc32 = (zlib as { readonly crc32?: Checksum }).crc32;

type Progress = (done: number, total: number) => void;

/** Nothing is left of the draft where it throws: PackageError, or what the file system says. */
export async function writePackage(
  report: RecordingsReport,
  draft: string,
  to: string,
  onProgress: Progress,
): Promise<MadePackage> {
  const { target, kind } = report;
  if (target.kind === "zip" && isSame(target.path, to)) throw new PackageError("original");
  const write = kind?.requirements.package === "files" ? writeFolder : writeZipFile;
  const folder = openFolder(target);
  try {
    const made = await write(report, folder.open, draft, onProgress);
    renameSync(draft, to);
    return made;
  } catch (thrown) {
    rmSync(draft, { recursive: true, force: true });
    throw thrown;
  } finally {
    folder.close();
  }
}

async function writeZipFile(report: RecordingsReport, source: OpenRecording, to: string, onProgress: Progress) {
  const file = await open(to, "wx");
  try {
    const output = { write: (bytes: Uint8Array) => file.writeFile(bytes) };
    const made = await makePackage(report, source, output, { onProgress, ...(quickCrc32 && { crc32: quickCrc32 }) });
    await file.sync();
    return made;
  } finally {
    await file.close();
  }
}

async function writeFolder(report: RecordingsReport, source: OpenRecording, to: string, onProgress: Progress) {
  const files = packageFiles(report);
  mkdirSync(to);
  let bytes = 0;
  for (const [index, entry] of packageEntries(report, files, source).entries()) {
    const from = await entry.open();
    const file = await open(join(to, entry.name), "wx");
    try {
      for await (const block of blocksOf(from)) {
        await file.writeFile(block);
        bytes += block.length;
      }
    } finally {
      await file.close();
      from.close();
    }
    onProgress(index + 1, files.length);
  }
  return { files, bytes };
}

function isSame(one: string, other: string): boolean {
  const real = (path: string) => {
    try {
      return realpathSync(path);
    } catch {
      return resolve(path);
    }
  };
  return real(one) === real(other);
}
