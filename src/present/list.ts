// Words lists: "a, b, c" in English, "甲、乙、丙" in Chinese.

/** Without an "and", so that something may follow. */
export function list(words: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" }).format(words);
}
