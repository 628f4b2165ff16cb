// The walls between rooms: reads every import and compares it with what its room may use.
import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import ts from "typescript-api";
import { circlesOf } from "../fakes/circles";

const root = join(import.meta.dirname, "../..");

/** What a room may import besides its own files: rooms by folder, packages by name, `node:` modules one by one. */
interface Wall {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

const walls: Readonly<Record<string, Wall>> = {
  core: { rooms: [], packages: [] },
  protocol: { rooms: [], packages: [] },
  contributions: { rooms: [], packages: [] },
  "clouds/shared": { rooms: ["core"], packages: ["valibot", "node:crypto"] },
  "clouds/<cloud>": { rooms: ["core", "clouds/shared"], packages: ["valibot", "node:crypto"] },
  clouds: { rooms: ["core", "clouds/<cloud>"], packages: [] },
  platform: {
    rooms: ["core"],
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
      "node:worker_threads",
    ],
  },
  services: { rooms: ["core"], packages: [] },
  text: { rooms: ["core", "protocol"], packages: ["@vscode/l10n"] },
  ui: { rooms: ["core", "services", "text", "protocol", "contributions"], packages: ["vscode", "node:crypto"] },
  "features/<feature>": { rooms: ["core", "services"], packages: [] },
  "features/<feature>/text": {
    rooms: ["core", "protocol", "text", "features/<feature>"],
    packages: ["@vscode/l10n"],
  },
  "features/<feature>/ui": {
    rooms: ["core", "services", "text", "ui", "protocol", "contributions", "features/<feature>", "features/<feature>/text"],
    packages: ["vscode", "node:crypto"],
  },
  /** Runs in threads of its own, where files are read. */
  "features/<feature>/worker": { rooms: ["core", "features/<feature>"], packages: ["node:*"] },
  /** The registry knows each feature by what it shows, and nothing knows the registry but the wiring. */
  features: {
    rooms: ["core", "services", "text", "ui", "contributions", "features/<feature>", "features/<feature>/ui"],
    packages: ["vscode"],
  },
  api: { rooms: ["core", "services"], packages: [] },
  demoCloud: { rooms: [], packages: ["node:http", "node:crypto", "node:zlib", "node:net", "node:util", "node:os"] },
  media: { rooms: ["protocol"], packages: ["lit", "lit/*", "@vscode-elements/elements/*"] },
};

/** Which feature may use another one. Five or fewer: what more of them share belongs to the kernel. */
const pairs: readonly string[] = [
  "details → history",
  "languageModel → details",
  "languageModel → submit",
  "submit → history",
  "submitBatch → submit",
];

/** Parts of the kit that wait for their second user. */
const kit: readonly string[] = [];

/** A room by its kind, and whose it is where there are several: a cloud, a feature. */
interface Room {
  readonly kind: string;
  readonly owner?: string;
}

