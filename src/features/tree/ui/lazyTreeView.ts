// The view at start, with nothing behind it: the tree is loaded with the first look at it, and from then on asked directly.
import * as vscode from "vscode";
import { view } from "../../../contributions.js";
import { lazy } from "../../../core/ports/lazy.js";
import type { ConnectionStore } from "../../../services/connections/connectionStore.js";
import type { JobStore } from "../../../services/jobs/jobStore.js";
import type { JobTreeProvider } from "./jobTreeProvider.js";
import type { TreeRow } from "./rowIdentity.js";

/** Only the very first question waits, when there is no row yet that a command could be about; all others are answered at once. */
export class LazyTreeView implements vscode.TreeDataProvider<TreeRow> {
  private readonly changed = new vscode.EventEmitter<TreeRow[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private tree: JobTreeProvider | undefined;
  private treeView: vscode.TreeView<TreeRow> | undefined;
  private watching: vscode.Disposable | undefined;
  private readonly open: () => Promise<JobTreeProvider>;

  constructor(
    private readonly connectionStore: ConnectionStore,
    private readonly store: JobStore,
    load: () => Promise<JobTreeProvider>,
  ) {
    this.open = lazy(async () => {
      const tree = await load();
      const told = tree.onDidChangeTreeData((rows) => this.changed.fire(rows));
      this.watching = vscode.Disposable.from(told, tree.watch(this.treeView));
      this.tree = tree;
      return tree;
    });
  }

  show(): { readonly treeView: vscode.TreeView<TreeRow>; dispose(): void } {
    const treeView = vscode.window.createTreeView(view, { treeDataProvider: this, showCollapseAll: true, canSelectMany: true });
    this.treeView = treeView;
    const booked = this.connectionStore.onDidChange(({ connectionId }) => {
      if (!this.connectionStore.find(connectionId)) this.store.forget(connectionId);
    });
    const all = vscode.Disposable.from(treeView, booked, this.changed);
    return {
      treeView,
      dispose: () => {
        all.dispose();
        this.watching?.dispose();
      },
    };
  }

  /** Does what a click on the selected row is for. */
  async activate(): Promise<void> {
    await this.tree?.activate();
  }

  /** Brings a connection's rows into sight. */
  async reveal(connectionId: string): Promise<void> {
    await (await this.open()).reveal(connectionId);
  }

  getChildren(row?: TreeRow): TreeRow[] | Promise<TreeRow[]> {
    return this.tree ? this.tree.getChildren(row) : this.open().then((tree) => tree.getChildren(row));
  }

  getParent(row: TreeRow): TreeRow | undefined {
    return this.tree?.getParent(row);
  }

  getTreeItem(row: TreeRow): vscode.TreeItem {
    return this.tree?.getTreeItem(row) ?? new vscode.TreeItem("");
  }

  resolveTreeItem(item: vscode.TreeItem, row: TreeRow): vscode.TreeItem {
    return this.tree?.resolveTreeItem(item, row) ?? item;
  }
}
