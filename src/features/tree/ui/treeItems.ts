// Paints one row of the tree: finds what it tells, has it worded, and gives it the looks of the editor.
import * as vscode from "vscode";
import { commands, rowContexts } from "../../../contributions.js";
import { consolePage } from "../../../core/cloud/consolePage.js";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import type { Sessions } from "../../../services/connections/sessions.js";
import type { JobRecord } from "../../../services/jobs/jobRecord.js";
import { elsewhere, everything } from "../../../services/jobs/snapshot.js";
import type { WatchList } from "../../../services/jobs/watchList.js";
import type { Explanation } from "../../../text/errors/errorText.js";
import { jobRow, type RowView } from "../../../text/jobText.js";
import type { ErrorReporter } from "../../../ui/errorReporter.js";
import type { NeedsMeModel } from "../needsMeModel.js";
import type { OpenRows } from "../openRows.js";
import { elsewhereRow, groupRow, stateTip } from "../text/groupText.js";
import { needingRow, needsMeRow, showAllRow } from "../text/needsMeText.js";
import {
  allHiddenRow,
  emptyRow,
  errorRow,
  loadingRow,
  moreOfAllRow,
  moreRow,
  stoppedRow,
  unmatchedRow,
} from "../text/noticeRows.js";
import { type ConnectionFacts, connectionRow, connectionTooltip, errorTooltip, jobTooltip } from "../text/rowText.js";
import type { TreeModel } from "../treeModel.js";
import type { TreeModels } from "../treeModels.js";
import { rowId, type TreeRow } from "./rowIdentity.js";
import { connectionContext, item, jobContext, withClick } from "./treeItem.js";
import { firstNeeding } from "./treeRows.js";

export class TreeItems {
  private readonly openJob = { command: commands.activateRow, title: vscode.l10n.t("Open Job Details") };

  constructor(
    private readonly sessions: Sessions,
    private readonly treeModels: TreeModels,
    private readonly report: ErrorReporter,
    private readonly watchList: WatchList,
    private readonly openRows: Pick<OpenRows, "isOpen">,
    private readonly needsMe: Pick<NeedsMeModel, "current" | "counted" | "job">,
    private readonly locale: string,
  ) {}

  paint(row: TreeRow): vscode.TreeItem {
    if (row.kind === "needsMe") return this.needsMeItem(row);
    if (row.kind === "showAll") return this.showAllItem(row);
    const connection = this.treeModels.connection(row.connectionId);
    const model = this.treeModels.of(row.connectionId);
    if (!connection || !model) return new vscode.TreeItem("");
    switch (row.kind) {
      case "connection":
        return this.connectionItem(row, connection, model);
      case "group":
        return this.groupItem(row, connection, model);
      case "elsewhere":
        return item(row, elsewhereRow(model.elsewhere, this.locale), rowContexts.group, this.collapsible(row, false));
      case "job":
        return row.section ? this.needingItem(row, connection, model) : this.jobItem(row, connection, model);
      case "more":
        return withClick(item(row, this.moreLook(row, model), rowContexts.more), vscode.l10n.t("Load More"));
      case "stopped":
        return withClick(
          item(row, stoppedRow(model.rest?.coverage ?? { loaded: 0 }, this.locale), rowContexts.more),
          vscode.l10n.t("Load More"),
        );
      case "loading":
        return this.loadingItem(row, model);
      case "unmatched":
        return withClick(item(row, unmatchedRow(), rowContexts.notice), vscode.l10n.t("Clear Filter"));
      case "allHidden":
        return withClick(item(row, allHiddenRow(), rowContexts.notice), vscode.l10n.t("Group and Sort…"));
      case "empty":
        return this.emptyItem(row);
      case "error":
        return this.errorItem(row, connection, model);
    }
  }

  /** Markdown; only when the pointer rests on a row. */
  tooltip(row: TreeRow): string | undefined {
    const connection = this.treeModels.connection(row.connectionId);
    const model = this.treeModels.of(row.connectionId);
    if (!connection || !model) return undefined;
    const now = Date.now();
    const { error, total, requestId } = model.snapshot;
    if (row.kind === "connection") {
      if (error) return errorTooltip(this.report.explain(error, connection));
      return connectionTooltip(this.facts(connection, model), total, requestId, now, this.locale);
    }
    const record = recordOf(row, model);
    const explanation = record?.error && this.report.explain(record.error, connection);
    return record && jobTooltip(record, this.sessions.cloudOf(connection), explanation, now, this.locale);
  }

  /** What the error of a connection asks the person to do. */
  explain(row: TreeRow): Explanation | undefined {
    const connection = this.treeModels.connection(row.connectionId);
    const error = this.treeModels.of(row.connectionId)?.snapshot.error;
    return connection && error && this.report.explain(error, connection);
  }

  /** What there is to do about a connection without jobs: make one where the cloud lets us, else where its console does. */
  emptyAct({ connectionId }: TreeRow): { readonly command: string; readonly title: string } | undefined {
    const connection = this.treeModels.connection(connectionId);
    const cloud = connection && this.sessions.cloudOf(connection);
    if (cloud?.kinds) return { command: commands.createJob, title: vscode.l10n.t("Create Job…") };
    if (!cloud || consolePage(cloud, connection) === undefined) return undefined;
    return { command: commands.openConsole, title: vscode.l10n.t("Open Console") };
  }

  private facts(connection: Connection, { snapshot, finding, rest, age }: TreeModel): ConnectionFacts {
    const { readAt, error } = snapshot;
    const endsAt = this.sessions.endOf(connection.id);
    const isPaged = rest?.kind === "stopped" || (rest?.kind === "loading" && rest.isStoppable);
    return {
      connection,
      cloud: this.sessions.cloudOf(connection),
      hasError: error !== undefined,
      isOld: error !== undefined || age !== undefined,
      ...(endsAt === undefined ? {} : { endsAt }),
      ...(readAt === undefined ? {} : { readAt }),
      ...(finding ? { finding } : {}),
      ...(isPaged ? { progress: rest.coverage } : {}),
    };
  }

