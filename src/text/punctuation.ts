// Puts words and sentences together as the language does it: lists, quotes, gaps between sentences.
import * as l10n from "@vscode/l10n";

/** "It failed. Try again." in English, "失败。请重试。" in Chinese, whose full-width marks bring their own gap. What is empty is left out. */
export function sentences(...said: readonly (string | false | undefined)[]): string {
  return said
    .filter(Boolean)
    .join(" ")
    .replace(/([。！？；]) /g, "$1");
}

/** "a, b, c" in English, "甲、乙、丙" in Chinese: without an "and", so that something may follow. */
export function list(words: readonly string[], locale: string): string {
  // The first Intl.ListFormat of a window loads the language's data, some 7 ms in front of the first rows.
  if (words.length < 2) return words[0] ?? "";
  return new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" }).format(words);
}

/** Chinese words and Latin ones or figures have a gap between them, Chinese ones none: "阿里云 CosyVoice", "至少每秒 4 个字符". For what is put together of both. */
export function evenGaps(text: string): string {
  return text
    .replace(/(\p{Script=Han})(?=[A-Za-z0-9])/gu, "$1 ")
    .replace(/([A-Za-z0-9])(?=\p{Script=Han})/gu, "$1 ")
    .replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, "$1");
}

/** "Language: Chinese". */
export function named(name: string, value: string): string {
  return l10n.t("{0}: {1}", name, value);
}

/** Sentences and half sentences one after the other, for who hears them: each ends with one full stop. */
export function aloud(said: readonly string[]): string {
  const [first = "", ...others] = said;
  return others.reduce((before, next) => l10n.t("{0}. {1}", before.replace(/[.。]$/, ""), next), first);
}

/** Facts one after the other where there is room for one line: "Huawei says: it is wrong · Code: 401". A full stop before the dot goes. */
export function inOneLine(facts: readonly string[]): string {
  return facts.map((fact, index) => (index < facts.length - 1 ? fact.replace(/[.。]$/, "") : fact)).join(" · ");
}

/** Parts of one row one after the other, for who hears them: "Aurora, Training, Basic"; what is not there is left out. */
export function inOneBreath(parts: readonly (string | undefined)[]): string {
  // Ten thousand rows say it each: what stands between two parts is looked up once for all of them.
  const comma = l10n.t("{0}, {1}").slice("{0}".length, -"{1}".length);
  return parts.filter(Boolean).join(comma);
}

/** "Chinese (CN)". */
export function bracketed(words: string, remark: string): string {
  return l10n.t("{0} ({1})", words, remark);
}

/** What a person is asked to type, and what there is to know of it: "Name — of the voice" in English, "名称：音色的名称" in Chinese. */
export function asked(name: string, hint: string | undefined): string {
  return hint ? l10n.t("{0} — {1}", name, hint) : name;
}

/** "Production (Huawei Cloud MetaStudio, cn-north-4)". */
export function placed(connection: string, cloud: string, region: string): string {
  return l10n.t("{0} ({1}, {2})", connection, cloud, region);
}
