// Follows jobs: polls while a person looks, follows what they watch, tells what happened. Loaded when the view is first seen or a job is watched.
import * as vscode from "vscode";
import type { Clock, KeyValue, Notes, Windows } from "../core/ports.js";
import { settings } from "../ids.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { JobStore } from "../services/jobStore.js";
import { Lookout } from "../services/lookout.js";
import { MutedNotices } from "../services/mutedNotices.js";
import { NewsDesk } from "../services/newsDesk.js";
import type { OwnActs } from "../services/ownActs.js";
import { Poller } from "../services/poller.js";
import type { Refresher } from "../services/refresher.js";
import type { Sessions } from "../services/sessions.js";
import type { WatchList } from "../services/watchList.js";
import { viewAttention } from "./attention.js";
import { personal } from "./machine.js";
import { showNotice } from "./notices.js";
import { showOverview } from "./overview.js";

export interface FollowWorld {
  readonly book: ConnectionBook;
  readonly sessions: Sessions;
  readonly store: JobStore;
  readonly refresher: Refresher;
  readonly watchList: WatchList;
  readonly own: OwnActs;
  readonly notes: Notes;
  readonly state: KeyValue;
  readonly clock: Clock;
  readonly windows: Windows;
  readonly treeView: vscode.TreeView<unknown>;
  readonly locale: string;
}

export function follow(world: FollowWorld): vscode.Disposable {
  const { treeView, watchList } = world;
  const attention = viewAttention(treeView);
  const random = Math.random;
  const poller = new Poller({ ...world, attention, isOn: () => personal(settings.automaticRefresh, true), random });
  const muted = new MutedNotices(world.state);
  const desk: NewsDesk = new NewsDesk(
    { ...world, attention, muted, isOn: () => personal(settings.notices, true) },
    () => lookout.isKeeper,
  );
  const isCovered = (connectionId: string) => poller.isFollowing(connectionId);
  const lookout = new Lookout({ ...world, attention, list: watchList, isCovered, random }, () => desk);
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
