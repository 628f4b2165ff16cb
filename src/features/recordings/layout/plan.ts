// Finds out which files of a folder are recordings, which text belongs to each, and in which order they stand.
import type { Finding } from "../finding.js";
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
import { canonical, readScript, readTables, SoundIndex } from "./matchedTables.js";
import { nameFindings } from "./names.js";
import { byName } from "./naturalOrder.js";
import { finding, ownText, type PlannedText, Texts } from "./plannedTexts.js";
import type { TableLayout } from "./tables.js";

/** How the texts lie beside the sounds. `numbered`: as a cloud wants them already. */
export type Layout = "numbered" | "pairs" | "oneFile" | "soundsOnly" | "nothing" | TableLayout;

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

export async function planRecordings(files: FolderFiles): Promise<RecordingPlan> {
  const entries = inOrder(files);
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
  const used = new Set([...taken, ...tables.flatMap((each) => (isTable ? each.paths : []))]);
  for (const sound of sounds) {
    // Where most sounds have a text of their own, a table helps those that have none.
    const table = isTable || !own.has(sound.path) ? tables.find(({ matches }) => matches.has(sound.path)) : undefined;
    for (const path of table?.paths ?? []) used.add(path);
    const text = table?.matches.get(sound.path) ?? (await ownText(own.get(sound.path), texts));
    recordings.push({ sound, ...(text && { text }) });
  }
  const left = written.filter(({ path }) => !used.has(path));
  const script = sounds.length === 1 && !recordings[0]?.text ? await readScript(left, texts) : undefined;
  findings.push(...left.filter(({ path }) => path !== script?.path).map(({ path }) => leftOver(path)));
  const others = entries.filter(({ path }) => !isSound(path) && !isTextOrTable(path) && endingOf(path) !== "");
  findings.push(...others.map(({ path }) => finding("surplusFile", "hint", path)));
  const layout = isTable ? best.table.layout : layoutOf(recordings, own.size);
  return { layout, recordings, ...(script && { script }), findings };
}

/** What is looked at, in the order in which it is numbered. */
export function inOrder({ entries }: Pick<FolderFiles, "entries">): readonly FolderEntry[] {
  return entries.filter(({ path }) => !isIgnored(path)).toSorted((one, other) => byName(one.path, other.path));
}

/** Of a sound it is told where it is to be measured. */
function problemFinding({ path, problem }: FolderEntry): readonly Finding[] {
  if (isSound(path)) return [];
  switch (problem) {
    case undefined:
      return [];
    case "linkOutside":
    case "notRegular":
    case "unreadable":
      return [finding(problem, "warn", path)];
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

/** The text of each sound that has one of its own: in the same folder, in one beside it, or in any where the name is the only one of its kind. */
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
    const sound = taken.has(text) ? undefined : (index.byStem(stemOf(text.path)) ?? index.beside(text.path));
    if (sound && !pairs.has(sound.path)) pairs.set(sound.path, text);
  }
  return pairs;
}

function layoutOf(recordings: readonly PlannedRecording[], pairs: number): Layout {
  if (recordings.length === 1) return "oneFile";
  if (pairs === 0) return "soundsOnly";
  const isNumbered = recordings.every(({ sound }, index) => nameOf(sound.path) === `${index}.wav`);
  return isNumbered ? "numbered" : "pairs";
}
