// The tree: paints what is seen of the store. Asking it for rows never waits for a cloud; missing rows are requested.

import * as vscode from "vscode";
import { changedAt, createOrder } from "../../../core/jobs/arrangement.js";
import { filterText, hiddenText } from "../../../text/filterText.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { viewAttention } from "../../../ui/viewAttention.js";
import { FirstLoads, recallRows } from "../firstLoads.js";
import { NeedsMeModel, type ReadStays } from "../needsMeModel.js";
import { OpenRows } from "../openRows.js";
import { type TreeModelChange, TreeModels } from "../treeModels.js";
import { activateRow, selectedRow } from "./rowActivation.js";
import { RowAges } from "./rowAges.js";
import { RowIdentities, rowId, type TreeRow } from "./rowIdentity.js";
import { TreeEvents } from "./treeEvents.js";
import { TreeItems } from "./treeItems.js";
import { connectionRows, elsewhereRows, groupRow, groupRows, needingRows, needsMeRow, parentOf } from "./treeRows.js";

/** So many rows are painted one by one. */
const paintedAlone = 100;

/** What the tree is made of. */
export type TreeKernel = Pick<
  UiKernel,
  "connectionStore" | "sessions" | "store" | "refresher" | "viewOptions" | "watchList" | "clock" | "state" | "locale" | "report"
> & {
  readonly recall: UiKernel["recall"];
  /** What was seen of how long a connection's jobs stay where they are. */
  readonly readStays: ReadStays;
};

