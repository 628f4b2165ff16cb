// Tells which texts a spreadsheet would take for a number, a date or the like, and so show as something else.

/** As it is typed and as it is shown: nothing changes. More digits are rounded, and a zero at an end is dropped. */
const keptNumber = /^-?(?:0|[1-9]\d{0,14})$|^-?(?=[\d.]{1,16}$)(?:0|[1-9]\d*)\.\d*[1-9]$/;
/** UTF-16 code units: what is longer is no number that a spreadsheet could hold. */
const longest = 400;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];
const fullMonths = [
  "january",
  "february",
  "march",
  "april",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const marks = ["e", "d", "am", "pm", "a", "p", "t", "z", "utc", "gmt", "h", "m", "s"];
const chineseMarks = [..."年月日号時时分秒点", "上午", "下午"];
/** Letters that stand in numbers, times and dates, in English and in Chinese. */
const wordsOfValues = new Set([...months, ...fullMonths, ...marks, ...chineseMarks]);
const symbols = /^[\d\s.,:;/%()'+\-−–—$€£¥₩₹]*$/;
/** Alone in a cell they are values: yes and no in the languages of spreadsheets, and their errors. */
const wordsAlone = new Set([
  "true",
  "false",
  "yes",
  "no",
  "wahr",
  "falsch",
  "vrai",
  "faux",
  "verdadero",
  "falso",
  "vero",
  "真",
  "假",
]);
const errors = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!)$/i;

export function wouldChange(text: string): boolean {
  if (text.length > longest || keptNumber.test(text)) return false;
  // Full-width digits are digits to a spreadsheet, and what cannot be seen is not there.
  const seen = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .toLowerCase();
  if (wordsAlone.has(seen) || errors.test(seen)) return true;
  if (!/\d/.test(seen)) return false;
  const words = seen.match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+/gu) ?? [];
  return words.every(isOfValue) && symbols.test(seen.replace(/\p{L}+/gu, ""));
}

function isOfValue(word: string): boolean {
  return wordsOfValues.has(word) || [...word].every((letter) => /\p{Script=Han}/u.test(letter) && wordsOfValues.has(letter));
}
