// The one table of the programs that npm carries for the tests: two editors, their Node, a browser and a Chinese font.

export type EditorName = "floor" | "newest";

export interface EditorVersion {
  /** Version of VS Code itself, as @vscode/test-electron names it. */
  readonly vscode: string;
  /** The npm package code-server of this version carries that VS Code. */
  readonly codeServer: string;
  /** Major version of Node that its server is built for. */
  readonly nodeMajor: number;
  /** The exact Node taken from npm where the machine runs another major version. */
  readonly node: string;
}

/** "floor" is the lowest version in `engines.vscode`, "newest" the last one that was tried. */
export const editorVersions: Readonly<Record<EditorName, EditorVersion>> = {
  floor: { vscode: "1.100.3", codeServer: "4.100.3", nodeMajor: 20, node: "20.20.2" },
  newest: { vscode: "1.139.1", codeServer: "4.139.1", nodeMajor: 24, node: "24.21.0" },
};

/** Eclipse Theia, which is other code with the same API for extensions: an application that its command line makes of these packages. */
export const theiaVersion = "1.74.1";
/** The first and the last version seen that never asks the provider of a view with `viewsWelcome`. */
export const theiaFault = ["1.73", "1.75"] as const;
export const theiaPackages = [
  "cli",
  "core",
  "editor",
  "file-search",
  "filesystem",
  "markers",
  "messages",
  "monaco",
  "navigator",
  "output",
  "plugin-ext",
  "plugin-ext-vscode",
  "preferences",
  "search-in-workspace",
  "terminal",
  "workspace",
].map((name) => `@theia/${name}`);

/** The last @sparticuz/chromium that runs under Node 20. */
export const chromiumVersion = "147.0.0";
export const fontVersion = "5.3.0";

export function isEditorName(name: string | undefined): name is EditorName {
  return name === "floor" || name === "newest";
}

/** The npm package with a Node binary for a machine, undefined where the machine's own Node will do. */
export function nodePackage(
  editor: EditorVersion,
  machine: { readonly node: string; readonly platform: string; readonly arch: string },
): string | undefined {
  if (Number.parseInt(machine.node, 10) === editor.nodeMajor) return undefined;
  const prefix = machine.platform === "darwin" && machine.arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${machine.platform === "win32" ? "win" : machine.platform}-${machine.arch}@${editor.node}`;
}
