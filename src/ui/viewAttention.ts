// Tells whether a person can be looking at the jobs: the view is visible and the window has the focus.
import * as vscode from "vscode";
import type { Attention } from "../core/ports/ports.js";

export function viewAttention(treeView: vscode.TreeView<unknown>): Attention & vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const heard = vscode.Disposable.from(
    changed,
    treeView.onDidChangeVisibility(() => changed.fire()),
    vscode.window.onDidChangeWindowState(() => changed.fire()),
  );
  return {
    get isViewVisible() {
      return treeView.visible;
    },
    get isWindowFocused() {
      return vscode.window.state.focused;
    },
    onDidChange: changed.event,
    dispose: () => heard.dispose(),
  };
}
