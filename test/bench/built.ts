// Builds the bundles as they are shipped, into a folder of its own: `dist` may hold a build for a debugger, or be in use.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import esbuild, { type BuildOptions, type BuildResult } from "esbuild";
import { repository } from "../host/cache";

/** Results in this order: the extension, what stands alone, the webviews. */
export async function buildBundles(folder: string): Promise<BuildResult[]> {
  const { bundles } = (await import(pathToFileURL(join(repository, ".ci/bundles.mjs")).href)) as {
    bundles: (where: { readonly outdir: string }) => BuildOptions[];
  };
  return Promise.all(bundles({ outdir: folder }).map((options) => esbuild.build(options)));
}
