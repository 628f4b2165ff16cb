// Where a text stops being JSON: the parser's own message says it only at times, and quotes the text, which may be a secret.

export interface TextPlace {
  /** Both from 1; columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

const space = /[ \t\r\n]*/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** What may follow. */
type Turn = "value" | "valueOrEnd" | "name" | "nameOrEnd" | "colon" | "commaOrEnd";

/** The first token that cannot be there; undefined = the text is JSON. */
export function findJsonFlaw(text: string): TextPlace | undefined {
  const open: string[] = [];
  let turn: Turn = "value";
  let at = endOf(space, text, 0);
  while (turn !== "commaOrEnd" || open.length > 0) {
    const step = stepFrom(text, at, turn, open);
    if (!step) return placeOf(text, at);
    turn = step.turn;
    at = endOf(space, text, step.end);
  }
  return at < text.length ? placeOf(text, at) : undefined;
}

function stepFrom(
  text: string,
  at: number,
  turn: Turn,
  open: string[],
): { readonly turn: Turn; readonly end: number } | undefined {
  const sign = text[at];
  const wantsValue = turn === "value" || turn === "valueOrEnd";
  const mayEnd = turn === "valueOrEnd" || turn === "nameOrEnd" || turn === "commaOrEnd";
  if (wantsValue && (sign === "{" || sign === "[")) {
    open.push(sign);
    return { turn: sign === "{" ? "nameOrEnd" : "valueOrEnd", end: at + 1 };
  }
  if (mayEnd && (sign === "}" || sign === "]"))
    return open.pop() === (sign === "}" ? "{" : "[") ? { turn: "commaOrEnd", end: at + 1 } : undefined;
  if (turn === "commaOrEnd" && sign === ",") return { turn: open.at(-1) === "{" ? "name" : "value", end: at + 1 };
  if (turn === "colon" && sign === ":") return { turn: "value", end: at + 1 };
  const end =
    turn === "colon" || turn === "commaOrEnd" ? at : endOf(sign === '"' ? string : wantsValue ? scalar : string, text, at);
  return end > at ? { turn: wantsValue ? "commaOrEnd" : "colon", end } : undefined;
}

/** Where the pattern ends that begins here; the same place where it does not. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function placeOf(text: string, at: number): TextPlace {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
