// Reads the small tables that consoles let people download; whatever else it is given, it finds no rows.

/** One row by its columns' names, as `columnName` writes them. */
export type Row = Readonly<Record<string, string>>;

/** More rows than any console puts into a file of keys. */
const mostRows = 200;
/** Blanks before a quote; looking for more would take longer with each quote in a long cell. */
const mostBlanks = 20;

export function readCsv(text: string): readonly Row[] {
  const lines = cut(text.replace(/^\uFEFF/, ""));
  const names = lines[0]?.map(columnName) ?? [];
  return lines.slice(1).map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""])));
}

/** "Access Key Id", "AccessKeyID" and "access_key_id" are one column. */
export function columnName(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The first of these columns that says something. */
export function cellOf(row: Row, titles: readonly string[]): string | undefined {
  return titles.map((title) => (Object.hasOwn(row, columnName(title)) ? row[columnName(title)] : "")).find((cell) => cell);
}

/** Spreadsheets save with semicolons or tabs where the comma is taken by numbers. */
function separatorOf(text: string): string {
  const head = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  return [",", ";", "\t"].find((separator) => head.includes(separator)) ?? ",";
}

/** Cells may be quoted, with doubled quotes and line ends inside. */
function cut(text: string): readonly (readonly string[])[] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRow = () => {
    cells.push(cell.trim());
    if (cells.some((each) => each !== "")) rows.push(cells);
    cells = [];
    cell = "";
  };
  for (let at = 0; at < text.length && rows.length < mostRows; at++) {
    const character = text[at]!;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at];
      else isQuoted = false;
    } else if (character === '"' && cell.length < mostBlanks && cell.trim() === "") {
      isQuoted = true;
      cell = "";
    } else if (character === separator) {
      cells.push(cell.trim());
      cell = "";
    } else if (character === "\n" || character === "\r") endRow();
    else cell += character;
  }
  if (rows.length < mostRows) endRow();
  return rows;
}
