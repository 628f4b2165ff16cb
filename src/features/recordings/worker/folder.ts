// Lists the files of a folder, a zip or a selection, and opens single ones. Nothing outside of the folder is ever opened.
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import type { ByteSource } from "../audio/wav/byteSource.js";
import type { EntryProblem, FolderEntry, FolderFiles } from "../layout/folderFiles.js";
import { isIgnored, nameOf } from "../layout/folderFiles.js";
import type { CheckTarget } from "../report.js";
import { openFile } from "./fileSource.js";
import type { ZipEntry } from "./zipDirectory.js";
import { ZipFile } from "./zipFile.js";

export const mostEntries = 20_000;
const mostDepth = 12;

export interface OpenFolder extends FolderFiles {
  /** The same while nothing has changed: made of names, sizes and times. */
  readonly signature: string;
  /** Its entries lie in a zip, where each may have to be unpacked to be read. */
  readonly isPacked: boolean;
  /** Throws where the file cannot be read. `block`: bytes that are read at once, at least; absent = as fits whole recordings. */
  open(path: string, block?: number): ByteSource & { close(): void };
  close(): void;
}

export class NoFolderError extends Error {}

export function openFolder(target: CheckTarget): OpenFolder {
  return target.kind === "zip" ? openZip(target.path) : openDisk(target);
}

function openDisk(target: Exclude<CheckTarget, { kind: "zip" }>): OpenFolder {
  const root = realpathSync(target.kind === "folder" ? target.path : target.folder);
  const { entries, isCut } = target.kind === "folder" ? walk(root) : selected(root, target.folder, target.paths);
  const places = new Map(entries.map(({ entry, place }) => [entry.path, place]));
  const open = (path: string, block?: number) => {
    const place = places.get(path);
    if (place === undefined) throw new NoFolderError("This file is none of the folder's");
    return openFile(place, block);
  };
  const found = entries.map(({ entry }) => entry);
  const signature = signatureOf(found);
  return { entries: found, isCut, isPacked: false, signature, open, readBytes: reader(open), close: () => undefined };
}

interface Found {
  readonly entry: FolderEntry;
  /** Where it really lies; undefined = it is not to be opened. */
  readonly place?: string;
}

function walk(root: string): { readonly entries: readonly Found[]; readonly isCut: boolean } {
  const entries: Found[] = [];
  const folders: { readonly path: string; readonly depth: number }[] = [{ path: "", depth: 0 }];
  let isCut = false;
  for (let folder = folders.shift(); folder; folder = folders.shift()) {
    const place = realPlaceOf(join(root, folder.path));
    for (const name of namesIn(join(root, folder.path))) {
      const path = folder.path === "" ? name : `${folder.path}/${name}`;
      if (isIgnored(path)) continue;
      if (entries.length >= mostEntries) return { entries, isCut: true };
      const stat = statOf(join(root, path));
      if (stat?.isDirectory()) {
        if (folder.depth < mostDepth) folders.push({ path, depth: folder.depth + 1 });
        else isCut = true;
      } else entries.push(inspect(root, path, stat, place));
    }
  }
  return { entries, isCut };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).slice(0, 2 * mostEntries);
  } catch {
    return [];
  }
}

function selected(root: string, folder: string, paths: readonly string[]) {
  const entries = paths.slice(0, mostEntries).flatMap((absolute): Found[] => {
    const path = relative(folder, absolute).split(sep).join("/");
    return path === "" || path.startsWith("../") || isAbsolute(path) ? [] : [inspect(root, path, statOf(join(root, path)))];
  });
  return { entries, isCut: paths.length > mostEntries };
}

/** A link is followed to a regular file inside of the folder, and nowhere else. `own`: of itself; `folder`: where its folder really lies, if that is known. */
function inspect(root: string, path: string, own: Stats | undefined, folder?: string): Found {
  const refused = (problem: EntryProblem): Found => ({ entry: { path, size: 0, mtimeMs: 0, problem } });
  if (!own) return refused("unreadable");
  let place = join(root, path);
  try {
    // A folder on the way may be a link. Asking for each file takes longer than all else, and one that is no link lies where its folder does.
    place = folder === undefined || own.isSymbolicLink() ? realpathSync.native(place) : join(folder, nameOf(path));
    if (!isInside(root, place)) return refused("linkOutside");
    const stat = own.isSymbolicLink() ? statSync(place) : own;
    if (!stat.isFile()) return refused("notRegular");
    return { entry: { path, size: stat.size, mtimeMs: stat.mtimeMs }, place };
  } catch {
    return refused(own.isSymbolicLink() ? "linkOutside" : "unreadable");
  }
}

function isInside(root: string, place: string): boolean {
  const path = relative(root, place);
  return path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function realPlaceOf(folder: string): string | undefined {
  try {
    return realpathSync.native(folder);
  } catch {
    return undefined;
  }
}

function statOf(path: string) {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

function openZip(path: string): OpenFolder {
  const { size, mtimeMs } = statSync(path);
  const zip = ZipFile.open(path, mostEntries);
  if (!zip) throw new NoFolderError("This is no zip");
  const entries = new Map(zip.entries.map((entry) => [entry.path, entry]));
  const open = (name: string) => {
    const entry = entries.get(name);
    if (!entry || entry.problem) throw new NoFolderError("This entry is not to be opened");
    return zip.source(entry);
  };
  return {
    entries: zip.entries.map(({ path: name, size: unpacked, mtimeMs: changed, problem }: ZipEntry) => ({
      path: name,
      size: unpacked,
      mtimeMs: changed,
      ...(problem && { problem }),
    })),
    isCut: zip.isCut,
    isPacked: true,
    signature: `${size}/${mtimeMs}`,
    open,
    readBytes: reader(open),
    close: () => zip.close(),
  };
}

function reader(open: (path: string) => ByteSource & { close(): void }) {
  return async (path: string, limit: number): Promise<Uint8Array | undefined> => {
    try {
      const source = open(path);
      try {
        return (await source.read(0, Math.min(limit, source.size))).slice();
      } finally {
        source.close();
      }
    } catch {
      return undefined;
    }
  };
}

function signatureOf(entries: readonly FolderEntry[]): string {
  const lines = entries.map(({ path, size, mtimeMs, problem = "" }) => `${path}\0${size}\0${mtimeMs}\0${problem}\n`);
  return `${entries.length}/${createHash("sha256").update(lines.join("")).digest("base64")}`;
}
