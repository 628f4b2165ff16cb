// What the buttons and keys of the table do: act on the selected jobs by the commands that all rows have, copy them, arrange the table.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Connection } from "../../../core/connection.js";
import type { JobKey } from "../../../core/jobs/job.js";
import type { TableActionId } from "../../../protocol/jobsTable.js";
import type { JobsTableLayout } from "../../../protocol/tableLayout.js";
import { everything, isWhole } from "../../../services/jobs/snapshot.js";
import { count } from "../../../text/counts.js";
import { never } from "../../../ui/commands/progress.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { TableEntry, TableModel } from "../tableModel.js";
import type { TableSelection } from "../tableSelection.js";
import type { TablePlace } from "../text/cellText.js";
import { tableForClipboard } from "../text/tableCopy.js";
import { askColumns } from "./tableColumns.js";
import { askView, type ViewsKernel } from "./tableViews.js";

export type TableKernel = ViewsKernel &
  Pick<UiKernel, "connectionStore" | "sessions" | "store" | "refresher" | "clock" | "locale" | "report" | "open">;

/** The table that is acted on. */
export interface ActedTable {
  layout(): JobsTableLayout;
  setLayout(layout: JobsTableLayout): void;
  connections(): readonly Connection[];
  placeOf(connectionId: string): TablePlace | undefined;
}

/** How long a short confirmation stays in the status bar. */
const statusMs = 3000;

export class TableActions {
  constructor(
    private readonly kernel: TableKernel,
    private readonly model: Pick<TableModel, "shown">,
    private readonly selection: TableSelection,
    private readonly table: ActedTable,
  ) {}

  async open(entry: TableEntry | undefined): Promise<void> {
    if (entry) await this.kernel.open(keyOf(entry), "tab");
  }

  async act(action: TableActionId): Promise<unknown> {
    const { table } = this;
    switch (action) {
      case "submit":
        return this.run(commands.submitJob);
      case "export":
        return this.run(commands.exportJobs);
      case "compare":
        return this.run(commands.compareJobs);
      case "copy":
        return this.copy();
      case "refresh":
        return this.refresh();
      case "loadMore":
        return this.loadMore();
      case "clearFilter":
        return table.setLayout({ ...table.layout(), filter: "" });
      case "columns": {
        const columns = await askColumns(table.layout().columns);
        return columns && table.setLayout({ ...table.layout(), columns });
      }
      case "views": {
        const layout = await askView(this.kernel, table.layout());
        return layout && table.setLayout(layout);
      }
    }
  }

  private async run(command: string): Promise<void> {
    const keys = this.selection.of(this.model.shown).map(keyOf);
    if (keys.length > 0) await vscode.commands.executeCommand(command, keys[0], keys);
  }

  private async copy(): Promise<void> {
    const { table, kernel } = this;
    const entries = this.selection.of(this.model.shown);
    if (entries.length === 0) return;
    const text = tableForClipboard(entries, table.layout().columns, (id) => table.placeOf(id), kernel.locale);
    await vscode.env.clipboard.writeText(text);
    const { l10n } = vscode;
    const told =
      entries.length === 1 ? l10n.t("One row copied") : l10n.t("{0} rows copied", count(entries.length, kernel.locale));
    vscode.window.setStatusBarMessage(told, statusMs);
  }

  private async refresh(): Promise<void> {
    const targets = this.table.connections().map(({ id }) => ({ connectionId: id }));
    if (targets.length > 0) await vscode.commands.executeCommand(commands.refreshItem, targets[0], targets);
  }

  /** Of all jobs, whatever the view's own filter is. */
  private async loadMore(): Promise<void> {
    const { store, refresher } = this.kernel;
    const open = this.table.connections().filter(({ id }) => !isWhole(store.get(id)));
    await Promise.all(open.map(({ id }) => refresher.loadMore(id, everything, never, false)));
  }
}

function keyOf({ connectionId, record }: TableEntry): JobKey {
  return { connectionId, jobId: record.job.id };
}
