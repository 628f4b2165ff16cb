// Finds out which files of a folder are recordings, which text belongs to each, and in which order they stand.
import type { Finding, FindingCode, Severity } from "../finding.js";
import { type DecodedText, decodeText, type TextEncoding } from "../texts/decodeText.js";
import {
  endingOf,
  type FolderEntry,
  type FolderFiles,
  folderOf,
  isIgnored,
  isOwnText,
  isSound,
  isTextOrTable,
  nameOf,
  stemOf,
} from "./folderFiles.js";
import { nameFindings } from "./names.js";
import { byName } from "./naturalOrder.js";
import { readTable, type TableLayout, type TranscriptTable } from "./tables.js";

/** How the texts lie beside the sounds. `numbered`: as a cloud wants them already. */
export type Layout = "numbered" | "pairs" | "oneFile" | "soundsOnly" | "nothing" | TableLayout;

export interface PlannedText {
  readonly path: string;
  /** In a table, from 1. */
  readonly line?: number;
  readonly text: string;
  readonly encoding: TextEncoding;
}

export interface PlannedRecording {
  readonly sound: FolderEntry;
  readonly text?: PlannedText;
}

export interface RecordingPlan {
  readonly layout: Layout;
  /** In the order in which they are numbered. */
  readonly recordings: readonly PlannedRecording[];
  /** A script of many lines beside one long recording. */
  readonly script?: PlannedText;
  /** Of files and names; what is meant stands in `file`. */
  readonly findings: readonly Finding[];
}

/** Bytes of a text that are read; a sentence has some hundred, a table of a large set a few million. */
const mostBytes = { text: 65_536, table: 16 << 20 };

/** What is read of one folder: each file once. */
class Texts {
  readonly #files: FolderFiles;
  readonly #known = new Map<string, DecodedText | undefined>();

  constructor(files: FolderFiles) {
    this.#files = files;
  }

  async get(entry: FolderEntry): Promise<DecodedText | undefined> {
    if (!this.#known.has(entry.path)) this.#known.set(entry.path, await this.#read(entry));
    return this.#known.get(entry.path);
  }

  async #read(entry: FolderEntry): Promise<DecodedText | undefined> {
    if (entry.problem) return undefined;
    const bytes = await this.#files.readBytes(entry.path, mostBytes.table);
    return bytes && decodeText(bytes);
  }
}

export async function planRecordings(files: FolderFiles): Promise<RecordingPlan> {
  const entries = files.entries.filter(({ path }) => !isIgnored(path)).toSorted((one, other) => byName(one.path, other.path));
  const texts = new Texts(files);
  const sounds = entries.filter(({ path }) => isSound(path));
  const written = entries.filter(({ path }) => isTextOrTable(path) && !isSound(path));
  const findings: Finding[] = [...entries.flatMap(problemFinding), ...nameFindings(entries.map(({ path }) => path))];
  if (files.isCut) findings.push(finding("tooManyFiles", "warn", undefined, { measured: entries.length }));
  if (sounds.length === 0) {
    const alone = written.map(({ path }) => finding("textWithoutSound", "warn", path));
    return { layout: "nothing", recordings: [], findings: [...findings, finding("nothingFound", "refuse"), ...alone] };
  }
  const index = new SoundIndex(sounds);
  const own = pairTexts(sounds, written, index);
  const taken = new Set([...own.values()].map(({ path }) => path));
  const tables = await readTables(
    written.filter(({ path }) => !taken.has(path)),
    texts,
    index,
  );
  const [best] = tables.toSorted((one, other) => other.matches.size - one.matches.size);
  const isTable = best !== undefined && best.matches.size > own.size;
  if (isTable) findings.push(...best.findings);
  const recordings: PlannedRecording[] = [];
  for (const sound of sounds) {
    const row = isTable ? tables.find(({ matches }) => matches.has(sound.path)) : undefined;
    const text = row?.matches.get(sound.path) ?? (await ownText(own.get(sound.path), texts));
    recordings.push({ sound, ...(text && { text }) });
  }
  const used = new Set([...taken, ...tables.flatMap((each) => (isTable ? each.paths : []))]);
  const left = written.filter(({ path }) => !used.has(path));
  const script = sounds.length === 1 && !recordings[0]?.text ? await readScript(left, texts) : undefined;
  findings.push(...left.filter(({ path }) => path !== script?.path).map(({ path }) => leftOver(path)));
  const others = entries.filter(({ path }) => !isSound(path) && !isTextOrTable(path) && endingOf(path) !== "");
  findings.push(...others.map(({ path }) => finding("surplusFile", "hint", path)));
  const layout = isTable ? best.table.layout : layoutOf(recordings, own.size);
  return { layout, recordings, ...(script && { script }), findings };
}

