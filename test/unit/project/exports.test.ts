// What a file exports is there for others: a value that no other file names is its own.
import { strict as assert } from "node:assert";
import { filesBelow } from "../../words/sentences.js";

/** Called by the editor. */
const calledByOthers = new Set(["src/extension.ts activate", "src/extension.ts deactivate"]);

interface Source {
  readonly path: string;
  readonly text: string;
}

/** "path name" of each function, class or constant that no other file names. Types belong to the signatures that they stand in. */
function unusedExports(own: readonly Source[], all: readonly Source[]): readonly string[] {
  const namedIn = new Map<string, number>();
  for (const { text } of all)
    for (const name of new Set(text.match(/[A-Za-z_$][\w$]*/g))) namedIn.set(name, (namedIn.get(name) ?? 0) + 1);
  return own.flatMap(({ path, text }) =>
    [...text.matchAll(/^export (?:async )?(?:function\*?|(?:abstract )?class|const|let) ([\w$]+)/gm)].flatMap(([, name = ""]) =>
      namedIn.get(name) === 1 ? [`${path} ${name}`] : [],
    ),
  );
}

describe("exports", () => {
  it("are told from what a file keeps to itself", () => {
    const one = { path: "one.ts", text: "export const a = 1;\nexport function b() {}\nexport type C = 1;\nconst d = a;" };
    const other = { path: "other.ts", text: 'import { b } from "./one";' };
    assert.deepEqual(unusedExports([one], [one, other]), ["one.ts a"]);
  });

  it("are named by another file", () => {
    const own = [...filesBelow("src", /\.ts$/), ...filesBelow("media", /\.ts$/)];
    const all = [...own, ...filesBelow("test", /\.ts$/), ...filesBelow(".ci", /\.mjs$/)];
    assert.ok(own.length > 500, `${own.length}`);
    assert.deepEqual(
      unusedExports(own, all).filter((each) => !calledByOthers.has(each)),
      [],
    );
  });
});
