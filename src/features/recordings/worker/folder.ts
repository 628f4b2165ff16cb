// Lists the files of a folder, a zip or a selection, and opens single ones. Nothing outside of the folder is ever opened.
import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import type { ByteSource } from "../audio/wav/byteSource.js";
import type { EntryProblem, FolderEntry, FolderFiles } from "../layout/folderFiles.js";
import { isIgnored } from "../layout/folderFiles.js";
import type { CheckTarget } from "../report.js";
import { openFile } from "./fileSource.js";
import type { ZipEntry } from "./zipDirectory.js";
import { ZipFile } from "./zipFile.js";

export const mostEntries = 20_000;
const mostDepth = 12;

export interface OpenFolder extends FolderFiles {
  /** The same while nothing has changed: made of names, sizes and times. */
  readonly signature: string;
  /** Throws where the file cannot be read. */
  open(path: string): ByteSource & { close(): void };
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
  const open = (path: string) => {
    const place = places.get(path);
    if (place === undefined) throw new NoFolderError("This file is none of the folder's");
    return openFile(place);
  };
  const found = entries.map(({ entry }) => entry);
  return { entries: found, isCut, signature: signatureOf(found), open, readBytes: reader(open), close: () => undefined };
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
    for (const name of namesIn(join(root, folder.path))) {
      const path = folder.path === "" ? name : `${folder.path}/${name}`;
      if (isIgnored(path)) continue;
      if (entries.length >= mostEntries) return { entries, isCut: true };
      const stat = statOf(join(root, path));
      if (stat?.isDirectory()) {
        if (folder.depth < mostDepth) folders.push({ path, depth: folder.depth + 1 });
        else isCut = true;
      } else entries.push(inspect(root, path));
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
    return path === "" || path.startsWith("../") || isAbsolute(path) ? [] : [inspect(root, path)];
  });
  return { entries, isCut: paths.length > mostEntries };
}

/** A link is followed to a regular file inside of the folder, and nowhere else. */
function inspect(root: string, path: string): Found {
  const refused = (problem: EntryProblem): Found => ({ entry: { path, size: 0, mtimeMs: 0, problem } });
  const own = statOf(join(root, path));
  if (!own) return refused("unreadable");
  let place = join(root, path);
  try {
    // Also where a folder on the way has become a link.
    place = realpathSync(place);
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
  let [one, other] = [0x811c_9dc5, 0];
  for (const { path, size, mtimeMs, problem } of entries)
    for (const character of `${path}\0${size}\0${mtimeMs}\0${problem ?? ""}\n`) {
      one = Math.imul(one ^ character.codePointAt(0)!, 0x0100_0193);
      other = Math.imul(other + character.codePointAt(0)!, 0x9e37_79b1) ^ (one >>> 15);
    }
  return `${entries.length}/${(one >>> 0).toString(36)}${(other >>> 0).toString(36)}`;
}