export class JobTreeProvider implements vscode.TreeDataProvider<TreeRow> {
  private readonly changed = new vscode.EventEmitter<TreeRow[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly repaints = new TreeEvents<TreeRow>((rows) => this.changed.fire(rows));
  private treeView: vscode.TreeView<TreeRow> | undefined;
  private readonly rows = new RowIdentities();
  private readonly treeItems: TreeItems;
  /** By group: how many rows it had when more were last requested. A request that brings none is not made again. */
  private readonly asked = new Map<string, string>();
  private readonly never = new AbortController().signal;
  private readonly treeModels: TreeModels;
  private readonly firstLoads: FirstLoads;
  private readonly needsMe: NeedsMeModel;
  private readonly openRows: OpenRows;
  private ages: RowAges | undefined;
  /** The person wants to see all that needs them, not only the oldest. */
  private isAllShown = false;
  private isSaving = false;

  constructor(private readonly kernel: TreeKernel) {
    const { connectionStore, sessions, store, refresher, viewOptions, watchList, report, clock, state, locale, readStays } =
      kernel;
    this.treeModels = new TreeModels(connectionStore, sessions, store, viewOptions, createOrder(locale), clock);
    this.firstLoads = new FirstLoads(connectionStore, sessions, store, refresher, clock);
    this.openRows = new OpenRows(state);
    const again = () => this.repaintNeeding();
    this.needsMe = new NeedsMeModel(connectionStore, sessions, store, viewOptions, clock, readStays, again);
    this.treeItems = new TreeItems(sessions, this.treeModels, report, watchList, this.openRows, this.needsMe, locale);
  }

  /** Itself, with the rows of the last window brought back for the first painting. */
  recall(): Promise<this> {
    return recallRows(this.kernel).then(() => this);
  }

  /** Tells the editor from now on which rows look different. Without a view, nothing is selected and nothing described. */
  watch(treeView?: vscode.TreeView<TreeRow>): vscode.Disposable {
    this.treeView = treeView;
    this.describe();
    const seen = this.treeModels.onDidChange((change) => this.repaint(change));
    const watched = this.kernel.watchList.onDidChange((keys) => this.repaintJobs(keys));
    const looks = treeView ? this.look(treeView) : [];
    return vscode.Disposable.from(seen, watched, ...looks, this.treeModels, this.changed);
  }

  private look(treeView: vscode.TreeView<TreeRow>): vscode.Disposable[] {
    const attention = viewAttention(treeView);
    this.ages = new RowAges(
      attention,
      this.kernel.clock,
      () => this.moments(),
      (rows) => this.repaintAged(rows),
    );
    const opened = treeView.onDidExpandElement(({ element }) => this.noteOpen(element, true));
    const closed = treeView.onDidCollapseElement(({ element }) => this.noteOpen(element, false));
    return [attention, this.firstLoads.follow(attention), this.ages, opened, closed];
  }

  private noteOpen(row: TreeRow, isOpen: boolean): void {
    this.openRows.note(rowId(row), isOpen);
    if (this.isSaving) return;
    // *Collapse All* tells of each row.
    this.isSaving = true;
    setImmediate(() => {
      this.isSaving = false;
      void this.openRows.save();
    });
  }

  /** Rows that tell how long ago something was, and of when they tell it. */
  private *moments(): Iterable<readonly [TreeRow, number]> {
    for (const row of this.rows.all()) {
      const record = row.jobId === undefined ? undefined : this.kernel.store.record(row.connectionId, row.jobId);
      const at = record && changedAt(record.job);
      if (at !== undefined) yield [row, at];
    }
  }

  private repaintAged(rows: readonly TreeRow[]): void {
    if (rows.length <= paintedAlone) return this.repaints.later(rows);
    // The parents that are kept themselves: those whose rows the editor does not have need no painting.
    this.repaints.later([...new Set(rows.flatMap((row) => this.getParent(row) ?? []))]);
  }

  /** Does what a click on the selected row is for. */
  async activate(): Promise<void> {
    const row = await selectedRow(this.treeView);
    if (row) await activateRow(row, this.treeItems, () => this.showAll());
  }

  private showAll(): void {
    this.isAllShown = true;
    const section = this.rows.known(undefined, needsMeRow);
    if (section) this.repaints.later([section]);
  }

  /** Brings a connection's rows into sight. The editor may not find them, as while it takes in new ones: then they stay where they are. */
  async reveal(connectionId: string): Promise<void> {
    const row = this.rows.same(undefined, { kind: "connection", connectionId });
    await this.treeView?.reveal(row, { select: true, focus: true, expand: true }).then(undefined, () => undefined);
  }

  getChildren(row?: TreeRow): TreeRow[] {
    return this.repaints.answer(row, () => this.rows.replace(row, this.childrenOf(row)));
  }

  getParent(row: TreeRow): TreeRow | undefined {
    const parent = parentOf(row);
    return parent && this.rows.same(this.getParent(parent), parent);
  }

  getTreeItem(row: TreeRow): vscode.TreeItem {
    this.repaints.painted(row);
    return this.treeItems.paint(row);
  }

  /** Tooltips only when the pointer rests on a row. */
  resolveTreeItem(resolved: vscode.TreeItem, row: TreeRow): vscode.TreeItem {
    const text = this.treeItems.tooltip(row);
    if (text !== undefined) resolved.tooltip = new vscode.MarkdownString(text);
    return resolved;
  }

  private childrenOf(row: TreeRow | undefined): TreeRow[] {
    if (!row) return this.roots();
    if (row.kind === "needsMe") return this.needing();
    const { connectionId } = row;
    const model = this.treeModels.of(connectionId);
    if (!model) return [];
    if (row.kind === "connection") {
      // A view that asks for a connection's rows is a person looking at it: the first load starts here.
      setImmediate(() => {
        this.kernel.viewOptions.aim(connectionId);
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
      setImmediate(() => void this.kernel.refresher.loadMore(connectionId, group.key, this.never));
    }
    return rows;
  }

  /** What waits for the person comes first, where anything does. */
  private roots(): TreeRow[] {
    const { rows, left } = this.needsMe.current;
    // A connection that was closed may have jobs that need the person, too.
    const counted = this.needsMe.counted.map(({ id }) => id);
    setImmediate(() => {
      for (const id of counted) this.firstLoads.begin(id);
    });
    const connections = this.kernel.connectionStore.all().map(({ id }): TreeRow => ({ kind: "connection", connectionId: id }));
    return [...(rows.length + left > 0 ? [needsMeRow] : []), ...connections];
  }

  private needing(): TreeRow[] {
    const { current } = this.needsMe;
    const now = `${current.rows.length}/${current.left}`;
    const { rows, isAsking } = needingRows(current, this.isAllShown, this.asked.get("") === now);
    const { next } = current;
    if (isAsking && next) {
      this.asked.set("", now);
      setImmediate(() => void this.kernel.refresher.loadMore(next.connectionId, next.state, this.never));
    }
    return rows;
  }

  private repaintNeeding(): void {
    const { rows, left } = this.needsMe.current;
    const wasShown = rows.length + left > 0;
    if (!this.needsMe.look()) return;
    const now = this.needsMe.current;
    const row = this.rows.known(undefined, needsMeRow);
    const isShown = now.rows.length + now.left > 0;
    this.repaints.later(row && isShown && wasShown ? [row] : undefined);
  }

  private repaint({ connectionId, groups }: TreeModelChange): void {
    this.ages?.expectNews();
    if (connectionId === undefined) {
      this.asked.clear();
      this.needsMe.look();
      this.describe();
      return this.repaints.later(undefined);
    }
    this.repaintNeeding();
    const connection = this.rows.known(undefined, { kind: "connection", connectionId });
    if (!connection) return;
    const { grouping } = this.kernel.viewOptions.chosen.arrangement;
    const changed = groups?.flatMap((key) => this.rows.known(connection, groupRow(connectionId, grouping, key)) ?? []);
    this.repaints.later(changed ?? [connection]);
  }

  private repaintJobs(keys: readonly { readonly connectionId: string; readonly jobId: string }[]): void {
    for (const { connectionId, jobId } of keys) {
      const group = this.treeModels.of(connectionId)?.groups.find(({ rows }) => rows.some(({ job }) => job.id === jobId));
      if (group) this.repaint({ connectionId, groups: [group.key] });
      const section = this.rows.known(undefined, needsMeRow);
      if (section && this.needsMe.job(connectionId, jobId)) this.repaints.later([section]);
    }
  }

  /** The filter stands beside the name of the view, and above the rows with what is hidden: alone in its container, a view shows no description. */
  private describe(): void {
    if (!this.treeView) return;
    const clouds = this.kernel.connectionStore.all().map((connection) => this.kernel.sessions.cloudOf(connection));
    const text = filterText(this.kernel.viewOptions.chosen.filter, clouds, this.kernel.locale);
    this.treeView.description = text;
    const hidden = hiddenText(this.kernel.viewOptions.chosen.arrangement.hidden, clouds, this.kernel.locale);
    this.treeView.message = [text && vscode.l10n.t("Filter: {0}", text), hidden].filter(Boolean).join(" · ");
  }
}
