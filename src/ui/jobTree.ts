// The tree: paints what the store knows. Asking it for rows never waits for a cloud; rows that are missing are wished for.
import * as vscode from "vscode";
import type { Connection } from "../core/connection.js";
import { asVoiceError } from "../core/errors.js";
import { commands, rowContexts, view } from "../ids.js";
import { stateInfo } from "../present/phase.js";
import {
  type ConnectionFacts,
  connectionRow,
  connectionTooltip,
  elsewhereRow,
  emptyRow,
  errorRow,
  errorTooltip,
  groupRow,
  jobRow,
  jobTooltip,
  loadingRow,
  moreRow,
  type RowView,
} from "../present/tree.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { JobRecord, JobStore, Snapshot, StoreChange } from "../services/jobStore.js";
import { elsewhere, type Refresher } from "../services/refresher.js";
import type { Sessions } from "../services/sessions.js";
import type { WatchList } from "../services/watchList.js";
import { Repaints } from "./repaints.js";
import { type Act, nextActCommand, type Report } from "./report.js";

/** A group that is opened shows at least so many rows, where it has them, without being asked for more. */
const openedRows = 20;

/** One row. The same row is the same object for as long as it lives: the editor looks rows up by reference. */
export interface Row {
  readonly kind: "connection" | "group" | "job" | "more" | "loading" | "empty" | "error";
  readonly connectionId: string;
  readonly state?: string;
  readonly jobId?: string;
}

export class JobTree implements vscode.TreeDataProvider<Row> {
  private readonly repaints = new Repaints<Row>();
  readonly onDidChangeTreeData = this.repaints.event;
  private treeView: vscode.TreeView<Row> | undefined;
  private readonly rows = new Map<string, Row>();
  private readonly never = new AbortController().signal;

  constructor(
    private readonly book: ConnectionBook,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly refresher: Refresher,
    private readonly report: Report,
    private readonly watchList: WatchList,
    private readonly locale: string,
  ) {}

  /** Wires the tree to a view of the editor. */
  show(): { readonly treeView: vscode.TreeView<Row>; dispose(): void } {
    const treeView = vscode.window.createTreeView(view, { treeDataProvider: this, showCollapseAll: true });
    this.treeView = treeView;
    const stored = this.store.onDidChange((change) => this.repaint(change));
    const booked = this.book.onDidChange(({ connectionId }) => {
      if (!this.book.find(connectionId)) this.store.forget(connectionId);
      this.repaints.later(undefined);
    });
    const watched = this.watchList.onDidChange((keys) => this.repaintJobs(keys));
    const all = vscode.Disposable.from(treeView, stored, booked, watched, this.repaints);
    return { treeView, dispose: () => all.dispose() };
  }

  /** Does what a click on the selected row is for. */
  async activate(): Promise<void> {
    const row = await this.selected();
    const act = row && this.actOf(row);
    if (act) await vscode.commands.executeCommand(act.command, ...act.arguments);
  }

  getChildren(row?: Row): Row[] {
    return this.repaints.answer(row, () => this.childrenOf(row));
  }

  private childrenOf(row: Row | undefined): Row[] {
    if (!row) return this.book.all().map(({ id }) => this.row({ kind: "connection", connectionId: id }));
    const snapshot = this.store.get(row.connectionId);
    if (row.kind === "connection") return this.connectionChildren(row.connectionId, snapshot);
    if (row.kind === "group") return this.groupChildren(row.connectionId, row.state ?? "", snapshot);
    return [];
  }

  getParent(row: Row): Row | undefined {
    const { kind, connectionId, state } = row;
    if (kind === "connection") return undefined;
    if (kind === "group" || state === undefined) return this.row({ kind: "connection", connectionId });
    return this.row({ kind: "group", connectionId, state });
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const connection = this.book.find(row.connectionId);
    if (!connection) return new vscode.TreeItem("");
    const snapshot = this.store.get(row.connectionId);
    switch (row.kind) {
      case "connection":
        return this.connectionItem(row, connection, snapshot);
      case "group":
        return this.groupItem(row, connection, snapshot);
      case "job":
        return this.jobItem(row, connection);
      case "more":
        return this.moreItem(row, snapshot);
      case "loading":
        return item(row, loadingRow(), rowContexts.notice);
      case "empty":
        return item(row, emptyRow(), rowContexts.notice);
      case "error":
        return this.errorItem(row, connection, snapshot);
    }
  }

  /** Tooltips only when somebody points at a row. */
  resolveTreeItem(resolved: vscode.TreeItem, row: Row): vscode.TreeItem {
    const connection = this.book.find(row.connectionId);
    const text = connection && this.tooltip(row, connection);
    if (text !== undefined) resolved.tooltip = new vscode.MarkdownString(text);
    return resolved;
  }

