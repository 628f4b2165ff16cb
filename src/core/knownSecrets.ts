// Finds the secrets this session knows in any text, whole or in part, and however a server has encoded them on the way back.

/** Characters: no piece of a secret this long survives. */
const pieceLength = 8;
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
}

export class KnownSecrets {
  /** What to look for, by length. */
  private readonly pieces = new Map<number, Set<string>>();

  add(secret: string): void {
    const bytes = canonical(utf8(secret.trim()));
    if (bytes.length < shortest) return;
    this.addPieces(bytes);
    if (bytes.length < pieceLength) return;
    for (const form of base64Forms(utf8(secret.trim()))) this.addPieces(canonical(form));
  }

  /** Puts the marker in place of every piece. */
  hide(text: string, marker: string): string {
    if (this.pieces.size === 0) return text;
    const isSecret = new Uint8Array(text.length);
    for (const reading of readingsOf(text)) this.find(reading, isSecret);
    let shown = "";
    for (let at = 0; at < text.length; at++) {
      if (!isSecret[at]) shown += text[at];
      else if (!isSecret[at - 1]) shown += marker;
    }
    return shown;
  }

  private addPieces(form: string): void {
    const length = Math.min(form.length, pieceLength);
    const known = this.pieces.get(length) ?? new Set();
    this.pieces.set(length, known);
    for (let at = 0; at + length <= form.length; at++) known.add(form.slice(at, at + length));
  }

  private find({ characters, from }: Reading, isSecret: Uint8Array): void {
    const searched = canonical(characters);
    for (const [length, known] of this.pieces) {
      for (let at = 0; at + length <= searched.length; at++) {
        if (known.has(searched.slice(at, at + length))) isSecret.fill(1, from[at], from[at + length]);
      }
    }
  }
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

const letters: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const encodings: readonly Encoding[] = [
  { mark: /%([0-9a-f]{2})/gi, meaning: ([hex]) => String.fromCharCode(Number.parseInt(hex!, 16)) },
  {
    mark: /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\(["'\\/bfnrt])/gi,
    meaning: ([unicode, hex, letter]) =>
      letter ? (letters[letter] ?? letter) : character(Number.parseInt((unicode ?? hex)!, 16)),
  },
  {
    mark: /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi,
    meaning: ([hex, number, entity]) =>
      entity ? entities[entity.toLowerCase()]! : character(hex ? Number.parseInt(hex, 16) : Number(number)),
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
