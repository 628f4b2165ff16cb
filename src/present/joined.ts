// Joins words with the punctuation of the person's language: lists, a name and its value, what stands in brackets. Nothing is escaped here.
import * as l10n from "@vscode/l10n";

/** "a, b, c" in English, "甲、乙、丙" in Chinese: without an "and", so that something may follow. */
export function list(words: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" }).format(words);
}

/** "Language: Chinese". */
export function named(name: string, value: string): string {
  return l10n.t("{0}: {1}", name, value);
}

/** "Chinese (CN)". */
export function bracketed(words: string, remark: string): string {
  return l10n.t("{0} ({1})", words, remark);
}

/** "Production (Huawei Cloud MetaStudio, cn-north-4)". */
export function placed(connection: string, cloud: string, region: string): string {
  return l10n.t("{0} ({1}, {2})", connection, cloud, region);
}
