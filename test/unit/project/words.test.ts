// Every sentence a person reads goes through l10n and has its Simplified Chinese, from the manifest to the webviews.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-api";
import { cloudWords, collectSentences, filesBelow, root } from "../../words/sentences.js";

const json = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8")) as Record<string, string>;
const placeholders = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([found]) => found).sort();
const commandLinks = (text: string) => [...text.matchAll(/\(command:[^)]+\)/g)].map(([found]) => found).sort();

/** Names and abbreviations that Chinese engineers write in Latin letters too. */
const sameInChinese = new Set([
  "AudioX",
  "DupDub",
  "Flexus",
  "Token",
  "Voice Jobs",
  "{0} {1}",
  "{0}, {1}",
  "{0}. {1}",
  "{0}: {1}",
  "{0} ({1})",
  "{0} ({1}, {2})",
  "{0} — {1}",
  "{0} × {1}",
  // Units.
  ...["Hz", "kHz", "KB", "MB", "GB", "dB", "dBFS", "dBTP", "LU", "LUFS"].map((unit) => `{0} ${unit}`),
]);

/** Models are called by their names. */
const isModel = (sentence: string) => /^CosyVoice( v[\d.]+ (Plus|Flash))?$/.test(sentence);

describe("words", () => {
  // Every source is read by the compiler; a busy machine takes its time.

  it("are all in the bundle, and nothing else is", async () => {
    const sentences = await collectSentences();
    assert.ok(sentences.length > 200 && sentences.includes("Load more"), "the collector reads the sources");
    assert.deepEqual(Object.keys(json("l10n/bundle.l10n.json")), sentences);
  });

  it("all have their Chinese with the same places to fill in", async () => {
    const chinese = json("l10n/bundle.l10n.zh-cn.json");
    for (const sentence of await collectSentences()) {
      const translated = chinese[sentence];
      assert.ok(translated, `no Chinese: ${sentence}`);
      assert.ok(
        /\p{Script=Han}/u.test(translated) || sameInChinese.has(sentence) || isModel(sentence),
        `not Chinese: ${sentence}`,
      );
      assert.deepEqual(placeholders(translated), placeholders(sentence), sentence);
      assert.ok(!/\p{Script=Han}\s*[,;:?!]\s*\p{Script=Han}/u.test(translated), `half-width punctuation: ${translated}`);
    }
  });

  it("of the manifest are all in both files, with the same links", () => {
    const english = json("package.nls.json");
    const chinese = json("package.nls.zh-cn.json");
    const used = [...readFileSync(join(root, "package.json"), "utf8").matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!);
    assert.deepEqual(Object.keys(english).sort(), [...new Set(used)].sort());
    assert.deepEqual(Object.keys(chinese), Object.keys(english));
    for (const [key, text] of Object.entries(english)) {
      assert.deepEqual(commandLinks(chinese[key]!), commandLinks(text), key);
      const isPath = key.endsWith(".picture");
      assert.ok(isPath ? chinese[key] !== text : /\p{Script=Han}/u.test(chinese[key]!) || text === "Voice Jobs", key);
    }
  });

  it("of the manifest are never written into package.json itself", () => {
    const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const bare: string[] = [];
    const toolNames: string[] = contributes.languageModelTools.map(({ name }: { name: string }) => name);
    const visit = (value: unknown, key: string): void => {
      // A tool's name and what its inputs mean is for models, which read English.
      if (key === "inputSchema" || (key === "name" && typeof value === "string" && toolNames.includes(value))) return;
      if (
        typeof value === "string" &&
        /^(title|name|category|contents|description|userDescription|markdownDescription|displayName|altText)$/.test(key) &&
        !/^%.+%$/.test(value)
      )
        bare.push(value);
      else if (Array.isArray(value))
        for (const item of value) visit(item, /enum.*(Descriptions|Labels)/i.test(key) ? "description" : key);
      else if (typeof value === "object" && value !== null) for (const [inner, item] of Object.entries(value)) visit(item, inner);
    };
    visit(contributes, "");
    assert.deepEqual(bare, []);
  });

  it("stand bare nowhere in the features, in what they share and in the webviews", () => {
    const rooms = ["src/features", "src/ui", "src/text", "media"].flatMap((room) => filesBelow(room, /\.ts$/));
    // What has no words in it names formats and answers of machines.
    const files = rooms.filter(({ path }) => !/^src\/features\/\w+\/(?!ui\/|text\/)/.test(path));
    assert.ok(files.length > 20);
    assert.deepEqual(
      files.flatMap(({ path, text }) => bareWords(path, text)),
      [],
    );
  });

  it("are found by the search for bare ones", () => {
    const bare = [
      'vscode.window.showInformationMessage("Done");',
      'const x = { label: "Retry" };',
      'item.description = "three jobs left";',
      "const text = `Hello dear ${name}, welcome`;",
      "html`<button>Copy</button>`;",
      'html`<button aria-label="Copy it" @click=${go}></button>`;',
      "html`<b title=${x}>Hello ${name}</b>`;",
    ];
    for (const code of bare) assert.ok(bareWords("src/ui/x.ts", code).length > 0, code);
    const fine = [
      'vscode.l10n.t("Hello dear {0}", name);',
      'throw new VoiceError("bug", "this is for developers");',
      'import { x } from "a very odd package";',
      'html`<button class="a b" @click=${go}>${view.label}</button>`;',
      'report.note(error, "read a job");',
    ];
    for (const code of fine) assert.deepEqual(bareWords("src/ui/x.ts", code), [], code);
  });

  it("of a cloud are found in its description", () => {
    assert.deepEqual(cloudWords({ title: "A", states: [{ state: "X", title: "B", hint: "C" }], jobId: /x/ }), ["A", "B", "C"]);
  });
});

