// Recognises the tables in which data sets keep the texts of many sounds, and reads their rows.
import { han } from "../texts/characters.js";
import { nameOf } from "./folderFiles.js";

const tableLayouts = [
  "ljspeech",
  "coqui",
  "commonVoice",
  "libriTts",
  "tabbed",
  "aishell3",
  "bznsyp",
  "kaldiText",
  "kaldiScp",
  "named",
] as const;
export type TableLayout = (typeof tableLayouts)[number];

export interface TranscriptRow {
  /** Name, path or id of the sound. */
  readonly key: string;
  /** Its text; in a table of sounds (Kaldi's wav.scp) the path of the sound. */
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

export interface TranscriptTable {
  readonly layout: TableLayout;
  readonly rows: readonly TranscriptRow[];
}

/** Undefined = it is no table, but a text. */
export function readTable(path: string, text: string): TranscriptTable | undefined {
  const lines = text.split(/\r\n|\r|\n/);
  const name = nameOf(path).toLowerCase();
  if (name === "wav.scp") return { layout: "kaldiScp", rows: spaced(lines) };
  if (name === "text" || name === "transcription")
    return { layout: "kaldiText", rows: name === "text" ? spaced(lines) : sphinx(lines) };
  const first = lines.find((line) => line.trim() !== "") ?? "";
  const header = first.split(/[|\t]/).map((cell) => cell.trim().toLowerCase());
  if (first.includes("|") && header.includes("audio_file") && header.includes("text"))
    return { layout: "coqui", rows: byHeader(lines, "|", header, "audio_file", "text") };
  if (first.includes("\t") && header.includes("path") && header.includes("sentence"))
    return { layout: "commonVoice", rows: byHeader(lines, "\t", header, "path", "sentence") };
  const full = lines.filter((line) => line.trim() !== "");
  const share = (isOne: (line: string) => boolean) => full.filter(isOne).length / Math.max(1, full.length);
  if (share((line) => line.includes("|")) > 0.8) return { layout: "ljspeech", rows: columns(lines, "|") };
  const bznsyp = prosodyRows(lines);
  if (bznsyp.length > 0 && bznsyp.length * 2 >= full.length - 1) return { layout: "bznsyp", rows: bznsyp };
  if (share((line) => /^[^\t]+\t[^\t]/.test(line)) <= 0.8) return undefined;
  if (share(isSyllables) > 0.8)
    return { layout: "aishell3", rows: columns(lines, "\t").map((row) => ({ ...row, value: everySecond(row.value) })) };
  return { layout: name.endsWith(".trans.tsv") ? "libriTts" : "tabbed", rows: columns(lines, "\t") };
}

/** The id, and the third column where there is one, else the second: no header, no quoting. */
function columns(lines: readonly string[], separator: string): readonly TranscriptRow[] {
  return lines.flatMap((line, index) => {
    const cells = line.split(separator);
    if (cells.length < 2 || cells[0]!.trim() === "") return [];
    return [{ key: cells[0]!.trim(), value: (cells[2]?.trim() || cells[1]!).trim(), line: index + 1 }];
  });
}

function byHeader(
  lines: readonly string[],
  separator: string,
  header: readonly string[],
  key: string,
  value: string,
): readonly TranscriptRow[] {
  const [keyAt, valueAt] = [header.indexOf(key), header.indexOf(value)];
  const from = lines.findIndex((line) => line.trim() !== "") + 1;
  return lines.slice(from).flatMap((line, index) => {
    const cells = line.split(separator);
    const found = cells[keyAt]?.trim();
    return found ? [{ key: found, value: cells[valueAt]?.trim() ?? "", line: from + index + 1 }] : [];
  });
}

/** "id words words". */
function spaced(lines: readonly string[]): readonly TranscriptRow[] {
  return lines.flatMap((line, index) => {
    const trimmed = line.trim();
    const gap = trimmed.search(/\s/);
    if (trimmed === "") return [];
    const [key, value] = gap < 0 ? [trimmed, ""] : [trimmed.slice(0, gap), trimmed.slice(gap).trim()];
    return [{ key, value, line: index + 1 }];
  });
}

/** "<s> words </s> (id)". */
function sphinx(lines: readonly string[]): readonly TranscriptRow[] {
  return lines.flatMap((line, index) => {
    const open = line.lastIndexOf("(");
    const close = line.lastIndexOf(")");
    if (open < 0 || close < open) return [];
    const value = line.slice(0, open).replaceAll("<s>", "").replaceAll("</s>", "").trim();
    return [{ key: line.slice(open + 1, close).trim(), value, line: index + 1 }];
  });
}

/** "000001 TAB text with #1 to #4", and behind each such line one of pinyin that begins with a tab. */
function prosodyRows(lines: readonly string[]): readonly TranscriptRow[] {
  return lines.flatMap((line, index) => {
    if (!/^\ufeff?\d{1,9}\t/.test(line) || !lines[index + 1]?.startsWith("\t")) return [];
    const tab = line.indexOf("\t");
    const value = line
      .slice(tab + 1)
      .replace(/#\d/g, "")
      .trim();
    return [{ key: line.slice(0, tab).replace("\ufeff", ""), value, line: index + 1 }];
  });
}

/** A name and, after a tab, characters and syllables in turns. */
function isSyllables(line: string): boolean {
  const tokens = line
    .slice(line.indexOf("\t") + 1)
    .trim()
    .split(/\s+/);
  return (
    tokens.length >= 2 &&
    tokens.length % 2 === 0 &&
    tokens.every((token, at) => (at % 2 === 0 ? han.test(token) : /^[a-z]+\d$/i.test(token)))
  );
}

function everySecond(tokens: string): string {
  return tokens
    .split(/\s+/)
    .filter((_, at) => at % 2 === 0)
    .join("");
}
