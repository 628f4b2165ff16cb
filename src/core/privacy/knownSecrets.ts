// Finds the secrets this session knows in any text, whole or in part, and however a server has encoded them on the way back.

/** Characters: no piece of a secret this long survives. */
const pieceLength = 8;
/** Hex digits of such a piece. */
const hexLength = 2 * pieceLength;
/** Characters: a shorter secret would black out half of every text; what names it (`password=`) still hides it. */
const shortest = 4;
/** URL in a query in JSON in an error message: deeper nesting has not been seen. */
const deepest = 4;
/** Enough for any text with two kinds of encoding in it; bounds the time that a hostile one can cost. */
const mostReadings = 24;

/** A reading of the text: characters (bytes, for what is not ASCII) and where in the text each one comes from. */
interface Reading {
  readonly characters: string;
  /** `from[i]` to `from[i + 1]` in the text. */
  readonly from: readonly number[];
  /** Where a piece that ends before `i` ends in the text, where that is not `from[i]`. */
  readonly to?: readonly number[];
}

export class KnownSecrets {
  /** What to look for, by length. */
  private readonly pieces: Pieces = new Map();
  /** The same in the bare reading, where neither case nor what breaks a text counts. */
  private readonly barePieces: Pieces = new Map();

  add(secret: string): void {
    const bytes = canonical(utf8(secret.trim()));
    if (bytes.length < shortest) return;
    addPieces(this.pieces, bytes, Math.min(bytes.length, pieceLength));
    if (bytes.length < pieceLength) return;
    const plainBytes = utf8(secret.trim());
    for (const form of [plainBytes, ...base64Forms(plainBytes)]) {
      addPieces(this.pieces, canonical(form), pieceLength);
      addPieces(this.barePieces, bareText(form), pieceLength);
    }
    addPieces(this.barePieces, hexOf(plainBytes), hexLength, 2);
  }

  /** Puts the marker in place of every piece. */
  hide(text: string, marker: string): string {
    if (this.pieces.size === 0) return text;
    const isSecret = new Uint8Array(text.length);
    for (const reading of readingsOf(text)) {
      find({ ...reading, characters: canonical(reading.characters) }, this.pieces, isSecret);
      if (this.barePieces.size > 0) find(bare(reading), this.barePieces, isSecret);
    }
    let shown = "";
    for (let at = 0; at < text.length; at++) {
      if (!isSecret[at]) shown += text[at];
      else if (!isSecret[at - 1]) shown += marker;
    }
    return shown;
  }
}

type Pieces = Map<number, Set<string>>;

function addPieces(pieces: Pieces, form: string, length: number, step = 1): void {
  if (form.length < length) return;
  const known = pieces.get(length) ?? new Set();
  pieces.set(length, known);
  for (let at = 0; at + length <= form.length; at += step) known.add(form.slice(at, at + length));
}

function find({ characters, from, to }: Reading, pieces: Pieces, isSecret: Uint8Array): void {
  for (const [length, known] of pieces) {
    for (let at = 0; at + length <= characters.length; at++) {
      if (known.has(characters.slice(at, at + length))) isSecret.fill(1, from[at], (to ?? from)[at + length]);
    }
  }
}

