// Builds the bundles: the extension, its two lazily loaded parts (network, local cloud) and the webviews; `--watch` keeps at it, `--dev` adds source maps.
import { rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { slimUndici } from "./slimUndici.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const watch = process.argv.includes("--watch");
const dev = watch || process.argv.includes("--dev");

/** Modules that stay out of the main bundle and are loaded by a dynamic import when first needed. */
const lazy = { "src/platform/direct": "./direct.js", "src/demo/places": "./demo.js" };

const leaveLazyModulesOut = {
  name: "leave-lazy-modules-out",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, (args) => {
      if (args.kind !== "dynamic-import") return undefined;
      // Sources write `./direct.js` for `direct.ts`.
      const path = relative(root, resolve(args.resolveDir, args.path)).replaceAll("\\", "/").replace(/\.[jt]s$/, "");
      const file = lazy[path];
      return file ? { path: file, external: true } : undefined;
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  minify: !dev,
  sourcemap: dev ? "linked" : false,
  metafile: true,
  logLevel: "warning",
  absWorkingDir: root,
  legalComments: "none",
};

/** @type {import("esbuild").BuildOptions} */
const host = {
  ...shared,
  entryPoints: { extension: "src/extension.ts", direct: "src/platform/direct.ts", demo: "src/demo/places.ts" },
  outdir: "dist",
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  supported: { "dynamic-import": false },
  plugins: [leaveLazyModulesOut, slimUndici],
};

/** @type {import("esbuild").BuildOptions} */
const webviews = {
  ...shared,
  entryPoints: { detail: "media/detail/main.ts", codicon: "node_modules/@vscode/codicons/dist/codicon.css" },
  outdir: "dist/media",
  platform: "browser",
  target: "es2022",
  format: "esm",
  loader: { ".ttf": "file" },
  assetNames: "[name]",
  tsconfig: "media/tsconfig.json",
};

await rm(join(root, "dist"), { recursive: true, force: true });
if (watch) {
  for (const options of [host, webviews]) await (await esbuild.context(options)).watch();
} else {
  await Promise.all([host, webviews].map((options) => esbuild.build(options)));
}
