// Writes what a package carries of the guides: the README for the editor's own page of the extension, and the manual.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const picture = /^!\[.*\n\n/gm;
/** Neither to an address nor to a place on the page. */
const relativeLink = /\[([^\]]+)\]\((?!#|\w+:)[^)]+\)/g;

/**
 * That page shows no file from beside the README: pictures would be broken ones (the newest editors drop those that are part of the text,
 * too), so they are left out, and of links to files their words stay. The Chinese README follows the English one, as the page knows no
 * languages. With a public address the stores make links and pictures from it, and nothing is changed.
 * @param {string} root of the repository
 */
export async function packagedReadme(root) {
  const read = (path) => readFile(join(root, path), "utf8");
  const readme = await read("README.md");
  if (JSON.parse(await read("package.json")).repository) return readme;
  const english = readme.replace("](l10n/README.zh-cn.md)", "](#简体中文)");
  const chinese = (await read("l10n/README.zh-cn.md"))
    .replace(/^# .+\n/, "# 简体中文\n")
    .replace("[English](../README.md)\n\n", "");
  return `${english}\n${chinese}`.replace(picture, "").replace(relativeLink, "$1");
}

/** Of each language: its folder, and the README that lists its chapters. */
const languages = [
  { folder: "", readme: "README.md" },
  { folder: "zh-cn", readme: "l10n/README.zh-cn.md" },
];

/**
 * The manual as the editor shows it from the package, by path: each chapter without pictures, with links between chapters alone, and an
 * `index.md` that lists them.
 * @param {string} root of the repository
 * @returns {Promise<Map<string, string>>}
 */
export async function packagedManual(root) {
  const pages = new Map();
  for (const { folder, readme } of languages) {
    const chapters = (await readdir(join(root, "docs", folder))).filter((name) => name.endsWith(".md"));
    for (const name of chapters) {
      const text = await readFile(join(root, "docs", folder, name), "utf8");
      const links = (whole, words, target) => {
        if (/^#|^\w+:/.test(target)) return whole;
        if (basename(dirname(target)) !== "l10n" && chapters.includes(basename(target.replace(/#.*/, "")))) return whole;
        return /README[^/]*\.md$/.test(target) ? `[${words}](index.md)` : words;
      };
      pages.set(join(folder, name), text.replace(picture, "").replace(/\[([^\]]+)\]\(([^)]+)\)/g, links));
    }
    const [list] = (await readFile(join(root, readme), "utf8"))
      .split("\n")
      .filter((line) => / · \[/.test(line) && line.includes("docs/"));
    const entries = [...list.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, title, path]) => `- [${title}](${basename(path)})`);
    pages.set(join(folder, "index.md"), `# Voice Jobs\n\n${entries.join("\n")}\n`);
  }
  return pages;
}

/** @param {string} folder of what is built */
export async function writeGuides(root, folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "README.md"), await packagedReadme(root));
  for (const [path, text] of await packagedManual(root)) {
    const file = join(folder, "manual", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
