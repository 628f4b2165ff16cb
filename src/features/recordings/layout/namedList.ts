// Recognises a list of texts by the names of sounds that its lines begin with, whatever stands between name and text: a comma, a blank, a colon.
import type { TranscriptRow, TranscriptTable } from "./tables.js";

/** A sentence may begin with a number that is the name of a sound. */
const leastNames = 2;
/** Of the lines, without a header; texts of which there is no recording yet may stand in it, too. */
const leastNamed = 0.5;

/** `isName`: whether a sound has this name. Undefined = it is no such list. */
export function readNamedList(text: string, isName: (key: string) => boolean): TranscriptTable | undefined {
  const lines = text.split(/\r\n|\r|\n/);
  const full = lines.filter((line) => line.trim() !== "").length;
  // A name may have blanks of its own, so the comma is tried first.
  for (const read of [cellsOf, wordsOf]) {
    const rows = lines.flatMap((line, index): readonly TranscriptRow[] => {
      const row = read(line.trim());
      return row ? [{ ...row, line: index + 1 }] : [];
    });
    const named = rows.filter(({ key }) => isName(key)).length;
    if (named >= leastNames && named >= leastNamed * (full - 1)) return { layout: "named", rows };
  }
  return undefined;
}

type Row = Omit<TranscriptRow, "line"> | undefined;

/** As spreadsheets write them. */
function cellsOf(line: string): Row {
  const at = line.search(/[,;\t]/);
  return at <= 0 ? undefined : { key: unquoted(line.slice(0, at).trim()), value: unquoted(line.slice(at + 1).trim()) };
}

/** What stands in the columns behind a quoted cell is no part of the text. */
function unquoted(cell: string): string {
  const quoted = /^"((?:[^"]|"")*)"(?:[,;\t]|$)/.exec(cell)?.[1];
  return quoted === undefined ? cell : quoted.replaceAll('""', '"').trim();
}

function wordsOf(line: string): Row {
  const at = line.search(/[\s，、：:]/);
  return at <= 0 ? undefined : { key: line.slice(0, at), value: line.slice(at + 1).trim() };
}
