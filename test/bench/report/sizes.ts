// Weighs what is shipped: the bundles, as they are and compressed, and the package.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { repository } from "../../host/editors/cache";
import { filesAtStart } from "../atStart";
import type { Measure } from "./measures";

/** The main bundle's limit, in KB of 1000 bytes: what the editor reads when it starts the extension. */
export const mainLimit = 100;
const packageLimit = 1000;

const run = promisify(execFile);

export async function weighBundles(dist: string): Promise<Measure[]> {
  const files = (await readdir(dist, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const weighed = await Promise.all(paths.map(async (path) => weigh(path.slice(dist.length + 1), await readFile(path))));
  const atStart = await filesAtStart(dist);
  const sizes = await Promise.all(atStart.map(async (name) => (await stat(join(dist, name))).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const note = atStart.join(" + ");
  return [
    { group: "Bundles", name: "all that is read at start", value: total / 1000, unit: "KB", budget: mainLimit, note },
    ...weighed,
  ];
}

function weigh(name: string, content: Buffer): Measure {
  const compressed = (gzipSync(content).length / 1000).toFixed(1);
  return { group: "Bundles", name, value: content.length / 1000, unit: "KB", note: `${compressed} KB compressed` };
}

const vsix = join(repository, "voice-training-jobs.vsix");

/** Gives the path of the package. */
export async function packageExtension(): Promise<string> {
  await run("npm", ["run", "--silent", "package"], { cwd: repository, shell: process.platform === "win32" });
  return vsix;
}

/** Makes the package as it is published, which may need files that are not there yet. */
export async function weighPackage(): Promise<Measure> {
  const measure = { group: "Package", name: "voice-training-jobs.vsix", unit: "KB", budget: packageLimit } as const;
  try {
    await packageExtension();
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    const reason = `${stderr ?? ""}\n${stdout ?? ""}`.split("\n").find((line) => line.includes("ERROR")) ?? String(error);
    return { ...measure, note: `cannot be made yet: ${reason.trim()}` };
  }
  if (!existsSync(vsix)) return { ...measure, note: "was not written" };
  return { ...measure, value: (await stat(vsix)).size / 1000 };
}