/** What breaks a text into pieces without being a part of it: blanks, line ends, hyphens, quotes, separators, and what cannot be seen; as UTF-8. */
const breaks =
  /[\s\0-\x1f"'+,:\\_|-]|\xc2[\xa0\xad]|\xe2\x80[\x80-\x95\xa8-\xaf]|\xe2\x81[\x9f-\xaf]|\xe2\x88\x92|\xef\xbb\xbf|\xef\xb8[\x80-\x8f]/g;

function bareText(text: string): string {
  return text.replace(breaks, "").toLowerCase();
}

/** A reading without what breaks it, in small letters. */
function bare({ characters, from }: Reading): Reading {
  const starts: number[] = [];
  // Behind the last character of a piece, not before the next one: what stands between them stays.
  const ends: number[] = [0];
  const keepUntil = (start: number, end: number) => {
    for (let at = start; at < end; at++) {
      starts.push(from[at]!);
      ends.push(from[at + 1]!);
    }
  };
  let end = 0;
  for (const match of characters.matchAll(breaks)) {
    keepUntil(end, match.index);
    end = match.index + match[0].length;
  }
  keepUntil(end, characters.length);
  return { characters: bareText(characters), from: starts, to: ends };
}

function hexOf(bytes: string): string {
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

/** Forms write a space as a plus. */
function canonical(text: string): string {
  return text.replaceAll("+", " ");
}

/** The UTF-8 bytes as characters. */
function utf8(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

function plain(text: string): Reading {
  let characters = "";
  const from: number[] = [];
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at)!);
    for (const byte of utf8(character)) {
      characters += byte;
      from.push(at);
    }
    at += character.length;
  }
  return { characters, from: [...from, text.length] };
}

/**
 * The text, and what it says when layers of encoding are undone. One kind at a time: a secret may itself hold what looks like another kind, and
 * would be lost if both were undone together.
 */
function readingsOf(text: string): readonly Reading[] {
  const readings = new Map<string, Reading>();
  const visit = (reading: Reading, depth: number) => {
    if (readings.has(reading.characters) || readings.size === mostReadings) return;
    readings.set(reading.characters, reading);
    if (depth === deepest) return;
    for (const encoding of encodings) visit(decode(reading, encoding), depth + 1);
  };
  visit(plain(text), 0);
  return [...readings.values()];
}

interface Encoding {
  readonly mark: RegExp;
  /** What a mark stands for, by its groups. */
  readonly meaning: (groups: readonly (string | undefined)[]) => string;
}

const letters: ReadonlyMap<string, string> = new Map(Object.entries({ b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }));
const entities: ReadonlyMap<string, string> = new Map(Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }));

const encodings: readonly Encoding[] = [
  { mark: /%([0-9a-f]{2})/gi, meaning: ([hex]) => String.fromCharCode(Number.parseInt(hex!, 16)) },
  {
    mark: /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\(["'\\/bfnrt])/gi,
    meaning: ([unicode, hex, letter]) =>
      letter ? (letters.get(letter) ?? letter) : character(Number.parseInt((unicode ?? hex)!, 16)),
  },
  {
    mark: /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi,
    meaning: ([hex, number, entity]) =>
      entity ? entities.get(entity.toLowerCase())! : character(hex ? Number.parseInt(hex, 16) : Number(number)),
  },
];

/** Halves of surrogate pairs stay apart; no credential of either cloud leaves the basic plane. */
function character(code: number): string {
  return code > 0x10ffff ? "" : utf8(String.fromCodePoint(code));
}

/** Undoes one layer. */
function decode({ characters, from }: Reading, { mark, meaning }: Encoding): Reading {
  let decoded = "";
  const origins: number[] = [];
  let end = 0;
  const keepUntil = (next: number) => {
    decoded += characters.slice(end, next);
    for (let at = end; at < next; at++) origins.push(from[at]!);
  };
  for (const match of characters.matchAll(mark)) {
    keepUntil(match.index);
    const meant = meaning(match.slice(1));
    decoded += meant;
    for (let count = 0; count < meant.length; count++) origins.push(from[match.index]!);
    end = match.index + match[0].length;
  }
  keepUntil(characters.length);
  return { characters: decoded, from: [...origins, from.at(-1)!] };
}

/** What base64 and base64url of any text around these bytes contain of them: they may begin at any of three places in a group. */
function base64Forms(bytes: string): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const whole = btoa("\0".repeat(offset) + bytes);
    const form = whole.slice(offset && offset + 1, Math.floor(((offset + bytes.length) * 8) / 6));
    return form.length < pieceLength ? [] : [form, form.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
