// Describes the bundles: what the editor loads at start, the parts that are loaded when first needed, and the webviews.
import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { slimUndici } from "./slimUndici.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const start = join(root, "src/extension.ts");

/** Reached by a dynamic import, sharing nothing with anybody: bundles of their own. */
const apart = { "src/platform/direct": "./direct.js", "src/demo/places": "./demo.js" };
/** Reached by a dynamic import, sharing classes and state with what is there from the start. */
const later = {
  ...cloudParts(),
  acts: "src/ui/acts.ts",
  detail: "src/ui/detailPanels.ts",
  createJob: "src/ui/creating.ts",
  deleteJobs: "src/ui/deleteFlow.ts",
  doctor: "src/ui/doctorFlow.ts",
  drafts: "src/platform/drafts.ts",
  export: "src/ui/exportFlow.ts",
  jobText: "src/ui/jobText.ts",
  jobLinks: "src/ui/jobLinks.ts",
  modelTools: "src/ui/modelTools.ts",
  openById: "src/ui/openById.ts",
  search: "src/ui/searchFlow.ts",
  submit: "src/ui/submitting.ts",
  submitMany: "src/ui/submitManyFlow.ts",
  drawer: "src/platform/drawer.ts",
  filteredPage: "src/services/filteredPage.ts",
  follow: "src/ui/follow.ts",
  http: "src/platform/http.ts",
  memory: "src/services/memory.ts",
  probes: "src/platform/probes.ts",
  reading: "src/services/reading.ts",
  report: "src/ui/report.ts",
  tree: "src/ui/jobTree.ts",
  keyGuard: "src/services/keyGuard.ts",
  usedValues: "src/services/usedValues.ts",
};

/** A cloud's verbs and its advice, by the name of its folder: a new one needs no line here. */
function cloudParts() {
  const parts = readdirSync(join(root, "src/clouds")).flatMap((cloud) => [
    [cloud, `src/clouds/${cloud}/verbs.ts`],
    [`${cloud}Advice`, `src/clouds/${cloud}/advice.ts`],
  ]);
  return Object.fromEntries(parts.filter(([, path]) => existsSync(join(root, path))));
}

const leaveOut = {
  name: "leave-out",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, (args) => {
      if (args.kind !== "dynamic-import") return undefined;
      // Sources write `./direct.js` for `direct.ts`.
      const path = relative(root, resolve(args.resolveDir, args.path)).replaceAll("\\", "/").replace(/\.[jt]s$/, "");
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

/** esbuild splits ES modules only, and the editor loads CommonJS: each file is rewritten on its way to the disk. */
const writeAsCommonJs = {
  name: "write-as-common-js",
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const supported = { "dynamic-import": false };
        const { code } = await esbuild.transform(text, { format: "cjs", platform: "node", target: "node20", minify: true, supported });
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
  const host = { ...shared, outdir, platform: "node", target: "node20", external: ["vscode"] };
  const commonJs = { format: "cjs", supported: { "dynamic-import": false } };
  const standalone = {
    ...host,
    ...commonJs,
    entryPoints: { direct: "src/platform/direct.ts", demo: "src/demo/places.ts" },
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
    entryPoints: { detail: "media/detail/main.ts", codicon: "node_modules/@vscode/codicons/dist/codicon.css" },
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
