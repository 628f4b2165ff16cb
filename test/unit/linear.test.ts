// No text from elsewhere can stop the window: what looks at texts takes twice as long for twice the text, never four times.
import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript-api";
import { readResponseBody } from "../../src/clouds/shared/api/responseBody.js";
import { readCsv } from "../../src/clouds/shared/credentials/csv.js";
import { adviceOfCode } from "../../src/core/cloud/advice.js";
import { maskJob, maskLinks, maskPhone } from "../../src/core/privacy/mask.js";
import { looksPrivate, toPersistable } from "../../src/core/privacy/persistableJob.js";
import { Redactor } from "../../src/core/privacy/redactor.js";
import { readPastedIds } from "../../src/features/search/pastedIds.js";
import { measureChart } from "../../src/text/assessment/measureChart.js";
import { escapeCsv, escapeCsvText, escapeMarkdownCell } from "../../src/text/cells/cellEscape.js";
import { escapeInput, escapeLine, escapeMarkdown } from "../../src/text/escape.js";
import { coverPrivate, jsonText } from "../../src/text/fields/privateText.js";
import { squareGrowth } from "../fakes/growth.js";
import { answerWith } from "../fakes/network/http.js";

const root = join(import.meta.dirname, "../..");

interface Found {
  /** File and line. */
  readonly place: string;
  readonly file: string;
  /** Undefined = it is put together where the program runs. */
  readonly literal?: RegExp;
  readonly source: string;
}

