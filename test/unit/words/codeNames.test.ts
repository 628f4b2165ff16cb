// Code says what CONTRIBUTING.md calls things: the files of its table are there, and words that were given up do not come back.
import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-api";

const root = join(import.meta.dirname, "../../..");
const text = (path: string) => readFileSync(join(root, path), "utf8");

/** As a part of a name. */
const givenUp =
  /^(book|lens|harvest|lookout|keepsake|drawer|shelf|shelves|settler|lookalikes?|patient|practice|starter|remover|rhythm|sightings?)$/;
/** As a whole name: in others these words may mean something else. */
const givenUpWhole = ["newsDesk", "late", "lookAlikes"];
/** A filter that lifts or lowers all above a frequency is called so. */
const ownTerms: Readonly<Record<string, readonly string[]>> = { "src/features/recordings/audio/loudness.ts": ["shelf"] };

const wordsOf = (name: string) => name.split(/(?=[A-Z])|[^A-Za-z]+/).map((word) => word.toLowerCase());

function isGivenUp(name: string): boolean {
  return givenUpWhole.includes(name) || wordsOf(name).some((word) => givenUp.test(word));
}

function sources(): readonly string[] {
  const all = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  return all.filter((path) => path.endsWith(".ts")).map((path) => `src/${path.replaceAll("\\", "/")}`);
}

function namesIn(path: string): readonly string[] {
  const names = new Set<string>();
  const look = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(path, text(path), ts.ScriptTarget.Latest));
  return [...names];
}

describe("names in code", () => {
  it("stand in the table of CONTRIBUTING.md with the files that they are found in", () => {
    const [, section = ""] = /\n## Names\n([\s\S]*?)\n## /.exec(text("CONTRIBUTING.md")) ?? [];
    const files = [...section.matchAll(/^\|.*\| `([^`]+)` \|$/gm)].map(([, path]) => path!);
    assert.ok(files.length > 10);
    assert.deepEqual(
      files.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it("are told apart, whatever stands around the word", () => {
    assert.deepEqual(["book", "followBook", "lens", "RowBook", "#drawer", "late"].filter(isGivenUp).length, 6);
    assert.deepEqual(["booked", "renamePatiently", "lateUntil", "practices", "latest"].filter(isGivenUp), []);
  });

  it("are not the words that were given up", () => {
    const found = sources().flatMap((path) =>
      namesIn(path)
        .filter((name) => isGivenUp(name) && !ownTerms[path]?.includes(name))
        .map((name) => `${path}: ${name}`),
    );
    assert.deepEqual(found, []);
  });
});
