// Previews of requests as read-only documents beside what is open: one for each job.
import * as vscode from "vscode";
import { requestFolder, requestScheme } from "../contributions.js";
import { MemoryDocuments } from "./memoryDocuments.js";

export class RequestDocuments extends MemoryDocuments {
  constructor() {
    super(requestScheme, () =>
      vscode.l10n.t("This preview was made before the window was reloaded. Submit the job again for a new one."),
    );
  }

  /**
   * Opens it below what is open, or changes what it says where it lies open. Below, since lists and inputs hang over the upper half of the
   * window, and beside would be half hidden under them. Takes the focus from them: who had it shows itself again.
   */
  async show(name: string, text: string): Promise<void> {
    const uri = this.put(pathOf(name), text);
    if (vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString())) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const isAlone = vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
    const viewColumn = isAlone ? vscode.ViewColumn.Active : await (await import("./editorCommands.js")).columnBelow();
    await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: true });
  }

  /** Changes what it says, if it is still open. */
  replace(name: string, text: string): void {
    if (this.has(pathOf(name))) this.put(pathOf(name), text);
  }
}

/** Plain text: extensions that send what they find in .http files have no business here. */
function pathOf(name: string): string {
  return `${requestFolder}/${name.replace(/[\\/]/g, "_")}.txt`;
}
