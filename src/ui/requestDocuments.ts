// Previews of requests as read-only documents beside what is open: in memory alone, one for each job, gone with the window.
import * as vscode from "vscode";
import { requestFolder, requestScheme } from "../contributions.js";

export class RequestDocuments implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** Finished texts by the path of their document. */
  private readonly texts = new Map<string, string>();

  register(): vscode.Disposable {
    const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === requestScheme) this.texts.delete(uri.path);
    });
    return vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(requestScheme, this),
      closed,
      this.changed,
    );
  }

  /**
   * Opens it below what is open, or changes what it says where it lies open. Below, since lists and inputs hang over the upper half of the
   * window, and beside would be half hidden under them. Takes the focus from them: who had it shows itself again.
   */
  async show(name: string, text: string): Promise<void> {
    const uri = uriOf(name);
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    if (vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString())) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const isAlone = vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
    const viewColumn = isAlone ? vscode.ViewColumn.Active : await (await import("./editorCommands.js")).columnBelow();
    await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: true });
  }

  /** Changes what it says, if it is still open. */
  replace(name: string, text: string): void {
    const uri = uriOf(name);
    if (!this.texts.has(uri.path)) return;
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return (
      this.texts.get(path) ??
      vscode.l10n.t("This preview was made before the window was reloaded. Submit the job again for a new one.")
    );
  }
}

/** Plain text: extensions that send what they find in .http files have no business here. */
function uriOf(name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: requestScheme, path: `${requestFolder}/${name.replace(/[\\/]/g, "_")}.txt` });
}
