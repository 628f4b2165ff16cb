// Installs the editors that npm carries: VS Code's own server with its workbench for a browser.
import { copyFile, cp, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { cached, installPackage, npm } from "./cache";
import { type EditorName, editorVersions, nodePackage } from "./versions";

export interface Editor {
  readonly name: EditorName;
  /** Version of VS Code. */
  readonly version: string;
  /** The Node that runs its server. */
  readonly node: string;
  /** The server's main script. */
  readonly main: string;
  /** A folder with the few extensions of the editor that the tests need, in place of its hundred: those take longer to start than all else. */
  readonly fewExtensions: string;
}

/** The editor's own extensions that tests need: colours, icons, and JSON in its colours. */
const isNeeded = (extension: string) => extension === "json" || extension.startsWith("theme-");

export async function installEditor(name: EditorName): Promise<Editor> {
  const version = editorVersions[name];
  const nodeOf = nodePackage(version, { node: process.versions.node, platform: process.platform, arch: process.arch });
  const [server, nodeFolder] = await Promise.all([
    cached(`code-server-${version.codeServer}`, (folder) => installServer(folder, version.codeServer)),
    nodeOf && cached(nodeOf.replace("@", "-"), (folder) => installPackage(folder, nodeOf)),
  ]);
  const main = join(server, "node_modules/code-server/lib/vscode/out/server-main.js");
  return {
    name,
    version: version.vscode,
    node: nodeFolder ? join(nodeFolder, "node_modules", nodeOf!.split("@")[0]!, "bin", "node") : process.execPath,
    main,
    fewExtensions: await cached(`few-extensions-${version.codeServer}`, (folder) =>
      copyNeeded(join(main, "../../extensions"), folder),
    ),
  };
}

async function installServer(folder: string, version: string): Promise<void> {
  await installPackage(folder, `code-server@${version}`);
  const vscode = join(folder, "node_modules/code-server/lib/vscode");
  await npm(vscode, "install", "--omit=dev");
  // The server cannot start without this native module; everything else it lacks is optional.
  await copyFile(join(__dirname, "fileLogger.cjs"), join(vscode, "node_modules/@vscode/spdlog/index.js"));
}

async function copyNeeded(from: string, to: string): Promise<void> {
  const needed = (await readdir(from)).filter(isNeeded);
  await mkdir(to, { recursive: true });
  for (const name of needed) await cp(join(from, name), join(to, name), { recursive: true });
}
