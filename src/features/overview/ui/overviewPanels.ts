// The overviews: one of each connection and one of all, back after a reload. Loaded with the first of them.
import * as vscode from "vscode";
import { overviewPanel } from "../../../contributions.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { mediaFolder, webviewPage } from "../../../ui/webview/webviewPage.js";
import { overviewTitle } from "../text/overviewView.js";
import { OverviewPanel } from "./overviewPanel.js";

export class OverviewPanels {
  private readonly pages = new Map<string, OverviewPanel>();

  constructor(private readonly kernel: UiKernel) {}

  /** Undefined = all connections. */
  open(connectionId: string | undefined): void {
    const known = this.pages.get(connectionId ?? "");
    if (known) return known.reveal();
    const connection = connectionId === undefined ? undefined : this.kernel.connectionStore.find(connectionId);
    const title = overviewTitle(connection?.name);
    this.adopt(connection?.id, vscode.window.createWebviewPanel(overviewPanel, title, vscode.ViewColumn.Active), "opened");
  }

  /** After a reload: the page remembers of which connection it was, nothing else. */
  restore(panel: vscode.WebviewPanel, remembered: unknown): void {
    const state = typeof remembered === "object" && remembered !== null ? (remembered as Record<string, unknown>) : {};
    const { connectionId, isOverview } = state;
    const isKnown =
      connectionId === undefined || (typeof connectionId === "string" && this.kernel.connectionStore.find(connectionId));
    const id = typeof connectionId === "string" ? connectionId : undefined;
    if (isOverview !== true || !isKnown || this.pages.has(id ?? "")) return panel.dispose();
    this.adopt(id, panel, "restored");
  }

  private adopt(connectionId: string | undefined, panel: vscode.WebviewPanel, origin: "opened" | "restored"): void {
    const { extensionId, locale } = this.kernel;
    const { extensionUri } = vscode.extensions.getExtension(extensionId)!;
    panel.webview.options = { enableScripts: true, localResourceRoots: [mediaFolder(extensionUri)] };
    panel.webview.html = webviewPage(panel.webview, extensionUri, "overview", locale, "draws");
    const page = new OverviewPanel(connectionId, panel, this.kernel, origin);
    this.pages.set(connectionId ?? "", page);
    panel.onDidDispose(() => {
      page.dispose();
      if (this.pages.get(connectionId ?? "") === page) this.pages.delete(connectionId ?? "");
    });
  }
}
