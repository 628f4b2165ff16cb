// Each page of the README and the manual is one guide in both languages: same sections, commands and links, and it names what stands on the screen.
import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { readGlossary, wrongWords } from "../../words/glossary.js";
import { type Guide, readGuide } from "../../words/guide.js";
import { guidePages, wholeManual } from "../../words/manual.js";
import { root } from "../../words/sentences.js";

const text = (path: string) => readFileSync(join(root, path), "utf8");
const guides = { english: readGuide(wholeManual("english")), chinese: readGuide(wholeManual("chinese")) };

/** Where the links lead, seen from the root. */
const targets = (guide: Guide, path: string) =>
  guide.links.map((link) => (/^\w+:|^#/.test(link) ? link : posix.normalize(posix.join(posix.dirname(path), link))));
/** Each guide shows the workbench in its own language. */
const inEnglish = (link: string) =>
  link
    .replace("media/screenshots/zh-cn/", "media/screenshots/")
    .replace("docs/zh-cn/", "docs/")
    .replace("l10n/README.zh-cn.md", "README.md");

/** What others put on the screen: the editor, and servers in their answers. */
const ofOthers = new Set(["Extensions: Install from VSIX…", "Retry-After"]);

/** Whether a label is one of these sentences, whose places to fill in may hold anything; an ellipsis may be left out. */
function isShown(label: string, sentences: readonly string[]): boolean {
  const bare = (sentence: string) => sentence.replace(/^Voice Jobs: /, "").replace(/…$/, "");
  const pattern = (sentence: string) =>
    bare(sentence)
      .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
      .replace(/\{\d\}/g, "\\S.*");
  // A sentence of places alone would fit everything.
  const worded = sentences.filter((sentence) => /\p{Script=Han}|[a-z]{3}/u.test(sentence.replace(/\{\d\}/g, "")));
  return worded.some((sentence) => new RegExp(`^${pattern(sentence)}$`, "u").test(bare(label)));
}

for (const paths of guidePages)
  describe(paths.english, () => {
    const [english, chinese] = [readGuide(text(paths.english)), readGuide(text(paths.chinese))];

    it("has the same sections, lists and tables in both languages", () => {
      assert.ok(english.headings.length > 0 && english.prose.length > 5);
      assert.deepEqual(chinese.headings, english.headings);
      assert.deepEqual(chinese.rows, english.rows);
    });

    it("has the same commands and code in both languages", () => {
      assert.deepEqual(chinese.blocks, english.blocks);
      assert.deepEqual(chinese.codes, english.codes);
    });

    it("has the same links in both languages, to files that exist, and each leads to the other", () => {
      const [here, there] = [targets(english, paths.english), targets(chinese, paths.chinese)];
      const isOther = (link: string) => link !== paths.english && link !== paths.chinese;
      assert.deepEqual(there.filter(isOther).map(inEnglish), here.filter(isOther).map(inEnglish));
      assert.ok(here.includes(paths.chinese) && there.includes(paths.english));
      for (const link of [...here, ...there].filter((each) => !/^\w+:|^#/.test(each)))
        assert.ok(existsSync(join(root, link.replace(/#.*/, ""))), link);
      // Each guide stays in its language, and shows the workbench in it.
      const isForeign = (link: string) => link === inEnglish(link) && /^media\/screenshots\/|^docs\//.test(link);
      assert.deepEqual(there.filter(isOther).filter(isForeign), []);
      assert.deepEqual(
        here.filter(isOther).filter((link) => link !== inEnglish(link)),
        [],
      );
    });
  });

describe("README and manual", () => {
  const { english, chinese } = guides;

  it("are the README, which leads to every chapter, and chapters in both languages", () => {
    assert.ok(guidePages.length > 5 && english.headings.length > 20 && english.rows.length > 50);
    assert.ok(english.blocks.some((block) => block.trim() === "npm start"));
    const names = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith(".md"));
    assert.deepEqual(names("docs/zh-cn"), names("docs"));
    const [readme, ...chapters] = guidePages;
    const linked = targets(readGuide(text(readme!.english)), readme!.english);
    assert.deepEqual(
      chapters.filter(({ english: path }) => !linked.includes(path)),
      [],
    );
  });

  it("begin with a README of one screen: what is more belongs into a chapter", () => {
    for (const path of Object.values(guidePages[0]!)) assert.ok(text(path).split("\n").length <= 50, path);
  });

  for (const [language, suffix] of [
    ["english", ""],
    ["chinese", ".zh-cn"],
  ] as const)
    it(`names what stands on the screen: ${language}`, () => {
      const files = [`l10n/bundle.l10n${suffix}.json`, `package.nls${suffix}.json`];
      const sentences = files.flatMap((path) => Object.values(JSON.parse(text(path)) as Record<string, string>));
      const { labels } = guides[language];
      assert.ok(labels.length > 20);
      assert.ok(!isShown("Remove All Stored Credentials", sentences), "what no button says is found");
      assert.deepEqual(
        labels.filter((label) => !ofOthers.has(label) && !isShown(label, sentences)),
        [],
      );
    });

  it("names Ctrl for no key that is Cmd on macOS", () => {
    const keys = [...english.prose, ...chinese.prose].filter((line) => line.includes("Ctrl"));
    assert.ok(keys.length > 5);
    assert.deepEqual(
      keys.filter((line) => /\bCtrl\+/.test(line)),
      [],
    );
  });

  it("keeps to the glossary in English, and so does the CHANGELOG", () => {
    const terms = readGlossary(text("l10n/GLOSSARY.md"));
    const prose = [...english.prose, ...readGuide(text("CHANGELOG.md")).prose];
    assert.deepEqual(
      prose.flatMap((line) => wrongWords(line, terms, "english").map((word) => `${word}: ${line}`)),
      [],
    );
  });

  it("keeps to the glossary and to typography in Chinese", () => {
    const terms = readGlossary(text("l10n/GLOSSARY.md"));
    assert.deepEqual(
      chinese.prose.flatMap((line) => wrongWords(line, terms, "chinese").map((word) => `${word}: ${line}`)),
      [],
    );
    for (const wrong of [
      /\p{Script=Han}[A-Za-z\d]|[A-Za-z\d]\p{Script=Han}/u,
      /\p{Script=Han}[,;:?!()]|[,;?!()]\p{Script=Han}/u,
      /\p{Script=Han}\.|\.{3}/u,
      / {2}/,
    ])
      assert.deepEqual(
        chinese.prose.filter((line) => wrong.test(line)),
        [],
        String(wrong),
      );
    // Markdown ends no emphasis between a punctuation mark and a letter.
    const emphases = [...wholeManual("chinese").matchAll(/\*{1,2}([^*\n]+)\*{1,2}(.?)/gu)];
    const open = emphases.filter(([, inside, after]) => /\p{P}$/u.test(inside!) && /^\p{L}/u.test(after!));
    assert.deepEqual(
      open.map(([whole]) => whole),
      [],
    );
  });
});
