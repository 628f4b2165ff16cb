// Reads a CSV back, and looks at cells as a spreadsheet would; texts that are made to be misread.
import { strict as assert } from "node:assert";
import fc from "fast-check";

/** RFC 4180, and nothing more lenient. */
export function readCsv(text: string, separator = ","): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\r\n]*))(${separator}|\r\n|$)`, "y");
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const found = cell.exec(text);
    assert.ok(found, `no cell at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] === separator) continue;
    rows.push(cells);
    cells = [];
  }
  return rows;
}

export const isNumber = (text: string) => /^-?[\d,]+(\.\d+)?(e[+-]?\d+)?%?$/i.test(text);
/** As a spreadsheet would look at it: folded to half width, without what it drops before it looks. */
export const isFormula = (cell: string) => {
  const seen = cell.normalize("NFKC").replace(/^(["\s]|[\p{Cc}\p{Cf}])+/u, "");
  return /^[=+\-@−]/.test(seen) && !isNumber(seen.replaceAll('"', ""));
};

export const nasty = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom(
        "=",
        "+",
        "-",
        "@",
        "＝",
        "＋",
        "－",
        "＠",
        "\t",
        "\r",
        "\n",
        '"',
        "'",
        ",",
        ";",
        "|",
        " ",
        "\u200b",
        "\ufeff",
        "1",
        "a",
        "晓",
        "|' /C calc'!A0",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);
