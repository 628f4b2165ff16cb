// How much of what a cloud sends becomes a part of a job or an error; the whole answer stays in the job's `raw`.
import { sha256 } from "./canonicalRequest.js";

/** UTF-16 code units of any text: more than the longest that a cloud documents, and little for everything that looks at texts. */
const longestText = 4000;
/** UTF-16 code units of codes, request IDs and the like. */
const longestWord = 200;
/** UTF-16 code units: beyond it an ID can be shown, but no request can name it. */
const longestId = 256;
/** The ceiling of both clouds' documents for what they count. */
export const largestCount = 2_147_483_647;

/** Ends in "…" where something is missing. */
export function cutText(text: string): string {
  return cut(text, longestText);
}

export function cutWord(text: string): string {
  return cut(text, longestWord);
}

/** Two different IDs stay different: no row takes the place of another. */
export function cutId(id: string): string {
  return id.length <= longestId ? id : `${cut(id, longestWord)}${sha256(id).slice(0, 16)}`;
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half a character at the end would be none.
  const end = /[\ud800-\udbff]/.test(text[length - 1]!) ? length - 1 : length;
  return `${text.slice(0, end)}…`;
}
