// Jobs as read-only JSON documents that follow the store while they are open; their texts are made elsewhere, when first needed.
import * as vscode from "vscode";
import { documentScheme } from "../../../contributions.js";
import type { Kernel } from "../../../services/kernel.js";

export class JobDocuments implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly kernel: Pick<Kernel, "connectionStore" | "sessions" | "store" | "refresher">) {}

  register(): vscode.Disposable {
    const stored = this.kernel.store.onDidChange(({ connectionId, jobs }) => {
      if (jobs.size === 0) return;
      // Each is written again; the editor shows what is different.
      for (const { uri } of vscode.workspace.textDocuments)
        if (uri.scheme === documentScheme && uri.query.includes(connectionId)) this.changed.fire(uri);
    });
    return vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(documentScheme, this),
      stored,
      this.changed,
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return (await import("./jobDocumentText.js")).textOf(this.kernel, uri);
  }
}
