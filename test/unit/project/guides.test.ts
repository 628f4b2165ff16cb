// README, CONTRIBUTING and ARCHITECTURE name only what is there, and what must not be missing from them.
import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { faultsOf, scriptsIn } from "../../host/named";

const root = join(import.meta.dirname, "../../..");
const text = (path: string) => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(text("package.json"));
/** In backticks; names of files to be have angle brackets. */
const codesIn = (words: string) => [...words.matchAll(/`([^`\n]+)`|^(npm .+)$/gm)].map(([, code, line]) => code ?? line!);

describe("guides", () => {
  const chapters = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  for (const guide of ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", ...chapters.map((name) => `docs/${name}`)]) {
    it(`name in ${guide} only scripts, files and pages that exist`, () => {
      const words = text(guide);
      const codes = codesIn(words).filter((code) => !code.includes("<"));
      assert.ok(guide.startsWith("docs/") || codes.some((code) => code.startsWith("npm ")));
      assert.deepEqual(codes.flatMap(faultsOf), []);
      for (const [, path] of words.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
        assert.ok(existsSync(join(root, dirname(guide), path!)), path);
    });
  }

  it("tell nothing twice, and neither does CHANGELOG", () => {
    // Two writers who change one entry side by side leave it there in both wordings.
    const manual = chapters.flatMap((name) => [`docs/${name}`, `docs/zh-cn/${name}`]);
    for (const guide of ["README.md", "l10n/README.zh-cn.md", "CHANGELOG.md", "CONTRIBUTING.md", "ARCHITECTURE.md", ...manual]) {
      const starts = text(guide)
        .split("\n")
        .flatMap((line) => (line.length > 40 ? [line.slice(0, 40)] : []));
      assert.deepEqual(
        starts.filter((start, index) => starts.indexOf(start) !== index),
        [],
        guide,
      );
    }
  });

  it("tell of every script that a person starts", () => {
    // The editor's own, and what another script does first.
    const others = ["vscode:prepublish", "build", "watch"];
    const told = new Set(scriptsIn(text("CONTRIBUTING.md")));
    assert.deepEqual(
      Object.keys(manifest.scripts).filter((name) => !told.has(name) && !others.includes(name)),
      [],
    );
  });

  it("tell of every setting", () => {
    const chapter = text("docs/settings.md");
    const sections = [manifest.contributes.configuration].flat();
    const settings = sections.flatMap(({ properties }) => Object.keys(properties));
    assert.ok(settings.length > 0);
    for (const name of settings) assert.ok(chapter.includes(`\`${name}\``), name);
  });

  it("tell of every tool that a language model can use", () => {
    const chapter = text("docs/automation.md");
    for (const { toolReferenceName: name } of manifest.contributes.languageModelTools)
      assert.ok(chapter.includes(`| \`#${name}\` |`), name);
  });
});

describe("the picture of the architecture", () => {
  const words = text("ARCHITECTURE.md");
  const rooms = readdirSync(join(root, "src"), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const isThere = (path: string) => existsSync(join(root, "src", `${path}.ts`)) || existsSync(join(root, "src", path));

  it("names only files that are in their rooms", () => {
    const named = [...words.matchAll(/`(?:src\/)?(\w+)\/([\w/]+)(?:\.ts)?`/g)].filter(([, room]) => rooms.includes(room!));
    assert.ok(named.length > 30, `${named.length}`);
    assert.deepEqual(
      named.flatMap(([whole, room, file]) => (isThere(`${room}/${file}`) ? [] : [whole])),
      [],
    );
    assert.ok(!isThere("features/tree/noSuchFile"));
  });

  it("is two pages", () => {
    const count = words.split(/\s+/).filter((word) => /\w/.test(word)).length;
    assert.ok(count > 500 && count <= 1200, `${count} words`);
  });
});

describe("where is what", () => {
  const [, section = ""] = /\n## Where is what\n([\s\S]*?)\n## /.exec(text("CONTRIBUTING.md")) ?? [];
  const rows = [...section.matchAll(/^\| ([^|]+) \| `(src\/features\/\w+)` \| `([^`]+)` \| ([^|]+) \|$/gm)];
  const titles = new Set(Object.values(JSON.parse(text("package.nls.json"))));

  it("has a row for each feature", () => {
    const features = readdirSync(join(root, "src/features"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(rows.map(([, , folder]) => folder!).sort(), features.map(({ name }) => `src/features/${name}`).sort());
  });

  for (const [, , folder, file, commands] of rows)
    it(`leads to the file of ${folder} that tells how it works`, () => {
      const lines = text(`${folder}/${file}`).split("\n");
      const told = lines.findIndex((line) => !line.startsWith("//"));
      assert.ok(told >= 4 && lines[1] === "//", `${told} lines at the top of ${file}`);
      for (const [, title] of commands!.matchAll(/\*([^*]+)\*/g)) assert.ok(titles.has(title), title);
    });

  it("names only files that exist", () => {
    const files = [...section.matchAll(/`((?:src|media|test)\/[\w./]+)`/g)].map(([, path]) => path!);
    assert.ok(files.length > 30);
    assert.deepEqual(files.filter((path) => !existsSync(join(root, path))), []); // biome-ignore format: one line reads better
  });

  it("is told at the top of files that name only files which exist", () => {
    const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
      .map((path) => `/${path.replaceAll("\\", "/")}`)
      .filter((path) => path.endsWith(".ts"));
    const blocks = files.flatMap((file) => {
      const [, block] = /^\/\/ .+\n\/\/\n((?:\/\/.*\n)+)/.exec(text(`src${file}`)) ?? [];
      return block ? [[file, block] as const] : [];
    });
    assert.ok(blocks.length > 20, `${blocks.length}`);
    const missing = blocks.flatMap(([file, block]) =>
      [...block.matchAll(/(?<![\w/<>.])(?:\.\.\/)*([\w/]+\.ts)\b/g)].flatMap(([, name]) =>
        files.some((each) => `/src${each}`.endsWith(`/${name}`)) ? [] : [`${file}: ${name}`],
      ),
    );
    assert.deepEqual(missing, []);
  });
});