  private tooltip(row: Row, connection: Connection): string | undefined {
    const snapshot = this.store.get(row.connectionId);
    const now = Date.now();
    if (row.kind === "connection") {
      if (snapshot.error) return errorTooltip(this.report.explain(snapshot.error, connection));
      return connectionTooltip(this.facts(connection, snapshot), snapshot.total, snapshot.requestId, now, this.locale);
    }
    const record = row.jobId === undefined ? undefined : this.store.record(row.connectionId, row.jobId);
    const explanation = record?.error && this.report.explain(record.error, connection);
    return record && jobTooltip(record, this.sessions.cloudOf(connection), explanation, now, this.locale);
  }

  private connectionChildren(connectionId: string, snapshot: Snapshot): Row[] {
    // A view that asks for a connection's rows is a person looking at it: the first load starts here.
    setImmediate(() => void this.refresher.ensureConnection(connectionId, this.never));
    const error: Row[] = snapshot.error ? [this.row({ kind: "error", connectionId })] : [];
    const groups = this.states(connectionId, snapshot).map((state) => this.row({ kind: "group", connectionId, state }));
    if (snapshot.elsewhere > 0) groups.push(this.row({ kind: "group", connectionId, state: elsewhere }));
    if (groups.length > 0) return [...error, ...groups];
    if (snapshot.error) return error;
    return [this.row({ kind: snapshot.readAt === undefined ? "loading" : "empty", connectionId })];
  }

  /** In the order of the job's life; states nobody has documented come last. */
  private states(connectionId: string, snapshot: Snapshot): string[] {
    const connection = this.book.find(connectionId);
    if (!connection) return [];
    const order = this.sessions.cloudOf(connection).states.map(({ state }) => state);
    const place = (state: string) => (order.includes(state) ? order.indexOf(state) : order.length);
    return [...snapshot.totals.keys()].sort((a, b) => place(a) - place(b) || a.localeCompare(b));
  }

  private groupChildren(connectionId: string, state: string, snapshot: Snapshot): Row[] {
    const jobs = recordsOf(snapshot, state).map(({ job }) => this.row({ kind: "job", connectionId, state, jobId: job.id }));
    const left = leftOf(snapshot, state);
    if (left === 0) return jobs;
    const isLoading = snapshot.loadingStates.has(state) || (snapshot.isLoading && !snapshot.totals.get(state)?.isExact);
    if (isLoading) return [...jobs, this.row({ kind: "loading", connectionId, state })];
    const isEnough = jobs.length >= openedRows;
    if (isEnough || snapshot.error || state === elsewhere) return [...jobs, this.row({ kind: "more", connectionId, state })];
    // Opened before enough of its rows were loaded to be worth a look.
    setImmediate(() => void this.refresher.loadMore(connectionId, state, this.never));
    return [...jobs, this.row({ kind: "loading", connectionId, state })];
  }

  private facts(connection: Connection, { readAt, error, isLoading, total, jobs }: Snapshot): ConnectionFacts {
    const isPaging = isLoading && readAt === undefined && total !== undefined;
    const endsAt = this.sessions.endOf(connection.id);
    return {
      ...(endsAt === undefined ? {} : { endsAt }),
      connection,
      cloud: this.sessions.cloudOf(connection),
      hasError: error !== undefined,
      ...(readAt === undefined ? {} : { readAt }),
      ...(isPaging ? { progress: { loaded: jobs.size, total } } : {}),
    };
  }

  private connectionItem(row: Row, connection: Connection, snapshot: Snapshot): vscode.TreeItem {
    const context = connection.isDemo ? rowContexts.demoConnection : rowContexts.connection;
    const look = connectionRow(this.facts(connection, snapshot), Date.now(), this.locale);
    return item(row, look, context, vscode.TreeItemCollapsibleState.Expanded);
  }

  private groupItem(row: Row, connection: Connection, snapshot: Snapshot): vscode.TreeItem {
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    if (row.state === elsewhere) return item(row, elsewhereRow(snapshot.elsewhere, this.locale), rowContexts.group, Collapsed);
    const cloud = this.sessions.cloudOf(connection);
    const { total, isExact } = snapshot.totals.get(row.state ?? "") ?? { total: 0, isExact: true };
    // What waits for the person is open from the start.
    const isOpen = stateInfo(cloud, row.state ?? "")?.phase === "attention";
    const painted = item(
      row,
      groupRow(cloud, row.state ?? "", total, isExact, this.locale),
      rowContexts.group,
      isOpen ? Expanded : Collapsed,
    );
    painted.tooltip = row.state ?? "";
    return painted;
  }

  private jobItem(row: Row, connection: Connection): vscode.TreeItem {
    const record = this.store.record(row.connectionId, row.jobId ?? "");
    if (!record) return new vscode.TreeItem("");
    const cloud = this.sessions.cloudOf(connection);
    const { job } = record;
    const isStale = record.error !== undefined;
    const isSubmittable = cloud.submitFields !== undefined && stateInfo(cloud, job.state)?.isSubmittable === true;
    const isWatched = this.watchList.has(row.connectionId, job.id);
    const context = jobContext(isSubmittable, isWatched);
    const painted = item(row, jobRow(job, cloud, Date.now(), this.locale, isStale, isWatched), context);
    return withClick(painted, vscode.l10n.t("Open Job Details"));
  }

