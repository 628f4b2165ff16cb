// Paints what all connections come to: the badge of the view and the one item in the status bar, each only when its words differ.

import * as vscode from "vscode";
import { statusItem, view } from "../../../contributions.js";
import type { Kernel } from "../../../services/kernel.js";
import { countByPhase } from "../phaseCounts.js";
import type { Poller } from "../poller.js";
import { badgeOf, countedGlances, type Glance, statusLabel, statusText, statusTooltip } from "../text/statusText.js";

export type StatusBarKernel = Pick<Kernel, "connectionStore" | "sessions" | "store" | "locale"> & {
  readonly poller: Poller;
  readonly treeView: vscode.TreeView<unknown>;
};

/** Low, so that it stands right of what belongs to the open folder. */
const priority = -100;

export function showOverview(kernel: StatusBarKernel): vscode.Disposable {
  const { connectionStore, store, poller, treeView, locale } = kernel;
  const item = vscode.window.createStatusBarItem(statusItem, vscode.StatusBarAlignment.Left, priority);
  item.name = vscode.l10n.t("Voice Jobs");
  item.command = `${view}.focus`;
  let isPlanned = false;
  let last = "";
  const paint = () => {
    isPlanned = false;
    const glances = connectionStore.all().map((connection) => glanceOf(kernel, connection.id));
    const counted = countedGlances(glances);
    const now = Date.now();
    const badge = badgeOf(counted, locale);
    const text = glances.length === 0 ? "" : statusText(counted, now, locale);
    const tooltip = statusTooltip(glances, now, locale);
    const painted = JSON.stringify([badge, text, tooltip]);
    // The editor paints again whatever is set, even where it is the same.
    if (painted === last) return;
    last = painted;
    treeView.badge = badge;
    if (text === "") return item.hide();
    item.text = text;
    item.tooltip = new vscode.MarkdownString(tooltip);
    item.accessibilityInformation = { label: statusLabel(counted, now, locale) };
    item.show();
  };
  /** A first load tells of itself page after page: once for each breath is enough. */
  const soon = () => {
    if (!isPlanned) setImmediate(paint);
    isPlanned = true;
  };
  soon();
  const heard = [store.onDidChange(soon), connectionStore.onDidChange(soon), poller.onDidChange(soon)];
  return vscode.Disposable.from(item, ...heard, { dispose: () => (treeView.badge = undefined) });
}

function glanceOf({ connectionStore, sessions, store, poller }: StatusBarKernel, connectionId: string): Glance {
  const connection = connectionStore.find(connectionId);
  const snapshot = store.get(connectionId);
  const waitsUntil = poller.waitOf(connectionId);
  const cloud = connection && sessions.cloudOf(connection);
  return {
    name: connection?.name ?? "",
    isDemo: connection?.isDemo === true,
    tally: countByPhase(snapshot, cloud ?? { states: [] }),
    hasError: snapshot.error !== undefined,
    ...(snapshot.readAt === undefined ? {} : { readAt: snapshot.readAt }),
    ...(waitsUntil === undefined ? {} : { waitsUntil }),
  };
}
