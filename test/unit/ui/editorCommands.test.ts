// Commands of the editor, which other editors may lack, are asked for in one file that has another way for each.
import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-api";

const root = join(import.meta.dirname, "../../..");
/** The second says which menus fit, and no more. */
const helper = "src/ui/editorCommands.ts";
const contexts = "src/ui/contextKeys.ts";

/** What a source asks the editor for by a name of its own: `executeCommand` with a text, and texts that are such names. */
function askedOfEditor(name: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const called = ts.isCallExpression(node) && node.expression.getText().endsWith("executeCommand") && node.arguments[0];
    // A section of the settings, which each editor answers with the default that is named beside it.
    const isSection =
      ts.isCallExpression(node.parent ?? node) &&
      /getConfiguration$/.test((node.parent as ts.CallExpression).expression.getText());
    if (isSection) return;
    if (called && (ts.isStringLiteralLike(called) || ts.isTemplateExpression(called))) found.push(called.getText());
    else if (ts.isStringLiteralLike(node) && /^(workbench|editor\.action)\./.test(node.text)) found.push(node.getText());
    else if (ts.isTemplateExpression(node) && /^(workbench|editor\.action)\./.test(node.head.text)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  return [...new Set(found)];
}

describe("commands of the editor", () => {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `src/${file.replaceAll("\\", "/")}`);
  const asked = (file: string) => askedOfEditor(file, readFileSync(join(root, file), "utf8"));

  it("are asked for in one file alone, the context of menus aside", () => {
    const elsewhere = files.filter((file) => file !== helper && file !== contexts && !/^src\/(clouds|demoCloud)\//.test(file));
    assert.deepEqual(
      elsewhere.flatMap((file) => asked(file).map((each) => `${file}: ${each}`)),
      [],
    );
    assert.ok(asked(helper).length >= 3, "the reader finds them where they are");
  });

  it("are found however they are written", () => {
    const found = (text: string) => askedOfEditor("x.ts", text);
    assert.deepEqual(found('vscode.commands.executeCommand("vscode.diff", left)'), ['"vscode.diff"']);
    assert.deepEqual(found("executeCommand(`${view}.focus`)"), ["`${view}.focus`"]);
    assert.deepEqual(found('const act = { command: "workbench.action.openSettings" }'), ['"workbench.action.openSettings"']);
    assert.deepEqual(found("item.command = `workbench.view.extension.${container}`"), [
      "`workbench.view.extension.${container}`",
    ]);
    assert.deepEqual(found("vscode.commands.executeCommand(commands.openJob, key)"), []);
  });
});
