// Makes answers of both clouds and spoils them: values, types, shapes, depths, encodings, cuts; by a seed, so that each comes again.

/** A small generator whose numbers come again with its seed (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
}

type Json = Record<string, unknown>;

const words = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf", "toJSON", "then", "length", "prototype"];
const letters = [
  "a.",
  "a-",
  "\n",
  "\\",
  '"',
  "=\t",
  "%25",
  "eyJ-",
  "://",
  "1",
  "晓",
  "👨‍👩‍👧",
  "\u200b",
  "e\u0301",
  " ",
  ";",
  "\u202e",
  "\ud800",
  "<b>",
  "[x](command:y)",
];

/** JSON texts that stand in the place of a value; not all of them can be made by JSON.stringify. */
function oddValue(dice: Dice): string {
  switch (dice.below(16)) {
    case 0:
      return dice.pick(["null", "true", "false", "0", "-0", "-1", "1.5", "[]", "{}", '""', '" "', "[[]]", "[null]", "[{}]"]);
    case 1:
      return dice.pick(["1610521604143693812", "1e20", "1E-9", "1e999", "-1e999", "9007199254740993", "0.10", "1".repeat(400)]);
    case 2:
      return dice.pick(["20230607102708", "1686133628", "1686133628000", "99999999999999", "8640000000000001", "2147483648"]);
    case 3:
      return JSON.stringify(dice.pick(words));
    case 4:
      return `{${JSON.stringify(dice.pick(words))}:${dice.pick(["1", "null", '"x"', "{}", "[]"])}}`;
    case 5:
      return JSON.stringify(dice.pick(letters).repeat(1 + dice.below(dice.below(20) === 0 ? 100_000 : 300)));
    case 6: {
      const depth = 1 + dice.below(dice.below(20) === 0 ? 5000 : 150);
      return dice.below(2) === 0 ? "[".repeat(depth) + "]".repeat(depth) : '{"a":'.repeat(depth) + "1" + "}".repeat(depth);
    }
    case 7:
      return `[${Array.from({ length: dice.below(30) }, () => dice.pick(["1", '"a"', "null", "{}", '{"a":[1]}'])).join(",")}]`;
    case 8:
      return dice.pick([
        '"2023-06-07T02:27:08Z"',
        '"2023-13-99T99:99:99Z"',
        '"9999-12-31T00:00:00Z"',
        '"0000-00-00T00:00:00"',
        '"-1"',
        '"1e3"',
      ]);
    case 9:
      return dice.pick([
        '"13800138000"',
        '"https://h.example/x?Signature=abcdefgh&Expires=1"',
        '"https://u:p@h.example/"',
        '"+44 20 7946 0958"',
      ]);
    case 10:
      return dice.pick(['"SUCCEED"', '"Fail"', '"NEVER_SEEN"', '"CREATING"', '"\\u0000"', '"True"', '"False"']);
    case 11:
      return dice.pick(['">=35"', '"180-260"', '"1-1"', '"≤ -0.5"', '"35.2dB"']);
    case 12:
      return `{"expected":${oddValue(dice)},"actual":${oddValue(dice)}}`;
    default:
      return JSON.stringify(`v${dice.below(1000)}`);
  }
}

/** Stands in an answer for a JSON text that is put in at the end. */
const mark = (index: number) => `\u0001${index}\u0001`;

/** Spoils a copy of an answer in a few places and writes it down; `keep` = objects that stay as they are. */
export function spoil(dice: Dice, answer: unknown, keep: ReadonlySet<unknown>): string {
  const odd: string[] = [];
  const put = () => mark(odd.push(oddValue(dice)) - 1);
  const copy = (value: unknown): unknown => {
    if (keep.has(value)) return value;
    if (dice.below(12) === 0) return put();
    if (Array.isArray(value)) {
      const items: unknown[] = value.map(copy);
      if (dice.below(4) === 0) items.splice(dice.below(items.length + 1), 0, put());
      // An object where a list was; what is known in it cannot be known any more.
      return items;
    }
    if (typeof value !== "object" || value === null) return value;
    const fields: Json = {};
    for (const [name, inner] of Object.entries(value)) {
      const fate = dice.below(20);
      if (fate === 0 && !holds(inner, keep)) continue;
      if (fate === 1 && !holds(inner, keep)) fields[dice.pick(words) + name] = copy(inner);
      else if (fate === 2 && !holds(inner, keep)) fields[name] = put();
      else fields[name] = holds(inner, keep) && !keep.has(inner) ? copyAround(inner) : copy(inner);
    }
    return fields;
  };
  /** What leads to something that stays must lead there. */
  const copyAround = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item) => (holds(item, keep) ? copyAround(item) : copy(item)));
      for (let count = dice.below(4); count > 0; count--) items.splice(dice.below(items.length + 1), 0, put());
      return items;
    }
    if (keep.has(value) || typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, holds(inner, keep) ? copyAround(inner) : copy(inner)]),
    );
  };
  const spoiled = holds(answer, keep) ? copyAround(answer) : copy(answer);
  let json = JSON.stringify(spoiled) ?? "null";
  json = json.replace(/"\\u0001(\d+)\\u0001"/g, (_, index: string) => odd[Number(index)]!);
  // A name that comes twice: the last one counts.
  if (dice.below(10) === 0)
    json = json.replace(/^\{/, `{"${dice.pick(["extra", "Success2", "x", ...words])}":${oddValue(dice)},`);
  return json;
}

function holds(value: unknown, keep: ReadonlySet<unknown>): boolean {
  if (keep.has(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((inner) => holds(inner, keep));
}

/** What the way does to an answer: bytes that are cut, doubled or of no encoding. Nothing can be known of it. */
export function spoilBytes(dice: Dice, json: string): Uint8Array {
  const bytes = new TextEncoder().encode(json);
  switch (dice.below(7)) {
    case 0:
      return bytes.slice(0, dice.below(bytes.length + 1));
    case 1: {
      const copy = bytes.slice();
      for (let count = 1 + dice.below(5); count > 0 && copy.length > 0; count--) copy[dice.below(copy.length)] = dice.below(256);
      return copy;
    }
    case 2: {
      const wide = new Uint8Array(2 + bytes.length * 2);
      wide.set([0xff, 0xfe]);
      for (const [at, byte] of bytes.entries()) wide[2 + at * 2] = byte;
      return wide;
    }
    case 3:
      return new TextEncoder().encode(json + json);
    case 4:
      return new TextEncoder().encode(
        dice.pick(["<html><body>sign in</body></html>", "", "null", "[]", "0", '"x"', "<?xml version='1.0'?><Error/>"]),
      );
    case 5:
      return new TextEncoder().encode(json.replaceAll(",", ",,"));
    default:
      return new TextEncoder().encode(json.replaceAll('"', "'"));
  }
}
