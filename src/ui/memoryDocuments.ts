// Read-only documents whose finished texts are kept in memory for as long as they are open.
import * as vscode from "vscode";

export class MemoryDocuments implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** Finished texts by the path of their document. */
  private readonly texts = new Map<string, string>();

  /** `gone`: what a document says that was opened before the window was reloaded. */
  constructor(
    private readonly scheme: string,
    private readonly gone: () => string,
  ) {}

  register(): vscode.Disposable {
    const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === this.scheme) this.texts.delete(uri.path);
    });
    return vscode.Disposable.from(vscode.workspace.registerTextDocumentContentProvider(this.scheme, this), closed, this.changed);
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.texts.get(path) ?? this.gone();
  }

  protected put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: this.scheme, path });
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    return uri;
  }

  protected has(path: string): boolean {
    return this.texts.has(path);
  }
}