function finding(code: FindingCode, severity: Severity, file?: string, facts: Partial<Finding> = {}): Finding {
  return { code, severity, source: "fact", ...(file !== undefined && { file }), ...facts };
}

function problemFinding({ path, problem }: FolderEntry): readonly Finding[] {
  switch (problem) {
    case undefined:
      return [];
    case "linkOutside":
    case "notRegular":
      return [finding(problem, "warn", path)];
    case "unreadable":
      return isSound(path) ? [] : [finding("unreadable", "warn", path)];
    default:
      return [finding(problem, "refuse", path)];
  }
}

/** A text that has the name of a sound to come is missed; a table or a readme that nothing belongs to is only told. */
function leftOver(path: string): Finding {
  return isOwnText(path) && !/^(readme|license|licence|notice|changelog)/i.test(nameOf(path))
    ? finding("textWithoutSound", "warn", path)
    : finding("textNotUsed", "hint", path);
}

/** Finds sounds by whatever a table calls them. */
class SoundIndex {
  readonly #paths = new Map<string, FolderEntry>();
  readonly #stems = new Map<string, FolderEntry | undefined>();

  constructor(sounds: readonly FolderEntry[]) {
    for (const sound of sounds) {
      this.#paths.set(sound.path, sound);
      for (const stem of stemsOf(sound.path)) this.#stems.set(stem, this.#stems.has(stem) ? undefined : sound);
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
}

function canonical(name: string): string {
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

/** The text of each sound that has one of its own: in the same folder, or in another where the name is the only one of its kind. */
function pairTexts(
  sounds: readonly FolderEntry[],
  written: readonly FolderEntry[],
  index: SoundIndex,
): ReadonlyMap<string, FolderEntry> {
  const pairs = new Map<string, FolderEntry>();
  const own = written.filter(({ path }) => isOwnText(path));
  const near = new Map(own.map((text) => [`${folderOf(text.path)}/${canonical(stemOf(text.path))}`, text]));
  for (const sound of sounds) {
    const text = near.get(`${folderOf(sound.path)}/${canonical(stemOf(sound.path))}`);
    if (text) pairs.set(sound.path, text);
  }
  const taken = new Set([...pairs.values()]);
  for (const text of own) {
    const sound = taken.has(text) ? undefined : index.byStem(stemOf(text.path));
    if (sound && !pairs.has(sound.path)) pairs.set(sound.path, text);
  }
  return pairs;
}

async function ownText(entry: FolderEntry | undefined, texts: Texts): Promise<PlannedText | undefined> {
  const read = entry && (await texts.get(entry));
  return entry && read ? { path: entry.path, text: read.text.slice(0, mostBytes.text), encoding: read.encoding } : undefined;
}

interface MatchedTable {
  readonly table: TranscriptTable;
  /** Files that it was made of. */
  readonly paths: readonly string[];
  readonly matches: ReadonlyMap<string, PlannedText>;
  readonly findings: readonly Finding[];
}

async function readTables(written: readonly FolderEntry[], texts: Texts, index: SoundIndex): Promise<readonly MatchedTable[]> {
  const found: MatchedTable[] = [];
  const lists: { readonly path: string; readonly table: TranscriptTable }[] = [];
  for (const entry of written) {
    const read = await texts.get(entry);
    const table = read && readTable(entry.path, read.text);
    if (!table) continue;
    if (table.layout === "kaldiScp") lists.push({ path: entry.path, table });
    else found.push(matchTable(entry, read, table, index));
  }
  return found.map((each) => withKaldiList(each, lists, index));
}

function matchTable(entry: FolderEntry, { encoding }: DecodedText, table: TranscriptTable, index: SoundIndex): MatchedTable {
  const matches = new Map<string, PlannedText>();
  const missing: Finding[] = [];
  for (const { key, value, line } of table.rows) {
    const sound = index.find(key, folderOf(entry.path));
    if (sound) matches.set(sound.path, { path: entry.path, line, text: value.slice(0, mostBytes.text), encoding });
    else if (missing.length < 1_000)
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

async function readScript(left: readonly FolderEntry[], texts: Texts): Promise<PlannedText | undefined> {
  const [only, ...others] = left.filter(({ path }) => isOwnText(path));
  return others.length > 0 ? undefined : await ownText(only, texts);
}

function layoutOf(recordings: readonly PlannedRecording[], pairs: number): Layout {
  if (recordings.length === 1) return "oneFile";
  if (pairs === 0) return "soundsOnly";
  const isNumbered = recordings.every(({ sound }, index) => nameOf(sound.path) === `${index}.wav`);
  return isNumbered ? "numbered" : "pairs";
}
