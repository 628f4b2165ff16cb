// Tables that are looked up with words from elsewhere: "constructor" and "toString" are in every object, so none is indexed as it is.
import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-api";
import { own } from "../../src/core/parsing/ownProperty.js";

const root = join(import.meta.dirname, "../..");
/** The local cloud indexes by its own words alone, or asks `Object.hasOwn` first. */
const folders = [
  "src/api.ts",
  "src/clouds",
  "src/core",
  "src/platform",
  "src/features",
  "src/protocol",
  "src/services",
  "src/text",
  "src/ui",
  "media",
];

function sources(): readonly ts.SourceFile[] {
  return folders.flatMap((folder) => {
    const names = folder.endsWith(".ts") ? [""] : readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
    return names
      .map((name) => join(root, folder, name))
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
      .map((path) => ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true));
  });
}

/** A constant of a whole file whose keys are any words: with closed keys the compiler lets no other word in. */
function tablesOf(file: ts.SourceFile): readonly string[] {
  return file.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ name, type }) => {
      const isTable = type !== undefined && /Record<\s*string\s*,|\[\s*\w+\s*:\s*string\s*\]/.test(type.getText());
      return isTable ? [name.getText()] : [];
    }),
  );
}

describe("tables", () => {
  it("are no plain objects that a word from elsewhere indexes", () => {
    const files = sources();
    assert.ok(files.length > 200);
    const everywhere = new Set(files.flatMap(tablesOf));
    const indexed = files.flatMap((file) => {
      // Its own, and those that it imports.
      const imports = file.statements
        .filter(ts.isImportDeclaration)
        .map((statement) => statement.getText())
        .join(" ");
      const isImported = (name: string) => new RegExp(`\\b${name}\\b`).test(imports);
      const tables = new Set([...tablesOf(file), ...[...everywhere].filter(isImported)]);
      const found: string[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isElementAccessExpression(node) && !ts.isStringLiteral(node.argumentExpression)) {
          const { expression } = node;
          const isLiteral = ts.isObjectLiteralExpression(
            ts.isParenthesizedExpression(expression) ? expression.expression : expression,
          );
          if (isLiteral || tables.has(expression.getText())) found.push(`${file.fileName}: ${node.getText()}`);
        }
        if (
          ts.isBinaryExpression(node) &&
          node.operatorToken.kind === ts.SyntaxKind.InKeyword &&
          tables.has(node.right.getText())
        )
          found.push(`${file.fileName}: ${node.getText()}`);
        ts.forEachChild(node, visit);
      };
      visit(file);
      return found;
    });
    assert.deepEqual(indexed, []);
  });

  it("have nothing that every object inherits", () => {
    for (const word of ["constructor", "toString", "__proto__", "hasOwnProperty"]) assert.equal(own({ a: 1 }, word), undefined);
    assert.equal(own({ a: 1 }, "a"), 1);
  });
});
