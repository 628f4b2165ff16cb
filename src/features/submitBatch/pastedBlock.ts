// Reads a block of cells as spreadsheets put it on the clipboard: tabs or, over several lines, commas or semicolons between cells, quotation marks around what holds them.

/** More is no list of jobs. UTF-16 code units. */
const longest = 500_000;

/** Rows of cells; empty for nothing. */
export function readBlock(text: string): readonly (readonly string[])[] {
  const bounded = text.slice(0, longest).replace(/^\ufeff/, "");
  if (bounded.trim() === "") return [];
  if (bounded.includes("\t")) return split(bounded, "\t");
  for (const separator of [",", ";"]) {
    const rows = split(bounded, separator);
    const width = rows[0]?.length ?? 0;
    // A sentence has commas, too: only lines that all have as many are a table.
    if (rows.length > 1 && width > 1 && rows.every((row) => row.length === width)) return rows;
  }
  return split(bounded, undefined);
}

function split(text: string, separator: string | undefined): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += letter;
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"' && cell === "" && separator !== undefined) isQuoted = true;
    else if (letter === separator) endCell();
    else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && text[at + 1] === "\n") at += 1;
      endCell();
      rows.push(row);
      row = [];
    } else cell += letter;
  }
  if (cell !== "" || row.length > 0) {
    endCell();
    rows.push(row);
  }
  while (rows.at(-1)?.every((each) => each === "")) rows.pop();
  return rows;
}
