// Writes dist/licenses.txt: which packages lie in the bundles, in which version, and under which licence, with its whole text.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./bundles.mjs";

/** Names of the packages that a build put into its bundles, in order. `metafiles`: of esbuild. */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0)),
  );
  const names = inputs.flatMap(([path]) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  // A file that a style sheet refers to, such as the icon font, counts by the style sheet.
  return [...new Set(names)].sort();
}

/** Throws where a package has no licence to show: it must not be shipped then. */
export async function noticeOf(name) {
  const folder = join(root, "node_modules", name);
  const { version, license, author } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const text = texts.map((each) => each.trim()).join("\n\n");
  if (text !== "" && typeof license === "string") return { name, version, license, text };
  const holder = typeof author === "string" ? author : author?.name;
  if (license !== "MIT" || !holder) throw new Error(`${name} has no licence to show`);
  return { name, version, license, text: await mitOf(holder) };
}

/** Some packages name the licence and carry no text of it: it is the one of this project, with another name in it. */
async function mitOf(holder) {
  const own = await readFile(join(root, "LICENSE"), "utf8");
  return own.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`).trim();
}

export async function writeNotices(metafiles, file) {
  const notices = await Promise.all(bundledPackages(metafiles).map(noticeOf));
  const list = notices.map(({ name, version, license }) => `${name} ${version}: ${license}`).join("\n");
  const texts = notices.map(({ name, version, text }) => `${"=".repeat(80)}\n${name} ${version}\n\n${text}\n`).join("\n");
  await writeFile(file, `Voice Jobs contains these packages:\n\n${list}\n\n${texts}`);
}
