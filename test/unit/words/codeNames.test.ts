// Code says what CONTRIBUTING.md calls things, in plain English: words that were given up do not come back, in names, comments or titles of tests.
import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-api";

const root = join(import.meta.dirname, "../../..");
const text = (path: string) => readFileSync(join(root, path), "utf8");

/** As a part of a name. */
const givenUp =
  /^(book|lens|harvest|lookout|keepsake|drawer|shelf|shelves|settler|lookalikes?|patient|practice|starter|remover|rhythm|sightings?|houses?|counsel|flights?|shore|reaches|lanes?|chain|stock|doubts|stir|wishes|nobody|somebody|whoever)$/;
/** As a whole name: in others these words may mean something else. */
const givenUpWhole = ["newsDesk", "late", "lookAlikes"];
/** A filter that lifts or lowers all above a frequency is called so. */
const ownTerms: Readonly<Record<string, readonly string[]>> = { "src/features/recordings/audio/loudness.ts": ["shelf"] };

/** Of comments and titles of tests: the window, the caller, the person, another program; a request; again, new. */
const vague = /\b(nobody|somebody|whoever|anybody|wish|wishes|wished|anew|the house|lookout|keepsakes?)\b/i;

const wordsOf = (name: string) => name.split(/(?=[A-Z])|[^A-Za-z]+/).map((word) => word.toLowerCase());

function isGivenUp(name: string): boolean {
  return givenUpWhole.includes(name) || wordsOf(name).some((word) => givenUp.test(word));
}

function sources(folder = "src"): readonly string[] {
  const all = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return all.filter((path) => path.endsWith(".ts")).map((path) => `${folder}/${path.replaceAll("\\", "/")}`);
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

/** What a reader is told besides the code: comments, and the titles of tests. */
function proseIn(source: string): readonly string[] {
  const file = ts.createSourceFile("a.ts", source, ts.ScriptTarget.Latest, true);
  const prose = new Map<number, string>();
  const note = (ranges: readonly ts.TextRange[] = []) => {
    for (const { pos, end } of ranges) prose.set(pos, source.slice(pos, end));
  };
  const look = (node: ts.Node): void => {
    note(ts.getLeadingCommentRanges(source, node.getFullStart()));
    note(ts.getTrailingCommentRanges(source, node.getEnd()));
    if (ts.isCallExpression(node) && /^(it|describe)\b/.test(node.expression.getText(file))) {
      const [title] = node.arguments;
      if (title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) prose.set(title.pos, title.getText(file));
    }
    for (const child of node.getChildren(file)) look(child);
  };
  look(file);
  return [...prose.values()];
}

describe("comments and titles of tests", () => {
  it("are told apart from code and from sentences for people", () => {
    const source =
      "// nobody\nconst a = 'nobody'; /* whoever */\nit(`is ${a} anew`, () => {\n  // a wish\n});\n/** The house. */";
    assert.equal(proseIn(source).filter((text) => vague.test(text)).length, 5);
  });

  it("name the window, the caller or the person, and ask again", () => {
    const own = "test/unit/words/codeNames.test.ts";
    const files = ["src", "media", "test"].flatMap((folder) => sources(folder)).filter((path) => path !== own);
    const suspects = files.filter((path) => vague.test(text(path)));
    const found = suspects.flatMap((path) =>
      proseIn(text(path))
        .filter((prose) => vague.test(prose))
        .map((prose) => `${path}: ${prose.slice(0, 120)}`),
    );
    assert.deepEqual(found, []);
  });
});

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
