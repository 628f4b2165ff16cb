// Looks at a file that a person chose: how large it is, when it was changed, and how it begins.
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { LocalFile } from "../../core/ports/fileSender.js";

const headBytes = 16;

/** Undefined = there is no such file, or it is none. Never waits for what is no file, such as a pipe. */
export async function lookAtFile(path: string): Promise<LocalFile | undefined> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  if (!file) return undefined;
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return undefined;
    const head = new Uint8Array(Math.min(headBytes, stat.size));
    await file.read(head, 0, head.length, 0);
    return { path, size: stat.size, modifiedAt: stat.mtimeMs, head };
  } finally {
    await file.close();
  }
}
