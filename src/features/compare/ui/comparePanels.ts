// The pages that compare jobs: one for each set of jobs, back after a reload. Loaded with the first of them.
import * as vscode from "vscode";
import { comparePanel } from "../../../contributions.js";
import { type JobKey, jobKeyText } from "../../../core/jobs/job.js";
import { mostCompared } from "../../../protocol/compare.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { mediaFolder, webviewPage } from "../../../ui/webview/webviewPage.js";
import { fewestCompared, readCompared } from "../comparedJobs.js";
import { ComparePanel } from "./comparePanel.js";

export class ComparePanels {
  private readonly pages = new Map<string, ComparePanel>();

  constructor(private readonly kernel: UiKernel) {}

  /** Shows the page of these jobs; an open one is brought to the front. */
  open(keys: readonly JobKey[]): void {
    const known = this.pages.get(nameOf(keys));
    if (known) return known.reveal();
    const title = vscode.l10n.t("Compare Jobs");
    this.adopt(keys, vscode.window.createWebviewPanel(comparePanel, title, vscode.ViewColumn.Active), "opened");
  }

  /** After a reload: the page remembers which jobs it showed, nothing else. */
  restore(panel: vscode.WebviewPanel, remembered: unknown): void {
    const keys = readCompared(remembered, mostCompared)?.filter(({ connectionId }) =>
      this.kernel.connectionStore.find(connectionId),
    );
    if (!keys || keys.length < fewestCompared || this.pages.has(nameOf(keys))) return panel.dispose();
    this.adopt(keys, panel, "restored");
  }

  private adopt(keys: readonly JobKey[], panel: vscode.WebviewPanel, origin: "opened" | "restored"): void {
    const { extensionId, locale } = this.kernel;
    const { extensionUri } = vscode.extensions.getExtension(extensionId)!;
    panel.webview.options = { enableScripts: true, localResourceRoots: [mediaFolder(extensionUri)] };
    panel.webview.html = webviewPage(panel.webview, extensionUri, "compare", locale);
    const page = new ComparePanel(keys, panel, this.kernel, origin);
    this.pages.set(nameOf(keys), page);
    panel.onDidDispose(() => {
      page.dispose();
      if (this.pages.get(nameOf(keys)) === page) this.pages.delete(nameOf(keys));
    });
  }
}

function nameOf(keys: readonly JobKey[]): string {
  return keys.map(jobKeyText).join(" ");
}
