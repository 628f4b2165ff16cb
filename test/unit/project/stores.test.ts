// What the Marketplace and Open VSX ask of a manifest, where the tool that makes the package does not ask it itself.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const json = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"));
const manifest = json("package.json");
const words: Readonly<Record<string, string>> = json("package.nls.json");
const worded = (text: string): string => text.replace(/^%(.+)%$/, (_, key) => words[key] ?? "");

/** Of the Marketplace: code.visualstudio.com/api/references/extension-manifest. */
const categories = new Set(
  "AI,Azure,Chat,Data Science,Debuggers,Education,Extension Packs,Formatters,Keymaps,Language Packs,Linters,Machine Learning,Notebooks,Other,Programming Languages,SCM Providers,Snippets,Testing,Themes,Visualization".split(
    ",",
  ),
);
const mostKeywords = 30;

/** What a manifest says to stores; texts are in words. */
interface Entry {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly license?: string;
  readonly displayName: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly galleryBanner: { readonly color: string; readonly theme: string };
  readonly engines: { readonly vscode: string };
  readonly enabledApiProposals?: readonly string[];
  readonly addresses: readonly string[];
}

const entry: Entry = {
  ...manifest,
  displayName: worded(manifest.displayName),
  description: worded(manifest.description),
  addresses: [manifest.repository?.url ?? manifest.repository, manifest.bugs?.url, manifest.homepage].filter(Boolean),
};

/** Rules of both stores, those of Open VSX as its server's ExtensionValidator has them. */
const rules: readonly (readonly [rule: string, isKept: (entry: Entry) => boolean])[] = [
  ["a name of letters, digits and hyphens", ({ name }) => /^[a-z0-9][a-z0-9-]{0,213}$/.test(name)],
  ["a publisher that is also a namespace of Open VSX", ({ publisher }) => /^[a-z0-9][a-z0-9-]{0,254}$/i.test(publisher)],
  ["three numbers as its version", ({ version }) => /^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(version)],
  ["a licence", ({ license }) => Boolean(license) && license!.length <= 255],
  ["a title", ({ displayName }) => displayName.length > 0 && displayName.length <= 255],
  ["a description", ({ description }) => description.length > 0 && description.length <= 2048],
  ["no character that cannot be seen", (each) => !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(JSON.stringify(each))],
  ["categories of the Marketplace", (each) => each.categories.length > 0 && each.categories.every((one) => categories.has(one))],
  ["few keywords, each once", ({ keywords }) => keywords.length <= mostKeywords && new Set(keywords).size === keywords.length],
  ["a banner", ({ galleryBanner: { color, theme } }) => /^#[0-9a-f]{6}$/i.test(color) && /^(dark|light)$/.test(theme)],
  ["an editor that is there", ({ engines }) => /^\^\d+\.\d+\.\d+$/.test(engines.vscode)],
  ["no API that is only proposed", ({ enabledApiProposals = [] }) => enabledApiProposals.length === 0],
  ["addresses that one can open", ({ addresses }) => addresses.every((address) => /^(git\+)?https:\/\/[^/]+\//.test(address))],
];

const broken = (given: Entry) => rules.filter(([, isKept]) => !isKept(given)).map(([rule]) => rule);

describe("stores", () => {
  it("take the manifest as it is", () => assert.deepEqual(broken(entry), []));

  it("would refuse a manifest that breaks any of the rules", () => {
    const worse: readonly Partial<Entry>[] = [
      { name: "Voice Jobs" },
      { publisher: "voice.jobs" },
      { version: "0.1.0-beta" },
      { license: "" },
      { displayName: "" },
      { description: "x".repeat(2049) },
      { description: "Voice\u200bJobs" },
      { categories: ["Voices"] },
      { keywords: ["voice", "voice"] },
      { galleryBanner: { color: "night", theme: "dark" } },
      { engines: { vscode: "*" } },
      { enabledApiProposals: ["chatProvider"] },
      { addresses: ["voice jobs"] },
    ];
    assert.equal(worse.length, rules.length);
    for (const [index, change] of worse.entries()) assert.deepEqual(broken({ ...entry, ...change }), [rules[index]![0]]);
  });

  it("get an icon of at least 128 by 128 pixels, as PNG", () => {
    const icon = readFileSync(join(root, manifest.icon));
    assert.equal(icon.toString("latin1", 1, 4), "PNG");
    const [width, height] = [icon.readUInt32BE(16), icon.readUInt32BE(20)];
    assert.ok(width >= 128 && width === height, `${width} × ${height}`);
  });

  it("get the text of the licence, and the changes of this version", () => {
    assert.match(readFileSync(join(root, "LICENSE"), "utf8"), new RegExp(`^${manifest.license}`));
    assert.ok(readFileSync(join(root, "CHANGELOG.md"), "utf8").includes(`\n## ${manifest.version}\n`));
  });

  it("learn where it runs: beside the person's keys, in untrusted folders and in such as are no folders", () => {
    assert.deepEqual(manifest.extensionKind, ["ui", "workspace"]);
    assert.deepEqual(manifest.capabilities, { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
    assert.equal(manifest.pricing, "Free");
    assert.equal(manifest.l10n, "./l10n");
  });

  it("are told by a flag that there is no public address, as long as there is none", () => {
    const flags = ["--allow-missing-repository", "--no-rewrite-relative-links"];
    for (const flag of flags) assert.equal(manifest.scripts.package.includes(flag), manifest.repository === undefined, flag);
  });
});
