// Writes a file beside the place where it belongs, and puts it there when it is whole.
import { open, realpath, rm, stat } from "node:fs/promises";
import type { AtomicFile } from "../../core/ports/ports.js";
import { draftBeside, renamePatiently } from "./atomicFiles.js";

/** `path`: absolute, in a folder that exists. Throws what the file system says. */
export async function openAtomicFile(path: string): Promise<AtomicFile> {
  // A link goes on leading to the file that is replaced.
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (found) => found.mode & 0o777,
    () => undefined,
  );
  const draft = draftBeside(target, ".part");
  const file = await open(draft, "wx", mode);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  const discard = async () => {
    await close().catch(() => undefined);
    await rm(draft, { force: true });
  };
  return {
    async write(text) {
      await file.writeFile(text, "utf8");
    },
    async finish() {
      try {
        await file.sync();
        await close();
        await renamePatiently(draft, target);
      } catch (thrown) {
        await discard();
        throw thrown;
      }
    },
    discard,
  };
}
