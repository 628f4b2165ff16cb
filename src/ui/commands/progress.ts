// Short work that a person waits for: its progress is the thin bar of the view.
import * as vscode from "vscode";
import { view } from "../../contributions.js";

/** A signal that is never aborted. */
export const never = new AbortController().signal;

export function withViewProgress<T>(work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: view } }, work);
}