/** Calls whose texts only developers read, or that translate. */
const quietCalls =
  /(^|\.)(t|createOutputChannel|replace|replaceAll|split|join|matchAll|match|test|RegExp|padStart|Intl\.\w+|querySelector|getElementById|addEventListener|classMap|executeCommand|registerCommand|startsWith|endsWith|includes|update|get|inspect|affectsConfiguration|once|customElements\.define|customElement)$/;
const spokenProperties =
  /^(label|title|description|prompt|placeholder|placeHolder|detail|tooltip|message|text|value|heading|caption|validationMessage)$/;

function bareWords(path: string, text: string): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, words: string) =>
    found.push(`${path}: ${words.trim().slice(0, 80)} (${node.getText().slice(0, 40)})`);
  const visit = (node: ts.Node): void => {
    if (
      ts.isImportDeclaration(node) ||
      ts.isExportDeclaration(node) ||
      ts.isTypeNode(node) ||
      (ts.isCaseClause(node) && ts.isStringLiteral(node.expression) && node.statements.length === 0)
    )
      return;
    if (ts.isTaggedTemplateExpression(node)) {
      const tag = node.tag.getText();
      if (tag === "html" || tag === "svg") {
        const markup = ts.isNoSubstitutionTemplateLiteral(node.template)
          ? node.template.text
          : [node.template.head.text, ...node.template.templateSpans.map((span) => span.literal.text)].join("\u0000");
        for (const words of spokenMarkup(markup)) report(node, words);
      }
      if (ts.isTemplateExpression(node.template)) for (const span of node.template.templateSpans) visit(span.expression);
      return;
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      if (/^(VoiceError|Error)$|\.note$|\.log\.(debug|info|warn|error)$/.test(node.expression.getText())) return;
      if (quietCalls.test(node.expression.getText())) {
        // Texts are quiet here, but a function handed in may still speak.
        for (const argument of node.arguments ?? [])
          if (!ts.isStringLiteralLike(argument) && !ts.isTemplateExpression(argument)) visit(argument);
        return;
      }
      const speaks = /(show\w*Message|setStatusBarMessage)$/.test(node.expression.getText());
      const first = node.arguments?.[0];
      if (speaks && first && ts.isStringLiteralLike(first)) report(first, first.text);
    }
    if (ts.isStringLiteralLike(node)) {
      const { parent } = node;
      const name =
        ts.isPropertyAssignment(parent) && parent.initializer === node
          ? parent.name.getText()
          : ts.isBinaryExpression(parent) &&
              parent.right === node &&
              ts.isPropertyAccessExpression(parent.left) &&
              parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
            ? parent.left.name.text
            : "";
      if (isSentence(node.text) || (spokenProperties.test(name) && /^\p{Lu}\p{L}+/u.test(node.text))) report(node, node.text);
      return;
    }
    if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
      for (const part of parts) if (isSentence(part)) report(node, part);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** Two words of prose side by side; class lists, policies and selectors are no prose. */
function isSentence(text: string): boolean {
  return /\p{L}{2,}[,.]? \p{L}{2,}/u.test(text) && !/['"<>=#{}[\]]|^[a-z-]+( [a-z-]+)?$/.test(text);
}

/** Texts between tags, and attributes that are read out. \u0000 = a value filled in. */
function spokenMarkup(markup: string): string[] {
  const texts = markup
    .replace(/<[^>]*>/g, "\n")
    .split(/[\n\u0000]/)
    .filter((part) => /\p{L}{2,}/u.test(part));
  const attributes = [
    ...markup.matchAll(/\s(?:title|aria-label|placeholder|label|alt)="([^"\u0000]*\p{L}{2,}[^"\u0000]*)"/gu),
  ].map(([, words]) => words!);
  return [...texts, ...attributes];
}
