// Reports, of the connection doctor and of other flows, as read-only documents.
import * as vscode from "vscode";
import { diagnosisScheme } from "../contributions.js";
import { MemoryDocuments } from "./memoryDocuments.js";

export class ReportDocuments extends MemoryDocuments {
  private made = 0;

  constructor() {
    super(diagnosisScheme, () => vscode.l10n.t("This report was made before the window was reloaded and is not kept."));
  }

  /** `name`: of the document, made of a number that no other has. `isBeside`: something else keeps the keyboard. */
  async show(
    text: string,
    name = (number: number) => vscode.l10n.t("Connection Report {0}", number),
    isBeside = false,
  ): Promise<void> {
    this.made += 1;
    // Numbered: a document that is still open keeps what it says.
    const uri = this.put(`/${name(this.made)}.txt`, text);
    const document = await vscode.workspace.openTextDocument(uri);
    const place = isBeside ? { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true } : {};
    await vscode.window.showTextDocument(document, { preview: false, ...place });
    if (isBeside) return;
    // Its sentences are longer than most windows are wide; this wraps them in this document alone.
    if (vscode.workspace.getConfiguration("editor", document).get("wordWrap") !== "off") return;
    await (await import("./editorCommands.js")).toggleWordWrap();
  }
}
