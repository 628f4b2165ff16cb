// Reads an answer's bytes as JSON, or says what is wrong with them; never throws.
//
// Answers come in here and nowhere else. json.ts keeps every digit (a number that JSON.parse would change stays a text) and at
// most a hundred levels; limits.ts cuts what becomes a part of a job or an error, while the whole answer stays in `raw`;
// lenient.ts and core/parsing/timestamp.ts bound counts and times, retryAfter.ts bounds waits, errorEnvelope.ts finds the words
// of a refusal wherever they are.

import type { HttpAnswer } from "../../../core/ports/ports.js";
import { parseJson } from "./json.js";

/** What a body is instead of JSON. */
export type Flaw = "empty" | "html" | "truncated" | "notJson";

export interface ResponseBody {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absent where there is a flaw. */
  readonly json?: unknown;
  readonly flaw?: Flaw;
}

/** `readOther`: of a refusal that is no JSON what it would say as such. */
export function readResponseBody(answer: HttpAnswer, readOther?: (text: string) => unknown): ResponseBody {
  const { status, headers } = answer;
  const text = new TextDecoder().decode(answer.body).trim();
  if (text === "") return { status, headers, flaw: "empty" };
  try {
    return { status, headers, json: parseJson(text) };
  } catch {
    // The parser's own message quotes the body, so it goes nowhere.
    const flaw = findFlaw(text, headers["content-type"] ?? "");
    const json = status >= 400 && flaw === "notJson" ? readOther?.(text) : undefined;
    return json === undefined ? { status, headers, flaw } : { status, headers, json };
  }
}

function findFlaw(text: string, contentType: string): Flaw {
  if (/^(<\?xml[^>]{0,200}>\s{0,9})?<(!doctype|html|head|body|script|meta|title|center|!--)\b/i.test(text)) return "html";
  if (text.startsWith("<") && /\bhtml\b/i.test(contentType)) return "html";
  return isCut(text) ? "truncated" : "notJson";
}

/** Begins like JSON and ends inside a text or with a bracket still open. */
function isCut(text: string): boolean {
  if (!/^[{[]/.test(text)) return false;
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isInText) {
      if (character === "\\") index++;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
  }
  return isInText || depth > 0;
}
