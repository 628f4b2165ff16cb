// Finds out which recording of a folder reads which given sentence: by the text beside it, else by the number in its name.
import type { Sentence } from "../../core/jobs/jobCreation.js";

export interface NamedRecording {
  /** Path below the folder. */
  readonly file: string;
  readonly text?: string;
}

export interface SentenceFiles {
  /** Paths by the id of the sentence. */
  readonly files: ReadonlyMap<string, string>;
  /** Sentences without a recording. */
  readonly missing: readonly Sentence[];
  /** Recordings that belong to no sentence, or to one that has another. */
  readonly unused: readonly string[];
  /** Numbers in names begin with 0: 0.wav is the first sentence. */
  readonly fromZero: boolean;
}

export function matchSentences(sentences: readonly Sentence[], recordings: readonly NamedRecording[]): SentenceFiles {
  const files = new Map<string, string>();
  const idByText = new Map(sentences.map(({ id, text }) => [spoken(text), id]));
  for (const { file, text } of recordings) {
    const id = text === undefined ? undefined : idByText.get(spoken(text));
    if (id !== undefined && !files.has(id)) files.set(id, file);
  }
  const taken = new Set(files.values());
  // What has a text of its own that is none of the sentences is not taken by its number.
  const left = recordings.filter(({ file, text }) => !taken.has(file) && (text === undefined || text === ""));
  const numbers = new Map(
    left.flatMap(({ file }): [string, number][] => {
      const number = numberIn(file);
      return number === undefined ? [] : [[file, number]];
    }),
  );
  const ids = new Set(sentences.map(({ id }) => id));
  const given = new Set(numbers.values());
  const fromZero = files.size === 0 && given.has(0) && !ids.has("0") && !given.has(sentences.length);
  for (const [file, number] of numbers) {
    const id = String(fromZero ? number + 1 : number);
    // Of two with one number none is guessed at: the first by name stays, and the other is told.
    if (ids.has(id) && !files.has(id)) files.set(id, file);
  }
  const used = new Set(files.values());
  return {
    files,
    missing: sentences.filter(({ id }) => !files.has(id)),
    unused: recordings.map(({ file }) => file).filter((file) => !used.has(file)),
    fromZero,
  };
}

/** The last number in a name: of take2_07.wav it is 7. */
function numberIn(path: string): number | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  let end = dot > 0 ? dot : name.length;
  while (end > 0 && !isDigit(name[end - 1])) end -= 1;
  let begin = end;
  while (begin > 0 && isDigit(name[begin - 1])) begin -= 1;
  return begin === end || end - begin > 6 ? undefined : Number(name.slice(begin, end));
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= "0" && character <= "9";
}

/** The same for texts that are read alike: without punctuation and spaces, in one form of Unicode. */
function spoken(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, "");
}
