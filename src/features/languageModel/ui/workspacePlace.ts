// A path that a language model names, as a place inside of the open workspace, or nowhere.
import * as vscode from "vscode";

/** Absolute, or below one of the folders; absent = the first of them. Undefined = it leads out, or nothing is open. */
export function placeInWorkspace(
  path: string | undefined,
  folders: readonly Pick<vscode.WorkspaceFolder, "uri" | "name">[],
): vscode.Uri | undefined {
  const [first] = folders;
  if (!first) return undefined;
  if (path === undefined) return first.uri;
  const absolute = /^([a-z]:[\\/]|[\\/])/i.test(path) ? vscode.Uri.file(path) : undefined;
  for (const { uri } of folders) {
    const place = absolute ? uri.with({ path: vscode.Uri.joinPath(absolute, ".").path }) : vscode.Uri.joinPath(uri, path);
    if (isInside(uri, place)) return place;
  }
  return undefined;
}

function isInside({ path: root }: vscode.Uri, { path }: vscode.Uri): boolean {
  return `${path}/`.startsWith(root.endsWith("/") ? root : `${root}/`);
}
