// Follows jobs: polls while a person looks, follows what they watch, tells what happened. Loaded when the view is first seen or a job is watched.

import * as vscode from "vscode";
import { settings } from "../../../contributions.js";
import type { Kernel } from "../../../services/kernel.js";
import { personal } from "../../../ui/settings.js";
import { viewAttention } from "../../../ui/viewAttention.js";
import { JobNotifier } from "../jobNotifier.js";
import { MutedNotices } from "../mutedNotices.js";
import { Poller } from "../poller.js";
import { WatchedJobPoller } from "../watchedJobPoller.js";
import { showNotice } from "./showNotice.js";
import { showOverview } from "./statusBar.js";

export type NotificationsKernel = Pick<
  Kernel,
  | "connectionStore"
  | "sessions"
  | "store"
  | "refresher"
  | "watchList"
  | "userActivity"
  | "lockFiles"
  | "state"
  | "clock"
  | "windows"
  | "locale"
> & {
  readonly treeView: vscode.TreeView<unknown>;
};

export function follow(kernel: NotificationsKernel): vscode.Disposable {
  const { treeView, watchList } = kernel;
  const attention = viewAttention(treeView);
  const random = Math.random;
  const poller = new Poller({ ...kernel, attention, isOn: () => personal(settings.automaticRefresh, true), random });
  const muted = new MutedNotices(kernel.state);
  const desk: JobNotifier = new JobNotifier(
    { ...kernel, attention, muted, isOn: () => personal(settings.notices, true) },
    () => watchedJobPoller.isKeeper,
  );
  const isCovered = (connectionId: string) => poller.isFollowing(connectionId);
  const watchedJobPoller = new WatchedJobPoller({ ...kernel, attention, list: watchList, isCovered, random }, () => desk);
  return vscode.Disposable.from(
    desk.onDidHappen((notices) => showNotice({ ...kernel, muted }, notices)),
    showOverview({ ...kernel, poller }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.automaticRefresh)) poller.plan();
    }),
    watchedJobPoller,
    desk,
    poller,
    attention,
  );
}
