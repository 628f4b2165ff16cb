// Bundles the editor tests for the extension host: one file for each, since they may import parts of the extension.
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { repository } from "./editors/cache";

/** Gives the path of the module that exports `run`; each name has a folder of its own, so that two runs do not meet. */
export async function bundleEditorTests(name: string): Promise<string> {
  const source = join(repository, "test/editor");
  const target = join(repository, "out", `editor-${name}`);
  const tests = (await readdir(source, { recursive: true })).filter((file) => file.endsWith(".test.ts"));
  await rm(target, { recursive: true, force: true });
  await build({
    entryPoints: ["index.ts", ...tests].map((file) => join(source, file)),
    outdir: target,
    entryNames: "[name]",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  return join(target, "index.js");
}
