// The tree: paints what is seen of the store. Asking it for rows never waits for a cloud; rows that are missing are wished for.

import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import { createOrder } from "../../../core/jobs/arrangement.js";
import type { ConnectionStore } from "../../../services/connections/connectionStore.js";
import type { Sessions } from "../../../services/connections/sessions.js";
import type { WatchList } from "../../../services/jobs/watchList.js";
import type { Refresher } from "../../../services/refresh/refresher.js";
import type { ViewOptions } from "../../../services/view/viewOptions.js";
import { doNextAct } from "../../../ui/errorReporter.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { viewAttention } from "../../../ui/viewAttention.js";
import { FirstLoads } from "../firstLoads.js";
import { filterText, hiddenText } from "../text/filterText.js";
import { type TreeModelChange, TreeModels } from "../treeModels.js";
import { RowIdentities, type TreeRow } from "./rowIdentity.js";
import { TreeEvents } from "./treeEvents.js";
import { TreeItems } from "./treeItems.js";
import { connectionRows, elsewhereRows, groupRow, groupRows, parentOf } from "./treeRows.js";

/** What the tree is made of. */
export type TreeKernel = Pick<
  UiKernel,
  "connectionStore" | "sessions" | "store" | "refresher" | "viewOptions" | "watchList" | "clock" | "locale" | "report"
>;

export class JobTreeProvider implements vscode.TreeDataProvider<TreeRow> {
  private readonly repaints = new TreeEvents<TreeRow>();
  readonly onDidChangeTreeData = this.repaints.event;
  private treeView: vscode.TreeView<TreeRow> | undefined;
  private readonly rows = new RowIdentities();
  private readonly treeItems: TreeItems;
  /** By group: how many rows it had when more were last wished for. A wish that brings none is not made again. */
  private readonly asked = new Map<string, string>();
  private readonly never = new AbortController().signal;

  private readonly connectionStore: ConnectionStore;
  private readonly sessions: Sessions;
  private readonly refresher: Refresher;
  private readonly viewOptions: ViewOptions;
  private readonly watchList: WatchList;
  private readonly locale: string;
  private readonly treeModels: TreeModels;
  private readonly firstLoads: FirstLoads;

  constructor({ connectionStore, sessions, store, refresher, viewOptions, watchList, report, clock, locale }: TreeKernel) {
    this.connectionStore = connectionStore;
    this.sessions = sessions;
    this.refresher = refresher;
    this.viewOptions = viewOptions;
    this.watchList = watchList;
    this.locale = locale;
    this.treeModels = new TreeModels(connectionStore, sessions, store, viewOptions, createOrder(locale), clock);
    this.firstLoads = new FirstLoads(connectionStore, sessions, refresher);
    this.treeItems = new TreeItems(sessions, this.treeModels, report, watchList, locale);
  }

  /** Tells the editor from now on which rows look different. Without a view, nothing is selected and nothing described. */
  watch(treeView?: vscode.TreeView<TreeRow>): vscode.Disposable {
    this.treeView = treeView;
    this.describe();
    const seen = this.treeModels.onDidChange((change) => this.repaint(change));
    const watched = this.watchList.onDidChange((keys) => this.repaintJobs(keys));
    const attention = treeView ? [viewAttention(treeView)] : [];
    const looks = attention.flatMap((each) => [each, this.firstLoads.follow(each)]);
    return vscode.Disposable.from(seen, watched, ...looks, this.treeModels, this.repaints);
  }

  /** Does what a click on the selected row is for. */
  async activate(): Promise<void> {
    const row = await this.selected();
    if (row) await this.act(row);
  }

  getChildren(row?: TreeRow): TreeRow[] {
    return this.repaints.answer(row, () => this.rows.replace(row, this.childrenOf(row)));
  }

  getParent(row: TreeRow): TreeRow | undefined {
    const parent = parentOf(row);
    return parent && this.rows.same(this.getParent(parent), parent);
  }

  getTreeItem(row: TreeRow): vscode.TreeItem {
    return this.treeItems.paint(row);
  }

