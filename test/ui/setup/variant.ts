// Builds the extension with one more cloud in its registry: one line, as the registry says, and nothing else.
import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { repository } from "../../host/editors/cache";

/** Puts an unpacked extension into the folder. `name`: of the exported cloud; `path`: of its index. */
export async function buildWithCloud(folder: string, name: string, path: string): Promise<void> {
  const { bundles } = (await import(join(repository, ".ci/bundles.mjs"))) as {
    bundles: (options: { outdir: string }) => BuildOptions[];
  };
  const all = bundles({ outdir: join(folder, "dist") });
  await Promise.all(all.map((options) => build({ ...options, plugins: [oneMoreCloud(name, path), ...(options.plugins ?? [])] })));
  for (const file of ["package.json", "package.nls.json", "l10n"])
    await cp(join(repository, file), join(folder, file), { recursive: true });
  await mkdir(join(folder, "media"));
  await cp(join(repository, "media/activity.svg"), join(folder, "media/activity.svg"));
}

function oneMoreCloud(name: string, path: string): Plugin {
  return {
    name: "one-more-cloud",
    setup(builder) {
      builder.onLoad({ filter: /[\\/]src[\\/]clouds[\\/]index\.ts$/ }, async (file) => {
        const registry = await readFile(file.path, "utf8");
        const longer = registry.replace(/(readonly Cloud\[\] = \[[^\]]*?),?\s*\]/, `$1, ${name}]`);
        if (longer === registry) throw new Error("The registry of clouds is no list any more");
        return { contents: `import { ${name} } from ${JSON.stringify(path)};\n${longer}`, loader: "ts" };
      });
    },
  };
}
