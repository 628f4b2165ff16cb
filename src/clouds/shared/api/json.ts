// Reads JSON as it was written: no digit of a number is lost, and no answer is nested deeper than a program can follow.

/** Levels of objects and lists. What lies deeper is a text: everything behind this gate may call itself for each level. */
export const deepest = 100;

/** Throws a SyntaxError where JSON.parse would; what lies too deep is not looked at. */
export function parseJson(text: string): unknown {
  return JSON.parse(withTexts(text));
}

/**
 * The same JSON with quotes around what JSON.parse would change or what lies too deep. One pass over the characters, before anything is
 * parsed: the reviver that knows the source of a value came with Node 21, and the oldest editor has 20; and for a hundred thousand open
 * brackets JSON.parse itself takes half a second.
 */
function withTexts(json: string): string {
  let quoted = "";
  let kept = 0;
  let depth = 0;
  let deepStart = 0;
  const replace = (from: number, to: number, text: string) => {
    quoted += json.slice(kept, from) + text;
    kept = to;
  };
  for (let at = 0; at < json.length; at++) {
    const character = json.charCodeAt(at);
    if (character === quoteMark) at = endOfText(json, at);
    else if (character === openBrace || character === openBracket) {
      depth++;
      if (depth === deepest + 1) deepStart = at;
    } else if (character === closeBrace || character === closeBracket) {
      if (depth === deepest + 1) replace(deepStart, at + 1, JSON.stringify(json.slice(deepStart, at + 1)));
      depth--;
    } else if (isDigit(character) || (character === minus && isDigit(json.charCodeAt(at + 1)))) {
      const end = endOfNumber(json, at);
      // Nothing in it needs an escape.
      if (depth <= deepest && isChanged(json, at, end)) replace(at, end, `"${json.slice(at, end)}"`);
      at = end - 1;
    }
  }
  if (depth > deepest) throw new SyntaxError("Unexpected end of JSON input");
  return kept === 0 ? json : quoted + json.slice(kept);
}

const quoteMark = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const minus = 0x2d;

function isDigit(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}

/** Of the text that begins at `start` the place of the closing quote. */
function endOfText(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let before = at;
    while (json.charCodeAt(before - 1) === backslash) before--;
    if ((at - before) % 2 === 0) return at;
  }
  return json.length;
}

/** Behind the last character of the number that begins at `start`. */
function endOfNumber(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && (isDigit(json.charCodeAt(at)) || ".eE+-".includes(json[at]!))) at++;
  return at;
}

/** Shorter numbers are exact; of longer ones and of those with an exponent it depends. Zeros at the end of a fraction say nothing. */
function isChanged(json: string, start: number, end: number): boolean {
  if (end - start > longestNumber) return true;
  const written = json.slice(start, end);
  if (written.includes("e") || written.includes("E")) return true;
  if (end - start <= exactDigits) return false;
  return String(Number(written)) !== (written.includes(".") ? written.replace(/\.?0{1,40}$/, "") : written);
}

/** A number of so many digits is written back as it came. */
const exactDigits = 15;
/** No number that JSON.parse keeps is longer without an exponent. */
const longestNumber = 40;
