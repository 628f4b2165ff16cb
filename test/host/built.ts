// Builds the bundles into a folder of its own: `dist` may hold another build, or be in use.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import esbuild, { type BuildOptions, type BuildResult } from "esbuild";
import { repository } from "./editors/cache";

/** As they are shipped; `isForDebugger`: as `npm run watch` builds them. Results in this order: the extension, what stands alone, the webviews. */
export async function buildBundles(folder: string, isForDebugger = false): Promise<BuildResult[]> {
  const { bundles } = (await import(pathToFileURL(join(repository, ".ci/bundles.mjs")).href)) as {
    bundles: (where: { readonly outdir: string; readonly dev: boolean }) => BuildOptions[];
  };
  return Promise.all(bundles({ outdir: folder, dev: isForDebugger }).map((options) => esbuild.build(options)));
}
