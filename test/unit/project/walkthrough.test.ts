// The walkthrough and the welcome texts lead somewhere: their commands, pictures and what completes a step all exist, in both languages.
import { strict as assert } from "node:assert";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as ids from "../../../src/contributions.js";

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const root = join(import.meta.dirname, "../../..");
const json = async (path: string) => JSON.parse(await readFile(join(root, path), "utf8"));
const languages = ["package.nls.json", "package.nls.zh-cn.json"];
/** What the editor itself brings: commands with their arguments, and keys that say what is on. */
const editorCommands = (extensionId: string) => [`${ids.view}.focus`, `workbench.action.openSettings?["@ext:${extensionId}"]`];
const editorKeys = [`activeWebviewPanelId == '${ids.detailPanel}'`];

describe("walkthrough", () => {
  let steps: readonly Step[];
  let commands: readonly string[];
  let folder: string;

  before(async () => {
    const { contributes, publisher, name } = await json("package.json");
    commands = [...Object.values(ids.commands), ...editorCommands(`${publisher}.${name}`)];
    const [only, ...others] = contributes.walkthroughs;
    assert.deepEqual([only.id, others], [ids.walkthrough, []]);
    steps = only.steps;
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-pictures-"));
    const { writePictures } = await import(pathToFileURL(join(root, ".ci/walkthrough.mjs")).href);
    await writePictures(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("leads from demo jobs to a submit", () => {
    assert.deepEqual(
      steps.map(({ id }) => id),
      ["demo", "connect", "browse", "details", "submit"],
    );
  });

  it("has commands behind all links, in its steps, in the welcome texts and in the settings", async () => {
    for (const language of languages) {
      const links = Object.entries<string>(await json(language)).flatMap(([key, text]) =>
        [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => [key, decodeURIComponent(link!)] as const),
      );
      assert.ok(links.length >= 12, language);
      for (const [key, link] of links) assert.ok(commands.includes(link.replace(/^command:/, "")), `${key}: ${link}`);
    }
  });

  it("has a button in each step, on a line of its own", async () => {
    for (const language of languages) {
      const texts = await json(language);
      for (const { id, description } of steps)
        assert.match(texts[description.slice(1, -1)], /^\[[^\]]+\]\(command:voiceJobs\.[\w.]+\)$/m, `${id} in ${language}`);
    }
  });

  it("writes bold and keys as the editor's walkthroughs read them, which is not Markdown", async () => {
    for (const language of languages) {
      const texts = await json(language);
      for (const { id, description } of steps) {
        const rest = texts[description.slice(1, -1)].replaceAll(/\*\*[^*]+\*\*|``[^`]+``/g, "");
        assert.ok(!/[*`_]/.test(rest.replaceAll(/\([^)]*\)/g, "")), `${id} in ${language}: ${rest}`);
      }
    }
  });

  it("completes its steps by commands and keys that there are", () => {
    const keys = [...Object.values(ids.contextKeys), ...editorKeys];
    for (const { id, completionEvents } of steps) {
      assert.ok(completionEvents.length > 0, id);
      for (const event of completionEvents) {
        const [, kind, name] = /^(\w+):(.+)$/.exec(event) ?? [];
        const known: Readonly<Record<string, readonly string[]>> = { onCommand: commands, onContext: keys };
        assert.ok(known[kind ?? ""]?.includes(name ?? ""), `${id}: ${event}`);
      }
    }
  });

  it("has its pictures in the package, one for each step and language, small and in the colours of the theme", async () => {
    const shipped = await readFile(join(root, ".vscodeignore"), "utf8");
    assert.match(shipped, /^!dist\/walkthrough\/\*\.svg$/m);
    const wanted: string[] = [];
    for (const language of languages) {
      const texts = await json(language);
      for (const { media } of steps) {
        const path = texts[media.svg.slice(1, -1)];
        assert.match(path, /^dist\/walkthrough\/[\w.-]+\.svg$/);
        wanted.push(path.slice("dist/walkthrough/".length));
      }
    }
    assert.deepEqual((await readdir(join(folder, "walkthrough"))).sort(), wanted.sort());
    assert.equal(new Set(wanted).size, languages.length * steps.length);
    for (const name of wanted) {
      const file = join(folder, "walkthrough", name);
      assert.ok((await stat(file)).size <= 25_000, name);
      const picture = await readFile(file, "utf8");
      // The webview that shows it allows neither styles nor anything from elsewhere.
      assert.ok(!/style|href|<script|<image|#[0-9a-f]{3}/i.test(picture), name);
      const drawn = [...picture.matchAll(/<(?:g|text|tspan)[^>]*? fill="([^"]+)"/g)].map(([, fill]) => fill!);
      assert.ok(drawn.length > 5, name);
      // Others are missing in some themes, and what is drawn in them would be too.
      for (const fill of drawn) assert.match(fill, /^var\(.*--vscode-(foreground|descriptionForeground)\)+$/, name);
      const isChinese = /\p{Script=Han}/u.test(picture.replaceAll(/晓晴-客服|苏苏_电商主播/g, ""));
      assert.equal(isChinese, name.includes("zh-cn"), name);
      assert.doesNotMatch(picture, /\p{Script=Han}\s?[:,(]|[:,)]\s?\p{Script=Han}/u, `${name} has half-width punctuation`);
    }
  });
});
