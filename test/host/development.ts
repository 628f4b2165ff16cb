// The extension as its developers run it: built for a debugger, unpacked, in a folder of its own.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBundles } from "./built";
import { repository } from "./editors/cache";

const files = ["package.json", "package.nls.json", "package.nls.zh-cn.json", "README.md", "media", "l10n"];

export interface Development {
  /** To be installed like a packaged one. */
  readonly folder: string;
  remove(): Promise<void>;
}

export async function buildDevelopment(): Promise<Development> {
  const folder = await mkdtemp(join(tmpdir(), "voice-jobs-development-"));
  await Promise.all(files.map((file) => cp(join(repository, file), join(folder, file), { recursive: true })));
  await buildBundles(join(folder, "dist"), true);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
