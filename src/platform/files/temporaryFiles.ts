// Files that are needed for a while, in one folder that all windows share: what windows that are gone have left is removed with the next one.
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TemporaryFiles, WindowRegistry } from "../../core/ports/ports.js";
import { packageNames } from "../../core/storedNames.js";
import { unlessMissing } from "./atomicFiles.js";

export function createTemporaryFiles(folder: string, windows: WindowRegistry, nonce: () => string): TemporaryFiles {
  async function sweep(): Promise<void> {
    const names = (await readdir(folder).catch(unlessMissing)) ?? [];
    const left = names.filter((name) => !windows.isOpen(packageNames.windowOf(name)));
    // Another window may be at it, too.
    await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)));
  }
  return {
    async newPath() {
      await sweep();
      await mkdir(folder, { recursive: true });
      return join(folder, packageNames.file(windows.own, nonce()));
    },
    async remove(path) {
      for (const each of [path, draftOf(path)]) await rm(each, { recursive: true, force: true }).catch(() => undefined);
    },
  };
}

/** Where a package is written before it is whole. */
function draftOf(path: string): string {
  return `${path}.part`;
}
