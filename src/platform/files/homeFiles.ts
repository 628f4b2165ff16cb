// Reads small files below the person's home directory, again each time.
import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { decodeText } from "../../core/parsing/textFile.js";

/** Configurations are small: what is larger is none. Bytes. */
const largestFile = 1_000_000;

/** `path`: with forward slashes. Undefined = there is none. Throws where there is one that cannot be read. */
export async function readHomeFile(path: string): Promise<string | undefined> {
  const file = join(homedir(), ...path.split("/"));
  try {
    if ((await stat(file)).size > largestFile) throw new Error("the file is too large to be a configuration");
    return decodeText(await readFile(file));
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw thrown;
  }
}
