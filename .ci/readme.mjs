// Writes the README as the package carries it, for the editor's own page of the extension.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

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
  const chinese = (await read("l10n/README.zh-cn.md")).replace(/^# .+\n/, "# 简体中文\n").replace("[English](../README.md)\n\n", "");
  return `${english}\n${chinese}`.replace(picture, "").replace(relativeLink, "$1");
}

export async function writeReadme(root, folder) {
  await writeFile(join(folder, "README.md"), await packagedReadme(root));
}
