// The files of a folder, a zip or a selection as the layouts see them: names, sizes and times, and texts that can be read.

export type EntryProblem = "linkOutside" | "notRegular" | "encrypted" | "zipBomb" | "zipDamaged" | "unreadable";

export interface FolderEntry {
  /** Below the folder, with forward slashes; unique. */
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtimeMs: number;
  /** Why it is not opened. */
  readonly problem?: EntryProblem;
}

export interface FolderFiles {
  readonly entries: readonly FolderEntry[];
  /** There were more than are looked at. */
  readonly isCut: boolean;
  /** The first bytes of a text, up to `limit`; undefined = it cannot be read. */
  readBytes(path: string, limit: number): Promise<Uint8Array | undefined>;
}

/** Without the slashes and backslashes that it ends with. */
export function withoutEnd(path: string): string {
  let end = path.length;
  while (end > 0 && "/\\".includes(path[end - 1]!)) end--;
  return path.slice(0, end);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** In lower case, without the dot. */
export function endingOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1).toLowerCase();
}

/** Without its ending. */
export function stemOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? name : name.slice(0, dot);
}

const soundEndings = new Set("wav wave mp3 m4a aac mp4 ogg oga opus flac pcm wma amr aif aiff w64 rf64 bwf au".split(" "));
const textEndings = new Set(["txt", "lab", "trn", "csv", "tsv"]);

export function isSound(path: string): boolean {
  return soundEndings.has(endingOf(path));
}

/** Files that may hold the text of one sound. */
export function isOwnText(path: string): boolean {
  return ["txt", "lab", "trn"].includes(endingOf(path));
}

/** Files that may hold the texts of many sounds. */
export function isTextOrTable(path: string): boolean {
  return textEndings.has(endingOf(path)) || ["wav.scp", "text", "transcription"].includes(nameOf(path).toLowerCase());
}

/** What systems leave in folders, and what is hidden. */
export function isIgnored(path: string): boolean {
  return path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX" || /^(thumbs\.db|desktop\.ini)$/i.test(part));
}
