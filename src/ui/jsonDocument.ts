// A job as a read-only JSON document: everything the cloud sent, personal data and signed links masked.
import * as vscode from "vscode";
import { maskJob } from "../core/mask.js";
import { documentScheme } from "../ids.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { JobStore } from "../services/jobStore.js";
import type { Refresher } from "../services/refresher.js";
import type { Sessions } from "../services/sessions.js";
import type { JobKey } from "./target.js";

export class JsonDocuments implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly book: ConnectionBook,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly refresher: Refresher,
  ) {}

  register(): vscode.Disposable {
    const stored = this.store.onDidChange(({ connectionId, jobs }) => {
      for (const document of vscode.workspace.textDocuments) {
        const key = readUri(document.uri);
        if (key?.connectionId === connectionId && jobs.has(key.jobId)) this.changed.fire(document.uri);
      }
    });
    return vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(documentScheme, this),
      stored,
      this.changed,
    );
  }

  async open(key: JobKey): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uriOf(key));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const key = readUri(uri);
    const connection = key && this.book.find(key.connectionId);
    if (!key || !connection) return "";
    const known = this.store.record(key.connectionId, key.jobId);
    const { job } = known ?? (await this.refresher.refreshJob(key.connectionId, key.jobId, new AbortController().signal));
    return `${JSON.stringify(maskJob(job.raw, this.sessions.cloudOf(connection).jobFields), undefined, 2)}\n`;
  }
}

/** The id alone makes the name: names of voices are not file names. */
function uriOf({ connectionId, jobId }: JobKey): vscode.Uri {
  return vscode.Uri.from({ scheme: documentScheme, path: `/${jobId}.json`, query: connectionId });
}

function readUri(uri: vscode.Uri): JobKey | undefined {
  if (uri.scheme !== documentScheme || !uri.path.endsWith(".json")) return undefined;
  return { connectionId: uri.query, jobId: uri.path.slice(1, -".json".length) };
}
