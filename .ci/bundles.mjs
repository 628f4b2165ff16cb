// Describes the bundles: what the editor loads at start, the parts that are loaded when first needed, and the webviews.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { slimUndici } from "./slimUndici.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const start = join(root, "src/extension.ts");

/** Reached by a dynamic import, sharing nothing: bundles of their own. */
const apart = { "src/platform/network/direct": "./direct.js", "src/demoCloud/places": "./demo.js" };
/** Reached by a dynamic import, sharing classes and state with what is there from the start: every other target of one is a part. */
const later = partsOf(importedLater());

/** Each folder of `media` with a `main.ts` is a page. */
const pages = Object.fromEntries(
  readdirSync(join(root, "media"))
    .filter((name) => existsSync(join(root, "media", name, "main.ts")))
    .map((name) => [name, `media/${name}/main.ts`]),
);

/** Paths without ending, below the root, of all files that an `import("…")` names. */
function importedLater() {
  const names = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(".ts") && !/^demoCloud\b/.test(name)).map((name) => join(root, "src", name));
  const found = files.flatMap((file) => {
    // A type is named the same way and loads nothing.
    const calls = readFileSync(file, "utf8").matchAll(/(?<![:<|&] |typeof )\bimport\("(\.[^"]+)\.js"\)/g);
    return [...calls].map(([, path]) => relative(root, resolve(dirname(file), path)).replaceAll("\\", "/"));
  });
  return [...new Set(found)].filter((path) => !(path in apart)).sort();
}

/** A part is called after its file; `index` and `runtime`, of which each cloud has one, after their folders too. */
function partsOf(paths) {
  const nameOf = (path) => {
    const [, , ...names] = path.split("/");
    const own = /^(index|runtime)$/.test(names.at(-1)) ? names.filter((name) => name !== "index") : names.slice(-1);
    if (own.length === 0) return "features";
    return own.map((name, at) => (at === 0 ? name : name[0].toUpperCase() + name.slice(1))).join("");
  };
  return Object.fromEntries(paths.map((path) => [nameOf(path), `${path}.ts`]));
}

const leaveOut = {
  name: "leave-out",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, (args) => {
      if (args.kind !== "dynamic-import") return undefined;
      // Sources write `./direct.js` for `direct.ts`.
      const path = relative(root, resolve(args.resolveDir, args.path))
        .replaceAll("\\", "/")
        .replace(/\.[jt]s$/, "");
      const file = apart[path];
      return file ? { path: file, external: true } : undefined;
    });
  },
};

/**
 * esbuild makes one file for each set of parts that share a module, and the start would have to load several. Here every later part says
 * that it needs all of the start, which has run before it anyway: so the start is one file.
 */
const keepStartWhole = {
  name: "keep-start-whole",
  setup(build) {
    const paths = new Set(Object.values(later).map((path) => join(root, path)));
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!paths.has(path)) return undefined;
      return { contents: `${await readFile(path, "utf8")}\nimport ${JSON.stringify(start)};`, loader: "ts" };
    });
  },
};

/** Chinese as it is: escaped, each of its characters takes twice the bytes. */
const charset = "utf8";

/** esbuild splits ES modules only, and the editor loads CommonJS two to four times as fast: each file is rewritten on its way to the disk. */
const writeAsCommonJs = {
  name: "write-as-common-js",
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const supported = { "dynamic-import": false };
        const { code } = await esbuild.transform(text, {
          format: "cjs",
          platform: "node",
          target: "node20",
          minify: true,
          charset,
          supported,
        });
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, code);
      }
    });
  },
};

/**
 * `dev`: readable, with source maps. `outdir`: below the root, or absolute.
 * @returns {import("esbuild").BuildOptions[]}
 */
export function bundles({ dev = false, outdir = "dist" } = {}) {
  const shared = {
    bundle: true,
    minify: !dev,
    sourcemap: dev ? "linked" : false,
    metafile: true,
    logLevel: "warning",
    absWorkingDir: root,
    legalComments: "none",
  };
  const host = { ...shared, charset, outdir, platform: "node", target: "node20", external: ["vscode"] };
  const commonJs = { format: "cjs", supported: { "dynamic-import": false } };
  const standalone = {
    ...host,
    ...commonJs,
    entryPoints: {
      direct: "src/platform/network/direct.ts",
      demo: "src/demoCloud/places.ts",
      recordingsWorker: "src/features/recordings/worker/index.ts",
    },
    plugins: [slimUndici],
  };
  const whole = { ...host, ...commonJs, entryPoints: { extension: start }, plugins: [leaveOut] };
  const split = {
    ...host,
    format: "esm",
    splitting: true,
    entryPoints: { extension: start, ...later },
    chunkNames: "shared-[hash]",
    write: false,
    plugins: [leaveOut, keepStartWhole, writeAsCommonJs],
  };
  const webviews = {
    ...shared,
    entryPoints: { ...pages, codicon: "node_modules/@vscode/codicons/dist/codicon.css" },
    outdir: join(outdir, "media"),
    platform: "browser",
    target: "es2022",
    format: "esm",
    loader: { ".ttf": "file" },
    assetNames: "[name]",
    tsconfig: "media/tsconfig.json",
  };
  // Source maps would not survive the rewriting to CommonJS: for a debugger the later parts lie in the one file.
  return [dev ? whole : split, standalone, webviews];
}
