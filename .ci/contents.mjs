// What may lie in the package, kind by kind. As a command it looks through a package that was made: `node .ci/contents.mjs FILE`.
import { readFile } from "node:fs/promises";
import { apiTypesName } from "./apiTypes.mjs";
import { bundles } from "./bundles.mjs";
import { pictureNames } from "./walkthrough.mjs";

/** Bytes that the package may have. */
export const mostBytes = 1_000_000;

const [pages = [], parts = []] = ["browser", "node"].map((asked) =>
  bundles().flatMap(({ entryPoints, platform }) => (platform === asked ? Object.keys(entryPoints) : [])),
);
const pageFiles = [
  ...pages.filter((name) => name !== "codicon").flatMap((name) => [`${name}.js`, `${name}.css`]),
  "codicon.css",
  "codicon.ttf",
];

/**
 * Either `names`, which must all be there, or a `pattern`, which at least one file must have.
 * @type {readonly { readonly what: string, readonly names?: readonly string[], readonly pattern?: RegExp }[]}
 */
export const kinds = [
  { what: "lists that every package has", names: ["extension.vsixmanifest", "[Content_Types].xml"] },
  { what: "the manifest", names: ["package.json", "package.nls.json", "package.nls.zh-cn.json"].map(inside) },
  // vsce renames them to what the stores look for.
  { what: "what people read", names: ["readme.md", "changelog.md", "LICENSE.txt", "dist/licenses.txt"].map(inside) },
  { what: "the manual", pattern: /^extension\/dist\/manual\/(zh-cn\/)?[\w-]+\.md$/ },
  { what: "types for other extensions", names: [inside(`dist/${apiTypesName}`)] },
  { what: "pictures of the walkthrough", names: pictureNames.map((name) => inside(`dist/walkthrough/${name}`)) },
  { what: "icons", names: ["media/icon.png", "media/activity.svg"].map(inside) },
  { what: "sentences in other languages than English", pattern: /^extension\/l10n\/bundle\.l10n\.[\w-]+\.json$/ },
  { what: "parts of the program", names: [...new Set(parts)].map((part) => inside(`dist/${part}.js`)) },
  { what: "what parts of the program share", pattern: /^extension\/dist\/shared-[A-Z0-9]{8}\.js$/ },
  { what: "the pages", names: pageFiles.map((name) => inside(`dist/media/${name}`)) },
];

function inside(path) {
  return `extension/${path}`;
}

/** What is wrong with these files, a sentence each; empty where all is well. */
export function faultsOf(files) {
  const has = ({ names, pattern }, file) => names?.includes(file) ?? pattern.test(file);
  const strange = files.filter((file) => !kinds.some((kind) => has(kind, file)));
  const absent = kinds.flatMap(({ what, names, pattern }) => {
    if (names) return names.filter((name) => !files.includes(name)).map((name) => `${name} (${what})`);
    return files.some((file) => pattern.test(file)) ? [] : [what];
  });
  return [
    ...strange.map((file) => `${file} has no business in the package`),
    ...absent.map((file) => `${file} is missing from the package`),
  ];
}

/** Names of the files in a zip archive, by its central directory. Throws where it is none. */
export function filesOf(archive) {
  const end = archive.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0) throw new Error("This is no zip archive");
  const files = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    files.push(archive.toString("utf8", at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return files;
}

if (process.argv[1]?.endsWith("contents.mjs")) {
  const archive = await readFile(process.argv[2]);
  const faults = faultsOf(filesOf(archive));
  if (archive.length > mostBytes) faults.push(`The package has ${archive.length} bytes, and may have ${mostBytes}`);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