  /** Tooltips only when somebody points at a row. */
  resolveTreeItem(resolved: vscode.TreeItem, row: TreeRow): vscode.TreeItem {
    const text = this.treeItems.tooltip(row);
    if (text !== undefined) resolved.tooltip = new vscode.MarkdownString(text);
    return resolved;
  }

  private childrenOf(row: TreeRow | undefined): TreeRow[] {
    if (!row) return this.connectionStore.all().map(({ id }) => ({ kind: "connection", connectionId: id }));
    const { connectionId } = row;
    const model = this.treeModels.of(connectionId);
    if (!model) return [];
    if (row.kind === "connection") {
      // A view that asks for a connection's rows is a person looking at it: the first load starts here.
      setImmediate(() => {
        this.viewOptions.aim(connectionId);
        this.firstLoads.begin(connectionId);
      });
      return connectionRows(connectionId, model);
    }
    if (row.kind === "elsewhere") return elsewhereRows(connectionId, model);
    const group = row.kind === "group" ? model.groups.find(({ key }) => key === row.group) : undefined;
    if (!group) return [];
    const place = JSON.stringify([connectionId, group.key]);
    const now = `${group.rows.length}/${group.left}`;
    const { rows, isAsking } = groupRows(connectionId, model, group, this.asked.get(place) === now);
    if (isAsking) {
      this.asked.set(place, now);
      setImmediate(() => void this.refresher.loadMore(connectionId, group.key, this.never));
    }
    return rows;
  }

  private repaint({ connectionId, groups }: TreeModelChange): void {
    if (connectionId === undefined) {
      this.asked.clear();
      this.describe();
      return this.repaints.later(undefined);
    }
    const connection = this.rows.known(undefined, { kind: "connection", connectionId });
    if (!connection) return;
    const { grouping } = this.viewOptions.chosen.arrangement;
    const changed = groups?.flatMap((key) => this.rows.known(connection, groupRow(connectionId, grouping, key)) ?? []);
    this.repaints.later(changed ?? [connection]);
  }

  private repaintJobs(keys: readonly { readonly connectionId: string; readonly jobId: string }[]): void {
    for (const { connectionId, jobId } of keys) {
      const group = this.treeModels.of(connectionId)?.groups.find(({ rows }) => rows.some(({ job }) => job.id === jobId));
      if (group) this.repaint({ connectionId, groups: [group.key] });
    }
  }

  /** The filter stands beside the name of the view, and above the rows with what is hidden: alone in its container, a view shows no description. */
  private describe(): void {
    if (!this.treeView) return;
    const clouds = this.connectionStore.all().map((connection) => this.sessions.cloudOf(connection));
    const text = filterText(this.viewOptions.chosen.filter, clouds, this.locale);
    this.treeView.description = text;
    const hidden = hiddenText(this.viewOptions.chosen.arrangement.hidden, clouds, this.locale);
    this.treeView.message = [text && vscode.l10n.t("Filter: {0}", text), hidden].filter(Boolean).join(" · ");
  }

  private async act(row: TreeRow): Promise<void> {
    const run = (command: string, ...parameters: readonly unknown[]) => vscode.commands.executeCommand(command, ...parameters);
    switch (row.kind) {
      case "job":
        return void (await run(commands.openJob, row));
      case "more":
      case "stopped":
        return void (await run(commands.loadMore, row));
      case "unmatched":
        return void (await run(commands.clearFilter));
      case "allHidden":
        return void (await run(commands.arrangeJobs));
      case "empty": {
        const act = this.treeItems.emptyAct(row);
        return void (act && (await run(act.command, row)));
      }
      case "error": {
        const kind = this.treeItems.explain(row)?.nextAct.kind;
        return kind && doNextAct(kind, row);
      }
    }
  }

  /** While the editor takes in new rows it knows none, and which one is selected a moment later. */
  private async selected(): Promise<TreeRow | undefined> {
    for (let tries = 0; tries < 20; tries += 1) {
      const row = this.treeView?.selection[0];
      if (row) return row;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return undefined;
  }
}
