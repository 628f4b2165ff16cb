// Reads small files below the person's home directory, anew each time.
import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** Configurations are small: what is larger is none. Bytes. */
const largestFile = 1_000_000;

/** `path`: with forward slashes. Undefined = there is none, or it cannot be read. */
export async function readHomeFile(path: string): Promise<string | undefined> {
  const file = join(homedir(), ...path.split("/"));
  try {
    return (await stat(file)).size > largestFile ? undefined : await readFile(file, "utf8");
  } catch {
    return undefined;
  }
}
