// Makes a text harmless in a cell of a spreadsheet or of a Markdown table.
import { wouldChange } from "./spreadsheetValue.js";

/** What spreadsheets take for the beginning of a formula, and every character that folds into one of them. */
const starters =
  "=+\\-@\\u2212\\u207a-\\u207c\\u208a-\\u208c\\u2a75\\u2a76\\ufb29\\ufe62\\ufe63\\ufe66\\ufe6b\\uff0b\\uff0d\\uff1d\\uff20";
/** White space, quotes and what cannot be seen: programs drop them before they look. */
const dropped = "[\\s\"'`\\u2018\\u2019\\u201c\\u201d\\uff02\\p{Cc}\\p{Cf}]*";
const beginning = new RegExp(`^${dropped}[${starters}]`, "u");
/** Where a spreadsheet that cuts at semicolons or tabs would begin another cell, or another row. */
const inside = new RegExp(`[;,\\t\\n]${dropped}`, "gu");
const formulaStart = new RegExp(`[${starters}]`, "u");
/** Numbers are no formulas, and an apostrophe would make them text. */
const number = /^-?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,15})?(?:[eE][+-]?\d{1,3})?%?$/;

/**
 * Always quoted. What could be taken for a formula gets an apostrophe before it, by which spreadsheets know text; so does what begins with
 * a tab or a line break. Negative numbers stay numbers. Line breaks become the ones that cells have.
 */
export function escapeCsv(text: string): string {
  return quote(defuse(tidy(text)));
}

/** The same in a column that holds texts by nature, such as IDs and names: what would be read as a number, a date or the like is text too. */
export function escapeCsvText(text: string): string {
  const tidied = tidy(text);
  return quote(wouldChange(tidied) ? `'${tidied}` : defuse(tidied));
}

/**
 * A cell of a table on the clipboard, between tabs: one line. `isText`: as in `escapeCsvText`. Quoted only where it begins with a quote,
 * which a spreadsheet would take for the beginning of one.
 */
export function escapeTabbed(text: string, isText: boolean): string {
  const line = tidy(text)
    .replace(/[\t\n]+/g, " ")
    .trim();
  const safe = isText && wouldChange(line) ? `'${line}` : defuse(line);
  return safe.startsWith('"') ? quote(safe) : safe;
}

/** Of a cell that comes back from a spreadsheet or a table of ours: without the apostrophe by which the functions above made it a text. */
export function withoutGuard(cell: string): string {
  const text = cell.slice(1);
  return cell.startsWith("'") && (wouldChange(text) || defuse(text) === cell) ? text : cell;
}

function tidy(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replaceAll("\0", "");
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function defuse(text: string): string {
  if (number.test(text)) return text;
  const guarded = text.replace(inside, (gap, at: number) => (formulaStart.test(text.charAt(at + gap.length)) ? `${gap}'` : gap));
  return beginning.test(guarded) || /^[\t\n]/.test(guarded) ? `'${guarded}` : guarded;
}

/** One line; nothing in it is markup, a link, HTML, an entity or the end of the cell. Spaces keep an empty cell a cell. */
export function escapeMarkdownCell(text: string): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
  // At the beginning of a line these make lists; in a cell they would not, but cells are copied out.
  return escapeMarks(line).replace(/^[-+]|^\d+(?=\.)/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}

/** By the code of the character: 1 = a mark. */
const marks = new Uint8Array(128);
for (const mark of "\\`*_{}[]<>|#~$&!()^=@:.") marks[mark.charCodeAt(0)] = 1;
const [colon, point, w, backslash] = [58, 46, 119, 92];
/** Characters put together at once. */
const piece = 8192;

/** By codes, not by texts: one of a million marks would be put together of a million pieces. */
function escapeMarks(line: string): string {
  let codes: Uint16Array | undefined;
  let end = 0;
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code < 128 && marks[code] === 1 && isMarkdown(line, at, code)) {
      codes ??= codesOf(line, at);
      codes[end] = backslash;
      end += 1;
    }
    if (codes) codes[end] = code;
    end += 1;
  }
  if (!codes) return line;
  let escaped = "";
  for (let at = 0; at < end; at += piece) escaped += textOf(codes.subarray(at, Math.min(end, at + piece)));
  return escaped;
}

/** Spread, a typed array is gone through one by one, which takes longer than all the rest. */
function textOf(codes: Uint16Array): string {
  return String.fromCharCode.apply(undefined, codes as unknown as number[]);
}

/** With the first characters in place, and room for the others and a mark before each. */
function codesOf(line: string, length: number): Uint16Array {
  const codes = new Uint16Array(2 * line.length - length);
  for (let at = 0; at < length; at += 1) codes[at] = line.charCodeAt(at);
  return codes;
}

/** Bare addresses become links by themselves; else a colon and a point are only that. */
function isMarkdown(line: string, at: number, mark: number): boolean {
  if (mark === colon) return line.startsWith("//", at + 1);
  if (mark !== point) return true;
  // Small or large.
  const isAfterW = (line.charCodeAt(at - 1) | 32) === w;
  return isAfterW && /\bwww$/i.test(line.slice(Math.max(0, at - 4), at));
}
