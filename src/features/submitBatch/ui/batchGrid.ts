// The page where several jobs are filled in: a grid that a person goes through as in a spreadsheet, until everything is right and one dialog is confirmed.
import * as vscode from "vscode";
import { gridPanel } from "../../../contributions.js";
import { jobKeyText } from "../../../core/jobs/job.js";
import { type GridMessage, type GridRequest, readGridRequest } from "../../../protocol/grid.js";
import { count } from "../../../text/counts.js";
import { sentences } from "../../../text/punctuation.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { mediaFolder, webviewPage } from "../../../ui/webview/webviewPage.js";
import { batchGridView } from "../text/batchGrid.js";
import { candidateOf, type Plan } from "./batchPlan.js";
import { PlanEditor } from "./planEditor.js";

export type BatchGridKernel = Pick<UiKernel, "extensionId" | "locale" | "report">;

export class BatchGrid {
  private panel: vscode.WebviewPanel | undefined;
  private readonly editor: PlanEditor;
  private isReady = false;
  /** The dialog is open: nothing may change under it. */
  private isAsking = false;
  private announcement = "";
  private resolve: (isConfirmed: boolean) => void = () => {};

  /** `confirm`: the dialog that names everything. */
  constructor(
    private readonly kernel: BatchGridKernel,
    private readonly plan: Plan,
    private readonly confirm: () => Promise<boolean>,
  ) {
    this.editor = new PlanEditor(plan, [vscode.l10n.t("Job"), vscode.l10n.t("Job ID")]);
  }

  /** True = everything is right and confirmed; false = the person left. */
  fill(): Promise<boolean> {
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.open();
    });
  }

  reveal(): void {
    this.panel?.reveal();
  }

  private open(): void {
    const { extensionId, locale } = this.kernel;
    const { extensionUri } = vscode.extensions.getExtension(extensionId)!;
    // What is being typed into a cell stays while another tab is looked at.
    const options = { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: [mediaFolder(extensionUri)] };
    const title = vscode.l10n.t("Submit Several Jobs");
    const panel = vscode.window.createWebviewPanel(gridPanel, title, vscode.ViewColumn.Active, options);
    this.isReady = false;
    this.panel = panel;
    panel.webview.onDidReceiveMessage((message: unknown) => this.hear(readGridRequest(message)));
    panel.onDidDispose(() => this.closed(panel));
    panel.webview.html = webviewPage(panel.webview, extensionUri, "grid", locale);
  }

  private end(isConfirmed: boolean): void {
    const { panel } = this;
    this.panel = undefined;
    panel?.dispose();
    this.resolve(isConfirmed);
  }

  /** A tab cannot be kept from closing: what was filled in is asked about afterwards. */
  private async closed(panel: vscode.WebviewPanel): Promise<void> {
    if (this.panel !== panel) return;
    this.panel = undefined;
    if (await this.mayDiscard()) this.resolve(false);
    else this.open();
  }

  private async hear(request: GridRequest | undefined): Promise<void> {
    if (!request || this.isAsking) return;
    try {
      await this.obey(request);
    } catch (thrown) {
      if (this.kernel.report.note(thrown, `grid: ${request.type}`).kind !== "cancelled") await this.kernel.report.showBug();
    }
  }

  private async obey(request: GridRequest): Promise<void> {
    const { editor } = this;
    switch (request.type) {
      case "ready":
        this.isReady = true;
        break;
      case "submit":
        return this.submit();
      case "cancel":
        if (await this.mayDiscard()) this.end(false);
        return;
      case "undo":
        editor.undo();
        break;
      case "open":
        return this.send({ type: "edit", place: request.place, value: editor.valueAt(request.place) });
      case "clear":
        editor.clear(request.place);
        break;
      case "set":
        editor.set(request.place, request.value);
        break;
      case "paste":
        this.tellPasted(editor.paste(request.place, await vscode.env.clipboard.readText()));
        break;
      case "leaveOut":
        editor.leaveOut(request.row);
        if (this.plan.entries.length === 0) return this.end(false);
        break;
    }
    this.paint();
  }

  private async submit(): Promise<void> {
    const wrong = this.editor.firstProblem();
    if (wrong) return this.send({ type: "goTo", place: wrong });
    this.isAsking = true;
    try {
      if (await this.confirm()) this.end(true);
    } finally {
      this.isAsking = false;
    }
  }

  private tellPasted({ cells, left }: ReturnType<PlanEditor["paste"]>): void {
    const { locale } = this.kernel;
    this.announcement = sentences(
      vscode.l10n.t("Cells pasted: {0}.", count(cells.length, locale)),
      left > 0 && vscode.l10n.t("Cells that do not fit here: {0}.", count(left, locale)),
    );
    vscode.window.setStatusBarMessage(this.announcement, 5_000);
  }

  private async mayDiscard(): Promise<boolean> {
    if (!this.editor.isTouched) return true;
    this.isAsking = true;
    try {
      const discard: vscode.MessageItem = { title: vscode.l10n.t("Discard") };
      // In place of the dialog's own Cancel, which would be the same.
      const keep: vscode.MessageItem = { title: vscode.l10n.t("Keep Editing"), isCloseAffordance: true };
      const text = vscode.l10n.t("Discard the values you entered?");
      const detail = vscode.l10n.t("Nothing was submitted.");
      return (await vscode.window.showWarningMessage(text, { modal: true, detail }, discard, keep)) === discard;
    } finally {
      this.isAsking = false;
    }
  }

  private paint(): void {
    if (!this.isReady) return;
    const { plan, editor } = this;
    const jobs = plan.entries.map((entry) => ({ ...candidateOf(plan, entry), id: jobKeyText(entry.key) }));
    const view = batchGridView({ jobs, shared: plan.shared, canUndo: editor.canUndo, locale: this.kernel.locale });
    this.send({ type: "show", view, announcement: this.announcement });
    this.announcement = "";
  }

  private send(message: GridMessage): void {
    void this.panel?.webview.postMessage(message);
  }
}