/** Room of a file by its path below the root. */
function roomOf(file: string): Room {
  const [top, room = "", owner = "", part = ""] = file.replace(/\.[jt]s$/, "").split("/");
  if (top === "media") return { kind: "media" };
  const isInside = file.split("/").length > 3;
  if (room === "clouds" && isInside) return owner === "shared" ? { kind: "clouds/shared" } : { kind: "clouds/<cloud>", owner };
  if (room === "features" && isInside) {
    const floor = file.split("/").length > 4 && /^(ui|text|worker)$/.test(part) ? `/${part}` : "";
    return { kind: `features/<feature>${floor}`, owner };
  }
  return { kind: room };
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

const textOf = (file: string) => readFileSync(join(root, file), "utf8");
const parse = (file: string, text = textOf(file)) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

function importsOf(file: string, text = textOf(file)): Import[] {
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
  visit(parse(file, text));
  return found;
}

/** `a → b` where one feature uses another. */
function pairOf({ from, what, isFile }: Import): string | undefined {
  if (!isFile) return undefined;
  const [user, used] = [roomOf(from), roomOf(what)];
  const isPair = [user, used].every(({ kind }) => kind.startsWith("features/")) && user.owner !== used.owner;
  return isPair ? `${user.owner} → ${used.owner}` : undefined;
}

/** Why an import is forbidden; undefined = it is allowed. */
function complaint(each: Import): string | undefined {
  const { from, what, isFile, isType } = each;
  const room = roomOf(from);
  // The wiring may use everything.
  if (/^(extension|createKernel)$/.test(room.kind)) return undefined;
  const wall = walls[room.kind];
  if (!wall) return `${from} is in no known room`;
  const refusal = `${from} must not import ${what}`;
  if (!isFile) {
    // Types weigh nothing: only the package root has them.
    if (room.kind === "platform" && what === "undici" && isType) return undefined;
    const fits = wall.packages.some((name) => name === what || (name.endsWith("*") && what.startsWith(name.slice(0, -1))));
    return fits ? undefined : refusal;
  }
  const target = roomOf(what);
  const pair = pairOf(each);
  if (pair) return pairs.includes(pair) ? undefined : `${refusal} (${pair})`;
  if (target.kind === room.kind && target.owner === room.owner) return undefined;
  const isForeign = room.owner !== undefined && target.owner !== undefined && target.owner !== room.owner;
  return wall.rooms.includes(target.kind) && !isForeign ? undefined : refusal;
}

describe("walls", () => {
  const files = [...sourceFiles("src"), ...sourceFiles("media")];
  const imports = files.flatMap((file) => importsOf(file));
  /** Imports of files, as `.ts` on both sides. */
  const inside = imports.flatMap(({ from, what, isFile }) => (isFile ? [[from, what.replace(/\.js$/, ".ts")] as const] : []));

  it("let a room import only what the table allows", () => {
    assert.ok(files.length > 50, "the reader found the files");
    assert.deepEqual(
      imports.flatMap((each) => complaint(each) ?? []),
      [],
    );
  });

  it("notice what is forbidden, and nothing else", () => {
    const forbidden: readonly (readonly [file: string, text: string])[] = [
      ["src/core/x.ts", 'import { t } from "../services/x.js";'],
      ["src/core/jobs/x.ts", 'import * as vscode from "vscode";'],
      ["src/services/x.ts", 'import { clouds } from "../clouds/index.js";'],
      ["src/services/refresh/x.ts", 'const x = await import("../../platform/network/http.js");'],
      ["src/services/x.ts", 'import { request } from "undici";'],
      ["src/services/x.ts", 'import type { X } from "../features/tree/treeModel.js";'],
      ["src/clouds/huawei/x.ts", 'import { sign } from "../alibaba/api/sign.js";'],
      ["src/clouds/brandNew/x.ts", 'import type { Sessions } from "../../services/connections/sessions.js";'],
      ["src/clouds/brandNew/x.ts", 'import http from "node:http";'],
      ["src/ui/x.ts", 'import { clouds } from "../clouds/index.js";'],
      ["src/ui/x.ts", 'import { createHandlers } from "../features/index.js";'],
      ["src/text/x.ts", 'export { Report } from "../ui/errorReporter.js";'],
      ["src/features/tree/x.ts", 'import * as vscode from "vscode";'],
      ["src/features/tree/x.ts", 'import { x } from "./text/x.js";'],
      ["src/features/tree/text/x.ts", 'import { x } from "../ui/x.js";'],
      ["src/features/tree/ui/x.ts", 'import { x } from "../../export/exportJobs.js";'],
      ["src/features/tree/ui/x.ts", 'import { createHandlers } from "../../index.js";'],
      ["src/demoCloud/x.ts", 'import { sign } from "../clouds/huawei/api/sign.js";'],
      ["media/details/x.ts", 'import type { VoiceJob } from "../../src/core/jobs/job.js";'],
      ["src/protocol/x.ts", 'type X = import("../core/jobs/job.js").VoiceJob;'],
      ["src/newRoom/x.ts", 'import { x } from "../core/x.js";'],
    ];
    for (const [file, text] of forbidden) assert.ok(importsOf(file, text).some(complaint), `${file}: ${text}`);
    const allowed: readonly (readonly [file: string, text: string])[] = [
      [
        "src/clouds/brandNew/x.ts",
        'import { VoiceError } from "../../core/errors.js"; import * as v from "valibot"; import { E } from "../shared/api/exchange.js";',
      ],
      ["src/features/tree/ui/x.ts", 'import * as vscode from "vscode"; import { t } from "../text/rowText.js";'],
      ["src/features/tree/text/x.ts", 'import type { T } from "../treeModel.js";'],
    ];
    for (const [file, text] of allowed) assert.ok(!importsOf(file, text).some(complaint), text);
  });

  it("are those that ARCHITECTURE.md shows", () => {
    const rows = [...textOf("ARCHITECTURE.md").matchAll(/^\| `(?:src\/)?([^`]+?)(?:\.ts)?` \| [^|]+ \| ([^|]+) \|$/gm)];
    const shown = rows.map(([, room, names]) => [room, names === "nothing" ? [] : names!.split(", ").sort()]);
    // Packages by their names: which parts of them, only the test says.
    const nameOf = (what: string) =>
      what.startsWith("node:") && what !== "node:crypto" ? "node" : what.replace(/(\/elements)?\/\*$/, "");
    const held = Object.entries(walls).map(([room, { rooms, packages }]) => {
      const names = packages.map(nameOf);
      // A room with many of node's modules has crypto among them.
      const isWide = names.includes("node");
      return [room, [...rooms, ...new Set(names.filter((name) => !(isWide && name === "node:crypto")))].sort()];
    });
    assert.deepEqual(Object.fromEntries(shown), Object.fromEntries(held));
  });

  it("have few doors between features, and none that is not used", () => {
    assert.ok(pairs.length <= 5);
    assert.deepEqual([...new Set(imports.flatMap((each) => pairOf(each) ?? []))].sort(), [...pairs].sort());
  });

  it("leave no circle, types included", () => {
    assert.deepEqual(circlesOf([["a", "b"], ["b", "c"], ["c", "b"]]), [["b", "c"]]); // biome-ignore format: one line reads better
    assert.deepEqual(circlesOf(inside), []);
  });

  it("have what one feature alone uses inside that feature", () => {
    const users = new Map<string, Set<string>>();
    for (const [from, what] of inside) {
      const { kind, owner } = roomOf(from);
      users.set(what, (users.get(what) ?? new Set()).add(kind.startsWith("features/") ? `features/${owner}` : kind));
    }
    const misplaced = [...users].flatMap(([file, rooms]) => {
      const [only] = rooms;
      const isShared = /^(services|text|ui|core)$/.test(roomOf(file).kind) && !kit.includes(file);
      return isShared && rooms.size === 1 && only?.startsWith("features/") ? [`${file} is used by ${only} alone`] : [];
    });
    assert.deepEqual(misplaced, []);
  });

  it("know each exported type by a name of its own", () => {
    const places = new Map<string, string[]>();
    for (const file of sourceFiles("src")) {
      for (const statement of parse(file).statements) {
        const isType =
          ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isClassDeclaration(statement);
        if (!isType || !statement.name) continue;
        if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
        // Files of the same name of two clouds rhyme, and so may their types.
        const rhyme = file.replace(/^src\/clouds\/(?!shared\/)[^/]+\//, "src/clouds/<cloud>/");
        const known = places.get(statement.name.text) ?? [];
        if (!known.includes(rhyme)) places.set(statement.name.text, [...known, rhyme]);
      }
    }
    assert.ok(places.size > 300);
    assert.deepEqual(
      [...places].flatMap(([name, where]) => (where.length > 1 ? [`${name}: ${where.join(", ")}`] : [])),
      [],
    );
  });

  it("keep undici in one file, types aside, and never its package root", () => {
    const users = imports.filter(({ what, isType }) => /^undici(\/|$)/.test(what) && !isType);
    assert.deepEqual([...new Set(users.map(({ from }) => from))], ["src/platform/network/direct.ts"]);
    assert.ok(users.every(({ what }) => what.startsWith("undici/")));
  });

  it("let only the wiring import clouds, platform and the local cloud", () => {
    const inner = /^src\/(clouds|platform|demoCloud)(\/|$)/;
    const users = inside.filter(([from, what]) => inner.test(what) && !inner.test(from));
    assert.deepEqual([...new Set(users.map(([from]) => from))], ["src/createKernel.ts"]);
  });

  it("have the vocabulary compile without node: no timer, no process, no file", () => {
    const { compilerOptions } = JSON.parse(textOf("src/core/tsconfig.json"));
    assert.deepEqual(compilerOptions.types, []);
    assert.match(JSON.parse(textOf("package.json")).scripts.types, /tsc -p src\/core/);
  });

  it("begin each file with a line that says what it is for", () => {
    const silent = [...files, ...sourceFiles("test")].filter((file) => !/^\/\/ \S.{10,}/.test(textOf(file)));
    assert.deepEqual(silent, []);
  });
});
