// The files of a set of recordings in the editor: where each is, opening a text at its line, and noticing that some have changed.
import * as vscode from "vscode";
import type { Disposable } from "../../../core/ports/event.js";
import type { Clock } from "../../../core/ports/ports.js";
import { openFile } from "../../../ui/editorCommands.js";
import type { CheckTarget, RecordingReport } from "../report.js";

/** Milliseconds after a change on the disk: programs write a file in several goes. */
const settleMs = 300;

/** `path`: below the folder; absent = the folder itself. */
export function fileUri(target: CheckTarget, path: string | undefined): vscode.Uri {
  const root = vscode.Uri.file(target.kind === "files" ? target.folder : target.path);
  return path === undefined || target.kind === "zip" ? root : vscode.Uri.joinPath(root, ...path.split("/"));
}

export async function openText(target: CheckTarget, { text }: RecordingReport): Promise<void> {
  if (!text || target.kind === "zip") return;
  const line = (text.line ?? 1) - 1;
  const uri = fileUri(target, text.path);
  await vscode.window
    .showTextDocument(uri, { selection: new vscode.Range(line, 0, line, 0), viewColumn: vscode.ViewColumn.Beside })
    .then(undefined, () => openFile(uri));
}

/** `changed` is called once files have changed and no more of them do. */
export function watchFiles(target: CheckTarget, clock: Pick<Clock, "after">, changed: () => void): vscode.Disposable {
  let settling: Disposable | undefined;
  const settle = () => {
    settling?.dispose();
    settling = clock.after(settleMs, changed);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(patternOf(target));
  const heard = [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete].map((on) => on(settle));
  return vscode.Disposable.from(watcher, ...heard, { dispose: () => settling?.dispose() });
}

/** A zip is one file; of a folder everything counts. */
function patternOf(target: CheckTarget): vscode.RelativePattern {
  if (target.kind !== "zip")
    return new vscode.RelativePattern(vscode.Uri.file(target.kind === "files" ? target.folder : target.path), "**/*");
  const zip = vscode.Uri.file(target.path);
  const name = zip.path.slice(zip.path.lastIndexOf("/") + 1);
  // Characters that patterns mean something else by.
  return new vscode.RelativePattern(vscode.Uri.joinPath(zip, ".."), name.replace(/[[\]{}*?]/g, "?"));
}
