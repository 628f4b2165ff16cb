// A folder of files that hold what can be had again: replaced as a whole, swept when they are not needed.
import { mkdir, open, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileCache } from "../../core/ports/ports.js";
import { draftBeside, pathIn, renamePatiently, unlessMissing } from "./atomicFiles.js";

/** A younger file may be one that another window writes at this moment. */
const restMs = 60_000;

/** `folder`: absolute path; made with the first file. */
export function createFileCache(folder: string): FileCache {
  return {
    async read(name, limit) {
      const file = await open(pathIn(folder, name), "r").catch(unlessMissing);
      if (!file) return undefined;
      try {
        return (await file.stat()).size > limit ? "tooLarge" : await file.readFile("utf8");
      } finally {
        await file.close();
      }
    },

    async write(name, text) {
      const path = pathIn(folder, name);
      await mkdir(folder, { recursive: true });
      const draft = draftBeside(path);
      try {
        // Not waited for until it is on the disk: a damaged file after a crash is done without.
        await writeFile(draft, text, { encoding: "utf8", flag: "wx", mode: 0o600 });
        await renamePatiently(draft, path);
      } catch (thrown) {
        await rm(draft, { force: true });
        throw thrown;
      }
    },

    async remove(name) {
      await rm(pathIn(folder, name), { force: true });
    },

    async keepOnly(names) {
      const found = (await readdir(folder).catch(unlessMissing)) ?? [];
      for (const name of found.filter((each) => !names.includes(each))) {
        const path = join(folder, name);
        const about = await stat(path).catch(unlessMissing);
        if (about?.isFile() && Date.now() - about.mtimeMs > restMs) await rm(path, { force: true });
      }
    },
  };
}
