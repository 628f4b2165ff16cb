// Installs the editors that npm carries: VS Code's own server with its workbench for a browser.
import { copyFile } from "node:fs/promises";
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
}

export async function installEditor(name: EditorName): Promise<Editor> {
  const version = editorVersions[name];
  const nodeOf = nodePackage(version, { node: process.versions.node, platform: process.platform, arch: process.arch });
  const [server, nodeFolder] = await Promise.all([
    cached(`code-server-${version.codeServer}`, (folder) => installServer(folder, version.codeServer)),
    nodeOf && cached(nodeOf.replace("@", "-"), (folder) => installPackage(folder, nodeOf)),
  ]);
  return {
    name,
    version: version.vscode,
    node: nodeFolder ? join(nodeFolder, "node_modules", nodeOf!.split("@")[0]!, "bin", "node") : process.execPath,
    main: join(server, "node_modules/code-server/lib/vscode/out/server-main.js"),
  };
}

async function installServer(folder: string, version: string): Promise<void> {
  await installPackage(folder, `code-server@${version}`);
  const vscode = join(folder, "node_modules/code-server/lib/vscode");
  await npm(vscode, "install", "--omit=dev");
  // The server cannot start without this native module; everything else it lacks is optional.
  await copyFile(join(__dirname, "fileLogger.cjs"), join(vscode, "node_modules/@vscode/spdlog/index.js"));
}
