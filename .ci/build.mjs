// Builds the bundles into dist, and the list of licences, the walkthrough's pictures, the package's README and manual, and the types of the public API beside them; `--watch` keeps at it, `--dev` adds source maps.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import esbuild from "esbuild";
import { writeApiTypes } from "./apiTypes.mjs";
import { bundles, root } from "./bundles.mjs";
import { writeNotices } from "./notices.mjs";
import { writeGuides } from "./readme.mjs";
import { writePictures } from "./walkthrough.mjs";

const watch = process.argv.includes("--watch");
const all = bundles({ dev: watch || process.argv.includes("--dev") });

await rm(join(root, "dist"), { recursive: true, force: true });
await writePictures(join(root, "dist"));
await writeGuides(root, join(root, "dist"));
await writeApiTypes(root, join(root, "dist"));
if (watch) {
  for (const options of all) await (await esbuild.context(options)).watch();
} else {
  const built = await Promise.all(all.map((options) => esbuild.build(options)));
  await writeNotices(
    built.map(({ metafile }) => metafile),
    join(root, "dist/licenses.txt"),
  );
}