  private connectionItem(row: TreeRow, connection: Connection, model: TreeModel): vscode.TreeItem {
    const context = connectionContext(connection, this.sessions.cloudOf(connection).kinds !== undefined);
    return item(row, connectionRow(this.facts(connection, model), Date.now(), this.locale), context, this.collapsible(row, true));
  }

  private groupItem(row: TreeRow, connection: Connection, model: TreeModel): vscode.TreeItem {
    const { grouping = "state", group: key = "" } = row;
    const group = model.groups.find((each) => each.key === key);
    const cloud = this.sessions.cloudOf(connection);
    const look = groupRow(cloud, grouping, key, group ?? { count: 0, certainty: "exact" }, this.locale);
    // Closed at first: the next connection is in sight, and what waits for the person stands above all.
    const painted = item(row, look, rowContexts.group, this.collapsible(row, false));
    painted.tooltip = grouping === "state" ? stateTip(cloud, key) : look.label;
    return painted;
  }

  private jobItem(row: TreeRow, connection: Connection, model: TreeModel): vscode.TreeItem {
    const record = recordOf(row, model);
    if (!record) return new vscode.TreeItem("");
    const cloud = this.sessions.cloudOf(connection);
    const { job, error, isRemembered } = record;
    // Where all rows are from an earlier window, the connection tells their age.
    const isStale = error !== undefined || (isRemembered === true && model.age === undefined);
    const isWatched = this.watchList.has(row.connectionId, job.id);
    const look = jobRow(job, cloud, Date.now(), this.locale, isStale, isWatched, row.grouping !== "state");
    const painted = item(row, look, jobContext(cloud, job, isWatched));
    // The icon of its group says it already.
    if (row.grouping === "state" || row.grouping === "phase") delete painted.iconPath;
    painted.command = this.openJob;
    return painted;
  }

  private needsMeItem(row: TreeRow): vscode.TreeItem {
    const { rows, left, isPartial = false } = this.needsMe.current;
    const painted = item(
      row,
      needsMeRow(rows.length, left, isPartial, this.locale),
      rowContexts.needsMe,
      this.collapsible(row, true),
    );
    painted.tooltip = vscode.l10n.t("Jobs of all connections that wait for you or are stuck, oldest first");
    return painted;
  }

  private showAllItem(row: TreeRow): vscode.TreeItem {
    const { rows, left } = this.needsMe.current;
    const look = showAllRow(rows.length + left - firstNeeding, this.locale);
    return withClick(item(row, look, rowContexts.notice), vscode.l10n.t("Show All"));
  }

  private needingItem(row: TreeRow, connection: Connection, model: TreeModel): vscode.TreeItem {
    const needing = row.jobId === undefined ? undefined : this.needsMe.job(row.connectionId, row.jobId);
    const record = needing?.record ?? recordOf(row, model);
    if (!record) return new vscode.TreeItem("");
    const cloud = this.sessions.cloudOf(connection);
    const { job, error, isRemembered } = record;
    const isWatched = this.watchList.has(row.connectionId, job.id);
    const facts = {
      job,
      cloud,
      isStale: error !== undefined || isRemembered === true,
      isWatched,
      ...(this.needsMe.counted.length > 1 && { connectionName: connection.name }),
      ...(needing?.stuck && { stuck: needing.stuck }),
    };
    const painted = item(row, needingRow(facts, Date.now(), this.locale), jobContext(cloud, job, isWatched));
    painted.command = this.openJob;
    return painted;
  }

  private collapsible(row: TreeRow, isOpenAtFirst: boolean): vscode.TreeItemCollapsibleState {
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    return (this.openRows.isOpen(rowId(row)) ?? isOpenAtFirst) ? Expanded : Collapsed;
  }

  private moreLook(row: TreeRow, model: TreeModel): RowView {
    if (row.section) return moreRow(this.needsMe.current.left, this.locale);
    if (row.group !== undefined) return moreRow(model.groups.find(({ key }) => key === row.group)?.left ?? 0, this.locale);
    if (row.list === elsewhere) return moreRow(model.elsewhere, this.locale);
    return moreOfAllRow(model.rest?.coverage ?? { loaded: 0 }, this.locale);
  }

  private loadingItem(row: TreeRow, { rest }: TreeModel): vscode.TreeItem {
    const isRest = row.list === everything && rest?.kind === "loading";
    const isStoppable = isRest && rest.isStoppable;
    const look = isRest ? loadingRow(rest.coverage, this.locale) : loadingRow();
    return item(row, look, isStoppable ? rowContexts.loading : rowContexts.notice);
  }

  private emptyItem(row: TreeRow): vscode.TreeItem {
    const title = this.emptyAct(row)?.title;
    const painted = item(row, emptyRow(title), rowContexts.notice);
    return title === undefined ? painted : withClick(painted, title);
  }

  private errorItem(row: TreeRow, connection: Connection, { snapshot }: TreeModel): vscode.TreeItem {
    const explanation = this.report.explain(asVoiceError(snapshot.error), connection);
    const painted = item(row, errorRow(explanation), rowContexts.notice);
    painted.tooltip = new vscode.MarkdownString(errorTooltip(explanation));
    return explanation.nextAct.kind === "none" ? painted : withClick(painted, explanation.nextAct.label);
  }
}

function recordOf({ jobId }: TreeRow, { snapshot }: TreeModel): JobRecord | undefined {
  return jobId === undefined ? undefined : snapshot.jobs.get(jobId);
}
