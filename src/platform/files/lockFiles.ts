// Small files in one folder that all windows of the editor share; creating one is exclusive across processes.
import { link as linkFile, mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { VoiceError } from "../../core/errors.js";
import type { LockFiles } from "../../core/ports/ports.js";
import { codeOf, draftBeside, pathIn, properName, renamePatiently, unlessMissing } from "./atomicFiles.js";

/** `folder`: absolute path; made when the first lock file is claimed. `link`: for tests. */
export function createLockFiles(folder: string, link = linkFile): LockFiles {
  const exists = async (path: string) => (await stat(path).catch(unlessMissing)) !== undefined;

  return {
    async claim(name, text) {
      const path = pathIn(folder, name);
      await mkdir(folder, { recursive: true });
      if (await exists(path)) return false;
      const draft = draftBeside(path);
      try {
        await write(draft, text);
        // Under its name only when it is whole: half a file would be taken for one that a dead window left.
        await link(draft, path).catch((thrown) => {
          if (codeOf(thrown) === "EEXIST") throw thrown;
          // A disk without links.
          return write(path, text);
        });
        return true;
      } catch (thrown) {
        if (codeOf(thrown) === "EEXIST") return false;
        throw thrown;
      } finally {
        await rm(draft, { force: true });
      }
    },

    async read(name) {
      return await readFile(pathIn(folder, name), "utf8").catch(unlessMissing);
    },

    async replace(name, text) {
      const path = pathIn(folder, name);
      // What another window removed does not come back.
      if (!(await exists(path))) throw new VoiceError("bug", `There is no note ${name}.`);
      const draft = draftBeside(path);
      try {
        await write(draft, text);
        await renamePatiently(draft, path);
      } catch (thrown) {
        await rm(draft, { force: true });
        throw thrown;
      }
    },

    async remove(name) {
      await rm(pathIn(folder, name), { force: true });
    },

    async names() {
      const found = (await readdir(folder).catch(unlessMissing)) ?? [];
      return found.filter((name) => properName.test(name)).sort();
    },
  };
}

/** Creates the file, for this person's eyes only, and returns when it is on the disk: a lock file must survive a crash right after it. */
async function write(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text, "utf8");
    await file.sync();
  } catch (thrown) {
    await rm(path, { force: true });
    throw thrown;
  } finally {
    await file.close();
  }
}