/** Every regular expression of the product, by its own syntax tree: a new one is among them by itself. */
function findExpressions(): readonly Found[] {
  const found: Found[] = [];
  for (const folder of ["src", "media"]) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts") || name.endsWith(".d.ts") || name.includes("node_modules")) continue;
      const path = join(root, folder, name);
      const file = relative(root, path).split(sep).join("/");
      const tree = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
      const visit = (node: ts.Node): void => {
        const place = () => `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
        if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
          const source = node.getText();
          const end = source.lastIndexOf("/");
          const flags = source.slice(end + 1).replace(/[gy]/g, "");
          found.push({ place: place(), file, literal: new RegExp(source.slice(1, end), `${flags}g`), source });
        } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp")
          found.push({ place: place(), file, source: node.getText() });
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
  }
  return found;
}

const secrets = new Redactor();
secrets.know("kR7/x+aa0Qbn3kR7/x+aa0Qbn3");
secrets.know("a".repeat(3_000));
secrets.knowKeyId("LTAI5tExampleKey");
const fields = [{ path: "phone", title: "Phone", section: "other", kind: "phone" }] as const;

/** What meets texts from elsewhere, by the file in which it is written. */
const readers: readonly (readonly [file: string, name: string, read: (text: string) => unknown])[] = [
  ["src/core/privacy/persistableJob.ts", "looksPrivate", looksPrivate],
  [
    "src/core/privacy/persistableJob.ts",
    "toPersistable",
    (text) =>
      toPersistable({ id: "1", name: text, state: "S", phase: "unknown", raw: { phone: text, voice_name: text } }, fields),
  ],
  ["src/core/privacy/mask.ts", "maskPhone", (text) => maskPhone(text)],
  ["src/core/privacy/mask.ts", "maskLinks", (text) => maskLinks(text)],
  ["src/core/privacy/mask.ts", "maskJob", (text) => maskJob({ phone: text, other: [text] }, fields)],
  ["src/core/privacy/redactor.ts", "redact", (text) => secrets.redact(text)],
  ["src/features/search/pastedIds.ts", "readPastedIds", (text) => readPastedIds(text)],
  [
    "src/core/cloud/advice.ts",
    "adviceOfCode",
    (text) => adviceOfCode({ states: {}, codes: [{ code: "a*a*b*.1", meaning: "" }] }, text),
  ],
  ["src/text/fields/privateText.ts", "coverPrivate", coverPrivate],
  ["src/text/fields/privateText.ts", "jsonText", (text) => jsonText({ text, list: [text] })],
  ["src/text/escape.ts", "escapeLine", (text) => escapeLine(text)],
  ["src/text/escape.ts", "escapeInput", (text) => escapeInput(text)],
  ["src/text/escape.ts", "escapeMarkdown", (text) => escapeMarkdown(text)],
  ["src/text/cells/cellEscape.ts", "escapeCsv", (text) => escapeCsv(text)],
  ["src/text/cells/cellEscape.ts", "escapeCsvText", (text) => escapeCsvText(text)],
  ["src/text/cells/cellEscape.ts", "escapeMarkdownCell", (text) => escapeMarkdownCell(text)],
  ["src/text/assessment/measureChart.ts", "measureChart", (text) => measureChart(text, text)],
  ["src/clouds/shared/api/responseBody.ts", "readReply", (text) => readResponseBody(answerWith(text))],
  ["src/clouds/shared/credentials/csv.ts", "readCsv", (text) => readCsv(text, [["AK"], ["SK"]])],
];

const small = 4_096;
const large = 16_384;
const megabyte = 1_048_576;

/** Units that are repeated. */
const units = [
  "a",
  "1",
  "A1",
  ".",
  "-",
  " ",
  "\n",
  "\t",
  "\\",
  '"',
  "/",
  "%",
  "a-",
  "a.",
  "a b",
  " \n",
  "%25",
  "://",
  "a://",
  "eyJ-",
];
/** And some that have stopped one program or another. */
const more = [
  ..."_=+'&;:,*[{<$@~|#é晓",
  ...[
    "a%3A%2F%2F",
    "https:",
    "eyJaaaaaaaa.",
    '\\"',
    '"\\"',
    "\\u00",
    "&#",
    "&amp;",
    "+1 ",
    "+1 2",
    "1 ",
    "1.",
    "1-",
    "86 1",
    "138",
    "?a",
  ],
  ...["&token", "token ", "password", "cookie:", "authorization= ", "access", "STS.", "LTAI", "12345678901234567890,", "[1,"],
  ...['{"a":', "e\u0301", "\u200b", "👨‍👩‍👧", "=\t", ";=", "| ", "](", "$("],
];

/** And the expression's own letters, alone and in pairs. */
function unitsOf(source: string): readonly string[] {
  const words = source.match(/[A-Za-z0-9]{2,}|\\?[^\\\w\s]/g) ?? [];
  const own = [...new Set(words.map((word) => (word.length === 2 && word[0] === "\\" ? word[1]! : word)))].slice(0, 10);
  return own.flatMap((one) => [one, one + own[0]!, own[0]! + one]);
}

function textsOf(unit: string, length: number): readonly string[] {
  const run = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  // Matches may begin before a run, and fail behind it.
  return [`${run}\u0001`, `x:${run}`];
}

/** Microseconds of this process, whatever else the machine does; the least of some tries. */
function cost(act: () => unknown, tries: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < tries; count++) {
    const start = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, user + system);
  }
  return least;
}

/** A bare walk over as many characters: what a machine as busy as this one needs at least. */
function walk(length: number): number {
  const text = "a".repeat(length);
  return cost(() => {
    let sum = 0;
    for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
    return sum;
  }, 3);
}

/** Microseconds: whatever costs less grows with no square. */
const quick = 2_000;

function growsTooFast(read: (text: string) => unknown, textOf: (length: number) => string): boolean {
  const many = textOf(large);
  return cost(() => read(many), 2) > quick && squareGrowth(read, textOf, large / 64, large) !== undefined;
}

/** The first text that costs more than it may. */
function findSlow(read: (text: string) => unknown, own: readonly string[]): string | undefined {
  // Nothing linear needs much longer for one text than for another: only what does is measured again.
  const suspicious = Math.max(20 * Math.max(100, walk(small)), 6 * cost(() => read(random(small)), 3));
  for (const unit of [...units, ...own]) {
    for (const [variant, text] of textsOf(unit, small).entries()) {
      if (cost(() => read(text), 1) < suspicious) continue;
      if (growsTooFast(read, (length) => textsOf(unit, length)[variant]!)) return JSON.stringify(text.slice(0, 20));
    }
  }
  return undefined;
}

function random(length: number): string {
  let seed = 20_261_128;
  const letters = "abcXYZ019 .,:;-_/\\\"'%&=+?#@[]{}()\n晓é";
  return Array.from({ length }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return letters[seed % letters.length];
  }).join("");
}

describe("every regular expression of the product", () => {
  const expressions = findExpressions();

  it("is found in the sources", () => {
    assert.ok(expressions.length > 100, String(expressions.length));
  });

  it("that is put together while the program runs is in a file whose readers are tried below", () => {
    const tried = new Set(readers.map(([file]) => file));
    const untried = expressions.filter(({ literal, file }) => !literal && !tried.has(file));
    assert.deepEqual(
      untried.map(({ place }) => place),
      [],
    );
  });

  it("takes time that grows with the text, not with its square", () => {
    const slow = expressions.flatMap(({ literal, place, source }) => {
      const found = literal && findSlow((text) => text.replace(literal, ""), unitsOf(source));
      return found === undefined ? [] : [`${place}: ${source} over ${found}`];
    });
    assert.deepEqual(slow, []);
  });

  it("would be noticed where it takes the square", () => {
    assert.notEqual(
      findSlow((text) => text.replace(/a+\u0002/g, ""), []),
      undefined,
    );
  });

  it("reads a megabyte without an end of its patience or its stack", () => {
    const text = random(megabyte);
    for (const { literal, place } of expressions) {
      if (literal) assert.doesNotThrow(() => text.replace(literal, ""), place);
    }
  });
});

describe("everything that reads texts from elsewhere", () => {
  for (const [file, name, read] of readers) {
    it(`takes time that grows with the text, not with its square: ${name} of ${file}`, () => {
      assert.equal(findSlow(read, more), undefined);
    });

    it(`reads a megabyte of anything: ${name} of ${file}`, () => {
      for (const text of [random(megabyte), "a.".repeat(megabyte / 2), "\\".repeat(megabyte), '"'.repeat(megabyte)])
        assert.doesNotThrow(() => read(text));
    });
  }
});
