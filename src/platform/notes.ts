// Small files in one folder that all windows of the editor share; creating one is exclusive across processes.
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { VoiceError } from "../core/errors.js";
import type { Notes } from "../core/ports.js";

/** Plain file names on every system; drafts begin with a dot and so are no notes. */
export const properName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\.[A-Za-z0-9_-]{1,20}){0,2}$/;

let drafts = 0;

/** `folder`: absolute path; made when the first note is claimed. */
export function createNotes(folder: string): Notes {
  const pathOf = (name: string): string => {
    if (!properName.test(name)) throw new VoiceError("bug", "This is no name for a note.");
    return join(folder, name);
  };

  return {
    async claim(name, text) {
      const path = pathOf(name);
      await mkdir(folder, { recursive: true });
      try {
        await write(path, text);
        return true;
      } catch (thrown) {
        if (codeOf(thrown) === "EEXIST") return false;
        throw thrown;
      }
    },

    async read(name) {
      return await readFile(pathOf(name), "utf8").catch(unlessMissing);
    },

    async replace(name, text) {
      const path = pathOf(name);
      // What somebody else removed does not come back.
      if (!(await stat(path).catch(unlessMissing))) throw new VoiceError("bug", `There is no note ${name}.`);
      const draft = join(folder, `.${name}.${process.pid}-${drafts++}`);
      try {
        await write(draft, text);
        await renamePatiently(draft, path);
      } catch (thrown) {
        await rm(draft, { force: true });
        throw thrown;
      }
    },

    async remove(name) {
      await rm(pathOf(name), { force: true });
    },

    async names() {
      const found = (await readdir(folder).catch(unlessMissing)) ?? [];
      return found.filter((name) => properName.test(name)).sort();
    },
  };
}

/** Creates the file, for this person's eyes only, and returns when it is on the disk: a note must survive a crash right after it. */
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

/** On Windows a file that another window reads at this moment cannot be replaced. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await rename(from, to);
    } catch (thrown) {
      if (tries === 5 || !/^(EPERM|EACCES|EBUSY)$/.test(codeOf(thrown) ?? "")) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 20 * tries));
    }
  }
}

export function unlessMissing(thrown: unknown): undefined {
  if (codeOf(thrown) !== "ENOENT") throw thrown;
}

function codeOf(thrown: unknown): string | undefined {
  return (thrown as NodeJS.ErrnoException | undefined)?.code;
}
