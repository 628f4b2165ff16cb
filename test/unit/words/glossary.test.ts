// Every sentence keeps to l10n/GLOSSARY.md: one word for one thing, in both languages, in the words of the clouds' own consoles.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readGlossary, type Term, wrongWords } from "../../words/glossary.js";
import { l10nCalls, root } from "../../words/sentences.js";

const text = (path: string) => readFileSync(join(root, path), "utf8");
const json = (path: string) => Object.entries(JSON.parse(text(path)) as Record<string, string>);

describe("glossary", () => {
  const terms = readGlossary(text("l10n/GLOSSARY.md"));
  const [bundle, manifest] = [json("l10n/bundle.l10n.zh-cn.json"), json("package.nls.zh-cn.json")];

  it("is read from its tables", () => {
    assert.ok(terms.length > 60);
    const token = terms.find(({ english }) => english === "Token");
    assert.deepEqual(token, { english: "Token", chinese: "Token", notEnglish: [], notChinese: ["令牌"] });
    const english = terms.map((term) => term.english);
    assert.deepEqual(english, [...new Set(english)], "each term once");
  });

  it("translates a sentence that is a term by its word", () => {
    const words = new Map(bundle);
    for (const { english, chinese } of terms) if (words.has(english)) assert.equal(words.get(english), chinese, english);
  });

  it("lets no sentence say in Chinese what it rules out", () => {
    assert.deepEqual(
      [...bundle, ...manifest].flatMap(([key, sentence]) =>
        wrongWords(sentence, terms, "chinese").map((word) => `${word}: ${key}`),
      ),
      [],
    );
  });

  it("lets no sentence say in English what it rules out", () => {
    const english = [...json("l10n/bundle.l10n.json"), ...json("package.nls.json")];
    assert.deepEqual(
      english.flatMap(([key, sentence]) => wrongWords(sentence, terms, "english").map((word) => `${word}: ${key}`)),
      [],
    );
  });

  it("lets no sentence name Ctrl for a key that is Cmd on macOS", () => {
    const all = [...json("l10n/bundle.l10n.json"), ...json("package.nls.json"), ...bundle, ...manifest];
    assert.ok(all.some(([, sentence]) => sentence.includes("Ctrl/Cmd+")));
    assert.deepEqual(
      all.flatMap(([, sentence]) => (/\bCtrl\+/.test(sentence) ? [sentence] : [])),
      [],
    );
  });

  it("finds a word that is ruled out, but not inside a term that contains it", () => {
    assert.deepEqual(wrongWords("请重新输入令牌。", terms, "chinese"), ["令牌"]);
    assert.deepEqual(wrongWords("请重新输入安全令牌。", terms, "chinese"), []);
    assert.deepEqual(wrongWords("请试听这段录音。", terms, "chinese"), ["段录音"], "录音 is a term, and only a part of it");
    assert.deepEqual(wrongWords("2 jobs need you.", terms, "english"), ["need you"]);
    assert.deepEqual(wrongWords("Enter the credentials again.", terms, "english"), ["credentials"]);
    assert.deepEqual(wrongWords("It stands under My Credentials.", terms, "english"), []);
    const part: Term = { english: "Job", chinese: "任务", notEnglish: ["task"], notChinese: [] };
    assert.deepEqual(wrongWords("a multitasking editor", [part], "english"), [], "whole words only");
  });
});

describe("Chinese sentences", () => {
  const sentences = [...json("l10n/bundle.l10n.zh-cn.json"), ...json("package.nls.zh-cn.json")].map(([, sentence]) => sentence);

  it("have a space between Chinese and Latin", () => {
    // Alibaba's own names of its regions have none.
    const isRegion = (sentence: string) => /^华[东南西北]\d（.+）$/.test(sentence);
    const wrong = sentences.filter((sentence) => /\p{Script=Han}[A-Za-z\d]|[A-Za-z\d]\p{Script=Han}/u.test(sentence));
    assert.deepEqual(
      wrong.filter((sentence) => !isRegion(sentence)),
      [],
    );
  });

  it("have a space behind the whole title of a cloud, which ends in Latin letters", () => {
    const chinese = new Map(json("l10n/bundle.l10n.zh-cn.json"));
    const isTitle = (code: string) => /^(cloud|translate\(\w+\.title\))$/.test(code);
    const filled = l10nCalls().flatMap(({ sentence, places }) =>
      places.flatMap((code, place) => (isTitle(code) ? [{ place, words: chinese.get(sentence) ?? "" }] : [])),
    );
    assert.ok(filled.length > 20, `${filled.length}`);
    assert.deepEqual(
      filled.flatMap(({ place, words }) => (new RegExp(`\\{${place}\\}\\p{Script=Han}`, "u").test(words) ? [words] : [])),
      [],
    );
  });

  it("end as the English ones do", () => {
    const english = [...json("l10n/bundle.l10n.json"), ...json("package.nls.json")];
    const chinese = new Map([...json("l10n/bundle.l10n.zh-cn.json"), ...json("package.nls.zh-cn.json")]);
    const ends: Readonly<Record<string, string>> = { ".": "。", "…": "…", ":": "：" };
    const endOf = (sentence: string) => ends[sentence.at(-1)!] ?? "";
    const chineseEndOf = (sentence: string) => /[。…：]$/.exec(sentence)?.[0] ?? "";
    const wrong = english.filter(([key, sentence]) => endOf(sentence) !== chineseEndOf(chinese.get(key) ?? ""));
    assert.deepEqual(
      wrong.map(([key]) => key),
      [],
    );
  });

  it("have Chinese punctuation, and no space around it", () => {
    const prose = sentences.map((sentence) => sentence.replace(/\]\(command:[^)]+\)/g, "]"));
    for (const wrong of [
      /\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u,
      /\p{Script=Han}\.|\.{3}/u,
      /\p{Script=Han}["']|["']\p{Script=Han}/u,
      /[^\S\n][，。；：？！、（）“”]|[，。；：？！、（）“”][^\S\n]/,
    ])
      assert.deepEqual(
        prose.filter((sentence) => wrong.test(sentence)),
        [],
        String(wrong),
      );
  });
});
