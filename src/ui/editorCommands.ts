// What is asked of the editor by its own commands. Other editors lack some of them: each has another way here, or a sentence, and no act of ours ends with it.
import * as vscode from "vscode";
import { container, view, walkthrough } from "../contributions.js";
import { escapeNotification } from "../text/escape.js";

/** Whether the editor has the command and has done it. */
async function isDone(command: string, ...parameters: readonly unknown[]): Promise<boolean> {
  try {
    await vscode.commands.executeCommand(command, ...parameters);
    return true;
  } catch {
    return false;
  }
}

/** Is not awaited. */
function tell(sentence: string): void {
  void vscode.window.showInformationMessage(escapeNotification(sentence));
}

/** Shows the tree of jobs. */
export async function showView(): Promise<void> {
  if ((await isDone(`${view}.focus`)) || (await isDone(`workbench.view.extension.${container}`))) return;
  tell(vscode.l10n.t("This editor cannot show the view by itself. Open Voice Jobs in the activity bar."));
}

/** Where there are no walkthroughs, the README says the same. */
export async function openWalkthrough(extensionId: string): Promise<void> {
  if (await isDone("workbench.action.openWalkthrough", `${extensionId}#${walkthrough}`)) return;
  const folder = vscode.extensions.getExtension(extensionId)?.extensionUri;
  // A package has the one, a folder of sources the other.
  for (const name of folder ? ["readme.md", "README.md"] : []) if (await isRead(vscode.Uri.joinPath(folder!, name))) return;
  tell(vscode.l10n.t("This editor has no walkthroughs. To see how it works, run the command Voice Jobs: Try with Demo Data."));
}

/** The first page of the manual that the package carries, in the editor's language where there is one. */
export async function openManual(extensionId: string, locale: string): Promise<void> {
  const folder = vscode.extensions.getExtension(extensionId)?.extensionUri;
  const language = locale.toLowerCase() === "zh-cn" ? "zh-cn" : "";
  if (folder && (await isRead(vscode.Uri.joinPath(folder, "dist/manual", language, "index.md")))) return;
  tell(vscode.l10n.t("This copy of the extension has no manual. It is in the folder docs of its repository."));
}

/** Whether a Markdown file is there and shown, drawn where the editor can. */
async function isRead(file: vscode.Uri): Promise<boolean> {
  return (await isThere(file)) && ((await isDone("markdown.showPreview", file)) || (await isShown(file)));
}

export async function openSettings(query: string): Promise<void> {
  if (await isDone("workbench.action.openSettings", query)) return;
  tell(vscode.l10n.t("This editor cannot open its settings for an extension. Open them and search for {0}.", query));
}

/** Makes a place for a document below what is open, or tells that it must be beside. */
export async function columnBelow(): Promise<vscode.ViewColumn> {
  return (await isDone("workbench.action.newGroupBelow")) ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}

/** Shows what differs between two documents, or both side by side. */
export async function showDifferences(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
  if (await isDone("vscode.diff", left, right, title)) return;
  await vscode.window.showTextDocument(left, { preview: false });
  await vscode.window.showTextDocument(right, { preview: false, viewColumn: vscode.ViewColumn.Beside });
}

export async function openFile(file: vscode.Uri): Promise<void> {
  if ((await isDone("vscode.open", file)) || (await isShown(file))) return;
  tellPlace(file);
}

/** Shows a file among others: in the files of the system, or in those of the open folder. */
export async function revealFile(file: vscode.Uri, isInSystem: boolean): Promise<void> {
  if (!(await isDone(isInSystem ? "revealFileInOS" : "revealInExplorer", file))) tellPlace(file);
}

function tellPlace(file: vscode.Uri): void {
  tell(vscode.l10n.t("This editor cannot show the file. It is {0}", file.scheme === "file" ? file.fsPath : file.toString()));
}

async function isThere(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

async function isShown(file: vscode.Uri): Promise<boolean> {
  return vscode.window.showTextDocument(file).then(
    () => true,
    () => false,
  );
}
