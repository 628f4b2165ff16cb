// Reads l10n/GLOSSARY.md and finds words in a sentence that it rules out.

export interface Term {
  readonly english: string;
  readonly chinese: string;
  /** Whole words, in any case. */
  readonly notEnglish: readonly string[];
  readonly notChinese: readonly string[];
}

/** The rows of all its tables: English, Chinese, where from, what not to say in English, in Chinese. */
export function readGlossary(markdown: string): Term[] {
  return markdown.split("\n").flatMap((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    const [, english, chinese, , notEnglish, notChinese] = cells;
    if (cells.length !== 7 || !english || !chinese || english === "English" || /^-+$/.test(english)) return [];
    const list = (cell: string | undefined) => (cell ?? "").split(";").flatMap((word) => word.trim() || []);
    return [{ english, chinese, notEnglish: list(notEnglish), notChinese: list(notChinese) }];
  });
}

/** What the sentence says of what must not be said. A term that contains such a word excuses it; one that is a part of it does not. */
export function wrongWords(sentence: string, terms: readonly Term[], language: "english" | "chinese"): string[] {
  const isEnglish = language === "english";
  const pattern = isEnglish ? whole : literally;
  const right = terms.map((term) => term[language]).sort((one, other) => other.length - one.length);
  return terms
    .flatMap((term) => (isEnglish ? term.notEnglish : term.notChinese))
    .filter((word) => {
      if (!pattern(word).test(sentence)) return false;
      const excuses = right.filter((term) => pattern(word).test(term));
      const rest = excuses.reduce((left, term) => left.replace(pattern(term), "\n"), sentence);
      return pattern(word).test(rest);
    });
}

function whole(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])${escaped(word)}(?![\\p{L}\\d])`, "giu");
}

function literally(word: string): RegExp {
  return new RegExp(escaped(word), "gu");
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
