// What a person has chosen, as targets of a check: folders, zips, and selected files with the texts beside them.
import * as vscode from "vscode";
import { isOwnText, stemOf } from "../layout/folderFiles.js";
import type { CheckTarget } from "../report.js";

/** Files that are opened at once, each in a page of its own. */
const mostTargets = 5;

/** `isElsewhere`: some of it is not on the computer that the extension runs on. */
export async function targetsOf(
  uris: readonly vscode.Uri[],
): Promise<{ readonly targets: readonly CheckTarget[]; readonly isElsewhere: boolean }> {
  const targets: CheckTarget[] = [];
  const files: vscode.Uri[] = [];
  const here = uris.filter(({ scheme }) => scheme === "file");
  for (const uri of here) {
    if (await isFolder(uri)) targets.push({ kind: "folder", path: uri.fsPath });
    else if (/\.zip$/i.test(uri.path)) targets.push({ kind: "zip", path: uri.fsPath });
    else files.push(uri);
  }
  if (files.length > 0) targets.push(await filesTarget(files));
  return { targets: targets.slice(0, mostTargets), isElsewhere: here.length < uris.length };
}

/** A link to a folder is one. What is not there is told by the check. */
async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return !/\.[a-z0-9]{1,5}$/i.test(uri.path);
  }
}

async function filesTarget(files: readonly vscode.Uri[]): Promise<CheckTarget> {
  const folder = commonFolder(files);
  const paths = new Set(files.map(({ fsPath }) => fsPath));
  const folders = new Map(files.map((file) => [folderOf(file).path, folderOf(file)]));
  for (const each of folders.values()) {
    const stems = new Set(files.filter((file) => folderOf(file).path === each.path).map((file) => stemOf(file.path)));
    for (const [name] of await namesIn(each))
      if (isOwnText(name) && stems.has(stemOf(name))) paths.add(vscode.Uri.joinPath(each, name).fsPath);
  }
  return { kind: "files", folder: folder.fsPath, paths: [...paths] };
}

async function namesIn(folder: vscode.Uri): Promise<readonly (readonly [string, vscode.FileType])[]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..");
}

function commonFolder([first, ...others]: readonly vscode.Uri[]): vscode.Uri {
  let folder = folderOf(first!);
  const isInside = ({ path }: vscode.Uri) => path.startsWith(folder.path.endsWith("/") ? folder.path : `${folder.path}/`);
  while (!others.every(isInside) && folder.path !== "/") folder = folderOf(folder);
  return folder;
}

/** What a page remembers over a reload; undefined = it is not as we write it. */
export function readRemembered(
  remembered: unknown,
): { readonly target: CheckTarget; readonly leftOut: readonly string[] } | undefined {
  if (typeof remembered !== "object" || remembered === null) return undefined;
  const { target, leftOut } = remembered as Record<string, unknown>;
  if (typeof target !== "object" || target === null) return undefined;
  const { kind, path, folder, paths } = target as Record<string, unknown>;
  const out = isTexts(leftOut) ? leftOut : [];
  if ((kind === "folder" || kind === "zip") && isPath(path)) return { target: { kind, path }, leftOut: out };
  if (kind === "files" && isPath(folder) && isTexts(paths)) return { target: { kind, folder, paths }, leftOut: out };
  return undefined;
}

function isPath(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length < 5_000;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= 20_000 && value.every(isPath);
}
