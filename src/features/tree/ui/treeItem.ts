// An item of the tree: its looks, what a click on it does, and the context value that menus and other extensions go by.
import * as vscode from "vscode";
import { commands, rowContexts } from "../../../contributions.js";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { isAudible, isSubmittable, takesCorrections } from "../../../core/jobs/allowedActions.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
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

export function connectionContext({ isDemo }: Connection, isMaking: boolean): string {
  if (isMaking) return isDemo ? rowContexts.makingDemoConnection : rowContexts.makingConnection;
  return isDemo ? rowContexts.demoConnection : rowContexts.connection;
}

export function jobContext(cloud: Cloud, job: VoiceJob, isWatched: boolean): string {
  if (isAudible(cloud, job)) return isWatched ? rowContexts.watchedFinishedJob : rowContexts.finishedJob;
  if (!isSubmittable(cloud, job)) return isWatched ? rowContexts.watchedJob : rowContexts.job;
  if (cloud.recordings) return isWatched ? rowContexts.watchedRecordedJob : rowContexts.recordedJob;
  if (takesCorrections(cloud, job)) return isWatched ? rowContexts.watchedRefusedJob : rowContexts.refusedJob;
  return isWatched ? rowContexts.watchedSubmittableJob : rowContexts.submittableJob;
}
