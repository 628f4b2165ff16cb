// What a click on a row of the tree is for, by the kind of the row.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import { asGlance } from "../../../ui/commands/target.js";
import { doNextAct } from "../../../ui/errorReporter.js";
import type { TreeRow } from "./rowIdentity.js";
import type { TreeItems } from "./treeItems.js";

export async function activateRow(row: TreeRow, treeItems: TreeItems, showAll: () => void): Promise<void> {
  const run = (command: string, ...parameters: readonly unknown[]) => vscode.commands.executeCommand(command, ...parameters);
  switch (row.kind) {
    case "job":
      return void (await run(commands.openJob, asGlance(row)));
    case "more":
    case "stopped":
      return void (await run(commands.loadMore, row));
    case "showAll":
      return showAll();
    case "unmatched":
      return void (await run(commands.clearFilter));
    case "allHidden":
      return void (await run(commands.arrangeJobs));
    case "empty": {
      const act = treeItems.emptyAct(row);
      return void (act && (await run(act.command, row)));
    }
    case "error": {
      const kind = treeItems.explain(row)?.nextAct.kind;
      return kind && doNextAct(kind, row);
    }
  }
}

/** While the editor takes in new rows it knows none, and which one is selected a moment later. */
export async function selectedRow(treeView: vscode.TreeView<TreeRow> | undefined): Promise<TreeRow | undefined> {
  for (let tries = 0; tries < 20; tries += 1) {
    const row = treeView?.selection[0];
    if (row) return row;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return undefined;
}
