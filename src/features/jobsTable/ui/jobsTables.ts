// The tables of jobs: one for all connections and one for each, back after a reload without a request. Loaded with the first of them.
import * as vscode from "vscode";
import { jobsTablePanel } from "../../../contributions.js";
import { type JobsTableLayout, readTableLayout, usualLayout } from "../../../protocol/tableLayout.js";
import { never } from "../../../ui/commands/progress.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { mediaFolder, webviewPage } from "../../../ui/webview/webviewPage.js";
import { JobsTablePanel } from "./jobsTablePanel.js";
import type { TableKernel } from "./tableActions.js";
import { readTableScope, type TableScope } from "./tableScope.js";

export class JobsTables {
  /** By connection; all connections have the empty one. */
  private readonly pages = new Map<string, JobsTablePanel>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly kernel: TableKernel & Pick<UiKernel, "recall">,
  ) {}

  /** `asked`: what the command was given. A person asked: what was never read is read. */
  async open(asked: unknown): Promise<void> {
    const { connectionId, filter } = this.known(readTableScope(asked));
    const page = this.pages.get(connectionId ?? "");
    if (page) page.reveal(filter);
    else {
      const usual = usualLayout(connectionId === undefined && this.kernel.connectionStore.all().length > 1);
      const layout = { ...usual, filter: filter ?? "" };
      const title = vscode.l10n.t("Jobs");
      this.adopt(connectionId, vscode.window.createWebviewPanel(jobsTablePanel, title, vscode.ViewColumn.Active), layout);
    }
    await this.recall(connectionId);
    await Promise.all(this.ids(connectionId).map((id) => this.kernel.refresher.ensureConnection(id, never)));
  }

  /** After a reload: the page remembers its connection and its layout. */
  async restore(panel: vscode.WebviewPanel, remembered: unknown): Promise<void> {
    const { connectionId } = readTableScope(remembered);
    const isGone = connectionId !== undefined && !this.kernel.connectionStore.find(connectionId);
    if (isGone || this.pages.has(connectionId ?? "")) return panel.dispose();
    const { layout } = typeof remembered === "object" && remembered !== null ? (remembered as { layout?: unknown }) : {};
    this.adopt(connectionId, panel, readTableLayout(layout) ?? usualLayout(connectionId === undefined));
    await this.recall(connectionId);
  }

  /** A connection that is not there stands for all. */
  private known({ connectionId, ...scope }: TableScope): TableScope {
    const isKnown = connectionId !== undefined && this.kernel.connectionStore.find(connectionId);
    return { ...scope, ...(isKnown && { connectionId }) };
  }

  private ids(connectionId: string | undefined): readonly string[] {
    return connectionId === undefined ? this.kernel.connectionStore.all().map(({ id }) => id) : [connectionId];
  }

  private async recall(connectionId: string | undefined): Promise<void> {
    await Promise.all(this.ids(connectionId).map((id) => this.kernel.recall(id)));
  }

  private adopt(connectionId: string | undefined, panel: vscode.WebviewPanel, layout: JobsTableLayout): void {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [mediaFolder(this.extensionUri)] };
    webview.html = webviewPage(webview, this.extensionUri, "jobsTable", this.kernel.locale);
    const page = new JobsTablePanel(connectionId, panel, this.kernel, layout);
    this.pages.set(connectionId ?? "", page);
    panel.onDidDispose(() => {
      page.dispose();
      this.pages.delete(connectionId ?? "");
    });
  }
}
