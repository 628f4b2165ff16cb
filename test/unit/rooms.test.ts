// The walls of the house: reads every import and compares it with what its room may use.
import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import ts from "typescript-api";

const root = join(import.meta.dirname, "../..");

/** What a room may import besides its own files: rooms by folder, packages by name, `node:` modules one by one. */
interface Wall {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

const walls: Readonly<Record<string, Wall>> = {
  "src/core": { rooms: [], packages: [] },
  "src/protocol": { rooms: [], packages: [] },
  "src/clouds/shared": { rooms: ["src/core"], packages: ["valibot", "node:crypto"] },
  "src/platform": {
    rooms: ["src/core"],
    packages: [
      "undici/*",
      "node:fs",
      "node:fs/promises",
      "node:path",
      "node:timers",
      "node:zlib",
      "node:stream",
      "node:net",
      "node:tls",
      "node:util",
      "node:os",
      "node:dns/promises",
    ],
  },
  "src/services": { rooms: ["src/core"], packages: [] },
  "src/present": { rooms: ["src/core", "src/protocol"], packages: ["@vscode/l10n"] },
  "src/ui": {
    rooms: ["src/core", "src/services", "src/present", "src/protocol", "src/ids"],
    packages: ["vscode", "node:crypto"],
  },
  "src/demo": { rooms: [], packages: ["node:http", "node:crypto", "node:zlib", "node:net", "node:util", "node:os"] },
  media: { rooms: ["src/protocol"], packages: ["lit", "lit/*", "@vscode-elements/elements/*"] },
  "src/ids": { rooms: [], packages: [] },
  "src/api": { rooms: ["src/core", "src/services"], packages: [] },
};

/** Each cloud is a room of its own, read off the folders: a new one needs no line here. */
function wallOf(room: string): Wall | undefined {
  if (walls[room]) return walls[room];
  if (/^src\/clouds\/[^/]+$/.test(room))
    return { rooms: ["src/core", "src/clouds/shared"], packages: ["valibot", "node:crypto"] };
  const [, feature, part] = /^(src\/features\/[^/]+)(?:\/(text|worker))?$/.exec(room) ?? [];
  if (feature && !part) return { rooms: ["src/core", "src/services"], packages: [] };
  if (feature && part === "text")
    return { rooms: [feature, "src/core", "src/protocol", "src/present"], packages: ["@vscode/l10n"] };
  // Runs in threads of its own, where files are read.
  if (feature) return { rooms: [feature, "src/core"], packages: ["node:*"] };
  return undefined;
}

/** Room of a file by its path below the root. */
function roomOf(file: string): string {
  const parts = file.replace(/\.[jt]s$/, "").split("/");
  if (parts[0] === "media") return "media";
  if (parts[1] === "clouds") return parts.length > 3 ? parts.slice(0, 3).join("/") : "src/clouds";
  if (parts[1] === "features")
    return parts.slice(0, /^(text|ui|worker)$/.test(parts[3] ?? "") && parts.length > 4 ? 4 : 3).join("/");
  return parts.slice(0, 2).join("/");
}

interface Import {
  readonly from: string;
  /** Path below the root for files, name for packages. */
  readonly what: string;
  readonly isFile: boolean;
  readonly isType: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

function importsOf(file: string, text = readFileSync(join(root, file), "utf8")): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isType: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const isFile = specifier.text.startsWith(".");
    const what = isFile ? posix.join(dirname(file).replaceAll("\\", "/"), specifier.text) : specifier.text;
    found.push({ from: file, what, isFile, isType });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node)) {
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === "require";
      if (isRequire || node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** Why an import is forbidden; undefined = it is allowed. */
function complaint({ from, what, isFile, isType }: Import): string | undefined {
  const room = roomOf(from);
  // The wiring may use everything; the registry of clouds names each cloud.
  if (room === "src/extension") return undefined;
  const target = isFile ? roomOf(what) : what;
  if (room === "src/clouds") return /^src\/(clouds\/[^/]+|core)$/.test(target) ? undefined : `${from} must not import ${what}`;
  if (target === room) return undefined;
  // Types weigh nothing: only the package root has them.
  if (room === "src/platform" && what === "undici" && isType) return undefined;
  const wall = wallOf(room);
  if (!wall) return `${from} is in no known room`;
  const allowed = isFile ? wall.rooms : wall.packages;
  const fits = allowed.some((name) => name === target || (/[/:]\*$/.test(name) && target.startsWith(name.slice(0, -1))));
  return fits ? undefined : `${from} must not import ${what}`;
}

describe("rooms", () => {
  const files = [...sourceFiles("src"), ...sourceFiles("media")];

  it("import only what their walls allow", () => {
    assert.ok(files.length > 50, "the reader found the files");
    const complaints = files.flatMap((file) => importsOf(file).flatMap((each) => complaint(each) ?? []));
    assert.deepEqual(complaints, []);
  });

  it("are told apart by the reader", () => {
    const forbidden: readonly (readonly [file: string, text: string])[] = [
      ["src/core/x.ts", 'import { t } from "../services/x.js";'],
      ["src/core/x.ts", 'import * as vscode from "vscode";'],
      ["src/services/x.ts", 'import { clouds } from "../clouds/index.js";'],
      ["src/services/x.ts", 'const x = await import("../platform/http.js");'],
      ["src/services/x.ts", 'import { request } from "undici";'],
      ["src/clouds/huawei/x.ts", 'import { sign } from "../alibaba/sign.js";'],
      ["src/clouds/brandNew/x.ts", 'import type { Sessions } from "../../services/sessions.js";'],
      ["src/clouds/brandNew/x.ts", 'import http from "node:http";'],
      ["src/ui/x.ts", 'import { clouds } from "../clouds/index.js";'],
      ["src/present/x.ts", 'export { Report } from "../ui/report.js";'],
      ["src/demo/x.ts", 'import { sign } from "../clouds/huawei/sign.js";'],
      ["media/detail/x.ts", 'import type { VoiceJob } from "../../src/core/job.js";'],
      ["src/protocol/x.ts", 'type X = import("../core/job.js").VoiceJob;'],
      ["src/newRoom/x.ts", 'import { x } from "../core/x.js";'],
    ];
    for (const [file, text] of forbidden) assert.ok(importsOf(file, text).some(complaint), `${file}: ${text}`);
    const allowed: readonly (readonly [file: string, text: string])[] = [
      [
        "src/clouds/brandNew/x.ts",
        'import { VoiceError } from "../../core/errors.js"; import * as v from "valibot"; import { E } from "../shared/canonical.js";',
      ],
      ["src/ui/x.ts", 'import * as vscode from "vscode"; import { explain } from "../present/explain.js";'],
    ];
    for (const [file, text] of allowed) assert.ok(!importsOf(file, text).some(complaint), text);
  });

  it("keep undici in one file, types aside, and never its package root", () => {
    const users = files.flatMap((file) => importsOf(file)).filter(({ what, isType }) => /^undici(\/|$)/.test(what) && !isType);
    assert.deepEqual([...new Set(users.map(({ from }) => from))], ["src/platform/direct.ts"]);
    assert.ok(users.every(({ what }) => what.startsWith("undici/")));
  });

  it("let nobody but the wiring import clouds, platform and the local cloud", () => {
    const inner = /^src\/(clouds|platform|demo)(\/|$)/;
    const users = files
      .flatMap((file) => importsOf(file))
      .filter(({ what, isFile, from }) => isFile && inner.test(what) && !inner.test(from));
    assert.deepEqual([...new Set(users.map(({ from }) => from))], ["src/extension.ts"]);
  });

  it("begin each file with a line that says what it is for", () => {
    const silent = [...files, ...sourceFiles("test")].filter(
      (file) => !/^\/\/ \S.{10,}/.test(readFileSync(join(root, file), "utf8")),
    );
    assert.deepEqual(silent, []);
  });
});
