// Puts extensions into the folder of a server that has not started yet.
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Editor } from "./editors";

/** What the editor unpacked from each .vsix in this process, to be copied for every further server: unpacking takes 2 s. */
const unpacked = new Map<string, Promise<string>>();

/** Installs a .vsix file, or links a built folder as if it had been one, so that a rebuild shows after a reload. */
export async function installExtension(editor: Editor, extension: string, serverFolder: string): Promise<void> {
  const target = join(serverFolder, "extensions");
  if (!extension.endsWith(".vsix")) {
    const { publisher, name, version } = JSON.parse(await readFile(join(extension, "package.json"), "utf8"));
    await mkdir(target, { recursive: true });
    await symlink(extension, join(target, `${publisher}.${name}-${version}`), "junction");
    return;
  }
  await cp(await unpackExtension(editor, extension), target, { recursive: true });
}

/** Gives a folder with what the editor made of a .vsix file: the extension in a folder of its own. It goes with this process. */
export function unpackExtension(editor: Editor, vsix: string): Promise<string> {
  const key = `${editor.name} ${vsix}`;
  const source = unpacked.get(key) ?? unpack(editor, vsix);
  unpacked.set(key, source);
  return source;
}

async function unpack(editor: Editor, vsix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "voice-jobs-vsix-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await promisify(execFile)(editor.node, [
    editor.main,
    "--install-extension",
    vsix,
    "--server-data-dir",
    folder,
    "--accept-server-license-terms",
  ]);
  const extensions = join(folder, "extensions");
  // The list names this folder; a server without one makes its own from the folders it finds.
  await rm(join(extensions, "extensions.json"), { force: true });
  const [name] = await readdir(extensions);
  if (!name) throw new Error(`The editor installed nothing from ${vsix}`);
  return extensions;
}
