// A small extension with a tree and a page beside it that are as bare as can be: rows in hand, words in hand. What the editor itself takes for both.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeExtension } from "../../ui/setup/madeUp";

export const bareView = "bareJobs";
/** In the status bar once the extension has started. */
export const bareSign = "Bare is here";

export interface BareRow {
  readonly label: string;
  readonly description: string;
  readonly expanded: boolean | undefined;
  readonly children: BareRow[];
}

const main = `const vscode = require("vscode");
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
exports.activate = ({ subscriptions }) => {
  const file = join(__dirname, "rows.json");
  const roots = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const provider = {
    getChildren: (row) => (row ? row.children : roots),
    getTreeItem: (row) => {
      const item = new vscode.TreeItem(row.label, row.expanded === undefined ? None : row.expanded ? Expanded : Collapsed);
      item.description = row.description;
      item.iconPath = new vscode.ThemeIcon("pass");
      if (row.expanded === undefined) item.command = { command: "bareJobs.open", title: "Open", arguments: [row.label] };
      return item;
    },
  };
  const open = (label) => {
    const panel = vscode.window.createWebviewPanel("bareJob", label, vscode.ViewColumn.Active);
    panel.webview.html = "<!DOCTYPE html><html><body><h1>" + label.replace(/[<&]/g, "") + "</h1></body></html>";
  };
  const sign = vscode.window.createStatusBarItem();
  sign.text = "${bareSign}";
  sign.show();
  subscriptions.push(
    sign,
    vscode.window.createTreeView("${bareView}.rows", { treeDataProvider: provider }),
    vscode.commands.registerCommand("bareJobs.open", open),
  );
};`;

export interface BareExtension {
  readonly folder: string;
  /** Shown from the next start of the extension on. */
  show(rows: readonly BareRow[]): Promise<void>;
}

/** A file: the workbench names an icon of its own font otherwise. */
const icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M4 4h16v16H4z"/></svg>';

export async function makeBareExtension(): Promise<BareExtension> {
  const contributes = {
    viewsContainers: { activitybar: [{ id: bareView, title: "Bare", icon: "icon.svg" }] },
    views: { [bareView]: [{ id: `${bareView}.rows`, name: "Rows" }] },
  };
  const folder = await makeExtension({ name: "bare", main, contributes });
  await writeFile(join(folder, "icon.svg"), icon);
  return { folder, show: (rows) => writeFile(join(folder, "rows.json"), JSON.stringify(rows)) };
}
