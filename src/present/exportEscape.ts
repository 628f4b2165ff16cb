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
const starter = new RegExp(`[${starters}]`, "u");
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

function tidy(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replaceAll("\0", "");
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function defuse(text: string): string {
  if (number.test(text)) return text;
  const guarded = text.replace(inside, (gap, at: number) => (starter.test(text.charAt(at + gap.length)) ? `${gap}'` : gap));
  return beginning.test(guarded) || /^[\t\n]/.test(guarded) ? `'${guarded}` : guarded;
}

/** One line; nothing in it is markup, a link, HTML, an entity or the end of the cell. Spaces keep an empty cell a cell. */
export function escapeMarkdownCell(text: string): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
  let [escaped, from] = ["", 0];
  // One look at each character: a text of nothing but marks may be long.
  for (let at = 0; at < line.length; at += 1) {
    if (!marks.has(line.charCodeAt(at)) || !isMarkdown(line, at)) continue;
    escaped += `${line.slice(from, at)}\\`;
    from = at;
  }
  // At the beginning of a line these make lists; in a cell they would not, but cells are copied out.
  return (escaped + line.slice(from)).replace(/^[-+]|^\d+(?=\.)/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}

const marks = new Set([..."\\`*_{}[]<>|#~$&!()^=@:."].map((mark) => mark.charCodeAt(0)));

/** Bare addresses become links by themselves; else a colon and a point are only that. */
function isMarkdown(line: string, at: number): boolean {
  const mark = line[at];
  if (mark === ":") return line.startsWith("//", at + 1);
  return mark !== "." || (/w/i.test(line[at - 1] ?? "") && /\bwww$/i.test(line.slice(Math.max(0, at - 4), at)));
}
