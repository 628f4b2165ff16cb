// Writes the types of the public API as one file for other extensions: what src/api.ts exports and whatever that mentions, without an import.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import ts from "typescript-api";

export const apiTypesName = "voice-jobs-api.d.ts";
const header =
  "// Types of the public API of Voice Jobs (voice-jobs.voice-training-jobs), made from its sources. Copy it to where you need it.";
/** Of the language itself, with or without an editor. */
const known = new Set(["Promise", "Readonly", "Record", "Error", "Pick", "Omit", "Partial"]);
/** What the extension gives to the API, not to others. */
const inner = new Set(["ApiKernel", "createApi"]);

/** The text of that file. Throws where a type comes from a package, or is made in a way that this cannot follow. */
export async function apiTypes(root) {
  const sources = new Map();
  const open = async (file) => {
    if (!sources.has(file))
      sources.set(file, ts.createSourceFile(file, await readFile(file, "utf8"), ts.ScriptTarget.Latest, true));
    return sources.get(file);
  };
  const start = join(root, "src/api.ts");
  const todo = (await open(start)).statements.flatMap((statement) =>
    isExportedType(statement) && !inner.has(statement.name.text) ? [{ name: statement.name.text, file: start }] : [],
  );
  const texts = new Map();
  for (let next = todo.shift(); next; next = todo.shift()) {
    if (texts.has(next.name)) continue;
    const { source, statement } = await find(open, next.name, next.file);
    texts.set(next.name, written(source, statement));
    for (const name of mentioned(statement)) todo.push({ name, file: source.fileName });
  }
  return `${[header, ...texts.values()].join("\n\n")}\n`;
}

export async function writeApiTypes(root, folder) {
  await writeFile(join(folder, apiTypesName), await apiTypes(root));
}

const isType = (statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
const isExportedType = (statement) =>
  isType(statement) && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

/** Where a type is declared: in this file, or in the one it is imported from. */
async function find(open, name, file) {
  const source = await open(file);
  const statement = source.statements.find((each) => isType(each) && each.name.text === name);
  if (statement) return { source, statement };
  for (const each of source.statements) {
    const bindings = ts.isImportDeclaration(each) ? each.importClause?.namedBindings : undefined;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const imported = bindings.elements.find((element) => element.name.text === name);
    const from = each.moduleSpecifier.text;
    if (imported && !imported.propertyName && from.startsWith("."))
      return find(open, name, resolve(dirname(file), from.replace(/\.js$/, ".ts")));
  }
  throw new Error(`The public API mentions ${name}, which is no type of this program (${file})`);
}

/** A declaration with its comment; a union of the values of a list is spelled out, since the list itself stays here. */
function written(source, statement) {
  const text = source.text.slice(
    ts.getLeadingCommentRanges(source.text, statement.pos)?.at(-1)?.pos ?? statement.getStart(),
    statement.end,
  );
  const whole = text.startsWith("/**") ? text : statement.getText();
  const spelled = whole.replace(/\(typeof (\w+)\)\[number\]/, (_, list) => valuesOf(source, list).join(" | "));
  return /^(?:\/\*\*[\s\S]*?\*\/\s*)?export /.test(spelled) ? spelled : spelled.replace(/^(interface|type) /m, "export $1 ");
}

function valuesOf(source, list) {
  const declarations = source.statements.flatMap((each) =>
    ts.isVariableStatement(each) ? [...each.declarationList.declarations] : [],
  );
  const value = declarations.find(({ name }) => name.getText() === list)?.initializer;
  const array = value && ts.isAsExpression(value) ? value.expression : value;
  if (!array || !ts.isArrayLiteralExpression(array)) throw new Error(`${list} is no list of values`);
  return array.elements.map((element) => element.getText());
}

/** Names of types that a declaration mentions, without those of the language and its own parameters. */
function mentioned(statement) {
  const own = new Set(statement.typeParameters?.map(({ name }) => name.text));
  const names = new Set();
  const visit = (node) => {
    if (ts.isImportTypeNode(node)) throw new Error(`The public API imports ${node.getText()}`);
    if (ts.isTypeReferenceNode(node)) names.add(node.typeName.getText());
    if (ts.isExpressionWithTypeArguments(node)) names.add(node.expression.getText());
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return [...names].filter((name) => !known.has(name) && !own.has(name));
}
