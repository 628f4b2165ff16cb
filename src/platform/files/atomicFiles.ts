// What lock files, caches and drafts have in common: names that mean the same on every system, and files that appear as a whole.
import { rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { VoiceError } from "../../core/errors.js";

/** Plain file names; drafts begin with a dot and so are none of these. */
export const properName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\.[A-Za-z0-9_-]{1,20}){0,2}$/;

/** Where a file of this name lies; throws for names that could lead elsewhere. */
export function pathIn(folder: string, name: string): string {
  if (!properName.test(name)) throw new VoiceError("bug", "This is no name for a file of ours.");
  return join(folder, name);
}

/**
 * Where the text is written before it takes the place of the file: a name that was never used before, not even by a process of the same
 * number that died over its draft. Short, whatever the alphabet: file systems count bytes.
 */
export function draftBeside(path: string, ending = ""): string {
  return join(dirname(path), `.${basename(path).slice(0, 60)}.${crypto.randomUUID().slice(0, 18)}${ending}`);
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

export function codeOf(thrown: unknown): string | undefined {
  return (thrown as NodeJS.ErrnoException | undefined)?.code;
}
