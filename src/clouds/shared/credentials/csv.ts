// Reads the small tables that consoles let people download, also after a spreadsheet or a person has been at them.

/** One row by its columns' names, as `columnName` writes them. */
export type CsvRow = Readonly<Record<string, string>>;

/** More rows than any console puts into a file of keys, and more lines than are written above them. */
const mostRows = 200;
/** Blanks before a quote; looking for more would take longer with each quote in a long cell. */
const mostBlanks = 20;

/** Spreadsheets save with semicolons or tabs where the comma is taken by numbers. */
const separators = [",", ";", "\t"] as const;

/**
 * The rows below the header, which is the first row that names each of the columns by one of its titles; titles of the file and
 * `sep=` may stand above it. Undefined = no row does.
 */
export function readCsv(text: string, columns: readonly (readonly string[])[]): readonly CsvRow[] | undefined {
  const wanted = columns.map((titles) => titles.map(columnName));
  const isHeader = (cells: readonly string[]) => wanted.every((names) => names.some((name) => cells.includes(name)));
  const plain = text.replace(/^\uFEFF/, "");
  for (const separator of separators) {
    const rows = cut(plain, separator);
    const at = rows.findIndex((cells) => isHeader(cells.map(columnName)));
    const names = rows[at]?.map(columnName);
    if (names) return rows.slice(at + 1).map((cells) => rowOf(names, cells));
  }
  return undefined;
}

/** "Access Key Id", "AccessKeyID" and "access_key_id" are one column. */
function columnName(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The first of these columns that says something. */
export function cellOf(row: CsvRow, titles: readonly string[]): string | undefined {
  return titles.map((title) => (Object.hasOwn(row, columnName(title)) ? row[columnName(title)] : "")).find((cell) => cell);
}

/** Of two columns of one name the first counts. */
function rowOf(names: readonly string[], cells: readonly string[]): CsvRow {
  return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""] as const).reverse());
}

/** Cells may be quoted, with doubled quotes and line ends inside. Rows without any text are left out. */
function cut(text: string, separator: string): readonly (readonly string[])[] {
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
