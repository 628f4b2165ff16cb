// README, CONTRIBUTING and ARCHITECTURE name only what is there, and what must not be missing from them.
import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { faultsOf, scriptsIn } from "../../host/named";

const root = join(import.meta.dirname, "../../..");
const text = (path: string) => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(text("package.json"));
/** In backticks; names of files to be have angle brackets. */
const codesIn = (words: string) => [...words.matchAll(/`([^`\n]+)`|^(npm .+)$/gm)].map(([, code, line]) => code ?? line!);

describe("guides", () => {
  for (const guide of ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"]) {
    it(`name in ${guide} only scripts, files and pages that exist`, () => {
      const words = text(guide);
      const codes = codesIn(words).filter((code) => !code.includes("<"));
      assert.ok(codes.some((code) => code.startsWith("npm run ")));
      assert.deepEqual(codes.flatMap(faultsOf), []);
      for (const [, path] of words.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) assert.ok(existsSync(join(root, path!)), path);
    });
  }

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
    const readme = text("README.md");
    const sections = [manifest.contributes.configuration].flat();
    const settings = sections.flatMap(({ properties }) => Object.keys(properties));
    assert.ok(settings.length > 0);
    for (const name of settings) assert.ok(readme.includes(`\`${name}\``), name);
  });

  it("tell of every tool that a language model can use", () => {
    const readme = text("README.md");
    for (const { toolReferenceName: name } of manifest.contributes.languageModelTools)
      assert.ok(readme.includes(`| \`#${name}\` |`), name);
  });
});

describe("the picture of the house", () => {
  const words = text("ARCHITECTURE.md");
  const rooms = readdirSync(join(root, "src"), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && entry.name !== "clouds" ? [entry.name] : [],
  );

  it("names only files that are in their rooms", () => {
    const named = [...words.matchAll(/`(?:src\/)?(\w+)\/([\w/]+)(?:\.ts)?`/g)].filter(([, room]) => rooms.includes(room!));
    assert.ok(named.length > 40, `${named.length}`);
    assert.deepEqual(
      named.flatMap(([whole, room, file]) => (existsSync(join(root, "src", room!, `${file}.ts`)) ? [] : [whole])),
      [],
    );
  });

  it("has every room", () => {
    for (const room of rooms) assert.ok(words.includes(`| \`src/${room}\` |`), room);
  });
});
