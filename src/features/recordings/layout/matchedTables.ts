// Finds the tables and lists of a folder whose rows are texts of its sounds.
import type { Finding } from "../finding.js";
import type { DecodedText } from "../texts/decodeText.js";
import { type FolderEntry, folderOf, isOwnText, isSound, nameOf, stemOf } from "./folderFiles.js";
import { readNamedList } from "./namedList.js";
import { finding, mostBytes, ownText, type PlannedText, type Texts } from "./plannedTexts.js";
import { readTable, type TranscriptTable } from "./tables.js";

/** Finds sounds by whatever a table calls them. */
export class SoundIndex {
  readonly #paths = new Map<string, FolderEntry>();
  readonly #stems = new Map<string, FolderEntry | undefined>();
  readonly #sides = new Map<string, FolderEntry | undefined>();

  constructor(sounds: readonly FolderEntry[]) {
    for (const sound of sounds) {
      this.#paths.set(sound.path, sound);
      for (const stem of stemsOf(sound.path)) this.#stems.set(stem, this.#stems.has(stem) ? undefined : sound);
      for (const side of sidesOf(sound.path)) this.#sides.set(side, this.#sides.has(side) ? undefined : sound);
    }
  }

  /** `from`: folder of the table. Undefined = none, or several of that name. */
  find(key: string, from: string): FolderEntry | undefined {
    const clean = key.replaceAll("\\", "/").replace(/^\.\//, "");
    const below = from === "" ? clean : `${from}/${clean}`;
    return this.#paths.get(below) ?? this.#paths.get(clean) ?? this.byStem(stemOfKey(clean));
  }

  byStem(stem: string): FolderEntry | undefined {
    return this.#stems.get(canonical(stem));
  }

  /** The sound whose path has another name of one folder only. */
  beside(path: string): FolderEntry | undefined {
    return sidesOf(path)
      .map((side) => this.#sides.get(side))
      .find((sound) => sound !== undefined);
  }
}

/** A path without one of its folders, for each of them: what `1/wav/a.wav` and `1/txt/a.txt` have in common. */
function sidesOf(path: string): readonly string[] {
  const folders = folderOf(path).split("/");
  return folders.map((_, at) => canonical(`${at}:${[...folders.toSpliced(at, 1), stemOf(path)].join("/")}`));
}

export function canonical(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** VCTK has two microphones for each text. */
function stemsOf(path: string): readonly string[] {
  const stem = canonical(stemOf(path));
  const bare = stem.replace(/_mic1$/, "");
  return bare === stem ? [stem] : [stem, bare];
}

/** An id may have dots of its own. */
function stemOfKey(key: string): string {
  return isSound(key) ? stemOf(key) : nameOf(key);
}

interface MatchedTable {
  readonly table: TranscriptTable;
  /** Files that it was made of. */
  readonly paths: readonly string[];
  readonly matches: ReadonlyMap<string, PlannedText>;
  readonly findings: readonly Finding[];
}

export async function readTables(
  written: readonly FolderEntry[],
  texts: Texts,
  index: SoundIndex,
): Promise<readonly MatchedTable[]> {
  const found: MatchedTable[] = [];
  const lists: { readonly path: string; readonly table: TranscriptTable }[] = [];
  for (const entry of written) {
    const read = await texts.get(entry);
    const isName = (key: string) => index.find(key, folderOf(entry.path)) !== undefined;
    const table = read && (readTable(entry.path, read.text) ?? readNamedList(read.text, isName));
    if (!table) continue;
    if (table.layout === "kaldiScp") lists.push({ path: entry.path, table });
    else found.push(matchTable(entry, read, table, index));
  }
  return found.map((each) => withKaldiList(each, lists, index));
}

function matchTable(entry: FolderEntry, { encoding }: DecodedText, table: TranscriptTable, index: SoundIndex): MatchedTable {
  const matches = new Map<string, PlannedText>();
  const missing: Finding[] = [];
  for (const [at, { key, value, line }] of table.rows.entries()) {
    const sound = index.find(key, folderOf(entry.path));
    const isHeader = at === 0 && table.rows.length > 1 && !/[\d.]/.test(key);
    if (sound) matches.set(sound.path, { path: entry.path, line, text: value.slice(0, mostBytes.text), encoding });
    else if (missing.length < 1_000 && !isHeader)
      missing.push(finding("missingSound", "warn", entry.path, { line, detail: key.slice(0, 200) }));
  }
  return { table, paths: [entry.path], matches, findings: missing };
}

/** Ids of Kaldi's `text` are those of `wav.scp` beside it, which says where the sound is. A command that stands there is not run. */
function withKaldiList(
  each: MatchedTable,
  lists: readonly { readonly path: string; readonly table: TranscriptTable }[],
  index: SoundIndex,
): MatchedTable {
  const [path = ""] = each.paths;
  const list = lists.find((other) => folderOf(other.path) === folderOf(path));
  if (each.table.layout !== "kaldiText" || !list) return each;
  const places = new Map(list.table.rows.map((row) => [row.key, row]));
  const matches = new Map<string, PlannedText>();
  const findings: Finding[] = [];
  const encoding = [...each.matches.values()][0]?.encoding ?? "utf-8";
  for (const { key, value, line } of each.table.rows) {
    const place = places.get(key);
    if (place?.value.endsWith("|")) {
      findings.push(finding("commandLine", "warn", list.path, { line: place.line, detail: key.slice(0, 200) }));
      continue;
    }
    const sound = (place && index.find(place.value, folderOf(list.path))) ?? index.find(key, folderOf(path));
    if (sound) matches.set(sound.path, { path, line, text: value.slice(0, mostBytes.text), encoding });
    else findings.push(finding("missingSound", "warn", path, { line, detail: key.slice(0, 200) }));
  }
  return { ...each, paths: [path, list.path], matches, findings: findings.slice(0, 1_000) };
}

export async function readScript(left: readonly FolderEntry[], texts: Texts): Promise<PlannedText | undefined> {
  const [only, ...others] = left.filter(({ path }) => isOwnText(path));
  return others.length > 0 ? undefined : await ownText(only, texts);
}