  private moreItem(row: Row, snapshot: Snapshot): vscode.TreeItem {
    const painted = item(row, moreRow(leftOf(snapshot, row.state ?? ""), this.locale), rowContexts.more);
    return withClick(painted, vscode.l10n.t("Load More"));
  }

  private errorItem(row: Row, connection: Connection, snapshot: Snapshot): vscode.TreeItem {
    const explanation = this.report.explain(asVoiceError(snapshot.error), connection);
    const painted = item(row, errorRow(explanation), rowContexts.notice);
    painted.tooltip = new vscode.MarkdownString(errorTooltip(explanation));
    return explanation.nextAct.kind === "none" ? painted : withClick(painted, explanation.nextAct.label);
  }

  private repaint({ connectionId, jobs, isWide }: StoreChange): void {
    const states = new Set([...jobs].map((jobId) => this.store.record(connectionId, jobId)?.job.state));
    // A job that differs may stand elsewhere among its neighbours: its group is painted. One that went had its total changed.
    const isNarrow = !isWide && !states.has(undefined);
    const groups = [...states].map((state) => this.row({ kind: "group", connectionId, state: state ?? "" }));
    this.repaints.later(isNarrow ? groups : [this.row({ kind: "connection", connectionId })]);
  }

  private repaintJobs(keys: readonly { readonly connectionId: string; readonly jobId: string }[]): void {
    for (const { connectionId, jobId } of keys)
      this.repaint({ connectionId, jobs: new Set([jobId]), moves: new Map(), isWide: false });
  }

  private actOf(row: Row): Act | undefined {
    if (row.kind === "job") return { command: commands.openJob, arguments: [row] };
    if (row.kind === "more") return { command: commands.loadMore, arguments: [row] };
    const { error } = this.store.get(row.connectionId);
    const connection = this.book.find(row.connectionId);
    if (row.kind !== "error" || !error || !connection) return undefined;
    return nextActCommand(this.report.explain(error, connection).nextAct.kind, row);
  }

  /** While the editor takes in new rows it knows none, and which one is selected a moment later. */
  private async selected(): Promise<Row | undefined> {
    for (let tries = 0; tries < 20; tries += 1) {
      const row = this.treeView?.selection[0];
      if (row) return row;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return undefined;
  }

  private row(row: Row): Row {
    const id = rowId(row);
    const known = this.rows.get(id);
    if (known) return known;
    this.rows.set(id, row);
    return row;
  }
}

function jobContext(isSubmittable: boolean, isWatched: boolean): string {
  if (isSubmittable) return isWatched ? rowContexts.watchedSubmittableJob : rowContexts.submittableJob;
  return isWatched ? rowContexts.watchedJob : rowContexts.job;
}

/** A command with arguments is lost while the editor takes in new rows ("Actual command not found"); without, it asks what is selected. */
function withClick(painted: vscode.TreeItem, title: string): vscode.TreeItem {
  painted.command = { command: commands.activateRow, title };
  return painted;
}

function rowId({ kind, connectionId, state = "", jobId = "" }: Row): string {
  return [kind, connectionId, state, jobId].join("/");
}

function item(
  row: Row,
  look: RowView,
  contextValue: string,
  collapsible = vscode.TreeItemCollapsibleState.None,
): vscode.TreeItem {
  const painted = new vscode.TreeItem(look.label, collapsible);
  painted.id = rowId(row);
  painted.description = look.description;
  painted.iconPath = new vscode.ThemeIcon(look.look.icon, look.look.color ? new vscode.ThemeColor(look.look.color) : undefined);
  painted.contextValue = contextValue;
  painted.accessibilityInformation = { label: look.accessibilityLabel };
  return painted;
}

/** Latest change first; the id decides between equals, so that rows never swap by themselves. */
function recordsOf(snapshot: Snapshot, state: string): JobRecord[] {
  const at = ({ job }: JobRecord) => job.updatedAt ?? job.createdAt ?? 0;
  return [...snapshot.jobs.values()]
    .filter(({ job }) => job.state === state)
    .sort((a, b) => at(b) - at(a) || (a.job.id < b.job.id ? -1 : 1));
}

/** Jobs of a state that the cloud has and no row shows. */
function leftOf(snapshot: Snapshot, state: string): number {
  if (state === elsewhere) return snapshot.elsewhere;
  const { total, isWhole = false } = snapshot.totals.get(state) ?? { total: 0 };
  // Jobs without an id are counted and have no row: asking for them again and again brings none.
  return isWhole ? 0 : Math.max(0, total - recordsOf(snapshot, state).length);
}
