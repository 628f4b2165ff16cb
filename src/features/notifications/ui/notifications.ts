// Follows jobs: polls while a person looks, follows what they watch, tells what happened. Loaded when the view is first seen or a job is watched.
import * as vscode from "vscode";
import { settings } from "../../../contributions.js";
import type { Clock, KeyValue, LockFiles, WindowRegistry } from "../../../core/ports/ports.js";
import type { ConnectionStore } from "../../../services/connections/connectionStore.js";
import type { Sessions } from "../../../services/connections/sessions.js";
import type { JobStore } from "../../../services/jobs/jobStore.js";
import type { WatchList } from "../../../services/jobs/watchList.js";
import type { Refresher } from "../../../services/refresh/refresher.js";
import type { UserActivity } from "../../../services/view/userActivity.js";
import { personal } from "../../../ui/settings.js";
import { viewAttention } from "../../../ui/viewAttention.js";
import { JobNotifier } from "../jobNotifier.js";
import { MutedNotices } from "../mutedNotices.js";
import { Poller } from "../poller.js";
import { WatchedJobPoller } from "../watchedJobPoller.js";
import { showNotice } from "./showNotice.js";
import { showOverview } from "./statusBar.js";

export interface FollowWorld {
  readonly book: ConnectionStore;
  readonly sessions: Sessions;
  readonly store: JobStore;
  readonly refresher: Refresher;
  readonly watchList: WatchList;
  readonly own: UserActivity;
  readonly notes: LockFiles;
  readonly state: KeyValue;
  readonly clock: Clock;
  readonly windows: WindowRegistry;
  readonly treeView: vscode.TreeView<unknown>;
  readonly locale: string;
}

export function follow(world: FollowWorld): vscode.Disposable {
  const { treeView, watchList } = world;
  const attention = viewAttention(treeView);
  const random = Math.random;
  const poller = new Poller({ ...world, attention, isOn: () => personal(settings.automaticRefresh, true), random });
  const muted = new MutedNotices(world.state);
  const desk: JobNotifier = new JobNotifier(
    { ...world, attention, muted, isOn: () => personal(settings.notices, true) },
    () => lookout.isKeeper,
  );
  const isCovered = (connectionId: string) => poller.isFollowing(connectionId);
  const lookout = new WatchedJobPoller({ ...world, attention, list: watchList, isCovered, random }, () => desk);
  return vscode.Disposable.from(
    desk.onDidHappen((news) => showNotice({ ...world, muted }, news)),
    showOverview({ ...world, poller }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.automaticRefresh)) poller.plan();
    }),
    lookout,
    desk,
    poller,
    attention,
  );
}
