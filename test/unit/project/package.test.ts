// The package that `npm run package` makes: every file in it is accounted for, and the Marketplace's own tool takes it.
import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { guidePages } from "../../words/manual";

interface Contents {
  readonly mostBytes: number;
  readonly kinds: readonly { readonly what: string; readonly names?: readonly string[]; readonly pattern?: RegExp }[];
  faultsOf(files: readonly string[]): string[];
  filesOf(archive: Buffer): string[];
}

interface ReadmeWriter {
  packagedManual(root: string): Promise<ReadonlyMap<string, string>>;
  packagedReadme(root: string): Promise<string>;
}

const root = join(import.meta.dirname, "../../..");
/** What a repository gathers and no person who installs the extension should get. */
const strangers = [
  "media/details/main.js.map",
  "media/notes.txt",
  ".env.local",
  "l10n/.hidden.json",
  "out/picture.png",
  "key.pem",
];

describe("package", () => {
  let folder: string;
  let contents: Contents;
  let archive: Buffer;
  let files: string[];

  before(async () => {
    contents = (await import(pathToFileURL(join(root, ".ci/contents.mjs")).href)) as Contents;
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-package-"));
    const left = new Set(
      ["node_modules", "dist", "out", ".git", ".vscode-test", "voice-training-jobs.vsix"].map((name) => join(root, name)),
    );
    await cp(root, folder, { recursive: true, filter: (path) => !left.has(path) });
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    await mkdir(join(folder, "out"));
    for (const name of strangers) await writeFile(join(folder, name), "Nobody's business");
    // As it is packaged for the Marketplace, where the README's links and pictures come from an address.
    const pages = "https://pages.example/voice-jobs";
    const parameters = ["--no-dependencies", "--allow-missing-repository", "--baseContentUrl", pages, "--baseImagesUrl", pages];
    const vsce = join(root, "node_modules/@vscode/vsce/vsce");
    await promisify(execFile)(process.execPath, [vsce, "package", ...parameters, "-o", "made.vsix"], { cwd: folder });
    archive = await readFile(join(folder, "made.vsix"));
    files = contents.filesOf(archive);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("holds only what its kinds account for, and something of each kind", () => {
    assert.ok(files.length > contents.kinds.length, `${files}`);
    assert.deepEqual(contents.faultsOf(files), []);
  });

  it("holds no source, no source map, no test and nothing hidden, whatever lies about", () => {
    assert.deepEqual(
      files.filter((file) =>
        /(?<!\/dist\/voice-jobs-api\.d)\.(ts|map|mjs|tsbuildinfo)$|\/\.|(^|\/)(src|test|out|node_modules)\//.test(file),
      ),
      [],
    );
    for (const name of strangers) assert.ok(!files.includes(`extension/${name}`), name);
  });

  it("has at most 1 MB", () => {
    assert.equal(contents.mostBytes, 1_000_000);
    assert.ok(archive.length <= contents.mostBytes, `${archive.length} bytes`);
  });

  it("has a README in both languages that shows no picture and no link which the editor could not follow", async () => {
    const { packagedReadme } = (await import(pathToFileURL(join(root, ".ci/readme.mjs")).href)) as ReadmeWriter;
    const readme = await packagedReadme(root);
    assert.match(
      readme,
      /^# Voice Jobs\n\n\[简体中文\]\(#简体中文\)\n[\s\S]+\n## Try it\n[\s\S]+\n# 简体中文\n[\s\S]+\n## 试用\n/,
    );
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
    assert.deepEqual(
      links.filter((link) => !/^(#|https:)/.test(link ?? "")),
      [],
    );
    assert.ok(!readme.includes("!["));
    assert.ok(readme.includes(": CONTRIBUTING.md and ARCHITECTURE.md"), "the words of a link stay");
    // Where a store can make addresses of links and pictures, they are left to it.
    const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    await writeFile(
      join(folder, "package.json"),
      JSON.stringify({ ...manifest, repository: "https://pages.example/voice-jobs" }),
    );
    assert.equal(await packagedReadme(folder), await readFile(join(root, "README.md"), "utf8"));
  });
});

describe("the manual of the package", () => {
  let pages: ReadonlyMap<string, string>;
  before(async () => {
    const { packagedManual } = (await import(pathToFileURL(join(root, ".ci/readme.mjs")).href)) as ReadmeWriter;
    pages = await packagedManual(root);
  });

  it("has every chapter in both languages, and a page that lists them", () => {
    for (const { english, chinese } of guidePages.slice(1))
      for (const path of [english, chinese]) {
        const page = path.replace("docs/", "");
        const list = pages.get(page.includes("/") ? "zh-cn/index.md" : "index.md") ?? "";
        assert.ok(pages.has(page) && list.includes(`](${basename(page)})`), page);
      }
    assert.match(pages.get("zh-cn/index.md")!, /^# Voice Jobs\n\n- \[\p{Script=Han}/u);
  });

  it("leads to nothing that is not in it, and shows no picture", () => {
    for (const [path, text] of pages) {
      assert.ok(!text.includes("!["), path);
      const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link!);
      assert.ok(links.length > 0, path);
      const wrong = links.filter((link) => !/^(#|https:)/.test(link) && !pages.has(posix.join(posix.dirname(path), link)));
      assert.deepEqual(wrong, [], path);
    }
  });
});

describe("what may lie in the package", () => {
  let contents: Contents;
  let whole: string[];
  before(async () => {
    contents = (await import(pathToFileURL(join(root, ".ci/contents.mjs")).href)) as Contents;
    const some = ["l10n/bundle.l10n.zh-cn.json", "dist/shared-ABCD2345.js", "dist/manual/index.md"].map(
      (path) => `extension/${path}`,
    );
    whole = [...contents.kinds.flatMap(({ names = [] }) => names), ...some];
    assert.deepEqual(contents.faultsOf(whole), []);
  });

  it("names a file that no kind accounts for", () => {
    for (const stranger of [
      "extension/src/ids.ts",
      "extension/dist/tree.js.map",
      "extension/dist/media/notes.css",
      "extension/.env",
    ])
      assert.deepEqual(contents.faultsOf([...whole, stranger]), [`${stranger} has no business in the package`]);
  });

  it("names whatever is missing", () => {
    for (const file of whole) {
      const faults = contents.faultsOf(whole.filter((each) => each !== file));
      assert.equal(faults.length, 1, file);
      assert.match(faults[0]!, / is missing from the package$/);
    }
  });

  it("is read from an archive, and from nothing else", () => {
    assert.throws(() => contents.filesOf(Buffer.from(basename(root))), /no zip archive/);
  });
});
