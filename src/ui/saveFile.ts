// Saves a file where the person says: asked for beside what they have open, or at home.
import * as vscode from "vscode";
import type { UiKernel } from "./uiKernel.js";

export interface SavedFile {
  readonly title: string;
  readonly name: string;
  readonly filters: Readonly<Record<string, string[]>>;
  readonly bytes: Uint8Array;
}

export function placeFor({ environment }: Pick<UiKernel, "environment">, name: string): vscode.Uri {
  const home = environment.HOME ?? environment.USERPROFILE;
  const place = vscode.workspace.workspaceFolders?.[0]?.uri ?? (home ? vscode.Uri.file(home) : undefined);
  return place ? vscode.Uri.joinPath(place, name) : vscode.Uri.file(`/${name}`);
}

/** What is to be told where it was saved; false = it could not be, undefined = the person changed their mind. */
export async function saveFile(
  { title, name, filters, bytes }: SavedFile,
  kernel: Pick<UiKernel, "environment" | "report">,
): Promise<string | false | undefined> {
  const to = await vscode.window.showSaveDialog({ title, defaultUri: placeFor(kernel, name), filters });
  if (!to) return undefined;
  try {
    await vscode.workspace.fs.writeFile(to, bytes);
    return vscode.l10n.t("Saved as {0}.", vscode.workspace.asRelativePath(to));
  } catch (thrown) {
    kernel.report.note(thrown, "save a file");
    return false;
  }
}
