// A small extension with a tree and a page beside it that are as bare as can be: rows that a server in the same host has worded, read with the first look, and a page with one line. What the editor and the way to a server take by themselves.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeExtension } from "../ui/madeUp";

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
const { createServer, get } = require("node:http");
const { join } = require("node:path");
exports.activate = ({ subscriptions }) => {
  const file = join(__dirname, "rows.json");
  const roots = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const changed = new vscode.EventEmitter();
  const server = createServer(({ url }, answer) => answer.end(JSON.stringify(roots[Number(url.slice(1))].children)));
  const read = (root, index) => {
    const { port } = server.address();
    get({ host: "127.0.0.1", port, path: "/" + index }, async (answer) => {
      const parts = [];
      for await (const part of answer) parts.push(part);
      root.rows = JSON.parse(Buffer.concat(parts).toString());
      changed.fire(root);
    });
  };
  const provider = {
    onDidChangeTreeData: changed.event,
    getChildren: (row) => {
      if (row) return row.rows ?? row.children;
      server.listen(0, "127.0.0.1", () => roots.forEach(read));
      return roots.map((root) => Object.assign(root, { rows: [] }));
    },
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
    { dispose: () => server.close() },
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
