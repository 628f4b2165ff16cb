// An item of the tree as it is worded: its looks, and what a click on it does.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { RowView } from "../../../text/jobText.js";
import type { Look } from "../../../text/phases.js";
import { rowId, type TreeRow } from "./rowIdentity.js";

/** A command with arguments is lost while the editor takes in new rows ("Actual command not found"); without, it asks what is selected. */
export function withClick(painted: vscode.TreeItem, title: string): vscode.TreeItem {
  painted.command = { command: commands.activateRow, title };
  return painted;
}

export function item(
  row: TreeRow,
  look: RowView,
  contextValue: string,
  collapsible = vscode.TreeItemCollapsibleState.None,
): vscode.TreeItem {
  const painted = new vscode.TreeItem(look.label, collapsible);
  painted.id = rowId(row);
  painted.description = look.description;
  painted.iconPath = iconOf(look.look);
  painted.contextValue = contextValue;
  painted.accessibilityInformation = { label: look.accessibilityLabel };
  return painted;
}

/** One for all rows that look alike. */
const icons = new WeakMap<Look, vscode.ThemeIcon>();

function iconOf(look: Look): vscode.ThemeIcon {
  const { icon, color } = look;
  const known = icons.get(look) ?? new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  icons.set(look, known);
  return known;
}
