// Reports, of the connection doctor and of other flows, as read-only documents: kept in memory for as long as they are open.
import * as vscode from "vscode";
import { diagnosisScheme } from "../contributions.js";

export class ReportDocuments implements vscode.TextDocumentContentProvider {
  /** Finished texts by the path of their document. */
  private readonly texts = new Map<string, string>();
  private made = 0;

  register(): vscode.Disposable {
    const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === diagnosisScheme) this.texts.delete(uri.path);
    });
    return vscode.Disposable.from(vscode.workspace.registerTextDocumentContentProvider(diagnosisScheme, this), closed);
  }

  /** `name`: of the document, made of a number that no other has. `isBeside`: something else keeps the keyboard. */
  async show(
    text: string,
    name = (number: number) => vscode.l10n.t("Connection Report {0}", number),
    isBeside = false,
  ): Promise<void> {
    this.made += 1;
    // Numbered: a document that is still open keeps what it says.
    const path = `/${name(this.made)}.txt`;
    this.texts.set(path, text);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: diagnosisScheme, path }));
    const place = isBeside ? { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true } : {};
    await vscode.window.showTextDocument(document, { preview: false, ...place });
    if (isBeside) return;
    // Its sentences are longer than most windows are wide; this wraps them in this document alone.
    if (vscode.workspace.getConfiguration("editor", document).get("wordWrap") !== "off") return;
    await (await import("./editorCommands.js")).toggleWordWrap();
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.texts.get(path) ?? vscode.l10n.t("This report was made before the window was reloaded and is not kept.");
  }
}
